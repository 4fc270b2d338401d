#!/usr/bin/env python3
"""A flood run and a batch are killed again and again, and others meet a full disk: nothing is lost and nothing half-made is left.

usage: never_lost.py WARDTWIN SCENARIO.toml
"""
import os
import pathlib
import resource
import signal
import subprocess
import sys
import tempfile
import time

SETTINGS = ("cell_m=10", "duration_s=1800", "checkpoint_s=60")


BATCH = """base = "{base}"
[[measure]]
name = "less_rain"
[[measure.change]]
name = "less_rain"
[measure.change.settings]
rain_factor = 0.5
"""


def command(program, scenario, out, *more, verb="run"):
    sets = [word for setting in SETTINGS for word in ("--set", setting)]
    return [program, verb, scenario, "-o", str(out), "--progress=none", *sets, *more]


def files_of(folder):
    """Every file but run.log, which tells times and the host."""
    return {p.relative_to(folder): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file() and p.name != "run.log"}


def state_of(out):
    """What tells one saved state from the next: its inode, since each is written anew and renamed."""
    states = list(out.parent.glob(out.name + ".partial/*/state"))
    return states[0].stat().st_ino if states else None


def run_until_killed(program, scenario, out, states, delay_s):
    """Kills a run some time after it has saved so many states; false where it came to its end before."""
    process = subprocess.Popen(command(program, scenario, out, "--resume"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    last, seen = state_of(out), 0
    while process.poll() is None and seen < states:
        now = state_of(out)
        seen += now != last
        last = now
        time.sleep(0.001)
    time.sleep(delay_s)
    process.send_signal(signal.SIGKILL)
    return process.wait() == -signal.SIGKILL


def killed_run(program, scenario, out):
    """Kills while the grid is laid, just after a state was saved, and between states; then lets it end."""
    for states, delay_s in ((0, 0.5), (1, 0.0), (3, 0.05), (5, 0.003), (4, 0.02)):
        assert run_until_killed(program, scenario, out, states, delay_s), "the run ended before it could be killed"
        assert not out.exists(), "a killed run left a folder that looks whole"
    done = subprocess.run(command(program, scenario, out, "--resume"), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def on_full_disk(program, scenario, out, verb="run"):
    """No file may grow beyond 64 kB, as on a disk that is all but full."""
    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))

    done = subprocess.run(command(program, scenario, out, verb=verb), capture_output=True, text=True, preexec_fn=limit)
    assert done.returncode == 5, f"exit code {done.returncode}, not 5: {done.stderr}"
    assert "found" in done.stderr and "expected" in done.stderr, done.stderr
    assert not out.exists(), "a run without room left a folder that looks whole"


def kill_batch_at(program, batch, out, begun):
    """Goes on with a batch until something of that pattern lies in its partial folder, and kills it then."""
    process = subprocess.Popen(command(program, batch, out, "--resume", verb="batch"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    partial = pathlib.Path(f"{out}.partial")
    while process.poll() is None and not any(partial.glob(begun)):
        time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL, "the batch ended before it could be killed"
    assert not out.exists(), "a killed batch left a folder that looks whole"


def never_lost_batch(program, scenario, folder):
    """A batch that meets a full disk and is killed in its first run, its second and its comparison is the whole one in the end."""
    batch = str(folder / "batch.toml")
    pathlib.Path(batch).write_text(BATCH.format(base=pathlib.Path(scenario).resolve()))
    whole, hurt = folder / "whole_batch", folder / "hurt_batch"
    subprocess.run(command(program, batch, whole, verb="batch"), check=True, capture_output=True)
    on_full_disk(program, batch, hurt, verb="batch")
    partial = pathlib.Path(f"{hurt}.partial")
    assert list(partial.glob("*.partial")), "the run that found no room is gone"
    for begun in ("base__as_is.partial/*/state", "base__less_rain.partial/*/state", "difference/*"):
        kill_batch_at(program, batch, hurt, begun)
    subprocess.run(command(program, batch, hurt, "--resume", verb="batch"), check=True, capture_output=True)
    assert not partial.exists(), "the finished batch left its partial folder"
    same_files(whole, hurt)


def same_files(whole, hurt):
    """The number of files; a failure names those that differ."""
    one, other = files_of(whole), files_of(hurt)
    assert one.keys() == other.keys(), f"other files: {one.keys() ^ other.keys()}"
    differ = [str(name) for name in one if one[name] != other[name]]
    assert not differ, f"differ after kills: {differ}"
    return len(one)


def main():
    program, scenario = sys.argv[1], sys.argv[2]
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        subprocess.run(command(program, scenario, folder / "whole"), check=True, capture_output=True)
        killed_run(program, scenario, folder / "killed")
        files = same_files(folder / "whole", folder / "killed")
        on_full_disk(program, scenario, folder / "full")
        never_lost_batch(program, scenario, folder)
        print(f"{files} files of the same bytes")


if __name__ == "__main__":
    os.environ.setdefault("LC_ALL", "C.UTF-8")
    main()
