"""Runs `wardtwin surface` on a case that is given as arrays, and reads what it wrote. Row 0 of all arrays lies in the south."""
import csv
import dataclasses
import json
import pathlib
import subprocess
import sys

import numpy as np
from osgeo import gdal

gdal.UseExceptions()


@dataclasses.dataclass
class Case:
    name: str
    bed_m: np.ndarray
    cell_m: float
    end_s: float
    output_s: float = None  # the end
    manning: object = 0.0   # a number or an array
    keys: dict = dataclasses.field(default_factory=dict)
    start: dict = dataclasses.field(default_factory=dict)  # initial_depth, initial_u, initial_v
    rain: list = None       # of (time_s, mm_per_h)
    inflows: list = dataclasses.field(default_factory=list)
    edges: list = dataclasses.field(default_factory=list)
    gauges: dict = dataclasses.field(default_factory=dict)


@dataclasses.dataclass
class Answer:
    gauges: dict
    outflow: dict
    depth_m: np.ndarray
    max_depth_m: np.ndarray
    summary: dict

    def gauge(self, name, quantity):
        return self.gauges[f"{name}_{quantity}"]

    def last(self, names, quantity):
        return np.array([self.gauge(name, quantity)[-1] for name in names])


def columns(path):
    with open(path, newline="", encoding="utf-8") as text:
        rows = list(csv.reader(text))
    return {name.strip(): np.array([float(row[i]) for row in rows[1:]]) for i, name in enumerate(rows[0])}


def raster(path):
    file = gdal.Open(str(path))  # a band does not keep its file open
    band = file.GetRasterBand(1)
    values = band.ReadAsArray().astype(float)
    if band.GetNoDataValue() is not None:
        values[values == band.GetNoDataValue()] = np.nan
    return values[::-1]


def write_raster(path, values, cell_m):
    rows, cols = values.shape
    out = gdal.GetDriverByName("GTiff").Create(str(path), cols, rows, 1, gdal.GDT_Float32)
    out.SetGeoTransform((0.0, cell_m, 0.0, rows * cell_m, 0.0, -cell_m))
    out.GetRasterBand(1).WriteArray(np.ascontiguousarray(values[::-1], dtype=np.float32))


def toml(value):
    if isinstance(value, str):
        return json.dumps(value)
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(toml(v) for v in value) + "]"
    return repr(float(value)) if isinstance(value, (float, np.floating)) else str(value)


class Solver:
    """One way of solving: a name and the keys of `[solver]`."""

    def __init__(self, program, work, name, keys, threads=2):
        self.program, self.work, self.name, self.keys, self.threads = program, pathlib.Path(work) / name, name, keys, threads

    def solve(self, case):
        folder = self.work / case.name
        folder.mkdir(parents=True)
        file = self.write(case, folder)
        out = folder / "out"
        done = subprocess.run([self.program, "surface", file, "-o", out, "--threads", str(self.threads), "--progress=none"],
                              capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"{case.name}, {self.name}: {done.stderr.strip()}")
        return Answer(columns(out / "gauges.csv"), columns(out / "outflow.csv"), raster(out / "final_depth_m.tif"),
                      raster(out / "max_depth_m.tif"), json.loads((out / "summary.json").read_text()))

    def write(self, case, folder):
        def series(stem, heading, rows):
            (folder / f"{stem}.csv").write_text("\n".join([heading] + [f"{t:.10g},{v:.10g}" for t, v in rows]) + "\n")
            return f"{stem}.csv"

        def grid(stem, values):
            write_raster(folder / f"{stem}.tif", values, case.cell_m)
            return f"{stem}.tif"

        keys = {"dem": grid("dem", case.bed_m), "end_s": case.end_s, "output_s": case.output_s or case.end_s, **case.keys}
        keys["manning"] = grid("manning", case.manning) if isinstance(case.manning, np.ndarray) else case.manning
        keys.update({name: grid(name, values) for name, values in case.start.items()})
        if case.rain:
            keys["rain"] = series("rain", "time_s,mm_per_h", case.rain)
        lines = [f"{key} = {toml(value)}" for key, value in keys.items()]
        lines += ["[solver]"] + [f"{key} = {toml(value)}" for key, value in self.keys.items()]
        for kind, entries in (("inflow", case.inflows), ("edge", case.edges)):
            for i, entry in enumerate(entries):
                unit = "level_m" if entry.get("kind") == "level" else "m3ps"
                entry = {key: series(f"{kind}{i}", f"time_s,{unit}", value) if key == "series" else value for key, value in entry.items()}
                lines += [f"[[{kind}]]"] + [f"{key} = {toml(value)}" for key, value in entry.items()]
        for name, at in case.gauges.items():
            lines += ["[[gauge]]", f"name = {toml(name)}", f"at = {toml([float(v) for v in at])}"]
        file = folder / "case.toml"
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return file
