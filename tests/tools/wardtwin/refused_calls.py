#!/usr/bin/env python3
"""Calls of which a part would have no effect are refused as such (exit 2), before anything is read or written.

usage: refused_calls.py WARDTWIN
"""
import subprocess
import sys

# No server and no ward of these names exists: a call that went on would fail otherwise (exit 3).
STORE = "PG:host=/nowhere dbname=ward"
CALLS = {
    ("publish", "no_ward", "--to", STORE + " schema=lt:bang_sai"): "found the table 'bang_sai'",
    ("publish", "no_ward", "--to", STORE): "found no schema=…",
    ("import", "--from", STORE + ":bang_sai", "-o", "none"): "found the table 'bang_sai'",
    ("import", "--base", "no_ward", "-o", "none"): "found nothing that changes the ward",
    ("import", "--base", "no_ward", "--seed", "99", "-o", "none"): "found nothing that changes the ward",
    ("import", "--base", "no_ward", "--dem", "dem.tif", "--seed", "99", "-o", "none"): "found --seed, and nothing to make up",
    ("import", "--base", "no_ward", "--layer", "boundary=f.geojson", "-o", "none"): "found another outline",
}


def main():
    program = sys.argv[1]
    faults = []
    for call, found in CALLS.items():
        done = subprocess.run([program, *call], capture_output=True, text=True)
        parts = ("found " in done.stderr, ", expected " in done.stderr, "; nothing was " in done.stderr)
        if done.returncode != 2 or found not in done.stderr or not all(parts):
            faults.append(f"{' '.join(call)}: exit {done.returncode}, {done.stderr!r}, not exit 2 with {found!r}")
    print("\n".join(faults) or f"{len(CALLS)} calls refused")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
