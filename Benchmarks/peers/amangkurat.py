#!/usr/bin/env python3
"""Clausius beside amangkurat 0.0.1: time of a step, and time to a given energy error of the
breather.

Both sides run alternately in this one process tree, each on one core, and every number is the
median of several rounds.
Rates of Clausius are what `clausius run --format json` reports for the stepping alone; the peer's
are taken around its time loop after a warm-up that compiles its kernels, with its step fixed
(adaptive_dt off).
"""
import os
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("NUMBA_NUM_THREADS", "1")
import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time

# This file has the name of the library that it times: the library must be found first.
sys.path[:] = [folder for folder in sys.path if os.path.abspath(folder or ".") != os.path.dirname(os.path.abspath(__file__))]

import numpy as np

SCENARIOS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "scenarios", "klein-gordon")


def peer(points, potential, condition, step, duration, half_length=30.0):
    """Seconds of the peer's time loop, and its result."""
    from amangkurat.core import solver as module
    solver = module.KGSolver(nx=points, x_min=-half_length, x_max=half_length, verbose=False, n_cores=1, adaptive_dt=False)
    phi, rate = condition(solver.x)
    start = time.perf_counter()
    result = solver.solve(phi, rate, dt=step, t_final=duration, potential=potential, n_snapshots=2)
    return time.perf_counter() - start, result, solver


def clausius(command, scenario, folder, *settings):
    line = [command, "run", os.path.join(SCENARIOS, scenario), "-o", os.path.join(folder, "run.h5"), "--force", "--quiet",
            "--threads", "1", "--format", "json"]
    for setting in settings:
        line += ["--set", setting]
    return json.loads(subprocess.run(line, check=True, stdout=subprocess.PIPE).stdout)


def report(what, ours, theirs, unit="s"):
    print(f"{what:44} clausius {ours:.4g}  peer {theirs:.4g} {unit}  ratio {theirs / ours:.1f}", flush=True)


def steps(command, folder, rounds):
    """Both step the same small bump around the vacuum phi = 1, from rest."""
    def bump(x):
        return 1 + 0.5 * np.exp(-x ** 2 / 4), np.zeros_like(x)

    for points in (512, 1024, 4096):
        half = 30.0 * points / 512
        step = 0.02
        count = max(500, 2_000_000 // points)
        theirs, ours = [], []
        peer(points, "phi4", bump, step, 10 * step, half)
        for _ in range(rounds):
            seconds, _, _ = peer(points, "phi4", bump, step, count * step, half)
            theirs.append(seconds / count)
            done = clausius(
                command, "linear-wave.yaml", folder, "klein_gordon.potential=phi4",
                "klein_gordon.start={kind: gaussian, amplitude: 0.5, width: 2, background: 1}", "output.quantities=[phi]",
                "klein_gordon.scheme=stormer_verlet", f"klein_gordon.points={points}",
                f"klein_gordon.x_min={-half}", f"klein_gordon.length={2 * half}", f"run.time_step={step}",
                f"run.duration={20 * count * step}", f"output.every={20 * count * step}")
            ours.append(1 / done["steps_per_second"])
        report(f"phi4, Verlet, one step, N = {points}", statistics.median(ours), statistics.median(theirs))


def accuracy(command, folder, rounds):
    """The peer's Verlet error falls as dt^2: its time to 1e-10 is extrapolated from a step that it
    can afford."""
    def exact(x):
        eta = np.sqrt(0.75)
        return 4 * np.arctan(eta / 0.5 / np.cosh(eta * x)), np.zeros_like(x)

    ours, theirs = [], []
    for _ in range(rounds):
        step = 0.01
        seconds, _, _ = peer(256, "sine_gordon", exact, step, 100)
        # Largest relative energy error of Verlet on this breather, 2.5e-5 at dt = 0.01 (reference
        # value), proportional to dt^2.
        theirs.append(seconds * np.sqrt(2.5e-5 / 1e-10))
        done = clausius(command, "breather.yaml", folder, "klein_gordon.points=256", "klein_gordon.probes=[]",
                        "run.time_step=0.1875", "run.duration=7500", "output.every=7500")
        # The default scheme at this step: 6.5e-11, docs/klein-gordon.md.
        ours.append(100 / 0.1875 / done["steps_per_second"])
    report("breather to t = 100, energy error 1e-10", statistics.median(ours), statistics.median(theirs))


def scan(command, folder):
    start = time.perf_counter()
    subprocess.run([command, "run", os.path.join(SCENARIOS, "velocity-scan.yaml"), "-o", os.path.join(folder, "scan.h5"),
                    "--force", "--quiet", "--format", "json"], check=True, stdout=subprocess.DEVNULL)
    print(f"{'1000 kink-antikink velocities to t = 300':44} clausius {time.perf_counter() - start:.2f} s on all cores", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clausius", required=True)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        steps(arguments.clausius, folder, arguments.rounds)
        accuracy(arguments.clausius, folder, arguments.rounds)
        scan(arguments.clausius, folder)


if __name__ == "__main__":
    main()
