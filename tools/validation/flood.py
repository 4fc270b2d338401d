#!/usr/bin/env python3
"""Holds the surface solver against exact solutions and published tests, and writes docs/validation/flood.md.

usage: tools/validation/flood.py [--bin build/release/bin] [--shared ../shared] [--only CASE] [-o docs/validation/flood.md]
Some ten minutes on two cores; needs python3-numpy and python3-gdal. The schemes of the solver run side by side, so the page shows
error against cost. Ends with 1 where the default scheme misses a gate, and where nothing was compared.
"""
import argparse
import os
import pathlib
import shutil
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "bench"))

import cases
from solver import Solver
from table import ROOT, commit, machine

SCHEMES = (("second order", {}),
           ("second order, local steps", {"steps": "local"}),
           ("second order, CFL 0.45", {"cfl": 0.45}),
           ("first order", {"order": 1}),
           ("local inertia", {"scheme": "inertial"}))
DEFAULT = SCHEMES[0][0]

HEAD = """# The surface solver held against exact solutions and published tests

Made by `tools/validation/flood.py` at {commit} on {machine}; do not edit. Formulae stand in `tools/validation/exact.py`, the cases in
`tools/validation/cases.py` with the source of each. L1 is the sum of the differences over the sum of the exact values.
{missing}
Mass: the greatest error of all runs of a scheme, ledger against what was asked and stored, is in the second table.
"""


class Costs:
    """What a scheme took for the cases that all schemes solve."""

    def __init__(self):
        self.cpu_s = self.mass_error = 0.0

    def add(self, summary, counts):
        self.cpu_s += summary["cpu_s"] if counts else 0.0
        self.mass_error = max(self.mass_error, abs(summary["mass"]["error_relative"]))


class Counted(Solver):
    def __init__(self, costs, *arguments):
        super().__init__(*arguments)
        self.costs, self.counts = costs, True

    def solve(self, case):
        print(f"  {self.name}: {case.name}", flush=True)
        answer = super().solve(case)
        self.costs.add(answer.summary, counts=self.counts)
        return answer


def number(value):
    return f"{value:.2g}" if value else "0"


def marked(found, gate):
    if found is None:
        return "–"
    return number(found[0]) if found[0] <= gate else f"**{number(found[0])}**"


def table(heads, rows):
    return "\n".join(["| " + " | ".join(row) + " |" for row in [heads, ["---"] * len(heads), *rows]])


def page(found, costs, missing):
    names = [name for name, _ in SCHEMES]
    errors = [[*row, number(gate), *(marked(found[name].get(row), gate) for name in names)] for row, (_, gate) in found[DEFAULT].items()]
    held = {name: sum(value <= gate for value, gate in found[name].values()) for name in names}
    prices = [[name, f"{held[name]} of {len(found[name])}", f"{costs[name].cpu_s / costs[DEFAULT].cpu_s:.2f}", number(costs[name].mass_error)]
              for name in names]
    note = f"\nLeft out for want of their files: {', '.join(missing)}.\n" if missing else ""
    return "\n\n".join([HEAD.format(commit=commit(), machine=machine(), missing=note).strip(),
                        "## Errors\n\nBold: above the gate.\n\n" + table(["case", "quantity", "at most", *names], errors),
                        "## Error against cost\n\nCPU seconds of the cases that all schemes solve, those of the default as 1.\n\n"
                        + table(["scheme", "gates held", "cost", "greatest mass error"], prices),
                        (ROOT / "tools" / "validation" / "flood_words.md").read_text(encoding="utf-8").strip()]) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", type=pathlib.Path, default=ROOT / "build" / "release" / "bin")
    parser.add_argument("--shared", type=pathlib.Path, default=pathlib.Path(os.environ.get("WARDTWIN_SHARED", ROOT.parent / "shared")))
    parser.add_argument("--work", type=pathlib.Path, default=ROOT / "build" / "validation")
    every = cases.EXACT + cases.PUBLISHED + cases.REAL
    parser.add_argument("--only", choices=[c.__name__ for c in every], metavar="CASE", help="a case of tools/validation/cases.py; prints, writes no page")
    parser.add_argument("-o", dest="out", type=pathlib.Path, default=ROOT / "docs" / "validation" / "flood.md")
    arguments = parser.parse_args()
    shared = arguments.shared / "validation" / "flood"
    chosen = [c for c in every if arguments.only in (None, c.__name__)]
    missing = [] if shared.is_dir() else [c.__name__ for c in chosen if c not in cases.EXACT]
    if len(missing) == len(chosen):
        print(f"{shared}: no such folder; {', '.join(missing)} needs its files: name their place by --shared", file=sys.stderr)
        return 1
    shutil.rmtree(arguments.work, ignore_errors=True)
    found, costs = {}, {name: Costs() for name, _ in SCHEMES}
    for name, keys in SCHEMES:
        solver = Counted(costs[name], arguments.bin.resolve() / "wardtwin", arguments.work, name, keys)
        mine = [c for c in chosen if c.__name__ not in missing and (name == DEFAULT or c not in cases.REAL)]
        rows = []
        for case in mine:
            solver.counts = case not in cases.REAL
            rows += case(solver, shared)
        found[name] = {(case, quantity): (value, gate) for case, quantity, value, gate in rows}
        for (case, quantity), (value, gate) in found[name].items():
            print(f"{name}: {case}: {quantity}: {number(value)} (<= {number(gate)}) {'' if value <= gate else 'MISSED'}", flush=True)
    if not arguments.only:
        arguments.out.parent.mkdir(parents=True, exist_ok=True)
        arguments.out.write_text(page(found, costs, missing), encoding="utf-8")
    if not found[DEFAULT]:
        print(f"{arguments.only or 'all cases'}: nothing was compared", file=sys.stderr)
        return 1
    return 1 if any(not value <= gate for value, gate in found[DEFAULT].values()) else 0


if __name__ == "__main__":
    sys.exit(main())
