#!/usr/bin/env python3
"""Makes files of arrays as trackers write them, all of the same swimmers (h5py, numpy).

Usage: make_track_files.py FOLDER

Two individuals are at (2 k + 10 i, k + 5 i) in frame k of 20, at 25 frames a second; one is lost in
frames 8 and 9.

    idtracker.npy      a pickled dictionary; idtracker-fortran.npy with the axes the other way round
    idtracker.npz      the array under its name; idtracker.h5 with attributes
    trex_id0.npz, ...  arrays of each individual, infinite where it is lost
    deeplabcut.h5      a data frame as pandas writes it by PyTables
"""
import pickle
import sys
from pathlib import Path

import h5py
import numpy as np

folder = Path(sys.argv[1])
frames = np.arange(20)
places = np.stack([np.stack([2.0 * frames + 10 * i, 1.0 * frames + 5 * i], 1) for i in range(2)], 1)
places[8:10, 1] = np.nan

tracks = {"trajectories": places, "version": "6.0.0", "frames_per_second": 25, "body_length": 41.5,
          "video_paths": ["a.avi"], "areas": {"mean": np.ones(2)}, "identities_labels": ["1", "2"],
          "setup_points": {}, "length_unit": None, "id_probabilities": np.ones((20, 2))}
np.save(folder / "idtracker.npy", tracks)
np.save(folder / "idtracker-fortran.npy",
        tracks | {"trajectories": np.asfortranarray(places), "frames_per_second": np.float64(25)})
np.savez_compressed(folder / "idtracker.npz", trajectories=places, frames_per_second=25.0)
with h5py.File(folder / "idtracker.h5", "w") as file:
    file["trajectories"] = places
    file.attrs["frames_per_second"] = 25.0

for i in range(2):
    lost = np.isnan(places[:, i, 0])
    x, y = (np.where(lost, np.inf, places[:, i, axis]) for axis in range(2))
    np.savez(folder / f"trex_id{i}.npz", **{
        "frame": frames.astype(float), "time": frames / 25, "X": x + 1, "Y": y + 1,
        "X#wcentroid": x, "Y#wcentroid": y, "missing": lost.astype(float),
        "cm_per_pixel": np.array([0.1])})

columns = [("net", name, "nose", what) for name in ("a", "b") for what in ("x", "y", "likelihood")]
rows = np.zeros(20, dtype=[("index", "<i8"), ("values_block_0", "<f8", (6,))])
rows["index"] = frames
for i in range(2):
    rows["values_block_0"][:, 3 * i:3 * i + 2] = places[:, i]
    rows["values_block_0"][:, 3 * i + 2] = 0.95
with h5py.File(folder / "deeplabcut.h5", "w") as file:
    table = file.create_dataset("df_with_missing/table", data=rows, maxshape=(None,), chunks=(8,))
    table.attrs["values_block_0_kind"] = np.bytes_(pickle.dumps(columns, protocol=0))
