#!/usr/bin/env python3
"""Measures the viewer on software OpenGL and writes docs/benchmarks/viewer.csv: figure, limit, commit, machine.

usage: tools/bench/viewer.py [--bin build/release/bin] [--work build/bench] [--only NAME]
The ward is the sample one, 26,609 buildings, under a flood of a million cells; the city is that ward four times.
"""
import json
import re
import shutil
import subprocess
import sys

from table import ROOT, Table, run_bench, timed

SIZE = ["--size", "1280x720"]
FLOOD = """base = "{base}"
title = "bench: a million cells"
[settings]
cell_m = 2.9
duration_s = 3600
output_s = 300
design_duration_min = 30
"""


class Bench:
    def __init__(self, arguments):
        self.bin, self.work = arguments.bin, arguments.work
        self.viewer = self.bin / "wardtwin-viewer"
        self.table = Table("viewer.csv")

    def flood(self):
        """A finished flood of the sample ward; kept between benches, for it takes minutes."""
        out = self.work / "viewer_flood"
        if not (out / "manifest.json").exists():
            scenario = self.work / "viewer_flood.toml"
            scenario.write_text(FLOOD.format(base=ROOT / "data" / "scenarios" / "flood" / "flood_base.toml"))
            shutil.rmtree(out, ignore_errors=True)
            timed([self.bin / "wardtwin", "run", scenario, "-o", out])
        return out

    def shot(self, folders, png, *options):
        """First picture and frames/s, as the viewer tells them, beside what the system says it took."""
        command = [self.viewer, *folders, "--shot", self.work / png, *SIZE, "--frames", "20", *options]
        best = None
        for _ in range(3):
            with open(self.work / "viewer.err", "w+") as heard:
                done = timed(command, stderr=heard)
                heard.seek(0)
                told = heard.read()
            done["first_s"] = float(re.search(r"first picture ([\d.e+-]+) s", told)[1])
            done["scene_s"] = float(re.search(r"scene ([\d.e+-]+) s", told)[1])
            done["frames_per_s"] = float(re.search(r"([\d.e+-]+) frames/s", told)[1])
            if best is None or done["frames_per_s"] > best["frames_per_s"]:
                best = done
        return best

    def ward(self):
        step = "ward, 1M cells"
        full = self.shot([self.flood()], "viewer_full.png")
        self.table.row(step, "frames, 4 samples", full["frames_per_s"], (">=", 4), "1/s")
        self.table.row(step, "first picture", full["first_s"], ("<=", 4), "s")
        self.table.row(step, "scene", full["scene_s"], ("<=", 0.5), "s")
        self.table.row(step, "peak memory", full["peak_mib"], ("<=", 450), "MiB")
        light = self.shot([self.flood()], "viewer_light.png", "--light")
        self.table.row(step, "frames, light", light["frames_per_s"], (">=", 8), "1/s")

    def made_city(self):
        city = self.work / "city"
        subprocess.run([sys.executable, ROOT / "tools" / "bench" / "city.py", ROOT / "data" / "wards" / "yenhoa_mau", city], check=True)
        return city

    def city(self):
        step = "city of 100,000 buildings"
        city = self.made_city()
        for name, options in (("4 samples", []), ("light", ["--light"])):
            done = self.shot([city], f"viewer_city_{name[:1]}.png", *options)
            self.table.row(step, f"frames, {name}", done["frames_per_s"], (">=", 5), "1/s")
            self.table.row(step, f"peak memory, {name}", done["peak_mib"], ("<=", 700), "MiB")

    def same(self):
        """Pictures of three runs, byte by byte."""
        pictures = set()
        for i in range(3):
            png = self.work / f"viewer_same_{i}.png"
            subprocess.run([self.viewer, self.flood(), "--shot", png, *SIZE], check=True, stderr=subprocess.DEVNULL)
            pictures.add(png.read_bytes())
        self.table.row("three runs", "different pictures", len(pictures), ("<=", 1), "1")

    def in_window(self, folder):
        """What somebody's work in the window costs, on a virtual screen."""
        build = self.bin.parent
        subprocess.run(["cmake", "--build", build, "--target", "bench_viewer_window"], check=True, stdout=subprocess.DEVNULL)
        done = subprocess.run(["env", "QT_QPA_PLATFORM=xcb", "xvfb-run", "-a", "-s", "-screen 0 2000x1000x24",
                               build / "tools" / "bench" / "bench_viewer_window", folder],
                              check=True, capture_output=True, text=True)
        return json.loads(done.stdout)

    def window(self):
        figures = self.in_window(self.flood())
        for figure, name, limit, unit in (("frames while turning", "turning_frames_per_s", (">=", 4), "1/s"),
                                          ("slider step, CPU", "slider_step_ms", ("<=", 2), "ms"),
                                          ("slider step, most", "slider_step_most_ms", None, "ms"),
                                          ("click to table", "click_ms", ("<=", 100), "ms"), ("first click", "first_click_ms", ("<=", 100), "ms"),
                                          ("idle, share of a CPU", "idle_cpu_share", ("<=", 0.01), "1"), ("memory", "peak_mib", ("<=", 450), "MiB")):
            self.table.row("window", figure, figures[name], limit, unit)
        figures = self.in_window(self.made_city())
        self.table.row("window, city", "frames while turning", figures["turning_frames_per_s"], (">=", 5), "1/s")
        self.table.row("window, city", "memory", figures["peak_mib"], ("<=", 700), "MiB")


if __name__ == "__main__":
    run_bench(Bench, ["ward", "city", "same", "window"], __doc__)
