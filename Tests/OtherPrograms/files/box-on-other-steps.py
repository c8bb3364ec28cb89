# A box that grows by 10 % at every frame; a second file has its edges written at every second
# frame only, with their own steps.
import h5py, numpy as np
T, m = 9, 4
grid = (np.stack(np.meshgrid(*[np.arange(2 * m)] * 3, indexing="ij"), -1).reshape(-1, 3) + 0.5) / (2 * m)
L = 10 * 1.1 ** np.arange(T)
for name, every in (("box-every-frame.h5", 1), ("box-on-other-steps.h5", 2)):
    with h5py.File(name, "w") as f:
        f.create_group("h5md").attrs["version"] = [1, 1]
        p = f.create_group("particles/atoms")
        b = p.create_group("box"); b.attrs["dimension"] = 3; b.attrs["boundary"] = np.array([b"periodic"] * 3)
        for element, value, k in (("position", L[:, None, None] * grid, 1), ("velocity", np.ones((T, len(grid), 3)), 1),
                                  ("box/edges", np.repeat(L[:, None], 3, 1), every)):
            e = p.create_group(element); e["value"] = value[::k]
            e["step"] = 100 * np.arange(0, T, k); e["time"] = 1.0 * np.arange(0, T, k)
