#!/usr/bin/env python3
"""Builds the packages in Examples and runs every verb of their commands.

Usage: Tests/check_example_packages.py [--scratch-path FOLDER] [PACKAGE...]

Needs h5py. Pictures are drawn where gnuplot is there; the numbers behind them always are. The
modules of the engine are those that the tests have built, in the same folder with the same options.
Prints a line for each check. The last line reads `N checks passed, N failed`; the exit status is 1
if any failed.
"""

import argparse
import csv
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import h5py

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 600


class Example:
    """A package in Examples: its command, its system and calls that only it or all understand."""

    def __init__(
        self, folder, name, quantity, until, long_duration, own, estimator, observable, figure, dataset
    ):
        self.folder, self.name, self.quantity, self.until = folder, name, quantity, until
        self.long_duration = long_duration
        self.own, self.estimator, self.observable = own, estimator, observable
        self.figure, self.dataset = figure, dataset


EXAMPLES = [
    Example(
        "Walkers", "walkers", quantity="position", until="12", long_duration=100, own=None,
        estimator="kozachenko_leonenko(of: position)", observable="mean_square", figure="snapshot",
        dataset=("kozachenko_leonenko", "coordinates[-1]")),
    Example(
        "IsingModel", "ising", quantity="spin", until="2100", long_duration=8000, own="block_entropy(side: 3)",
        estimator="permutation_entropy(of: magnetization)", observable="magnetization", figure="lattice",
        dataset=("permutation_entropy", "magnetization")),
]


class Checks:
    """Counts what holds and what does not."""

    def __init__(self, label):
        self.label, self.passed, self.failed = label, 0, 0

    def check(self, words, holds, detail=""):
        print(f"{'pass' if holds else 'FAIL'}  {self.label}: {words}" + ("" if holds else f"\n{detail}"))
        if holds:
            self.passed += 1
        else:
            self.failed += 1


def build(example, scratch):
    """The built command of a package."""
    package = ["--package-path", ROOT / "Examples" / example.folder, "--scratch-path", scratch]
    package += ["-c", "release", "-Xswiftc", "-enable-testing"]
    subprocess.run(["swift", "build", *package], check=True, stdout=subprocess.DEVNULL)
    shown = subprocess.run(
        ["swift", "build", "--show-bin-path", *package], check=True, capture_output=True, text=True)
    return Path(shown.stdout.strip()) / example.name


def datasets(path):
    """Every dataset of a trajectory, but not when and where it was made."""
    found = {}
    with h5py.File(path) as file:
        file.visititems(
            lambda name, item: found.update({name: item[()].tobytes()})
            if isinstance(item, h5py.Dataset) and item.dtype.kind in "iufb" else None)
    return found


def differing(folder, one, other):
    """The names of the datasets that differ between two trajectories."""
    first, second = datasets(folder / one), datasets(folder / other)
    return sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))


class Session:
    """The command of a package in a folder that holds its scenario."""

    def __init__(self, command, folder):
        self.command, self.folder = command, folder
        self.environment = os.environ | {"NO_COLOR": "1", "XDG_CACHE_HOME": str(folder / "cache")}

    def start(self, *arguments):
        return subprocess.Popen(
            [self.command, *arguments], cwd=self.folder, env=self.environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def run(self, *arguments):
        """Status, output and errors."""
        with self.start(*arguments) as process:
            try:
                output, errors = process.communicate(timeout=SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
        return process.returncode, output, errors

    def json(self, *arguments):
        status, output, errors = self.run(*arguments, "--format", "json")
        if status != 0:
            raise SystemExit(f"{arguments}: status {status}: {errors}")
        return json.loads(output)

    def interrupted(self, path, *arguments):
        """Runs, and interrupts the run when its file is there; the exit status and the errors."""
        process = self.start(*arguments)
        partial = self.folder / (path + ".partial")
        while process.poll() is None and not partial.exists():
            time.sleep(0.01)
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=SECONDS)
        return process.returncode, errors

    def cut(self, path, scenario, duration):
        """An interrupted run: its status, its errors and the duration asked.

        A fast machine, or a signal that comes late on a busy one, lets a run end before it is
        interrupted; the next one is four times as long.
        """
        while True:
            asked = ["--set", f"run.duration={duration}"]
            status, errors = self.interrupted(
                path, "run", scenario, *asked, "-o", path, "--quiet", "--force")
            if status != 0 or duration > 1e6:
                return status, errors, asked
            duration *= 4


def check_runs(example, session, checks):
    """`run`, `resume`, and that an interruption changes nothing."""
    scenario = f"{example.name}.yaml"
    status, _, errors = session.run("run", scenario, "-o", "one.h5", "--seed", "1", "--quiet")
    checks.check("run", status == 0, errors)
    status, _, errors = session.run("run", scenario, "-o", "two.h5", "--seed", "2", "--threads", "2", "--quiet")
    checks.check("run with another seed", status == 0, errors)
    status, errors, asked = session.cut("cut.h5", scenario, example.long_duration)
    session.run("run", scenario, *asked, "-o", "whole.h5", "--quiet")
    checks.check("an interruption ends the run with status 130", status == 130, f"status {status}")
    checks.check(
        "it names the program that goes on", f"to go on: {example.name} resume cut.h5" in errors, errors)
    status, _, errors = session.run("resume", "cut.h5", "--quiet")
    checks.check("resume", status == 0, errors)
    unlike = differing(session.folder, "whole.h5", "cut.h5")
    checks.check("a resumed run has the bytes of one without interruption", not unlike, str(unlike))
    proofs = [session.json("verify", name, "--quiet") for name in ("one.h5", "whole.h5", "cut.h5")]
    checks.check("verify", [proof["verdict"] for proof in proofs] == ["proved"] * 3, str(proofs))
    hashes = [proof["content_sha256"] for proof in proofs]
    checks.check("the hash of a resumed run is that of one without interruption",
                 hashes[1] == hashes[2] != hashes[0], str(hashes))
    computed = subprocess.run(
        [sys.executable, ROOT / "Tests" / "content_hash.py", session.folder / "cut.h5"],
        capture_output=True, text=True)
    checks.check("h5py computes the same hash", computed.stdout.split() == [hashes[2]], computed.stderr)


def check_again(session, checks):
    """`inspect --scenario`: what it prints runs again to the same numbers."""
    status, output, errors = session.run("inspect", "one.h5", "--scenario")
    checks.check("inspect --scenario", status == 0 and output.startswith("title:"), output + errors)
    (session.folder / "again.yaml").write_text(output)
    status, _, errors = session.run("run", "again.yaml", "-o", "again.h5", "--quiet")
    unlike = differing(session.folder, "one.h5", "again.h5") if status == 0 else errors
    checks.check("the scenario of a file runs again to the same numbers", unlike == [], str(unlike))


def damage(path, quantity):
    """Inverts the bytes of the last chunk of a quantity; the number of frames before it."""
    with h5py.File(path) as file:
        dataset = file[quantity]
        if isinstance(dataset, h5py.Group):
            dataset = dataset["value"]
        chunks = [dataset.id.get_chunk_info(k) for k in range(dataset.id.get_num_chunks())]
        last = max(chunks, key=lambda chunk: chunk.chunk_offset[0])
    with open(path, "r+b") as file:
        file.seek(last.byte_offset)
        inverted = bytes(255 - byte for byte in file.read(last.size))
        file.seek(last.byte_offset)
        file.write(inverted)
    return last.chunk_offset[0]


def check_repair(example, session, checks):
    """`repair`: a damaged file is found out, and keeps the frames before the damage."""
    shutil.copy(session.folder / "one.h5", session.folder / "damaged.h5")
    name = example.quantity
    with h5py.File(session.folder / "one.h5") as file:
        name = name if name in file else f"particles/{list(file['particles'])[0]}/{name}"
    left = damage(session.folder / "damaged.h5", name)
    status, _, errors = session.run("inspect", "damaged.h5")
    checks.check(
        "a damaged file names the program that repairs it",
        status == 3 and f"{example.name} repair damaged.h5" in errors, f"status {status}: {errors}")
    status, output, errors = session.run("repair", "damaged.h5")
    checks.check("repair", status == 0 and f"{left} of " in output, output + errors)
    facts = session.json("inspect", "damaged.h5")
    checks.check(
        "a repaired file is sound", facts["frames"] == left and facts["health"].startswith("sound"),
        str(facts))


def check_subset(example, session, checks):
    """Every verb on a run that names the quantity that it writes."""
    scenario, calls = f"{example.name}.yaml", f"{example.estimator}, {example.observable}"
    chosen = ["--set", f"output.quantities=[{example.quantity}]"]
    status, _, errors = session.run(
        "run", scenario, "-o", "part.h5", "--seed", "1", *chosen, "--quiet")
    unlike = differing(session.folder, "one.h5", "part.h5") if status == 0 else errors
    checks.check("run with named quantities", unlike == [], str(unlike))
    reports = [session.json("analyze", name, "--diagnostics", calls) for name in ("one.h5", "part.h5")]
    checks.check("analyze it", reports[0]["results"] == reports[1]["results"], str(reports))
    compared = session.json("compare", "one.h5", "part.h5", "--diagnostics", example.observable)
    means = [
        [sample["mean"] for sample in entry["samples"]] for entry in compared["comparisons"].values()]
    checks.check("compare it", len(means) > 0 and all(a == b for a, b in means), str(compared))
    validated = [session.json("validate", scenario, *more) for more in ([], chosen)]
    measured = [[check["measured"] for check in report["checks"]] for report in validated]
    checks.check("validate it", measured[0] == measured[1], str(measured))
    status, _, errors = session.run("plot", "part.h5", "--data", "-o", "part.svg")
    checks.check("plot it", status == 0 or shutil.which("gnuplot") is None, errors)
    status, _, errors = session.run("resume", "part.h5", "--until", example.until, "--quiet")
    checks.check("resume it", status == 0, errors)


def check_analysis(example, session, checks):
    """`analyze`, `measure`, `compare`, `plot` and `inspect`."""
    calls = [call for call in (example.own, example.estimator, example.observable) if call]
    report = session.json("analyze", "one.h5", "--diagnostics", ", ".join(calls))
    checks.check("analyze", list(report["results"]) == calls, str(report))
    reports = session.json("analyze", "one.h5", "two.h5", "--jobs", "2", "--diagnostics", ", ".join(calls))
    checks.check("analyze two at the same time", [list(r["results"]) for r in reports] == [calls, calls])
    estimator, dataset = example.dataset
    measured = session.json("measure", estimator, f"one.h5:{dataset}")
    checks.check("measure", measured["value"] is not None, str(measured))
    compared = session.json("compare", "one.h5", "two.h5", "--diagnostics", example.observable)
    checks.check("compare", example.observable in json.dumps(compared), str(compared))
    facts = session.json("inspect", "one.h5")
    checks.check("inspect", facts["system"] == example.name and facts["version"].endswith(f"with {example.name}"))
    picture = ["--what", f"{example.figure}, {example.observable}", "--data", "-o", "one.png"]
    status, output, errors = session.run("plot", "one.h5", *picture)
    drawn = (session.folder / "one.png").exists() or shutil.which("gnuplot") is None
    checks.check("plot", (status == 0 or shutil.which("gnuplot") is None) and drawn, errors)
    with open(session.folder / f"one_{example.figure}.csv", newline="") as file:
        rows = list(csv.reader(file))
    checks.check("plot --data", len(rows) > 10, str(rows[:3]))


def check_descriptions(example, session, checks):
    """`list`, `describe`, `schema`, `validate` and `--version`."""
    listed = session.json("list")
    names = [item["name"] for item in listed["systems"]]
    checks.check("list", names[-1] == example.name and "couzin" in names, str(names))
    described = session.json("describe", example.name)
    checks.check("describe", described["name"] == example.name and described["keys"])
    checks.check("describe an observable", session.run("describe", example.observable)[0] == 0)
    schema = json.loads(session.run("schema")[1])
    checks.check("schema", example.name in schema["properties"])
    validated = session.json("validate", f"{example.name}.yaml")
    checks.check("validate", validated["failed"] == 0 and validated["passed"] > 0, json.dumps(validated, indent=1))
    version = session.run("--version")[1].strip()
    checks.check("--version", version.endswith(f"with {example.name}"), version)
    if example.own:
        own = session.json("describe", example.own.split("(")[0])
        checks.check("describe the diagnostic", own["name"] == example.own.split("(")[0])
        figures = [item["name"] for item in listed["figures"]]
        checks.check("list the figure", example.figure in figures, str(figures))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("packages", nargs="*", help="folders of Examples; all without any")
    parser.add_argument("--scratch-path", default=str(ROOT / ".build-test"))
    options = parser.parse_args()
    passed = failed = 0
    for example in EXAMPLES:
        if options.packages and example.folder not in options.packages:
            continue
        command = build(example, options.scratch_path)
        checks = Checks(example.folder)
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            shutil.copy(ROOT / "Examples" / example.folder / f"{example.name}.yaml", folder)
            session = Session(command, folder)
            check_runs(example, session, checks)
            check_analysis(example, session, checks)
            check_descriptions(example, session, checks)
            check_again(session, checks)
            check_repair(example, session, checks)
            check_subset(example, session, checks)
        passed, failed = passed + checks.passed, failed + checks.failed
    print(f"{passed} checks passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
