#!/usr/bin/env python3
"""Times the surface solver on 1000 x 1000 cells of a made-up town and writes docs/benchmarks/surface.csv.

usage: tools/bench/surface.py [--bin build/release/bin] [--shared ../shared] [--work build/bench] [--only STEP]
Rain of 60 mm/h for an hour, 5 mm/h soak away, two hours in all, 2 m cells, two threads (needs python3-numpy to make the town). Open peers on such
cells, million updates a second on two threads of an EPYC: LISFLOOD-FP FV1 f32 17, ACC f32 19, SGC f32 50; SFINCS 17.
"""
import json
import shutil
import subprocess
import sys

from table import ROOT, Table, run_bench, timed

# A cell update of the default scheme. Bytes: five fields are read, three written, greatest depths both. Operations as the sources
# of the kernel (surface_slopes.h, surface_face_rows.h, surface_update.h) have them: slopes and half step 139, two faces
# 136, shares 4, new state 64; a fused product counts two, a root and a quotient one each.
BYTES_PER_UPDATE = 40
OPERATIONS_PER_UPDATE = 343


class Bench:
    def __init__(self, arguments):
        self.bin, self.work = arguments.bin, arguments.work
        self.table = Table("surface.csv")
        self.town = self.work / "town"
        if not (self.town / "n.asc").exists():
            maker = arguments.shared / "tools" / "make_urban_flood_case.py"
            subprocess.run([sys.executable, maker, self.town, "1000"], check=True, stdout=subprocess.DEVNULL)
        (self.town / "rain.csv").write_text("time_s,mm_per_h\n0,60\n3600,0\n")

    def solve(self, name, end_s, solver, threads=2):
        """What the run cost, with the solver's own account."""
        case = self.town / f"{name}.toml"
        lines = ['dem = "dem.asc"', 'manning = "n.asc"', 'rain = "rain.csv"', f"end_s = {end_s}", "output_s = 600", "[solver]", *solver,
                 "[infiltration]", 'kind = "constant"', "mm_per_h = 5"]
        case.write_text("\n".join(lines) + "\n")
        out = self.work / f"town_{name}"
        shutil.rmtree(out, ignore_errors=True)
        done = timed([self.bin / "wardtwin", "surface", case, "-o", out, "--threads", str(threads)])
        return done, json.loads((out / "summary.json").read_text())

    def whole(self, name, solver, rate_limit, wall_limit_s):
        done, told = self.solve(name, 7200, solver)
        step = f"town, {name}"
        self.table.costs(step, done, wall_limit_s, 150)
        self.table.row(step, "cell updates", told["cell_updates_per_s"] / 1e6, rate_limit and (">=", rate_limit), "million/s")
        self.table.row(step, "mass error", abs(told["mass"]["error_relative"]), ("<=", 1e-6), "1")

    def same(self):
        self.whole("one step for all", ['steps = "same"'], 250, 150)

    def local(self):
        self.whole("local steps", ['steps = "local"'], None, 75)

    def first_order(self):
        _, told = self.solve("first order", 600, ['steps = "same"', "order = 1"])
        self.table.row("town, first order", "cell updates", told["cell_updates_per_s"] / 1e6, (">=", 400), "million/s")

    def inertial(self):
        _, told = self.solve("inertial", 600, ['scheme = "inertial"'])
        self.table.row("town, local inertia", "cell updates", told["cell_updates_per_s"] / 1e6, None, "million/s")

    def roofline(self):
        """What share of the machine's bandwidth and arithmetic the default scheme reaches."""
        program = self.work / "roofline"
        source = ROOT / "tools" / "bench" / "roofline.cpp"
        subprocess.run(["c++", "-O3", "-march=native", "-mprefer-vector-width=512", "-fopenmp", source, "-o", program], check=True)
        for threads in (1, 2):
            gb_per_s, gflop_per_s = map(float, timed([program, threads])["text"].split())
            _, told = self.solve("roofline", 600, ['steps = "same"'], threads)
            rate = told["cell_updates_per_s"]
            step = f"roofline, {threads} thread{'s' * (threads > 1)}"
            self.table.row(step, "triad", gb_per_s, None, "GB/s")
            self.table.row(step, "fused products", gflop_per_s, None, "Gflop/s")
            self.table.row(step, "cell updates", rate / 1e6, None, "million/s")
            self.table.row(step, "share of bandwidth", 1e-9 * BYTES_PER_UPDATE * rate / gb_per_s, None, "1")
            self.table.row(step, "share of arithmetic", 1e-9 * OPERATIONS_PER_UPDATE * rate / gflop_per_s, None, "1")

    def threads(self):
        walls = [self.solve(f"{threads} threads", 600, ['steps = "same"'], threads)[1]["wall_s"] for threads in (1, 2)]
        self.table.row("town, 10 min", "speed-up of two threads", walls[0] / walls[1], (">=", 1.8), "1")


STEPS = ("same", "local", "first_order", "inertial", "threads", "roofline")


if __name__ == "__main__":
    run_bench(Bench, STEPS, __doc__)
