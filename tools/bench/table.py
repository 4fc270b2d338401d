"""What the benches share: timing a command, a table of figures kept in docs/benchmarks with commit and machine, and the
command line."""
import argparse
import csv
import datetime
import os
import pathlib
import platform
import re
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]


def machine():
    model = re.search(r"model name\s*:\s*(.+)", pathlib.Path("/proc/cpuinfo").read_text())
    return f"{model[1].strip() if model else platform.processor()}, {os.cpu_count()} cores"


def commit():
    done = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True)
    return done.stdout.strip() or "unknown"


def timed(arguments, stderr=None):
    """Wall and CPU seconds, peak MiB and standard output of a command that must succeed."""
    print("+", *arguments, flush=True)
    started = time.monotonic()
    process = subprocess.Popen([str(a) for a in arguments], stdout=subprocess.PIPE, stderr=stderr)
    peak_mib, text = 0.0, []
    os.set_blocking(process.stdout.fileno(), False)
    while True:
        chunk = process.stdout.read()
        if chunk:
            text.append(chunk)
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            break
        try:
            peak = re.search(r"VmHWM:\s*(\d+)", pathlib.Path(f"/proc/{process.pid}/status").read_text())
            peak_mib = max(peak_mib, int(peak[1]) / 1024 if peak else 0.0)
        except OSError:
            pass
        time.sleep(0.01)
    process.returncode = os.waitstatus_to_exitcode(status)
    text.append(process.stdout.read() or b"")
    if process.returncode:
        sys.exit(f"{arguments[0]} ended with {process.returncode}")
    return {"wall_s": time.monotonic() - started, "cpu_s": usage.ru_utime + usage.ru_stime, "peak_mib": peak_mib,
            "text": b"".join(text).decode("utf-8", "replace")}


class Table:
    def __init__(self, name):
        self.file = ROOT / "docs" / "benchmarks" / name
        self.rows = []

    def row(self, step, figure, value, limit, unit):
        kept = "" if limit is None else ("yes" if limit[0] == "<=" and value <= limit[1] or limit[0] == ">=" and value >= limit[1] else "no")
        self.rows.append([step, figure, f"{value:.6g}", unit, "" if limit is None else f"{limit[0]} {limit[1]:g}", kept])
        print("  ", *self.rows[-1], flush=True)

    def costs(self, step, done, wall_limit_s=None, peak_limit_mib=None):
        self.row(step, "wall", done["wall_s"], wall_limit_s and ("<=", wall_limit_s), "s")
        self.row(step, "cpu", done["cpu_s"], None, "s")
        self.row(step, "peak memory", done["peak_mib"], peak_limit_mib and ("<=", peak_limit_mib), "MiB")

    def write(self):
        self.file.parent.mkdir(exist_ok=True)
        is_new = not self.file.exists()
        with open(self.file, "a", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            if is_new:
                writer.writerow(["date", "commit", "machine", "step", "figure", "value", "unit", "limit", "kept"])
            head = [datetime.date.today().isoformat(), commit(), machine()]
            writer.writerows(head + row for row in self.rows)


def run_bench(bench_of, steps, description):
    """Reads the command line that the benches share, goes through the steps asked for and keeps their figures."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--bin", type=pathlib.Path, default=ROOT / "build" / "release" / "bin")
    parser.add_argument("--shared", type=pathlib.Path, default=pathlib.Path(os.environ.get("WARDTWIN_SHARED", ROOT.parent / "shared")))
    parser.add_argument("--work", type=pathlib.Path, default=ROOT / "build" / "bench")
    parser.add_argument("--only", choices=steps, action="append")
    arguments = parser.parse_args()
    arguments.work = arguments.work.resolve()
    arguments.work.mkdir(parents=True, exist_ok=True)
    bench = bench_of(arguments)
    for step in arguments.only or steps:
        getattr(bench, step)()
    bench.table.write()
