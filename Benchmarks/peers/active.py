"""Times active Brownian discs beside a numba code with half Verlet lists and an Euler step.

One core each. The numba code computes one force a step, Clausius with Heun's scheme two, so the
table gives the time of one particle and one evaluation of the force, everything else of the step
included.

    .venv/bin/python active.py --clausius ../../.build/release/clausius
"""
import argparse
import json
import math
import os
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

import numba
import numpy as np

SKIN, STIFFNESS, DIFFUSIVITY, PERSISTENCE, STEP = 0.35, 50.0, 0.01, 10.0, 1e-3


@numba.njit(fastmath=True)
def half_lists(x, y, side, reach, neighbors, first):
    """Lists of the neighbors with a larger number, by cells; false when there is no room."""
    n = x.size
    cells = max(3, int(side / reach))
    width = side / cells
    head = np.full(cells * cells, -1, np.int32)
    link = np.empty(n, np.int32)
    for i in range(n):
        c = min(cells - 1, int(x[i] / width)) + cells * min(cells - 1, int(y[i] / width))
        link[i] = head[c]
        head[c] = i
    k = 0
    for i in range(n):
        first[i] = k
        cx, cy = min(cells - 1, int(x[i] / width)), min(cells - 1, int(y[i] / width))
        for dy in range(-1, 2):
            for dx in range(-1, 2):
                j = head[(cx + dx) % cells + cells * ((cy + dy) % cells)]
                while j >= 0:
                    if j > i:
                        ax, ay = x[j] - x[i], y[j] - y[i]
                        ax -= side * round(ax / side)
                        ay -= side * round(ay / side)
                        if ax * ax + ay * ay < reach * reach:
                            if k == neighbors.size:
                                return False
                            neighbors[k] = j
                            k += 1
                    j = link[j]
    first[n] = k
    return True


@numba.njit(fastmath=True)
def steps(x, y, angle, side, count, neighbors, first, fx, fy, rx, ry):
    n = x.size
    noise, turn = math.sqrt(2 * DIFFUSIVITY * STEP), math.sqrt(2 * STEP / PERSISTENCE)
    moved = 1e9
    for _ in range(count):
        if moved > (SKIN / 2) ** 2:
            for i in range(n):
                x[i] -= side * math.floor(x[i] / side)
                y[i] -= side * math.floor(y[i] / side)
                rx[i], ry[i] = x[i], y[i]
            half_lists(x, y, side, 1 + SKIN, neighbors, first)
        fx[:] = 0
        fy[:] = 0
        for i in range(n):
            for k in range(first[i], first[i + 1]):
                j = neighbors[k]
                ax, ay = x[j] - x[i], y[j] - y[i]
                ax -= side * round(ax / side)
                ay -= side * round(ay / side)
                square = ax * ax + ay * ay
                if square < 1:
                    r = math.sqrt(square)
                    f = STIFFNESS * (1 - r) / r
                    fx[i] -= f * ax
                    fy[i] -= f * ay
                    fx[j] += f * ax
                    fy[j] += f * ay
        moved = 0.0
        for i in range(n):
            x[i] += (math.cos(angle[i]) + fx[i]) * STEP + noise * np.random.normal()
            y[i] += (math.sin(angle[i]) + fy[i]) * STEP + noise * np.random.normal()
            angle[i] += turn * np.random.normal()
            moved = max(moved, (x[i] - rx[i]) ** 2 + (y[i] - ry[i]) ** 2)


def peer(count, number):
    """Seconds of one particle and step."""
    generator = np.random.default_rng(1)
    side = math.sqrt(count * math.pi / 4 / 0.5)
    x, y = generator.uniform(0, side, (2, count))
    angle = generator.uniform(0, 2 * math.pi, count)
    room = [np.empty(20 * count, np.int32), np.empty(count + 1, np.int32)]
    room += [np.empty(count) for _ in range(4)]
    steps(x, y, angle, side, max(200, number // 10), *room)
    start = time.perf_counter()
    steps(x, y, angle, side, number, *room)
    return (time.perf_counter() - start) / (number * count)


def ours(command, count, number, threads):
    """Seconds of one particle and evaluation of the force: a long run less a short one."""
    with tempfile.TemporaryDirectory() as folder:
        scenario = Path(folder) / "active.yaml"
        times = []
        for steps_ in (number // 5, number + number // 5):
            scenario.write_text(
                "title: speed\nsystem: active_particles\n"
                f"active_particles: {{count: {count}, packing_fraction: 0.5, stiffness: 50, "
                "self_propulsion_speed: 1, persistence_time: 10, translational_diffusivity: 0.01}\n"
                f"run: {{duration: {steps_ * STEP}, time_step: {STEP}, seed: 1, "
                f"threads: {threads}}}\n"
                f"output: {{every: {steps_ * STEP}, quantities: [position], compression: none}}\n")
            start = time.perf_counter()
            subprocess.run(
                [command, "run", str(scenario), "--force", "--quiet", "-o", folder + "/a.h5md"],
                check=True, capture_output=True)
            times.append(time.perf_counter() - start)
        return (times[1] - times[0]) / (2 * number * count)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--clausius", required=True)
    parser.add_argument("--repetitions", type=int, default=3)
    arguments = parser.parse_args()
    command = os.path.abspath(arguments.clausius)
    print(f"{'particles':>10} {'threads':>8} {'numba ns':>9} {'clausius ns':>12} {'ratio':>6}")
    for count, number, threads in (
        (4096, 10000, 1), (100_000, 500, 1), (100_000, 500, 2), (1_000_000, 60, 1)):
        theirs, own = [], []
        for _ in range(arguments.repetitions):
            if threads == 1:
                theirs.append(peer(count, max(20, number // 5)))
            own.append(ours(command, count, number, threads))
        a = 1e9 * statistics.median(theirs) if theirs else float("nan")
        b = 1e9 * statistics.median(own)
        print(f"{count:>10} {threads:>8} {a:>9.1f} {b:>12.1f} {a / b:>6.2f}", flush=True)


if __name__ == "__main__":
    main()
