# A box with edges whose boundary is a dataset, no attribute; velocities on steps of their own.
import h5py, numpy as np
T, N = 10, 6
x = np.arange(N)[None, :, None] + np.arange(T)[:, None, None] * np.array([0.1, 0, 0])
with h5py.File("boundary-dataset.h5", "w") as f:
    f.create_group("h5md").attrs["version"] = [1, 1]
    g = f.create_group("particles/all")
    b = g.create_group("box"); b.attrs["dimension"] = 3; b["edges"] = [10.0] * 3; b["boundary"] = np.array([b"periodic"] * 3)
    for key, values in (("position", x), ("velocity", x * 0 + 1)):
        e = g.create_group(key); e["value"] = values; e["step"] = np.arange(T); e["time"] = np.arange(T) * 1.0
with h5py.File("velocity-elsewhere.h5", "w") as f:
    f.create_group("h5md").attrs["version"] = [1, 1]
    g = f.create_group("particles/all")
    for key, values, first in (("position", x, 0), ("velocity", x[:4] * 0 + 1, 1000)):
        e = g.create_group(key); e["value"] = values; e["step"] = first + np.arange(len(values)); e["time"] = first + np.arange(len(values)) * 1.0
