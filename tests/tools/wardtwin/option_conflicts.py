#!/usr/bin/env python3
"""Options of `run` that only mean something for a run are refused beside --show-settings.

usage: option_conflicts.py WARDTWIN SCENARIO.toml
"""
import pathlib
import subprocess
import sys
import tempfile


def main():
    program, scenario = sys.argv[1], sys.argv[2]
    with tempfile.TemporaryDirectory() as scratch:
        target = pathlib.Path(scratch) / "out"
        for option in (["-o", str(target)], ["--resume"]):
            done = subprocess.run([program, "run", scenario, "--show-settings", *option], capture_output=True, text=True)
            assert done.returncode == 2, f"{option}: exit code {done.returncode}"
            assert option[0] in done.stderr and "expected" in done.stderr, done.stderr
            assert done.stdout == "", done.stdout
            assert not target.exists()
        alone = subprocess.run([program, "run", scenario, "--show-settings"], capture_output=True, text=True)
        assert alone.returncode == 0 and "cell_m" in alone.stdout, alone.stderr


if __name__ == "__main__":
    main()
