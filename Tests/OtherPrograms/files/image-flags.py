# Wrapped positions with image flags: four runners along +x at 0.3, 3, 4.9 and 7 a frame in a
# periodic box of 10. All head the same way always.
import h5py, numpy as np
T = 12
v = np.array([[0.3, 0, 0], [3.0, 0, 0], [4.9, 0, 0], [7.0, 0, 0]])
path = np.array([[1.0, 1, 1], [2, 2, 2], [3, 3, 3], [4, 4, 4]]) + np.arange(T)[:, None, None] * v
image = np.floor(path / 10).astype(int)
with h5py.File("image-flags.h5", "w") as f:
    f.create_group("h5md").attrs["version"] = [1, 1]
    p = f.create_group("particles/all")
    b = p.create_group("box"); b.attrs["dimension"] = 3; b.attrs["boundary"] = np.array([b"periodic"] * 3); b["edges"] = [10.0, 10, 10]
    for name, value in (("position", path - 10 * image), ("image", image)):
        e = p.create_group(name); e["value"] = value; e["step"] = np.arange(T); e["time"] = np.arange(T, dtype=float)
