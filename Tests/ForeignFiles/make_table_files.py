#!/usr/bin/env python3
"""Makes tables and arrays as other programs write them, into the folder `tables` (h5py, numpy).

    dialects/*            one table of 300 rows, columns x and y, in many dialects
    named, numbered*.csv  200 rows near 1000, under names and under the numbers 0 and 1
    packed.nc             normal numbers, mean 20, packed into 16 bits, with missing ones
    single.h5             hundredths, and numbers near 1, in single precision
    arrays.npz, *.npy     the table as arrays; compound.h5: as rows of fields
"""
import pathlib

import h5py
import numpy as np

FOLDER = pathlib.Path(__file__).parent / "tables"


def dialects(folder):
    folder.mkdir(parents=True, exist_ok=True)
    table = [["%.6f" % value for value in row]
             for row in np.random.default_rng(20).normal(size=(300, 2))]

    def write(name, separator, header, rows=table, comma=False, end="\n", encoding="utf-8"):
        lines = [separator.join(row) for row in rows]
        text = "".join((line.replace(".", ",") if comma else line) + end for line in lines)
        (folder / name).write_bytes((header + end + text).encode(encoding))

    write("plain.csv", ",", "x,y")
    write("windows.csv", ",", "x,y", end="\r\n", encoding="utf-8-sig")
    write("utf16.csv", ",", "x,y", encoding="utf-16")
    write("semicolon.csv", ";", "x;y")
    write("german.csv", ";", "x;y", comma=True)
    write("tab.tsv", "\t", "x\ty")
    write("space.txt", " ", "x y")
    write("hash.txt", " ", "# x y")
    write("quoted.csv", ",", '"x","y [mm, wall]"')
    write("three-headers.csv", ",", "scorer,net,net\nbodyparts,nose,nose\ncoords,x,y",
          [[str(number), *row] for number, row in enumerate(table)])


def numbered(folder):
    rows = ["%.12g,%.12g" % tuple(row)
            for row in np.random.default_rng(19).normal(1000, 1e-3, (200, 2))]
    counted = ["%d,%s" % (number, row) for number, row in enumerate(rows)]
    for name, header, lines in [("named", "a,b", rows), ("numbered", "0,1", rows),
                                ("numbered-rows", ",0,1", counted)]:
        (folder / f"{name}.csv").write_text("\n".join([header] + lines) + "\n")


def packed(path):
    value = np.round(np.random.default_rng(18).normal(20, 1, 4000), 2)
    whole = np.round((value - 20) / 0.01).astype("i2")
    gaps = whole.copy()
    gaps[::100] = -32768
    with h5py.File(path, "w") as file:
        def variable(name, data, **attributes):
            stored = file.create_dataset(name, data=data, compression="gzip")
            stored.attrs.update(attributes)
        packing = {"scale_factor": 0.01, "add_offset": 20.0, "_FillValue": np.int16(-32768),
                   "units": "K"}
        variable("temperature", whole, **packing)
        variable("with_gaps", gaps, **packing)
        variable("in_range", gaps, scale_factor=0.01, add_offset=20.0,
                 valid_range=np.array([-30000, 30000], "i2"))
        variable("missing_value", np.where(np.arange(4000) % 100 == 0, -9999.0, value),
                 missing_value=-9999.0)


def arrays(folder):
    x = np.random.default_rng(20).normal(size=(300, 2)).round(6)
    np.savez_compressed(folder / "arrays.npz", table=x, single=x.astype("f4"))
    np.save(folder / "fortran.npy", np.asfortranarray(x))
    np.save(folder / "big.npy", x.astype(">f8"))
    np.save(folder / "objects.npy", np.array({"a": 1}, dtype=object))
    rows = np.zeros(300, dtype=[("x", "f8"), ("n", "i4"), ("place", "f8", (2,))])
    rows["x"], rows["n"], rows["place"] = x[:, 0], np.arange(300), x
    hundredths = np.repeat(np.arange(101) * 0.01, np.arange(1, 102)).astype("f4")
    near_one = np.repeat([0.999, 1.0, 1.001, 1.099, 1.1], [1, 2, 3, 4, 5]).astype("f4")
    with h5py.File(folder / "compound.h5", "w") as file:
        file.create_dataset("tracks/table", data=rows, compression="gzip")
    with h5py.File(folder / "single.h5", "w") as file:
        file.create_dataset("hundredths", data=hundredths, compression="gzip")
        file.create_dataset("near_one", data=near_one)


dialects(FOLDER / "dialects")
numbered(FOLDER)
packed(FOLDER / "packed.nc")
arrays(FOLDER)
