#!/usr/bin/env python3
"""Shifts every exact answer and every value of the reference in turn, and sees that
check_entropy_reference.py fails.

Usage: python3 -m entropy_reference.check_sensitivity   (in the folder Tests)

Environment as check_entropy_reference.py. A value is shifted by a hundred times what its comparison
allows, an exact answer by ten standard deviations of the estimate. Prints what passes all the same;
the exit status is then 1.
"""

import copy
import sys

from check_entropy_reference import TESTS, command, measure, passes

from .reference import Reference, is_number, name_of


class Measurements:
    """The results of calls, each made once."""

    def __init__(self):
        self.program, self.results = command(), {}

    def passes(self, check):
        """Whether a check passes."""
        key = check.call, tuple(check.arrays)
        if key not in self.results:
            self.results[key] = measure(self.program, *key)
        return passes(check, *self.results[key][:2])


def shifted(value, place, by):
    """A value, or a list of values, with one number changed."""
    if place is None:
        return value + by
    return [old + by * (index == place) for index, old in enumerate(value)]


def places(value):
    """The numbers of a value: of a list each, by its place."""
    if isinstance(value, list):
        return [place for place, each in enumerate(value) if is_number(each)]
    return [None] if is_number(value) else []


def main():
    """Shifts everything in turn."""
    folder = TESTS / "Reference" / "entropy"
    reference, measured = Reference(folder), Measurements()
    tried, missed = 0, []
    for entry in reference.entries:
        before = reference.checks(entry)
        assert all(measured.passes(check) for check in before), name_of(entry)
        targets = [("values", name, place) for name, value in entry["values"].items() for place in places(value)]
        targets += [("exact", "exact", place) for place in places(entry.get("exact"))]
        for part, name, place in targets:
            concerned = [check for check in before if check.what.split(" [")[0].endswith(name)
                         or part == "exact" and ", exact" in check.what]
            if not concerned and part == "values" and any(
                    note.startswith(f"{name_of(entry)}: {name}: not compared") for note in reference.notes):
                continue
            changed = copy.deepcopy(entry)
            values = changed if part == "exact" else changed["values"]
            allowed = max([100 * check.tolerance * max(1, abs(check.expected)) for check in before
                           if not check.source] + [1e-9])
            spread = max([2.5 * check.spread for check in before if check.source] + [allowed])
            values[name] = shifted(values[name], place, spread if part == "exact" else allowed)
            tried += 1
            if all(measured.passes(check) for check in Reference.checks(reference, changed)):
                missed.append(f"{name_of(entry)}: {name} {'' if place is None else place}")
    for text in missed:
        print(f"passes although shifted: {text}")
    print(f"{tried - len(missed)} of {tried} shifted values are seen")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
