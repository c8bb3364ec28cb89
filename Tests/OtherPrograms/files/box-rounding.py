# A rectangular box as a matrix made from lengths and angles of 90 degrees: cos 90 is 6e-17 and
# not 0.
import h5py, numpy as np
c, s = np.cos(np.pi / 2), np.sin(np.pi / 2)
edges = np.array([[10, 0, 0], [10 * c, 10 * s, 0], [10 * c, 10 * c, 10 * s]])
grid = (np.stack(np.meshgrid(*[np.arange(4)] * 3, indexing="ij"), -1).reshape(-1, 3) + 0.5) * 2.5
for name, kind in (("box-rounding.h5", float), ("box-rounding-single.h5", np.float32)):
    with h5py.File(name, "w") as f:
        f.create_group("h5md").attrs["version"] = [1, 1]
        p = f.create_group("particles/atoms")
        b = p.create_group("box"); b.attrs["dimension"] = 3; b.attrs["boundary"] = np.array([b"periodic"] * 3)
        b["edges"] = edges.astype(kind)
        for element, value in (("position", np.repeat(grid[None], 3, 0)), ("velocity", np.ones((3, 64, 3)))):
            e = p.create_group(element); e["value"] = value; e["step"] = np.arange(3); e["time"] = np.arange(3.0)
