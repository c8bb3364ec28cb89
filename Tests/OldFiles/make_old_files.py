#!/usr/bin/env python3
"""Makes the trajectories of an earlier version beside this script, and the numbers that it gave.

Usage: make_old_files.py COMMAND        (the `clausius` of commit 051d13c; h5py, numpy)

Of each scenario here: NAME, the finished run; NAME.partial and NAME.checkpoint, the same run after
SIGTERM; and NAME.json, what that version made of them: the results of `analyze` with the calls in
CALLS, the series of `plot --data`, and the last frame of the run, made longer with `resume`. The
kernels are those of the baseline build, because a school is chaotic. Everything is packed with
gzip.
"""
import gzip
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import h5py
import numpy

HERE = pathlib.Path(__file__).resolve().parent
COMMAND = str(pathlib.Path(sys.argv[1]).resolve())
os.environ["CLAUSIUS_SIMD"] = "baseline"

# name -> file, calls of diagnostics, series that is plotted, later end, datasets that must agree.
CASES = {
    "school": (
        "school.h5md",
        ["polarization", "rotation", "clusters", "polarization_entropy", "nearest_neighbor_entropy"],
        "polarization", 20000, ["coordinates", "velocities", "polarization", "orientation_width"]),
    "gas": (
        "gas.h5md",
        ["mixing_entropy(position: [4, 2])", "boltzmann_entropy(position: [2, 1], velocity: 1)",
         "maxwellian_divergence", "temperature", "collisions"],
        "temperature", 4800,
        ["coordinates", "velocities", "particles/trajectory/image/value", "mean_free_path"]),
    "ensemble": (
        "ensemble.h5",
        ["kink_collision(field: bounces)", "kink_collision(field: outgoing_velocity)",
         "escaped_fraction"],
        "escaped_fraction", 4400,
        ["center_field", "kink_distance", "bounces", "last_bounce_time", "outgoing_velocity"]),
    "field": (
        "field.h5", ["energy", "momentum", "shannon_entropy", "probe_field(at: 0)"],
        "energy", 9600, ["phi", "pi", "energy", "topological_charge"]),
}


def run(folder, *arguments):
    """What the command writes to standard output."""
    done = subprocess.run([COMMAND, *arguments], cwd=folder, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{arguments}: {done.stderr}")
    return done.stdout


def interrupt(folder, scenario, file):
    """Runs a scenario and asks it to stop in the middle; again if it was over or had not begun."""
    for delay in numpy.arange(0.05, 4, 0.02):
        running = subprocess.Popen(
            [COMMAND, "run", scenario, "-o", file, "--force", "--quiet"], cwd=folder,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(delay)
        running.send_signal(signal.SIGTERM)
        if running.wait() == 143 and (folder / (file + ".checkpoint")).exists():
            with h5py.File(folder / (file + ".checkpoint")) as checkpoint:
                frames = int(checkpoint["checkpoint/clock/frames_observed"][0])
            if 8 <= frames <= 15:
                print(f"{scenario}: interrupted after {frames} frames")
                return
    sys.exit(f"{scenario} could not be interrupted")


def pack(source, target):
    """Packs a file, the same bytes for the same file."""
    with open(source, "rb") as file, open(target, "wb") as raw:
        with gzip.GzipFile(filename="", fileobj=raw, mode="wb", compresslevel=9, mtime=0) as packed:
            shutil.copyfileobj(file, packed)


def main():
    for name, (file, calls, series, later, datasets) in CASES.items():
        with tempfile.TemporaryDirectory() as scratch:
            folder = pathlib.Path(scratch)
            scenario = str(HERE / (name + ".yaml"))
            interrupt(folder, scenario, file)
            for end in (".partial", ".checkpoint"):
                pack(folder / (file + end), HERE / (file + end + ".gz"))
            run(folder, "resume", file, "--quiet")
            shutil.move(folder / file, folder / "resumed")
            run(folder, "run", scenario, "-o", file, "--quiet")
            pack(folder / file, HERE / (file + ".gz"))
            with h5py.File(folder / file) as whole, h5py.File(folder / "resumed") as resumed:
                for dataset in datasets:
                    assert whole[dataset][()].tobytes() == resumed[dataset][()].tobytes(), dataset
            analysis = run(
                folder, "analyze", file, "--diagnostics", ", ".join(calls), "--format", "json")
            run(folder, "plot", file, "-o", "plot.svg", "--what", series, "--data")
            table = next(folder.glob("plot_*.csv")).read_text(encoding="utf-8")
            facts = json.loads(run(folder, "inspect", file, "--format", "json"))
            run(folder, "resume", file, "--until", str(later), "--quiet")
            with h5py.File(folder / file) as longer:
                last = {dataset: longer[dataset][-1].ravel().tolist() for dataset in datasets}
            expected = {
                "file": file, "calls": calls, "results": json.loads(analysis)["results"],
                "series": series, "table": table, "later": later, "last": last,
                "facts": {key: facts[key] for key in (
                    "finished", "system", "frames", "first_time", "last_time", "title", "seed",
                    "overrides", "commit")},
            }
            text = json.dumps(expected, indent=1).replace("NaN", "null") + "\n"
            (HERE / (name + ".json")).write_text(text, encoding="utf-8")


main()
