#!/usr/bin/env python3
"""Measures every data set of a reference folder with `clausius measure` and compares.

Usage: Tests/check_entropy_reference.py [--only TEXT] [--verbose]

CLAUSIUS_ENTROPY_REFERENCE names the folder (inputs.h5, inputs_manifest.json, reference.json,
mc_bias.json); without it the copy in Tests/Reference/entropy is used. CLAUSIUS_COMMAND names the
command; without it .build/release/clausius, then .build/debug/clausius, then the command on the
PATH.

Every value of an entry is compared: formulas and other libraries within rounding, the exact answer
within four standard deviations of the bias that mc_bias.json tells; where it tells none, of that of
Tests/entropy_reference/own_bias.json, and for data that neither knows within a tenth and four of
the standard errors that the command prints. Each line says which.
Entries and values that no rule understands fail, unless the reference marks them as wrong or not
applicable.

Prints one line a check: the entry, what was expected, what was measured. The last line reads
`N passed, N failed`; the exit status is 1 if any failed. Needs nothing but Python.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

TESTS = Path(__file__).resolve().parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(TESTS))

from entropy_reference.reference import Reference, name_of  # noqa: E402


def command():
    """The command that is tested."""
    named = os.environ.get("CLAUSIUS_COMMAND")
    if named:
        return named
    for build in ("release", "debug"):
        path = TESTS.parent / ".build" / build / "clausius"
        if path.exists():
            return str(path)
    return shutil.which("clausius") or sys.exit("no clausius: build it or set CLAUSIUS_COMMAND")


def measure(program, call, arrays):
    """What the command measures, its standard error, and the text of what went wrong."""
    run = subprocess.run(
        [program, "measure", call, *arrays, "--format", "json"],
        capture_output=True, text=True, check=False)
    if run.returncode != 0:
        return None, None, (run.stderr.strip().splitlines() or ["failed without a message"])[-1]
    report = json.loads(run.stdout)
    return report["value"], report.get("standard_error"), report["undefined"] or ""


def passes(check, value, error):
    """Whether the measured value is what was expected."""
    if check.undefined:
        return value is None
    if value is None:
        return False
    allowed = check.tolerance * max(1.0, abs(check.expected)) + check.spread
    allowed += check.standard_errors * (error or 0) * check.scale
    return abs(value * check.scale - check.expected) <= allowed


def line(name, check, value, error, text):
    """The line that tells a check."""
    measured = "undefined" if value is None else f"{value * check.scale:.15g}"
    expected = "undefined" if check.undefined else f"{check.expected:.15g}"
    margin = check.spread + check.standard_errors * (error or 0) * check.scale
    source = f" +- {margin:.3g} ({check.source})" if check.source else ""
    return f"{name}: {check.what}: expected {expected}{source}, measured {measured} {text}".rstrip()


def main():
    """Runs all checks."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", default="", help="only entries whose id or input contains this")
    parser.add_argument("--verbose", action="store_true", help="also print the calls, and what is not compared")
    options = parser.parse_args()
    folder = os.environ.get("CLAUSIUS_ENTROPY_REFERENCE") or TESTS / "Reference" / "entropy"
    program, reference = command(), Reference(folder)
    work = [(name_of(entry), check) for entry in reference.entries if options.only in name_of(entry)
            for check in reference.checks(entry)]
    # Many checks are of one call.
    calls = sorted({(check.call, tuple(check.arrays)) for _, check in work})
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        results = dict(zip(calls, pool.map(lambda call: measure(program, *call), calls)))
    passed, failed = 0, len(reference.failures)
    for name, check in work:
        value, error, text = results[check.call, tuple(check.arrays)]
        fine = passes(check, value, error)
        passed, failed = passed + fine, failed + (not fine)
        print("ok  " if fine else "FAIL", line(name, check, value, error, "" if fine else text))
        if options.verbose:
            print(f"       {check.call}")
    for failure in reference.failures:
        print(f"FAIL {failure}")
    if options.verbose:
        for note in reference.notes:
            print(f"note {note}")
        for key in reference.unused() if not options.only else []:
            print(f"note mc_bias.json: no entry has the data of '{key}'")
    elif reference.notes:
        print(f"note {len(reference.notes)} values are not compared; --verbose tells which and why")
    if reference.bias is None:
        print(f"note {reference.notes[0]}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
