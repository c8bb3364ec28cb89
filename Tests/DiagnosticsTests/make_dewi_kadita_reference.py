"""Makes dewi_kadita_reference.h5: frames of fish schools with what the Python library dewi-kadita
0.0.4 says about them.

Needs numpy, h5py and dewi-kadita 0.0.4:  python make_dewi_kadita_reference.py [OUTPUT]
The library's simulation does not seed its random numbers: the cases `simulated*` are other frames
each time, all others the same.
Layout: /<case>/position [N][3], /<case>/velocity [N][3], attribute `box` (side of the periodic
cube) and one attribute for each value.
"""
import sys
from importlib.metadata import version
from pathlib import Path

import h5py
import numpy as np
from dewi_kadita.core.metrics import compute_all_metrics
from dewi_kadita.core.solver import CouzinSolver
from dewi_kadita.core.systems import CouzinSystem

NAMES = {
    "polarization": "polarization",
    "rotation": "rotation",
    "school_cohesion_entropy": "cohesion_entropy",
    "polarization_entropy": "polarization_entropy",
    "depth_stratification_entropy": "depth_stratification_entropy",
    "angular_momentum_entropy": "angular_momentum_entropy",
    "nearest_neighbor_entropy": "nearest_neighbor_entropy",
    "velocity_correlation_entropy": "velocity_correlation_entropy",
    "school_shape_entropy": "shape_entropy",
    "oceanic_schooling_index": "oceanic_schooling_index",
}


def random_frame(rng, count, box):
    return rng.random((count, 3)) * box, rng.normal(size=(count, 3))


def ball(rng, count, box, radius):
    directions = rng.normal(size=(count, 3))
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    return box / 2 + radius * directions * rng.random((count, 1)) ** (1 / 3)


def mill(rng, count, box, center, scatter=0.0, sense=None):
    """A ring of radius box/5 around `center`; `sense` turns individuals against the others."""
    angle = 2 * np.pi * np.arange(count) / count
    sense = np.ones(count) if sense is None else sense
    ring = np.stack([np.cos(angle), np.sin(angle), 0 * angle], axis=1)
    tangent = np.stack([-np.sin(angle), np.cos(angle), 0 * angle], axis=1) * sense[:, None]
    position = np.asarray(center) + box / 5 * ring + scatter * rng.normal(size=(count, 3))
    velocity = tangent + 0.1 * scatter * rng.normal(size=(count, 3))
    return np.mod(position, box), velocity


def cone(rng, count, axis, angle):
    z = 1 - rng.random(count) * (1 - np.cos(angle))
    phi = 2 * np.pi * rng.random(count)
    r = np.sqrt(1 - z * z)
    axis = np.asarray(axis) / np.linalg.norm(axis)
    first = np.cross(axis, [0.3, 0.5, 0.7])
    first /= np.linalg.norm(first)
    second = np.cross(axis, first)
    return z[:, None] * axis + r[:, None] * (np.cos(phi)[:, None] * first + np.sin(phi)[:, None] * second)


def simulated(count, box, steps, seed, **radii):
    system = CouzinSystem(n_fish=count, box_size=box, seed=seed, **radii)
    CouzinSolver(0.1).solve(system, steps, steps, False)
    return system.positions.copy(), system.velocities.copy()


def cases():
    rng = np.random.default_rng(20_260_207)
    half = 12.5
    yield "random", 25.0, random_frame(rng, 150, 25.0)
    yield "random_large", 40.0, random_frame(rng, 1000, 40.0)
    yield "mill_middle", 25.0, mill(rng, 96, 25.0, [half] * 3)
    yield "mill_scattered", 25.0, mill(rng, 120, 25.0, [half] * 3, 0.7)
    yield "mill_across_face", 25.0, mill(rng, 120, 25.0, [0, half, half], 0.7)
    yield "mill_across_corner", 25.0, mill(rng, 120, 25.0, [0, 0, 0], 0.7)
    yield "two_mills", 25.0, mill(rng, 120, 25.0, [half] * 3, 0.7, np.where(np.arange(120) % 2, 1, -1))
    position, _ = random_frame(rng, 80, 25.0)
    yield "aligned", 25.0, (position, np.tile([0.6, 0.0, 0.8], (80, 1)))
    yield "aligned_x", 25.0, (position, np.tile([1.0, 0.0, 0.0], (80, 1)))
    yield "opposed_z", 25.0, (position, np.where(np.arange(80)[:, None] % 2, [0, 0, 2.0], [0, 0, -2.0]))
    for name, axis in [("x", [1, 0, 0]), ("y", [0, 1, 0]), ("z", [0, 0, 1]), ("diagonal", [1, 1, 1])]:
        yield f"cone_{name}", 25.0, (position, cone(rng, 80, axis, 0.1))
    school = ball(rng, 150, 25.0, 4.0)
    headings = rng.normal(size=(150, 3))
    for box in [25.0, 50.0, 100.0, 200.0]:
        yield f"school_in_box_{box:.0f}", box, (school - 12.5 + box / 2, headings)
    flat = school.copy()
    flat[:, 2] = 10.0
    yield "flat", 25.0, (flat, headings)
    resting = headings.copy()
    resting[::7] = 0
    resting[3] = [1e-12, 0, 0]
    yield "resting", 25.0, (school, resting)
    yield "coincident", 25.0, (np.tile([3.0, 4.0, 5.0], (12, 1)), headings[:12])
    lattice = np.stack(np.meshgrid(*[np.arange(5) * 5.0] * 3, indexing="ij"), axis=-1).reshape(-1, 3)
    yield "lattice", 25.0, (lattice, rng.normal(size=(125, 3)))
    for count in [1, 2, 3, 4, 5, 6]:
        yield f"few_{count}", 25.0, random_frame(rng, count, 25.0)
    radii = dict(r_repulsion=1.0, r_orientation=5.0, r_attraction=10.0)
    yield "simulated", 25.0, simulated(150, 25.0, 200, 7, **radii)
    radii = dict(r_repulsion=1.0, r_orientation=8.0, r_attraction=15.0)
    yield "simulated_parallel", 25.0, simulated(150, 25.0, 400, 8, **radii)


def main():
    assert version("dewi-kadita") == "0.0.4", "the reference is made by dewi-kadita 0.0.4"
    output = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("dewi_kadita_reference.h5")
    with h5py.File(output, "w") as file:
        file.attrs["made_by"] = f"dewi-kadita 0.0.4, numpy {np.__version__}"
        for name, box, (position, velocity) in cases():
            group = file.create_group(name)
            position = np.mod(np.ascontiguousarray(position, dtype=float), box)
            velocity = np.ascontiguousarray(velocity, dtype=float)
            group["position"], group["velocity"] = position, velocity
            group.attrs["box"] = box
            metrics = compute_all_metrics(position, velocity, box)
            for theirs, ours in NAMES.items():
                group.attrs[ours] = float(metrics[theirs])


if __name__ == "__main__":
    main()
