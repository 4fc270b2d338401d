#!/usr/bin/env python3
"""Times the whole way on the real ward and writes docs/benchmarks/ward.csv: figure, limit, commit, machine.

usage: tools/bench/ward.py [--bin build/release/bin] [--shared ../shared] [--work build/bench] [--only NAME]
Each step runs as its users run it; wall, CPU seconds and peak memory are the operating system's.
"""
import json
import re
import shutil
import subprocess

from table import ROOT, Table, run_bench, timed


class Bench:
    def __init__(self, arguments):
        self.bin, self.shared, self.work = arguments.bin, arguments.shared, arguments.work
        self.table = Table("ward.csv")

    def run(self, name, scenario, settings=(), needs=()):
        """Writes a scenario file on the real ward, runs it, and gives costs and measures."""
        lines = [f'scenario = "{scenario}"', f'title = "bench {name}"', f'ward = "{self.work}/ward"',
                 'start = "2025-09-30T11:30:00+07:00"', "[settings]", *settings]
        lines += ["[needs]", *(f'{key} = "{self.work}/{run}"' for key, run in needs)] if needs else []
        file = self.work / f"{name}.toml"
        file.write_text("\n".join(lines) + "\n")
        out = self.work / name
        shutil.rmtree(out, ignore_errors=True)
        done = timed([self.bin / "wardtwin", "run", file, "-o", out])
        manifest = json.loads((out / "manifest.json").read_text())
        return done, measures_of(manifest)

    def import_ward(self):
        shutil.rmtree(self.work / "ward", ignore_errors=True)
        data = self.shared / "data" / "yenhoa"
        lanes_map = self.work / "lanes.toml"
        lanes_map.write_text((ROOT / "data" / "import" / "network_lanes.toml").read_text())
        osm = next((data / "streets").glob("*.osm.pbf"))
        done = timed([self.bin / "wardtwin", "import", "--osm", osm, "--boundary", data / "boundary" / "yen_hoa_2025.geojson",
                      "--layer", f"lanes={data}/streets/yenhoa_network_unified.gpkg:edges", "--map", lanes_map,
                      "--fill-missing", "--seed", "7", "-o", self.work / "ward"])
        self.table.costs("import", done, 60, 1024)

    def flood(self):
        """With steps by tile, as users run it, and with one step for all."""
        storm = ROOT / "data" / "flood"
        settings = ["cell_m = 2", "duration_s = 21600", "output_s = 900", 'rain = "file"',
                    f'rain_file = "{storm}/rain/2025-09-30_reconstructed.csv"', 'river = "file"',
                    f'river_file = "{storm}/river/2025-09-30_reconstructed.csv"']
        for name, steps, limit_s in (("flood", [], 120), ("flood_same", ["local_steps = false"], 360)):
            done, measures = self.run(name, "flood", settings + steps)
            step = "flood 6 h at 2 m" + ", one step for all" * bool(steps)
            self.table.costs(step, done, limit_s)
            self.table.row(step, "mass error", abs(measures["mass_error_relative"]), ("<=", 1e-6), "1")

    def traffic(self):
        done, measures = self.run("traffic", "traffic")
        self.table.costs("traffic to gap 1e-4", done, 5)
        self.table.row("traffic to gap 1e-4", "relative gap", measures["gap"], ("<=", 1e-4), "1")

    def fire(self):
        done, _ = self.run("fire", "fire_access")
        self.table.costs("fire access", done, 5)

    def renovation(self):
        done, measures = self.run("renovation", "renovation", ["candidates = 100"], [("flood", "flood")])
        self.table.costs("ranking of 100 candidates", done, 600)
        self.table.row("ranking of 100 candidates", "candidates", measures["candidates_simulated"], (">=", 100), "1")

    def viewer(self):
        shot = self.work / "first.png"
        done = timed([self.bin / "wardtwin-viewer", self.work / "flood", "--shot", shot, "--size", "1280x720"])
        self.table.costs("viewer, first picture", done, 6)

    def frames(self):
        command = [self.bin / "wardtwin-viewer", *(self.work / run for run in ("flood", "traffic", "fire")), "--shot",
                   self.work / "frames.png", "--size", "1280x720", "--samples", "0", "--frames", "40"]
        print("+", *command, flush=True)
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        self.table.row("viewer, flood, traffic and fire", "rate", float(re.search(r"([\d.]+) frames/s", done.stderr)[1]),
                 (">=", 3), "frames/s")


def measures_of(manifest):
    measures = manifest["measures"]
    return {m["name"]: m["value"] for m in measures} if isinstance(measures, list) else measures


STEPS = ("import_ward", "flood", "traffic", "fire", "renovation", "viewer", "frames")


if __name__ == "__main__":
    run_bench(Bench, STEPS, __doc__)
