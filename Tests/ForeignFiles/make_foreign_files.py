#!/usr/bin/env python3
"""Makes H5MD files as other simulators write them, all with the same numbers (h5py, numpy).

Usage: make_foreign_files.py            writes them beside itself

A group of six swims in the plane for 32 frames. `plain.h5md` has what the specification shows
first: double precision, steps and times one a frame, the group `trajectory`. Each of the others
differs in one thing that H5MD 1.1 allows, and `all.h5md` in every one:

    fixed_interval   `step` and `time` are increments with an offset
    float32          positions and velocities in single precision
    big_endian       all numbers with the high byte first
    other_group      particles/fish instead of particles/trajectory
    two_dimensions   two components instead of three
    extra            datasets that no other file has: orientation [T][N][3], propulsion_speed
                     [T][N], image [T][N][3], the observable stress [T][3][3] and the observable
                     heat [T], which holds a number at every frame

All numbers are whole multiples of 2^-12, so that single precision holds them exactly.
"""
import pathlib

import h5py
import numpy

FRAMES, COUNT = 32, 6
FIRST_STEP, STEP, FIRST_TIME, TIME = 10, 5, 2.0, 0.5
TRAITS = ["fixed_interval", "float32", "big_endian", "other_group", "two_dimensions", "extra"]
HERE = pathlib.Path(__file__).resolve().parent


def exact(values):
    """The nearest multiples of 2^-12."""
    return numpy.round(numpy.asarray(values) * 4096) / 4096


def motion():
    """Positions and velocities [T][N][3] of individuals that circle in the plane, with noise."""
    random = numpy.random.default_rng(7)
    time = FIRST_TIME + TIME * numpy.arange(FRAMES)[:, None]
    angle = 0.3 * time + numpy.arange(COUNT) * 2 * numpy.pi / COUNT + random.normal(0, 0.2, (FRAMES, COUNT))
    radius = 4 + random.normal(0, 0.3, (FRAMES, COUNT))
    flat = numpy.zeros_like(angle)
    position = numpy.stack([radius * numpy.cos(angle), radius * numpy.sin(angle), flat], axis=2)
    velocity = numpy.stack([-1.2 * numpy.sin(angle), 1.2 * numpy.cos(angle), flat], axis=2)
    return exact(position), exact(velocity)


class Writer:
    """Writes one file; `traits` says in what it differs."""

    def __init__(self, path, traits):
        self.file = h5py.File(path, "w", libver=("earliest", "v110"), track_order=False)
        self.traits = traits
        self.order = ">" if "big_endian" in traits else "<"
        self.first = None

    def numbers(self, values, kind):
        return numpy.asarray(values).astype(self.order + kind)

    def instants(self, group):
        """Steps and times; those of the first element stand for all."""
        if self.first is not None:
            group["step"], group["time"] = self.first["step"], self.first["time"]
            return
        self.first = group
        for name, kind, first, increment in [
                ("step", "i8", FIRST_STEP, STEP), ("time", "f8", FIRST_TIME, TIME)]:
            if "fixed_interval" in self.traits:
                data = group.create_dataset(name, data=self.numbers(increment, kind))
                data.attrs["offset"] = self.numbers(first, kind)
            else:
                values = first + increment * numpy.arange(FRAMES)
                group.create_dataset(name, data=self.numbers(values, kind))

    def element(self, parent, name, values, kind="f8"):
        group = parent.create_group(name)
        self.instants(group)
        group.create_dataset("value", data=self.numbers(values, kind))

    def write(self):
        h5md = self.file.create_group("h5md")
        h5md.attrs["version"] = self.numbers([1, 1], "i4")
        for name, text in [("author", "A. Nonymous"), ("creator", "another simulator")]:
            h5md.create_group(name).attrs["name"] = numpy.bytes_(text)
        h5md["creator"].attrs["version"] = numpy.bytes_("3.1")
        name = "fish" if "other_group" in self.traits else "trajectory"
        particles = self.file.create_group("particles/" + name)
        size = 2 if "two_dimensions" in self.traits else 3
        box = particles.create_group("box")
        box.attrs["dimension"] = self.numbers(size, "i4")
        box.attrs["boundary"] = numpy.array([b"none"] * size)
        kind = "f4" if "float32" in self.traits else "f8"
        position, velocity = motion()
        self.element(particles, "position", position[:, :, :size], kind)
        self.element(particles, "velocity", velocity[:, :, :size], kind)
        if "extra" in self.traits:
            self.extra(particles, velocity)
        self.file.close()

    def extra(self, particles, velocity):
        speed = numpy.sqrt((velocity**2).sum(axis=2))
        self.element(particles, "orientation", exact(velocity / speed[:, :, None]))
        self.element(particles, "propulsion_speed", exact(speed))
        self.element(particles, "image", numpy.zeros((FRAMES, COUNT, 3)), "i4")
        observables = self.file.create_group("observables")
        stress = velocity.transpose(0, 2, 1) @ velocity
        self.element(observables, "stress", exact(stress))
        self.element(observables, "heat", exact(speed.sum(axis=1)))


def main():
    for name, traits in [("plain", []), *[(trait, [trait]) for trait in TRAITS], ("all", TRAITS)]:
        Writer(HERE / (name + ".h5md"), traits).write()


main()
