#!/usr/bin/env python3
"""With --errors=json a failure is one JSON object on stderr, in the language asked for, and the exit code stays.

usage: errors_json.py WARDTWIN
"""
import json
import subprocess
import sys

CALLS = {
    ("describe", "floot", "--lang", "vi"): (3, "tên 'floot'"),
    ("describe", "floot"): (3, "the name 'floot'"),
    ("run", "/nowhere/none.toml", "--progress=json"): (3, None),
}


def main():
    program = sys.argv[1]
    for call, (code, found) in CALLS.items():
        done = subprocess.run([program, *call, "--errors=json"], capture_output=True, text=True)
        assert done.returncode == code, f"{call}: exit {done.returncode}, not {code}"
        told = json.loads(done.stderr)
        assert set(told) == {"where", "found", "expected", "outcome", "hint"}, told
        assert found in (None, told["found"]), told
        text = subprocess.run([program, *call], capture_output=True, text=True).stderr
        assert all(told[part] in text for part in told), f"{call}: {told} is not what {text!r} says"
    print(f"{len(CALLS)} failures told")


if __name__ == "__main__":
    main()
