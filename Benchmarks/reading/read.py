#!/usr/bin/env python3
"""Times how fast files of other programs are read: `analyze` of polarization and rotation.

    .venv/bin/python Benchmarks/reading/read.py [--clausius PROGRAM]... [--repetitions 3]

Writes trajectories of 1,500 frames of 1,000 individuals in three layouts into a temporary folder:
chunks of ten frames, with gzip and without, and chunks of ten individuals over all frames. Prints
the median of processor seconds of each program on each layout, interleaved; several programs make a
comparison in one run. Needs h5py and numpy (Tests/requirements.txt).
"""
import argparse
import os
import statistics
import subprocess
import tempfile
from pathlib import Path

import h5py
import numpy as np

FRAMES, INDIVIDUALS, SIDE = 1500, 1000, 20.0
LAYOUTS = {
    "frames, gzip": ((10, INDIVIDUALS, 3), "gzip"),
    "frames": ((10, INDIVIDUALS, 3), None),
    "individuals, gzip": ((FRAMES, 10, 3), "gzip"),
}


def write(path, chunks, compression):
    """A random walk in a periodic box, as H5MD."""
    random = np.random.default_rng(1)
    steps = random.normal(0, 0.05, (FRAMES, INDIVIDUALS, 3))
    place = random.uniform(0, SIDE, (1, INDIVIDUALS, 3)) + np.cumsum(steps, 0)
    with h5py.File(path, "w") as file:
        file.create_group("h5md").attrs["version"] = [1, 1]
        group = file.create_group("particles/all")
        box = group.create_group("box")
        box.attrs["dimension"] = 3
        box.attrs["boundary"] = np.array([b"periodic"] * 3)
        box["edges"] = [SIDE] * 3
        for name, values in (("position", place % SIDE), ("velocity", np.gradient(place, axis=0))):
            element = group.create_group(name)
            element.create_dataset("value", data=values, chunks=chunks, compression=compression)
            element["step"] = np.arange(FRAMES)
            element["time"] = np.arange(FRAMES) * 0.1


def measure(program, path):
    """Processor seconds of one analysis."""
    command = [program, "analyze", str(path), "--diagnostics", "polarization,rotation"]
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        raise SystemExit(f"{program} ended with {os.waitstatus_to_exitcode(status)}")
    return usage.ru_utime + usage.ru_stime


def main():
    """Prints a line for each layout and program."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clausius", action="append")
    parser.add_argument("--repetitions", type=int, default=3)
    options = parser.parse_args()
    programs = options.clausius or [".build/release/clausius"]
    print(f"{'layout':18} {'seconds':>8}  program")
    with tempfile.TemporaryDirectory() as folder:
        for layout, (chunks, compression) in LAYOUTS.items():
            path = Path(folder) / "trajectory.h5"
            write(path, chunks, compression)
            found = [[measure(p, path) for p in programs] for _ in range(options.repetitions)]
            for k, program in enumerate(programs):
                seconds = statistics.median(row[k] for row in found)
                print(f"{layout:18} {seconds:8.2f}  {program}")


if __name__ == "__main__":
    main()
