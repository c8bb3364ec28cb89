#!/usr/bin/env python3
"""Draws the data sets of the entropy reference again, many times, and writes bias and spread of
what mc_bias.json leaves out.

Usage: python3 -m entropy_reference.make_own_bias [SEEDS]   (in the folder Tests; needs numpy and
h5py)

CLAUSIUS_COMMAND names the command. Writes own_bias.json: for every estimate of an exact answer
without a key in mc_bias.json the mean of the estimate less the exact answer, its standard
deviation, and the shapes of the data.
"""

import json
import math
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import h5py
import numpy

from .reference import OWN_BIAS, Reference, own_key

FOLDER = Path(__file__).resolve().parents[1] / "Reference" / "entropy"


def exponential(matrix):
    """exp of a small matrix with different eigenvalues."""
    values, vectors = numpy.linalg.eig(matrix)
    return (vectors * numpy.exp(values)) @ numpy.linalg.inv(vectors)


def cycle(random, count, step, forward, backward):
    """States of a cycle of three, by the exact propagator."""
    rates = forward * numpy.roll(numpy.eye(3), 1, axis=1) + backward * numpy.roll(numpy.eye(3), -1, axis=1)
    steps = numpy.real(exponential((rates - numpy.diag(rates.sum(1))) * step))
    uniform, bounds = random.random(count), numpy.cumsum(steps, axis=1)
    states = numpy.zeros(count, int)
    states[0] = random.integers(3)
    for t in range(1, count):
        states[t] = min(2, numpy.searchsorted(bounds[states[t - 1]], uniform[t]))
    return states


def gyrator(random, count, step, stiffness, coupling, temperatures):
    """The stationary linear process dx = -A x dt + sqrt(2 T) dW by its exact propagator."""
    drift = numpy.array([[stiffness, coupling], [coupling, stiffness]])
    # A S + S A^T = 2 T, as a linear system.
    unit = numpy.eye(2)
    noise = 2 * numpy.diag(temperatures)
    stationary = numpy.linalg.solve(
        numpy.kron(drift, unit) + numpy.kron(unit, drift), noise.ravel()).reshape(2, 2)
    move = numpy.real(exponential(-drift * step))
    kick = numpy.linalg.cholesky(stationary - move @ stationary @ move.T)
    place = numpy.linalg.cholesky(stationary) @ random.standard_normal(2)
    rows = numpy.empty((count, 2))
    for t, normal in enumerate(random.standard_normal((count, 2))):
        rows[t] = place
        place = move @ place + kick @ normal
    return rows


def coupled(random, count, a, b, c):
    """x' = b x + e1, y' = a y + c x + e2 after 500 steps."""
    e = random.standard_normal((count + 500, 2))
    rows = numpy.zeros((count + 500, 2))
    for t in range(1, count + 500):
        x, y = rows[t - 1]
        rows[t] = b * x + e[t, 0], a * y + c * x + e[t, 1]
    return rows[500:]


def logistic(random, count):
    """x <- 4 x (1 - x) from a random start."""
    x, rows = random.random(), []
    for _ in range(count):
        rows.append(x)
        x = 4 * x * (1 - x)
    return rows


def copied(random, count, flips):
    """Fair bits and a copy one step later with errors."""
    x = random.integers(0, 2, count)
    y = random.integers(0, 2, count)
    y[1:] = x[:-1] ^ (random.random(count - 1) < flips)
    return numpy.stack([x, y], 1)


def condition(random, count):
    """z, x = z + e, y = 0.7 z + 0.6 x + e as columns x, y, z."""
    e = random.standard_normal((3, count))
    x = e[0] + e[1]
    return numpy.stack([x, 0.7 * e[0] + 0.6 * x + e[2], e[0]], 1)


def data(random, old):
    """New data sets by the models of the manifest; those without randomness as they are."""
    normal, uniform = random.standard_normal, random.random
    zipf = 1 / numpy.arange(1, 51)
    new = {
        "counts_zipf50_n200": random.multinomial(200, zipf / zipf.sum()),
        "counts_uniform10_n10000": random.multinomial(10000, [0.1] * 10),
        "expo_n2000": random.exponential(size=2000), "laplace_n2000": random.laplace(size=2000),
        "gauss_cov3_n2000": random.multivariate_normal(
            [0, 0, 0], [[1, 0.5, 0.2], [0.5, 2, -0.3], [0.2, -0.3, 0.5]], 2000),
        "cmi_xyz_n3000": condition(random, 3000), "te_ar1_xy_n5000": coupled(random, 5000, 0.6, 0.5, 0.4),
        "te_binary_xy_n5000": copied(random, 5000, 0.1), "logistic4_n10000": logistic(random, 10000),
        "white_n10000": normal(10000), "white_n1000": normal(1000),
        "bits_fair_n20000": random.integers(0, 2, 20000), "bits_p01_n20000": (uniform(20000) < 0.1).astype(int),
        "field2d_gauss_64": normal((64, 64)), "ideal_gas_n1000_L10": 10 * uniform((1000, 3)),
        "vel_bimaxwell_n4000": normal((4000, 3)) * numpy.sqrt([0.5, 0.5, 2]),
        "vel_maxwell_n4000": normal((4000, 3)), "vel_uniformcube_n4000": math.sqrt(12) * (uniform((4000, 3)) - 0.5),
        "ring_dtheta_n20000": 0.05 + math.sqrt(0.05) * normal(20000),
        "cycle3_states_n40000": cycle(random, 40000, 0.05, 2, 0.5),
        "gyrator_xy_n20000": gyrator(random, 20000, 0.1, 1, 0.5, [1, 4]),
    }
    for d in (1, 2, 3, 6):
        new[f"gauss_d{d}_n2000"], new[f"unif_d{d}_n2000"] = normal((2000, d)), uniform((2000, d))
    new["gauss_shift_d3_n1500"] = [0.5, 0, 0] + 1.3 * normal((1500, 3))
    return {name: new.get(name, numpy.array(old[name])) for name in old}


def measure(program, call, arrays):
    """The value of a call."""
    run = subprocess.run(
        [program, "measure", call, *arrays, "--format", "json"], capture_output=True, text=True, check=True)
    return json.loads(run.stdout)["value"]


def main():
    """Writes own_bias.json."""
    program, seeds = os.environ["CLAUSIUS_COMMAND"], int(sys.argv[1]) if len(sys.argv) > 1 else 24
    reference = Reference(FOLDER)
    reference.own = {}
    work = []
    for entry in reference.entries:
        for each in reference.measured(entry) or []:
            exact = entry.get("exact")
            if each.exact is None or each.exactly is not None or exact is None or reference.known(entry, each):
                continue
            work.append((entry, each, exact if each.exact is True else exact[each.exact]))
    values = [[] for _ in work]
    for seed in range(seeds):
        with tempfile.TemporaryDirectory() as folder:
            with h5py.File(FOLDER / "inputs.h5") as old, h5py.File(f"{folder}/inputs.h5", "w") as file:
                for name, array in data(numpy.random.default_rng(9000 + seed), old).items():
                    file[name] = array
            reference.folder = Path(folder)
            with ThreadPoolExecutor(os.cpu_count()) as pool:
                found = pool.map(lambda item: measure(
                    program, item[1].call, reference.arrays(item[0]["input"])), work)
                for place, value in enumerate(found):
                    values[place].append(value * work[place][1].scale)
    table = {}
    for (entry, each, exact), runs in zip(work, values):
        table[own_key(entry, each)] = {
            "bias": float(f"{numpy.mean(runs) - exact:.6g}"), "sd": float(f"{numpy.std(runs, ddof=1):.4g}"),
            "seeds": seeds, "shapes": reference.shapes(entry["input"])}
    lines = ",\n".join(f" {json.dumps(key)}: {json.dumps(value)}" for key, value in table.items())
    OWN_BIAS.write_text("{\n" + lines + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
