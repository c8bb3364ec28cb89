#!/usr/bin/env python3
"""Clausius beside dewi-kadita 0.0.4: steps per second, cost per individual, cost of writing.

Both sides run alternately in this one process tree, on all cores, and every number is the median of
several rounds, so that a noisy machine disturbs both. Rates of Clausius are what `clausius run
--format json` reports for the stepping alone; the peer's are taken around its solver after a
warm-up that compiles its kernels.
"""
import argparse
import json
import os
import statistics
import subprocess
import tempfile
import time

SCENARIOS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "scenarios", "couzin")
CASE_4 = dict(n_fish=250, box_size=35.0, speed=1.5, r_repulsion=1.0, r_orientation=12.0, r_attraction=20.0,
              max_turn=0.2, noise=0.05, blind_angle=20.0, seed=789)
CASE_1 = dict(n_fish=150, box_size=25.0, speed=1.0, r_repulsion=2.0, r_orientation=3.0, r_attraction=15.0,
              max_turn=0.4, noise=0.2, blind_angle=30.0, seed=42)


def peer_seconds_per_step(parameters, steps, settle=0):
    from dewi_kadita import CouzinSolver, CouzinSystem
    system = CouzinSystem(**parameters)
    solver = CouzinSolver(dt=0.1)
    solver.solve(system, n_steps=2 + settle, save_interval=2 + settle, verbose=False)
    start = time.perf_counter()
    solver.solve(system, n_steps=steps, save_interval=steps, verbose=False)
    return (time.perf_counter() - start) / steps


def clausius_run(command, scenario, *settings, folder):
    line = [command, "run", os.path.join(SCENARIOS, scenario), "-o", os.path.join(folder, "run.h5md"),
            "--force", "--quiet", "--format", "json"]
    for setting in settings:
        line += ["--set", setting]
    done = subprocess.run(line, check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


def report(what, ours, theirs, unit="s per step"):
    print(f"{what:58} clausius {ours:.4g}  peer {theirs:.4g} {unit}  ratio {theirs / ours:.1f}", flush=True)


def case_4(command, folder, rounds):
    ours, theirs = [], []
    for _ in range(rounds):
        theirs.append(peer_seconds_per_step(CASE_4, 200, settle=200))
        done = clausius_run(command, "dewi-kadita-4-highly-parallel.yaml", "run.duration=2000", "output.every=1000",
                            "diagnostics=[]", folder=folder)
        ours.append(1 / done["steps_per_second"])
    report("case 4, N = 250, nearly all pairs interact", statistics.median(ours), statistics.median(theirs))


def large(command, folder, rounds):
    per_pair = statistics.median(
        peer_seconds_per_step(dict(CASE_1, n_fish=n, box_size=25.0 * (n / 150) ** (1 / 3)), 3) / n ** 2
        for n in [1500] * rounds)
    costs = {}
    for n in (10_000, 100_000, 1_000_000):
        side = 25.0 * (n / 150) ** (1 / 3)
        steps = {10_000: 100, 100_000: 20, 1_000_000: 4}[n]
        done = [clausius_run(command, "dewi-kadita-1-swarm.yaml", f"couzin.individuals={n}",
                             f"couzin.box=[{side}, {side}, {side}]", f"run.duration={steps / 10}",
                             f"output.every={steps / 10}", "output.compression=none", "diagnostics=[]", folder=folder)
                for _ in range(rounds)]
        costs[n] = statistics.median(1 / d["steps_per_second"] for d in done)
        print(f"  N = {n:9,}: {costs[n]:.4g} s per step, {costs[n] / n * 1e9:.0f} ns per individual")
    report("N = 100,000 at the density of case 1", costs[100_000], per_pair * 1e10)
    print(f"  peer: {per_pair * 1e9:.1f} ns per pair, extrapolated as N squared")
    print(f"  cost per individual, 10^6 against 10^4: {costs[1_000_000] / 100 / costs[10_000]:.2f}")


def writing(command, folder, rounds):
    n, steps = 10_000, 200
    side = 25.0 * (n / 150) ** (1 / 3)
    common = [f"couzin.individuals={n}", f"couzin.box=[{side}, {side}, {side}]", f"run.duration={steps / 10}",
              "output.compression=none", "diagnostics=[]"]
    seconds = {every: [] for every in (0.1, steps / 10)}
    for _ in range(rounds):
        for every in seconds:
            done = clausius_run(command, "dewi-kadita-1-swarm.yaml", *common, f"output.every={every}", folder=folder)
            seconds[every].append(1 / done["steps_per_second"])
    every_step, rarely = (statistics.median(s) for s in seconds.values())
    print(f"writing every step at N = 10,000, uncompressed: {every_step:.4g} s per step, "
          f"{rarely:.4g} without: {100 * (every_step / rarely - 1):.1f} percent more")


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--clausius", default="clausius")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--only", choices=["case_4", "large", "writing"])
    options = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for part in (case_4, large, writing):
            if options.only in (None, part.__name__):
                part(options.clausius, folder, options.rounds)


if __name__ == "__main__":
    main()
