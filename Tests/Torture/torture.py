#!/usr/bin/env python3
"""Kills the command at every write, fails its writes and its reads, and cuts its power; nothing
may be lost.

A *scene* is a small run and one verb that writes: run, resume, extend (resume --until of a
finished run) or repair; or a verb that writes a report. For every state that a fault leaves, this
script checks that

- the frames that an earlier state showed are still there, and equal those of a run without fault;
- `clausius resume` (or `run`, where nothing was begun) ends with status 0 in a file whose
  datasets equal, byte for byte, those of a run without fault, and that `inspect` finds sound;
- nothing else is left beside the file, but a file that recovery kept is the one before it;
- a report is the one before or the new one, whole, and the same verb again leaves no other file.

It prints a table of counts and ends with status 1 if anything was lost.

    Tests/Torture/torture.py                    5,000 states, for a release
    Tests/Torture/torture.py --states 300       a share of them, as in `make test`

CLAUSIUS_COMMAND names the command, by default .build/release/clausius.
"""

import argparse
import collections
import concurrent.futures
import hashlib
import multiprocessing
import os
import random
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import h5py

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
COMMAND = os.environ.get("CLAUSIUS_COMMAND", str(ROOT / ".build/release/clausius"))
ERRORS = ["ENOSPC", "EIO", "EROFS", "EDQUOT"]
READ_ERRORS = ["EIO", "ESTALE", "EMFILE", "EACCES"]
# What differs between two runs of the same scenario: when, where and how often.
UNCOMPARED = ("provenance", "checkpoint", "h5md", "parameters")


def counts(path):
    """The numbers of writes and of reads that the fault library has counted."""
    return map(int, path.read_text().split())


class Lost(Exception):
    """What a user would have lost."""


def clausius(*arguments, cwd, faults=None, shim=None):
    """Runs the command; returns its status and what it printed."""
    environment = dict(os.environ)
    if faults:
        environment.update(faults, LD_PRELOAD=str(shim))
    process = subprocess.run(
        [COMMAND, *map(str, arguments)], cwd=cwd, env=environment, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120)
    return process.returncode, process.stdout


def must(status_and_text, what, expected=(0,)):
    status, text = status_and_text
    if status not in expected:
        raise Lost(f"{what} ends with status {status}: {text.strip()[-300:]}")
    if "Fatal error" in text or "Error Domain" in text:
        raise Lost(f"{what} prints {text.strip()[-300:]}")
    return text


def contents(path):
    """The datasets of a file by path, as bytes, without those of UNCOMPARED."""
    found = {}

    def visit(name, node):
        if isinstance(node, h5py.Dataset) and name.split("/")[0] not in UNCOMPARED:
            found[name] = (node.shape, node[()].tobytes() if node.dtype.kind != "O" else b"")

    with h5py.File(path, "r", locking=False) as file:
        file.visititems(visit)
    return found


def frames(path):
    """The frames of a file, each as a digest over all quantities and observables of it."""
    series = {}

    def visit(name, node):
        if isinstance(node, h5py.Dataset) and node.maxshape[:1] == (None,) \
                and name.split("/")[0] not in UNCOMPARED and node.name != "/frame":
            series[name] = node[()]

    with h5py.File(path, "r", locking=False) as file:
        file.visititems(visit)
    if not series:
        return []
    length = min(len(values) for values in series.values())
    return [
        hashlib.sha256(b"".join(series[n][k].tobytes() for n in sorted(series))).hexdigest()
        for k in range(length)]


class Reader:
    """Reads the frames of files that may be damaged, in a process of its own for each thread:
    libhdf5 crashes on some of them."""

    own = threading.local()

    @classmethod
    def frames(cls, path):
        if not hasattr(cls.own, "process"):
            cls.own.process = concurrent.futures.ProcessPoolExecutor(
                1, mp_context=multiprocessing.get_context("spawn"))
        try:
            return cls.own.process.submit(frames, path).result(timeout=120)
        except concurrent.futures.process.BrokenProcessPool:
            del cls.own.process
            raise


class Scene:
    """One run and one verb that writes its files."""

    # How the verb may end where it cannot do its work, or does it all the same.
    statuses = (0, 3)

    def __init__(self, name, scenario, settings, verb, shim, folder):
        self.name, self.verb, self.shim = f"{verb} {name}", verb, shim
        self.folder = folder / self.name.replace(" ", "-")
        self.folder.mkdir(parents=True)
        self.scenario = ROOT / "scenarios" / scenario
        # Without checkpoints by the clock every run makes the same calls in the same order.
        self.is_steady = "run.checkpoint=0" in settings
        self.settings = [w for s in settings for w in ("--set", s)]
        self.prepare()

    def prepare(self):
        """Makes the files that the verb finds, the run without fault, and counts the writes."""
        start = self.folder / "start"
        start.mkdir()
        self.until = None
        if self.verb == "run":
            self.call = ["run", self.scenario, *self.settings, "-o", "t.h5md"]
        elif self.verb == "resume":
            self.call = ["resume", "t.h5md"]
            self.interrupt(start)
        elif self.verb == "extend":
            must(clausius("run", self.scenario, *self.settings, "-o", "t.h5md", cwd=start), "run")
            self.until = 2 * self.duration()
            self.call = ["resume", "t.h5md", "--until", self.until]
        elif self.verb == "repair":
            self.interrupt(start)
            self.call = ["repair", "t.h5md.partial"]
        self.start = start
        whole = self.folder / "whole"
        whole.mkdir()
        settings = self.settings + (
            ["--set", f"run.duration={self.until}"] if self.until else [])
        must(clausius("run", self.scenario, *settings, "-o", "t.h5md", cwd=whole), "run")
        self.reference = contents(whole / "t.h5md")
        self.frames = frames(whole / "t.h5md")
        counted = self.copy("counted")
        count = counted / "count"
        must(clausius(*self.call, cwd=counted, faults={"FAULT_COUNT": str(count)},
                      shim=self.shim), self.name)
        self.inodes = {}
        self.writes, self.reads = counts(count)
        self.repaired = len(frames(counted / "t.h5md.partial")) if self.verb == "repair" else 0
        shutil.rmtree(counted)
        shutil.rmtree(whole)

    def duration(self):
        for word in self.settings:
            if word.startswith("run.duration="):
                return float(word.split("=")[1])
        raise ValueError("a scene needs a duration")

    def interrupt(self, folder):
        """A run that dies in the middle of its writes, so that the verb has something to do."""
        count = folder / "count"
        must(clausius("run", self.scenario, *self.settings, "-o", "u.h5md", cwd=folder,
                      faults={"FAULT_COUNT": str(count)}, shim=self.shim), "run")
        calls, _ = counts(count)
        count.unlink()
        (folder / "u.h5md").unlink()
        # Checkpoints by the clock make runs of different lengths.
        for part in (3, 4, 6, 10):
            status, text = clausius(
                "run", self.scenario, *self.settings, "-o", "t.h5md", "--force", cwd=folder,
                faults={"FAULT_AT": str(calls * 2 // part)}, shim=self.shim)
            if status == -signal.SIGKILL:
                (folder / "t.h5md").unlink(missing_ok=True)
                return
            must((status, text), "run")
        raise Lost("the run cannot be interrupted")

    def copy(self, name):
        folder = self.folder / name
        shutil.copytree(self.start, folder)
        return folder

    def check(self, folder, least, is_power_failure=False):
        """Checks the state in `folder`: at least `least` frames are there, and nothing is lost.

        Returns the frames that h5py read before anything was mended; 0 where none had been
        flushed, None where it could not read the file, or not as many as `least`.
        """
        partial, finished = folder / "t.h5md.partial", folder / "t.h5md"
        seen = self.direct(partial if partial.exists() else finished)
        if not partial.exists() and not finished.exists():
            # Nothing was begun, or a run that could not begin took its file away.
            seen = 0
        if seen is not None and seen < least:
            seen = None
        # What the process had given to the system is there; what the device has, nobody knows.
        if not is_power_failure:
            least = max(least, seen or 0)
        if self.verb == "extend" and not partial.exists():
            self.keeps(finished, 1)
        if partial.exists():
            repaired = folder / "r.h5md.partial"
            shutil.copy(partial, repaired)
            journal = folder / "t.h5md.partial.journal"
            if journal.exists():
                shutil.copy(journal, f"{repaired}.journal")
            status, text = clausius("repair", repaired, cwd=folder)
            if least > 0 or status == 0:
                must((status, text), "repair")
                self.keeps(repaired, least)
            elif seen is None:
                seen = 0
        self.mend(folder)
        return seen

    def direct(self, path):
        """The frames that h5py reads in the file as the fault left it; None if it cannot."""
        try:
            found = Reader.frames(path)
        except Exception:
            return None
        return len(found) if found == self.frames[:len(found)] else None

    def keeps(self, path, least):
        found = frames(path)
        if found != self.frames[:len(found)]:
            raise Lost(f"{path.name} has other frames than a run without fault")
        if len(found) < least:
            raise Lost(f"{path.name} has {len(found)} frames; {least} were seen before")

    def never_reached_the_device(self, folder):
        """Whether a power failure came before the first synchronization: nothing is promised but
        that the run can begin again. (Its journal knows the file by its number, which is another
        where this script makes the file anew.)"""
        journal = folder / "t.h5md.partial.journal"
        return (folder.name.startswith("power") and journal.exists()
                and journal.read_bytes()[8:16] == bytes(8))

    def mend(self, folder):
        partial, finished = folder / "t.h5md.partial", folder / "t.h5md"
        before = {
            kept: (folder / f"t.h5md.partial{kept}").read_bytes() for kept in ["", ".journal"]
            if (folder / f"t.h5md.partial{kept}").exists()}
        if self.never_reached_the_device(folder):
            must(clausius("run", self.scenario, *self.settings, "--force", "-o", "t.h5md",
                          cwd=folder), "run --force")
        elif partial.exists():
            status, text = clausius("resume", "t.h5md", cwd=folder)
            if status == 0:
                pass
            elif "clausius run" in text and not self.direct(partial):
                # Nothing was begun: the run may begin without --force.
                must(clausius("run", self.scenario, *self.settings, "-o", "t.h5md", cwd=folder),
                     "run")
            else:
                must((status, text), "resume")
        elif not finished.exists():
            must(clausius(*self.call, cwd=folder), self.verb)
        elif self.verb == "extend" and len(frames(finished)) < len(self.frames):
            must(clausius(*self.call, cwd=folder), self.verb)
        must(clausius("inspect", "t.h5md", cwd=folder), "inspect")
        must(clausius("repair", "t.h5md", cwd=folder), "repair of a sound file")
        # This script's own copy, r.h5md, may have no frames to repair.
        left = {path.name for path in folder.iterdir() if not path.name.startswith("r.h5md")}
        left.discard("t.h5md")
        # What the device kept of a flush whose record it lost: the file as it was.
        kept = {name for name in left if name.startswith("t.h5md.partial.unrecovered")}
        for name in kept:
            ending = ".journal" if name.endswith(".journal") else ""
            if (folder / name).read_bytes() != before.get(ending):
                raise Lost(f"{name} is other than the file before")
        left -= kept
        if left:
            raise Lost(f"{sorted(left)} is left")
        self.require_reference(finished)

    def require_reference(self, path):
        made = contents(path)
        if made.keys() != self.reference.keys():
            raise Lost(f"other datasets: {sorted(made.keys() ^ self.reference.keys())[:5]}")
        different = [name for name in made if made[name] != self.reference[name]]
        if different:
            raise Lost(f"other numbers in {different[:5]}")

    def require_done(self, folder):
        """Status 0 says that the verb did all that it was to do."""
        if self.verb == "repair":
            self.keeps(folder / "t.h5md.partial", self.repaired)
        else:
            self.require_reference(folder / "t.h5md")


class Report(Scene):
    """A verb that writes a report or a trajectory beside an earlier one of the same name."""

    def __init__(self, name, call, output, shim, folder):
        self.output, self.report = output, call
        super().__init__(name, "couzin/torus.yaml", [
            "couzin.individuals=40", "couzin.start_radius=6", "run.duration=20",
            "output.every=0.5", "run.checkpoint=0"], call[0], shim, folder)

    def prepare(self):
        start = self.folder / "start"
        start.mkdir()
        for name, seed in [("a.h5md", 1), ("b.h5md", 2)]:
            must(clausius("run", self.scenario, *self.settings, "--seed", seed, "-o", name,
                          cwd=start), "run")
        rows = [f"{k},{i},{k + i},{i}" for k in range(80) for i in range(3)]
        (start / "t.csv").write_text("\n".join(["frame,id,x,y", *rows]) + "\n")
        self.start, self.call = start, [*self.report, "-o", self.output]
        whole = self.copy("whole")
        must(clausius(*self.call, cwd=whole), self.name)
        self.reference = self.read(whole / self.output)
        self.names = {path.name for path in whole.iterdir()}
        earlier = ["--rate", "2"] if self.verb == "import" else ["--to", "9"]
        must(clausius(*self.call, *earlier, cwd=start), self.name)
        self.earlier = self.read(start / self.output)
        count = self.folder / "count"
        must(clausius(*self.call, cwd=self.copy("counted"), faults={"FAULT_COUNT": str(count)},
                      shim=self.shim), self.name)
        (self.writes, self.reads), self.inodes = counts(count), {}
        for name in ("whole", "counted"):
            shutil.rmtree(self.folder / name)

    def read(self, path):
        return contents(path) if path.suffix == ".h5md" else path.read_bytes()

    def require_done(self, folder):
        if self.read(folder / self.output) != self.reference:
            raise Lost(f"status 0, and {self.output} is not the new one")

    def check(self, folder, least, is_power_failure=False):
        made = self.read(folder / self.output)
        if made != self.earlier and made != self.reference:
            raise Lost(f"{self.output} is neither the earlier one nor the new one")
        must(clausius(*self.call, cwd=folder), f"{self.verb} again")
        if self.read(folder / self.output) != self.reference:
            raise Lost(f"{self.output} is other than without fault")
        left = {path.name for path in folder.iterdir()} - self.names
        if left:
            raise Lost(f"{sorted(left)} is left")
        return 0


class Refusal(Scene):
    """A verb that is to replace a file of another program, which it refuses whatever fails."""

    statuses = (2, 3)

    def __init__(self, name, call, shim, folder):
        self.refused = call
        super().__init__(name, "klein-gordon/breather.yaml", ["run.duration=5"], call[0], shim,
                         folder)

    def prepare(self):
        self.start = self.folder / "start"
        self.start.mkdir()
        must(clausius("run", self.scenario, *self.settings, "-o", "t.h5md", cwd=self.start), "run")
        for name in ("theirs.h5", "theirs.h5.partial"):
            with h5py.File(self.start / name, "w") as file:
                file["mine"] = [1, 2, 3]
        self.before = self.read(self.start)
        self.call = [self.scenario if word == "SCENARIO" else word for word in self.refused]
        count = self.folder / "count"
        must(clausius(*self.call, cwd=self.copy("counted"), faults={"FAULT_COUNT": str(count)},
                      shim=self.shim), self.name, self.statuses)
        _, self.reads = counts(count)
        self.writes, self.inodes = 0, {}
        shutil.rmtree(self.folder / "counted")

    def read(self, folder):
        return {path.name: path.read_bytes() for path in folder.iterdir()}

    def check(self, folder, least, is_power_failure=False):
        now = self.read(folder)
        changed = [name for name in self.before.keys() | now.keys()
                   if self.before.get(name) != now.get(name)]
        if changed:
            raise Lost(f"{changed} changed")
        return 0


class Counts:
    """What the states of one kind came to."""

    def __init__(self):
        self.states = self.readable = self.lost = 0

    def add(self, outcome):
        self.states += 1
        self.readable += outcome is not None


def kill(scene, at, torn, least):
    folder = scene.copy(f"kill-{at}-{torn}")
    faults = {"FAULT_AT": str(at), "FAULT_DO": "kill", **({"FAULT_TORN": "1"} if torn else {})}
    status, text = clausius(*scene.call, cwd=folder, faults=faults, shim=scene.shim)
    must((status, text), "killed call", (-signal.SIGKILL, 0))
    seen = scene.check(folder, least)
    shutil.rmtree(folder)
    return seen


def require_one_line(scene, status, text, what):
    """Warnings and progress come before the one line that says what failed."""
    said = [line for line in text.splitlines() if not line.startswith((" ", "warning:"))]
    if status == 3 and scene.verb != "repair" and len(said) != 1:
        raise Lost(f"{what} prints {text.strip()[-300:]}")


def fail(scene, at, error, is_once, least):
    folder = scene.copy(f"fail-{at}-{error}")
    faults = {"FAULT_AT": str(at), "FAULT_DO": error, **({"FAULT_ONCE": "1"} if is_once else {})}
    status, text = clausius(*scene.call, cwd=folder, faults=faults, shim=scene.shim)
    must((status, text), f"{scene.verb} with {error} at {at}", scene.statuses)
    require_one_line(scene, status, text, f"{error} at {at}")
    seen = scene.check(folder, least)
    shutil.rmtree(folder)
    return seen


def fail_to_read(scene, at, error):
    """One read fails; the verb ends with one line and changes nothing, or goes on rightly."""
    folder = scene.copy(f"read-{at}-{error}")
    status, text = clausius(
        *scene.call, cwd=folder, faults={"FAULT_READ": str(at), "FAULT_DO": error},
        shim=scene.shim)
    must((status, text), f"{scene.verb} with {error} at read {at}", scene.statuses)
    require_one_line(scene, status, text, f"{error} at read {at}")
    if status == 0:
        scene.require_done(folder)
    seen = scene.check(folder, 0)
    shutil.rmtree(folder)
    return seen


# MARK: - Power failures

Call = collections.namedtuple("Call", "op inode offset length bytes")


def recorded(scene):
    """The calls of the verb, in order."""
    folder = scene.copy("recorded")
    log = scene.folder / "log"
    scene.inodes = {path.stat().st_ino: path.name for path in folder.iterdir()}
    must(clausius(*scene.call, cwd=folder, faults={"FAULT_RECORD": str(log)}, shim=scene.shim),
         scene.name)
    shutil.rmtree(folder)
    calls, data, at = [], log.read_bytes(), 0
    while at < len(data):
        op = chr(data[at])
        inode, offset, length = struct.unpack_from("<QQQ", data, at + 1)
        at += 25
        body = b""
        if op in "WRLUCT":
            body = data[at:at + length]
            at += length
        calls.append(Call(op, inode, offset, length, body))
    log.unlink()
    return calls


class Device:
    """What a device may hold after a power failure: of the writes to a file since its last
    synchronization any, in part or not at all; of the names since that of the folder the first."""

    def __init__(self, scene, choice):
        self.choice = choice
        # Files by a number of their own: the system uses inode numbers again.
        self.contents, self.names, self.file_of_inode = [], {}, {}
        for path in scene.start.iterdir():
            self.names[path.name] = self.new_file(path.read_bytes())
        for inode, name in scene.inodes.items():
            self.file_of_inode[inode] = self.names[name]
        self.pending = collections.defaultdict(list)
        self.pending_names = []

    def new_file(self, content=b""):
        self.contents.append(bytearray(content))
        return len(self.contents) - 1

    def run(self, calls):
        for call in calls:
            if call.op == "C":
                self.file_of_inode[call.inode] = self.new_file()
            file = self.file_of_inode.get(call.inode)
            if call.op == "F" and call.inode == 0:
                self.settle_names(len(self.pending_names))
            elif call.op == "F":
                self.settle(file, keeps_all=True)
            elif call.op in "WST":
                self.pending[file].append(call)
            else:
                self.pending_names.append((call, file))

    def fail(self, folder):
        """Writes what is left to `folder`."""
        self.settle_names(self.choice.randint(0, len(self.pending_names)))
        for file in list(self.pending):
            self.settle(file, keeps_all=False)
        folder.mkdir()
        for name, file in self.names.items():
            (folder / name).write_bytes(self.contents[file])

    def settle_names(self, count):
        for call, file in self.pending_names[:count]:
            first, _, second = call.bytes.decode().partition("\n")
            first, second = os.path.basename(first), os.path.basename(second)
            if call.op == "C":
                self.names[first] = file
            elif call.op == "U":
                self.names.pop(first, None)
            elif call.op == "L":
                self.names[second] = file
            elif call.op == "R":
                self.names.pop(first, None)
                self.names[second] = file
        del self.pending_names[:count]

    def settle(self, file, keeps_all):
        content = self.contents[file]
        for call in self.pending.pop(file, []):
            if not keeps_all and self.choice.random() < 0.5:
                continue
            if call.op == "T":
                content.clear()
            elif call.op == "S":
                del content[call.offset:]
                content.extend(bytes(call.offset - len(content)))
            else:
                body = call.bytes
                if not keeps_all and self.choice.random() < 0.2:
                    body = body[:len(body) // 1024 * 512]
                content.extend(bytes(max(0, call.offset - len(content))))
                content[call.offset:call.offset + len(body)] = body


def cut_power(scene, calls, seed):
    choice = random.Random(seed)
    device = Device(scene, choice)
    device.run(calls[:choice.randint(0, len(calls))])
    return after_power_failure(scene, device, f"power-{seed}")


def cut_power_with_late_names(scene, calls, at):
    """After call `at`: what was written or cut is on the device, and no name since the last
    synchronization of the folder."""
    device = Device(scene, random.Random(at))
    device.run(calls[:at])
    for file in list(device.pending):
        device.settle(file, keeps_all=True)
    device.pending_names.clear()
    return after_power_failure(scene, device, f"power-late-{at}")


def after_power_failure(scene, device, name):
    folder = scene.folder / name
    device.fail(folder)
    seen = scene.check(folder, 0, is_power_failure=True)
    shutil.rmtree(folder)
    return seen


def changes_of_names_and_lengths(calls):
    """How many calls there are up to each that gives or takes a name, or cuts a file."""
    return [index + 1 for index, call in enumerate(calls) if call.op in "CULRST"]


# MARK: - Scenes and states

SYSTEMS = {
    "school": ("couzin/torus.yaml", [
        "couzin.individuals=400", "couzin.start_radius=15", "run.duration=6", "output.every=0.1", "diagnostics=[polarization]"]),
    "wide school": ("couzin/torus.yaml", [
        "couzin.individuals=3000", "couzin.start_radius=40", "run.duration=1.2",
        "output.every=0.1", "diagnostics=[]"]),
    "gas": ("hard-discs/equilibrium-0.3.yaml", [
        "hard_discs.count=500", "hard_discs.statistics_from=0.1", "run.duration=1",
        "output.every=0.025"]),
    "field": ("klein-gordon/kink-antikink.yaml", ["run.duration=20", "output.every=0.2"]),
    "active": ("active-particles/abp-10-packing-0.5.yaml", [
        "active_particles.count=300", "active_particles.work_and_heat=true", "run.duration=1",
        "output.every=0.025", "active_particles.statistics_from=0.1"]),
}
VERBS = ["run", "resume", "extend", "repair"]
# Name, call, and what it writes.
REPORTS = [
    ("to csv", ["analyze", "a.h5md", "--diagnostics", "polarization"], "r.csv"),
    ("to hdf5", ["analyze", "a.h5md", "--diagnostics", "polarization"], "r.h5"),
    ("to json", ["compare", "a.h5md", "b.h5md", "--diagnostics", "polarization", "--format",
                 "json"], "r.json"),
    ("tracks", ["import", "t.csv", "--frame", "frame", "--id", "id", "--x", "x", "--y", "y",
                "--rate", "1", "--force"], "t.h5md"),
]


REFUSALS = [
    ("over theirs", ["run", "SCENARIO", "--set", "run.duration=5", "--force", "-o", "theirs.h5"]),
    ("over theirs", ["analyze", "t.h5md", "-o", "theirs.h5"]),
]


def scenes(shim, folder, only):
    """Every system and verb, packed and not, on one thread and two; those with `only` in their
    names."""
    variants = [("gzip", 1), ("none", 2)]
    calls = []
    for number, (name, (scenario, settings)) in enumerate(SYSTEMS.items()):
        for verb in VERBS:
            for packing, threads in variants:
                checkpoint = 0 if name == "wide school" else 0.002
                extra = [f"output.compression={packing}", f"run.threads={threads}",
                         f"run.checkpoint={checkpoint}"]
                calls.append((f"{name} {packing} {threads}", scenario, settings + extra, verb))
    wanted = (
        [(Scene, call) for call in calls if only in f"{call[3]} {call[0]}"]
        + [(kind, call) for kind, calls in [(Report, REPORTS), (Refusal, REFUSALS)]
           for call in calls if only in f"{call[1][0]} {call[0]}"])
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(lambda one: one[0](*one[1], shim, folder), wanted))


def spread(count, most):
    """At most `most` of the numbers 1...count, evenly."""
    if most < 1:
        return []
    step = max(1.0, count / max(1, most))
    return sorted({1 + int(k * step) for k in range(int(count / step))})


SHARES = {"kill": 0.45, "error": 0.2, "read": 0.1, "power": 0.25}


def shares(scene, most, kinds):
    """How many of the states of a scene are of each kind; what is refused only reads."""
    if isinstance(scene, Refusal):
        return {"read": most if "read" in kinds else 0}
    return {kind: int(most * SHARES[kind] / sum(SHARES[k] for k in kinds)) for kind in kinds}


def most_of_each(scenes, wanted, kinds):
    """The states of each scene that make `wanted` together; some scenes have fewer writes."""
    def size(scene, most):
        calls = {"read": scene.reads}
        return sum(
            share if kind == "power" else len(spread(calls.get(kind, scene.writes), share))
            for kind, share in shares(scene, most, kinds).items())
    most = -(-wanted // len(scenes))
    # Power can fail in any number of ways, calls only at each write.
    last = 10 * wanted if "power" in kinds else 4 * max(scene.writes for scene in scenes)
    while most < last and sum(size(scene, most) for scene in scenes) < wanted:
        most += 1
    return most


def states(scene, most, choice, kinds):
    """The faults of one scene: kind, and the function that makes and checks the state."""
    share = shares(scene, most, kinds)
    for at in spread(scene.writes, share.get("kill", 0)):
        yield "kill", at, lambda least, at=at: kill(scene, at, at % 2 == 0, least)
    for number, at in enumerate(spread(scene.writes, share.get("error", 0))):
        error, is_once = ERRORS[number % len(ERRORS)], number // len(ERRORS) % 2 == 1
        yield error, at, lambda least, at=at, error=error, is_once=is_once: fail(
            scene, at, error, is_once, least)
    for number, at in enumerate(spread(scene.reads, share.get("read", 0))):
        error = READ_ERRORS[number % len(READ_ERRORS)]
        yield "read", at, lambda least, at=at, error=error: fail_to_read(scene, at, error)
    calls = recorded(scene) if "power" in share else []
    changes = changes_of_names_and_lengths(calls)
    # The last cut of a file comes after its journal is gone, which is the hardest.
    last = [at for at in changes if calls[at - 1].op in "ST"][-1:]
    late = choice.sample(changes, min(len(changes), share.get("power", 0) // 2))
    late = [*last, *(at for at in late if at not in last)][:len(late)]
    for at in sorted(late):
        yield "power", f"late {at}", lambda least, at=at: cut_power_with_late_names(
            scene, calls, at)
    for _ in range(share.get("power", 0) - len(late)):
        seed = choice.getrandbits(40)
        yield "power", seed, lambda least, seed=seed: cut_power(scene, calls, seed)


def torture_scene(scene, most, seed, kinds):
    """All states of a scene in order; returns counts by kind and what was lost."""
    counts, lost = collections.defaultdict(Counts), []
    least = 0
    for kind, at, make in states(scene, most, random.Random(seed), kinds):
        if at == 1:
            least = 0
        try:
            seen = make(least if kind != "power" else 0)
            counts[kind].add(seen)
            # What a state showed, the later ones of the same kind show too.
            if kind == "kill" and scene.is_steady:
                least = max(least, seen or 0)
        except (Lost, subprocess.TimeoutExpired, OSError) as error:
            counts[kind].add(None)
            counts[kind].lost += 1
            lost.append(f"{scene.name}: {kind} {at}: {error}")
    return counts, lost


def write_table(path, table):
    """Puts the counts between the two marks of a page; rows of other kinds of faults stay."""
    begin, end = "<!-- torture: made by make torture -->\n", "<!-- end of torture -->"
    text = path.read_text()
    head, rest = text.split(begin)
    old, rest = rest.split(end)
    rows = {line.split()[1]: line for line in old.splitlines()[2:]}
    made = ["| " + " | ".join(row) + " |" for row in table]
    rows.update({line.split()[1]: line for line in made[1:]})
    lines = [made[0], "| --- | ---: | ---: | ---: |", *(rows[kind] for kind in sorted(rows))]
    path.write_text(head + begin + "\n".join(lines) + "\n" + end + rest)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--states", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="scenes whose name contains this")
    parser.add_argument("--faults", default="kill error read power", help="kinds of faults")
    parser.add_argument("--table", help="the page whose table of counts is made anew")
    parser.add_argument("--keep", help="folder for the files, which stay")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(options.keep or scratch)
        shim = folder / "faults.so"
        folder.mkdir(exist_ok=True)
        # Swift brings a clang; a cc of the system's own may be missing.
        compiler = next(filter(shutil.which, ["cc", "clang", "gcc"]), "cc")
        subprocess.run(
            [compiler, "-O1", "-shared", "-fPIC", "-o", shim, HERE / "faults.c", "-ldl"],
            check=True)
        chosen = scenes(shim, folder, options.only)
        most = most_of_each(chosen, options.states, options.faults.split())
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            results = list(pool.map(
                lambda pair: torture_scene(
                    pair[1], most, options.seed + pair[0], options.faults.split()),
                enumerate(chosen)))
    total, lost = collections.defaultdict(Counts), []
    for counts, failures in results:
        lost += failures
        for kind, count in counts.items():
            for field in ("states", "readable", "lost"):
                setattr(total[kind], field, getattr(total[kind], field) + getattr(count, field))
    for line in lost:
        print(line, file=sys.stderr)
    table = [("fault", "states", "lost", "readable at once")] + [
        (kind, str(count.states), str(count.lost), f"{count.readable / count.states:.1%}")
        for kind, count in sorted(total.items())]
    for row in table:
        print(f"{row[0]:8}{row[1]:>8}{row[2]:>6}{row[3]:>18}")
    print(f"{sum(c.states for c in total.values())} states, {len(lost)} lost")
    if options.table:
        write_table(Path(options.table), table)
    sys.exit(1 if lost else 0)


if __name__ == "__main__":
    main()
