# Frames every 0.1: the times are n * 0.1, so 0.3 is stored as 0.30000000000000004. Polarization
# is 1 at the frames up to 0.3, then 0.
import h5py, numpy as np
T, N = 11, 2
v = np.zeros((T, N, 3)); v[:, :, 0] = 1; v[4:, 1, 0] = -1
with h5py.File("tenths.h5", "w") as f:
    f.create_group("h5md").attrs["version"] = [1, 1]
    p = f.create_group("particles/all")
    b = p.create_group("box"); b.attrs["dimension"] = 3; b.attrs["boundary"] = np.array([b"none"] * 3)
    for name, value in (("position", np.random.default_rng(26).normal(size=(T, N, 3))), ("velocity", v)):
        e = p.create_group(name); e["value"] = value; e["step"] = np.arange(T); e["time"] = np.arange(T) * 0.1
