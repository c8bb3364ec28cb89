# Individuals enter and leave: unused rows hold the fill value of 'id' (-1) and zeros, as H5MD
# prescribes for varying N.
import h5py, numpy as np
T, N = 6, 10
rng = np.random.default_rng(3)
present = np.array([10, 8, 6, 5, 4, 10])
with h5py.File("absent-individuals.h5", "w") as f:
    f.create_group("h5md").attrs["version"] = [1, 1]
    p = f.create_group("particles/fish")
    b = p.create_group("box"); b.attrs["dimension"] = 3; b.attrs["boundary"] = np.array([b"none"] * 3)
    here = np.arange(N)[None] < present[:, None]
    x = np.where(here[:, :, None], 100 + rng.uniform(0, 5, (T, N, 3)), 0.0)
    v = np.where(here[:, :, None], [[[1.0, 0, 0]]], 0.0)
    for name, value in (("position", x), ("velocity", v)):
        e = p.create_group(name); e["value"] = value; e["step"] = np.arange(T); e["time"] = np.arange(T, dtype=float)
    e = p.create_group("id"); e["step"] = np.arange(T); e["time"] = np.arange(T, dtype=float)
    e.create_dataset("value", data=np.where(here, np.arange(N), -1), fillvalue=-1)
