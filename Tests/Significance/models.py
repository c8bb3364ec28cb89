"""Headings of individuals that are independent, driven in common, or led, at any rate of frames.

Every model is a function of (random numbers, individuals, frames, time between frames) and returns
unit vectors [frames][individuals][components]. Times are in seconds, angles in radians.
"""

import numpy as np


def first_order(random, frames, step, time, deviation, count):
    """Stationary first-order series with a correlation time, [frames][count]."""
    memory = np.exp(-step / time)
    noise = deviation * np.sqrt(1 - memory * memory) * random.normal(size=(frames, count))
    series = np.empty((frames, count))
    series[0] = deviation * random.normal(size=count)
    for frame in range(1, frames):
        series[frame] = memory * series[frame - 1] + noise[frame]
    return series


def smoothed(random, frames, step, width, count):
    """Normal numbers smoothed by a Gaussian window, with standard deviation 1."""
    reach = int(np.ceil(5 * width / step))
    window = np.exp(-0.5 * (np.arange(-reach, reach + 1) * step / width) ** 2)
    window /= np.sqrt((window**2).sum())
    noise = random.normal(size=(frames + 2 * reach, count))
    return np.stack([np.convolve(noise[:, k], window, "valid") for k in range(count)], axis=1)


def plane(angles):
    """Unit vectors in the plane."""
    return np.stack([np.cos(angles), np.sin(angles)], axis=-1)


def circling(random, count):
    """Angular speeds between 0.5 and 2 to either side, and phases."""
    return (random.uniform(0.5, 2, count) * random.choice([-1, 1], count),
            random.uniform(0, 2 * np.pi, count))


def turned(random, count, frames, step, rates):
    """Headings that turn, each at its own mean rate, and at additional rates [frames][count]."""
    speed, phase = circling(random, count)
    return plane(phase + np.cumsum(speed + rates, axis=0) * step)


def steady_rotations(random, count, frames, step):
    """each circles at its own constant angular speed"""
    return turned(random, count, frames, step, np.zeros((frames, count)))


def rotations(random, count, frames, step):
    """angular speeds are first-order series (1 s)"""
    return turned(random, count, frames, step, first_order(random, frames, step, 1, 0.5, count))


def smooth_rotations(random, count, frames, step):
    """angular speeds are second-order series (1 s and 0.5 s)"""
    rates = first_order(random, frames, step, 1, 1, count)
    memory = np.exp(-step / 0.5)
    for frame in range(1, frames):
        rates[frame] = memory * rates[frame - 1] + (1 - memory) * rates[frame]
    return turned(random, count, frames, step, rates)


def analytic_rotations(random, count, frames, step):
    """angular speeds are noise under a Gaussian window (0.4 s): no innovation"""
    return turned(random, count, frames, step, 0.5 * smoothed(random, frames, step, 0.4, count))


def noisy_rotations(random, count, frames, step):
    """constant angular speeds and Brownian headings"""
    noise = np.sqrt(2 * 0.1 / step) * random.normal(size=(frames, count))
    return turned(random, count, frames, step, noise)


def tracked_rotations(random, count, frames, step):
    """rotations seen with an error of 0.03 rad in every frame"""
    speed, phase = circling(random, count)
    rates = speed + first_order(random, frames, step, 1, 0.5, count)
    return plane(
        phase + np.cumsum(rates, axis=0) * step + 0.03 * random.normal(size=(frames, count)))


def tilted_rotations(random, count, frames, step):
    """rotations in space about axes that wander"""
    axis = random.normal(size=(count, 3))
    axis /= np.linalg.norm(axis, axis=1)[:, None]
    heading = np.cross(axis, random.normal(size=(count, 3)))
    heading /= np.linalg.norm(heading, axis=1)[:, None]
    rates = np.stack([first_order(random, frames, step, 2, 0.3, count) for _ in range(3)], axis=-1)
    result = np.empty((frames, count, 3))
    for frame in range(frames):
        result[frame] = heading
        noise = np.sqrt(2 * 0.02 / step) * random.normal(size=(count, 3))
        heading = heading + step * np.cross(axis + rates[frame] + noise, heading)
        heading /= np.linalg.norm(heading, axis=1)[:, None]
    return result


def fast_series(random, count, frames, step):
    """first-order headings around one direction (0.2 s)"""
    return plane(first_order(random, frames, step, 0.2, 0.7, count))


def slow_series(random, count, frames, step):
    """first-order headings around one direction (5 s)"""
    return plane(first_order(random, frames, step, 5, 0.7, count))


def weaving(random, count, frames, step):
    """headings that swing about one direction with wandering width"""
    speed, phase = circling(random, count)
    time = step * np.arange(frames)[:, None]
    width = first_order(random, frames, step, 1, 0.6, count)
    return plane(width * np.sin(2 * speed * time + phase))


def swinging(random, count, frames, step, wander, error):
    """Headings that swing about one direction with a period of 2 s, seen with an error."""
    steps = np.sqrt(2 * wander * step) * random.normal(size=(frames, count))
    phase = random.uniform(0, 2 * np.pi, count) + np.cumsum(np.pi * step + steps, axis=0)
    return plane(0.5 * np.sin(phase) + error * random.normal(size=(frames, count)))


def steady_swings(random, count, frames, step):
    """headings that swing with one period (2 s) and hardly lose their phase"""
    return swinging(random, count, frames, step, 0.001, 0.03)


def tracked_swings(random, count, frames, step):
    """headings that swing with a wandering period of 2 s, seen with an error of 0.1 rad"""
    return swinging(random, count, frames, step, 0.1, 0.1)


def walks(random, count, frames, step):
    """headings are random walks"""
    steps = np.sqrt(2 * 0.05 * step) * random.normal(size=(frames, count))
    return plane(np.cumsum(steps, axis=0))


def bursts(random, count, frames, step):
    """turns whose variance follows their squares: each has its calm and restless times"""
    normals = random.normal(size=(frames, count))
    rates, square, variance = np.empty((frames, count)), np.ones(count), np.ones(count)
    for frame in range(frames):
        variance = 0.02 + 0.18 * square + 0.8 * variance
        rates[frame] = np.sqrt(variance) * normals[frame]
        square = rates[frame] ** 2
    phases = random.uniform(0, 2 * np.pi, count)
    return plane(phases + np.sqrt(0.1 * step) * np.cumsum(rates, axis=0))


def day_cycle(random, count, frames, step):
    """Brownian headings, restless by day and calm by night: three days in a film"""
    hour = np.arange(frames) * 3 / frames
    width = np.sqrt(0.2 * step) * (1 + 0.9 * np.sin(2 * np.pi * hour))[:, None]
    phases = random.uniform(0, 2 * np.pi, count)
    return plane(phases + np.cumsum(width * random.normal(size=(frames, count)), axis=0))


def tiring(random, count, frames, step):
    """angular speeds are first-order series (1 s) whose width falls to a tenth"""
    width = 10 ** -np.linspace(0, 1, frames)[:, None]
    return turned(
        random, count, frames, step, width * first_order(random, frames, step, 1, 0.5, count))


def driven_directions(random, count, frames, step):
    """all follow a hidden direction at the same time, each with its own deviations"""
    drive = first_order(random, frames, step, 2, 0.7, 1)
    return plane(drive + first_order(random, frames, step, 0.3, 0.2, count))


def driven_turns(random, count, frames, step):
    """all take hidden turns at the same time, beside turns of their own"""
    drive = first_order(random, frames, step, 1, 0.5, 1)
    return turned(
        random, count, frames, step, drive + first_order(random, frames, step, 0.5, 0.5, count))


def copied(random, count, frames, step):
    """all but 2 head where 2 headed 0.4 s before, each with its own deviations"""
    leader = first_order(random, frames, step, 2, 0.7, 1)
    delay = round(0.4 / step)
    angles = first_order(random, frames, step, 0.3, 0.2, count)
    angles += np.concatenate([np.repeat(leader[:1], delay, axis=0), leader[:-delay]])
    angles[:, 2] = leader[:, 0]
    return plane(angles)


def aligned(random, count, frames, step):
    """all but 2 turn to where 2 headed 0.4 s before, 1 rad/s at most, with Brownian headings"""
    delay = round(0.4 / step)
    rates = first_order(random, frames, step, 1, 0.5, 1)[:, 0]
    noise = np.sqrt(2 * 0.05 * step) * random.normal(size=(frames, count))
    angles = np.empty((frames, count))
    angles[0] = random.normal(size=count)
    for frame in range(1, frames):
        seen = angles[max(0, frame - delay), 2]
        angles[frame] = angles[frame - 1] + step * np.sin(seen - angles[frame - 1]) + noise[frame]
        angles[frame, 2] = angles[frame - 1, 2] + step * rates[frame]
    return plane(angles)


def chain(random, count, frames, step):
    """each turns to where the one before it headed 0.2 s before, 2 rad/s at most"""
    delay = round(0.2 / step)
    rates = first_order(random, frames, step, 1, 0.7, 1)[:, 0]
    noise = np.sqrt(2 * 0.05 * step) * random.normal(size=(frames, count))
    angles = np.zeros((frames, count))
    for frame in range(1, frames):
        seen = angles[max(0, frame - delay), :-1]
        own = angles[frame - 1, 1:]
        angles[frame, 1:] = own + 2 * step * np.sin(seen - own) + noise[frame, 1:]
        angles[frame, 0] = angles[frame - 1, 0] + step * rates[frame]
    return plane(angles)


def rare_turns(random, count, frames, step):
    """all but 2 turn as 2 did three frames before, beside turns of their own: one in 50 is large"""
    turns = 0.02 * random.normal(size=frames) * np.where(random.uniform(size=frames) < 0.02, 50, 1)
    own = 0.02 * random.normal(size=(frames, count))
    own[3:] += turns[:-3, None]
    own[:, 2] = turns
    return plane(random.uniform(0, 2 * np.pi, count) + np.cumsum(own, axis=0))


INDEPENDENT = [
    steady_rotations, rotations, smooth_rotations, analytic_rotations, noisy_rotations,
    tracked_rotations, tilted_rotations, fast_series, slow_series, weaving, steady_swings,
    tracked_swings, walks, bursts, day_cycle, tiring]
DRIVEN = [driven_directions, driven_turns]
LED = [copied, aligned, chain, rare_turns]


def true_pairs(model, count):
    """The pairs of which the first leads the second."""
    if model is chain:
        return {(k, k + 1) for k in range(count - 1)}
    return {(2, k) for k in range(count) if k != 2}


def linear(random, frames, step, drift, noise):
    """x' = A x + noise of these diffusivities, sampled by small steps after a start at 0."""
    drift, few = np.array(drift), 20
    kick = np.sqrt(2 * np.array(noise) * step / few)
    state, rows = np.zeros(len(noise)), []
    for number in range(-frames // 4, frames):
        for normals in random.normal(size=(few, len(noise))):
            # The rule of Heun for the drift, so that the error of the small steps does not matter.
            trial = state + step / few * drift @ state + kick * normals
            state = state + step / few / 2 * drift @ (state + trial) + kick * normals
        if number >= 0:
            rows.append(state)
    return np.array(rows)


def coupled(random, frames, step):
    """two coordinates at one temperature"""
    return linear(random, frames, step, [[-1, 0.5], [0.5, -2]], [1, 1])


def oscillator(random, frames, step):
    """place and velocity of an oscillator"""
    return linear(random, frames, step, [[0, 1], [-1, -0.5]], [0, 0.5])


def places(random, frames, step):
    """places of two oscillators"""
    drift = [[0, 0, 1, 0], [0, 0, 0, 1], [-1, -0.3, -0.5, 0], [-0.3, -2, 0, -0.5]]
    return linear(random, frames, step, drift, [0, 0, 0.5, 0.5])[:, :2]


def one(random, frames, step):
    """one coordinate in a trap"""
    return linear(random, frames, step, [[-1]], [1])


def hops(random, frames, step):
    """three states on a ring"""
    draws = random.integers(8, size=frames)
    return np.cumsum(np.select([draws == 0, draws == 1], [1, 2], 0))[:, None] % 3


def moved(random, frames, step):
    """the steps of a coordinate in a trap"""
    return np.diff(linear(random, frames + 1, step, [[-1]], [1]), axis=0)


def gyrator(random, frames, step):
    """gyrator, production 0.16"""
    return linear(random, frames, step, [[-1, -0.6], [-0.6, -2]], [1, 3])


# Processes with the call that looks for their production; those in equilibrium first.
REVERSIBLE = [
    (coupled, "gaussian_entropy_production(parity: even"),
    (oscillator, "gaussian_entropy_production(parity: [1, -1]"),
    (places, "gaussian_entropy_production(parity: even"),
    (one, "neighbor_entropy_production(parity: even"),
    (hops, "markov_entropy_production("), (hops, "cross_parsing_entropy_production("),
    (moved, "drift_entropy_production("), (moved, "uncertainty_bound(block: 20"),
]
IRREVERSIBLE = [(gyrator, "gaussian_entropy_production(parity: even")]
