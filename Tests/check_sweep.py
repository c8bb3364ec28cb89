#!/usr/bin/env python3
"""Opens the tables of a sweep with xarray (both engines) and pandas, and holds them side by side.

A series.h5 beside them must have the means of the table.

Usage: Tests/check_sweep.py FOLDER        (needs xarray, h5netcdf, netCDF4, pandas)

Every column of sweep.csv must be a variable of sweep.h5 with the same cells. The exit status is 1
where one is not.
"""

import os
import sys

import numpy as np
import pandas as pd
import xarray as xr

FLAGS = ["pending", "complete", "failed"]


def cells(dataset, name, order):
    """A variable along all dimensions, one cell a member, in the order of the members."""
    variable = dataset[name].broadcast_like(dataset["status"]).transpose(*dataset["status"].dims)
    return np.ravel(variable.values)[order]


def check(folder, engine):
    table = pd.read_csv(f"{folder}/sweep.csv", keep_default_na=False, na_values=[""])
    with xr.open_dataset(f"{folder}/sweep.h5", engine=engine) as dataset:
        assert dataset.attrs["Conventions"] == "CF-1.10"
        assert list(np.atleast_1d(dataset["status"].attrs["flag_values"])) == [0, 1, 2]
        assert dataset["status"].attrs["flag_meanings"].split() == FLAGS
        order = np.argsort(np.ravel(dataset["member"].values), kind="stable")
        for name in table.columns:
            assert name in dataset.variables, f"{name} is missing"
            found, expected = cells(dataset, name, order), table[name].to_numpy()
            if name == "status":
                found = np.array(FLAGS)[found]
            if found.dtype.kind in "OUS":
                expected = pd.Series(expected).fillna("").astype(str).to_numpy()
                assert (found.astype(str) == expected).all(), f"{name}: {found} {expected}"
            else:
                np.testing.assert_array_equal(found.astype(float), expected.astype(float), name)
        frame = dataset.to_dataframe()
        assert len(frame) == len(table)
        print(f"{engine}: {dict(dataset.sizes)}, {len(table.columns)} columns")
    if os.path.exists(f"{folder}/series.h5"):
        check_series(f"{folder}/series.h5", engine, table)


def check_series(path, engine, table):
    """The means over all frames; the sweep must not choose a window."""
    with xr.open_dataset(path, engine=engine) as dataset:
        assert dataset.sizes["member"] == len(table)
        for name in table.columns:
            call = name.removesuffix("_mean")
            if call == name:
                continue
            assert dataset[call].dims == ("member", "time")
            np.testing.assert_allclose(dataset[call].mean("time"), table[name], rtol=1e-12)
        print(f"{engine}: series {dict(dataset.sizes)}")


for engine in ("netcdf4", "h5netcdf"):
    check(sys.argv[1], engine)
