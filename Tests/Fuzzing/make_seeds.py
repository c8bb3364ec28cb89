#!/usr/bin/env python3
"""Makes what the fuzzer starts from: an input for every call that the command describes, with its
parameters, and the words of scenarios and calls as dictionaries of libFuzzer.

Files come from other folders of the tests, each after the byte that says what is done with it.
usage: make_seeds.py CLAUSIUS FOLDER
"""
import gzip
import json
import pathlib
import re
import struct
import subprocess
import sys
import tempfile

TESTS = pathlib.Path(__file__).resolve().parent.parent
OLD_RUNS = ["school.h5md", "gas.h5md", "field.h5", "ensemble.h5"]
TABLES = {
    "names": "polarization,time\npolarization, rotation ,time\n0.5,1e-3,0\n-1,2,nan\n",
    "rows": "[1:3, ::-1]\n# a remark\n1,2,3\r\n4,5,6\r\n\r\n7,8,9\r\n",
    "quotes": '"a, b",c[0:2]\n\ufeff"a, b","c ""d"""\n1,"2"\n3,4',
    "german": "x;y\nsep=;\nx;y [mm, wall]\n0,5;1\n-0,25;2,5e-3\n",
    "headers": "nose/x\nscorer,net,net\nbodyparts,nose,nose\ncoords,x,y\n0,1,2\n1,3,4\n",
    "spaces": "2\n# x y\n1D-3 2\n\"3\"  4\n",
    "array": "[0]\n\x93NUMPY\x01\x00F\x00{'descr': '<f2', 'fortran_order': True, 'shape': (2, 2), }"
             + 12 * " " + "\n12345678",
    "numbers": ":1[-2:]\n9007199254740993,0x1p3,inf\n.5,5.,1E400\n",
}

# Which preset reads a table of tracks, by its number (TrackInput), and the table.
TRACKS = [
    (0, "frame,particle,x,y\n0,0,1,2\n1,0,2,2\n1,1,5,5\n2,0,3,2\n3,0,4,2.5\n"),
    (1, "time,individual,x,y\n0,1,1,2\n0.04,1,2,2\n0.08,1,3,2\n"),
    (1, "seconds,x1,y1,x2,y2\n0,1,2,3,4\n0.04,1.5,2,3,\n0.08,2,2,3,4\n"),
    (2, "frame,time,X#wcentroid,Y#wcentroid,missing\n0,0,1,2,0\n1,0.04,inf,inf,1\n2,0.08,3,2,0\n"),
    (3, "scorer,n,n,n\nbodyparts,nose,nose,nose\ncoords,x,y,likelihood\n0,1,2,0.9\n1,2,2,0.1\n"),
    (4, "Frame;Time;X_Arena0_Ind0;Y_Arena0_Ind0\n0;0,0;1,5;2\n1;0,04;2;NA\n2;0,08;3;2\n"),
    (5, "timestamp,location-long,location-lat,individual-local-identifier\n"
        "2014-08-04 10:22:02.000,11.5,48.1,a\n2014-08-04 10:23:02.000,11.51,48.1,a\n"),
    (6, "frame,x1,y1,x2,y2\n0,1,2,3,4\n1,2,2,3,4\n2,3,2,,\n"),
    (7, "frame,id,x,y\n0,a,1,2\n1,a,2,2\n0,b,1,1\n2,a,3,2\n"),
]
# The presets that read arrays, and the bytes that choose them for arrays of HDF5 (TrajectoryInput).
ARRAYS = {"idtracker": (1, 5), "trex": (2, None), "deeplabcut": (3, 4)}


def answer(command, *arguments):
    return json.loads(subprocess.check_output([command, *arguments, "--format", "json"]))


def value(parameter):
    """A value that the parameter takes, from what is said about it."""
    default = parameter.get("default")
    if default not in (None, "none", ""):
        return default
    found = re.search(r"one of ([a-z_]+)|from (-?[0-9.]+)", parameter["range"])
    return (found[1] or found[2]) if found else {"name": "x"}.get(parameter["name"], "3")


def calls(command):
    """One call of everything that has a name, bare and with all its parameters."""
    for subject in ["diagnostics", "quantities", "estimators"]:
        for entry in answer(command, "list", subject)[subject]:
            about = answer(command, "describe", entry["name"])
            about = about if isinstance(about, dict) else about[0]
            parameters = about.get("parameters", [])
            words = ", ".join(f"{p['name']}: {value(p)}" for p in parameters)
            yield entry["name"], entry["name"]
            if words:
                yield entry["name"] + "-full", f"{entry['name']}({words})"
            example = about.get("on_trajectories", {}).get("example")
            if example:
                yield entry["name"] + "-on", example


def journal(file_length=4096):
    """A journal with one page kept and one commit; the target sets the checksums right."""
    word = lambda number: struct.pack("<Q", number)
    page = word(1) + word(512) + word(16) + b"p" * 16
    commit = word(file_length) + word(1) + word(1024) + word(64) + word(0) + page
    records = b"".join(word(kind) + word(len(content)) + content + word(0)
                       for kind, content in [(1, page), (2, commit), (2, commit)])
    return b"CLJRNL2\n" + word(file_length) + word(0) + records


def write_tracks(folder):
    """Tables of tracks, and arrays where this Python can make some."""
    for number, (preset, text) in enumerate(TRACKS):
        write(folder / "tracks", f"table{number}", bytes([preset]) + text.encode())
    with tempfile.TemporaryDirectory() as made:
        make = [sys.executable, TESTS / "ForeignFiles" / "make_track_files.py", made]
        subprocess.run(make, check=False, capture_output=True)
        for path in pathlib.Path(made).iterdir():
            preset, verb = ARRAYS[re.match("[a-z]+", path.name)[0]]
            if path.suffix == ".h5":
                write(folder / "trajectory", path.name, bytes([verb]) + path.read_bytes())
            else:
                write(folder / "tracks", path.name, bytes([preset]) + path.read_bytes())


def write(folder, name, content):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)


def words(folder, name, texts):
    """A dictionary: every word of the texts once."""
    found = sorted({word for text in texts for word in re.findall(r"[A-Za-z_]{3,40}", text)})
    write(folder, name, "".join(f'"{word}"\n' for word in found).encode())


def main():
    command, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    named = dict(calls(command))
    for name, text in named.items():
        write(folder / "call", name, text.encode())
    for name, text in TABLES.items():
        write(folder / "table", name, text.encode("latin-1" if "NUMPY" in text else "utf-8"))
    for path in (TESTS / "ForeignFiles" / "tables" / "dialects").iterdir():
        write(folder / "table", path.name, b"x\n" + path.read_bytes())
    write_tracks(folder)
    for kind in [0, 1]:
        write(folder / "journal", f"journal{kind}", bytes([kind]) + journal())
    scenarios = [path.read_text() for path in TESTS.parent.glob("scenarios/*/*.yaml")]
    for number, text in enumerate(scenarios):
        write(folder / "scenario", f"shipped{number}", text.encode())
    for number, name in enumerate(OLD_RUNS):
        run, checkpoint = (gzip.decompress((TESTS / "OldFiles" / f"{name}{end}.gz").read_bytes())
                           for end in ["", ".checkpoint"])
        write(folder / "checkpoint", name, bytes([number]) + checkpoint)
        for verb in range(4):
            write(folder / "trajectory", f"{name}-{verb}", bytes([verb]) + run)
    foreign = [*(TESTS / "ForeignFiles").glob("*.h5md"), *(TESTS / "ForeignFiles").glob("*.nc")]
    for path in foreign:
        for verb in range(4):
            write(folder / "trajectory", f"{path.stem}-{verb}", bytes([verb]) + path.read_bytes())
    schema = subprocess.check_output([command, "schema"], text=True)
    names = re.findall(r'"([a-z_]+)"', schema)
    words(folder / "dictionaries", "scenario", scenarios + [" ".join(names)] + list(named.values()))
    words(folder / "dictionaries", "call", list(named.values()))


main()
