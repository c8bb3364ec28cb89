# The id 0: of somebody who is numbered from 0, and of the rows of nobody where ids begin at 1.
import h5py, numpy as np
T, N = 8, 6
v = np.tile(np.arange(N)[None, :, None] + 1.0, (T, 1, 3)) * [1, 0, 0]
x = np.tile(np.arange(N)[None, :, None] * 1.0, (T, 1, 3))
def write(name, ids, v=v, **how):
    with h5py.File(name, "w") as f:
        p = f.create_group("particles/all")
        b = p.create_group("box"); b.attrs["dimension"] = 3; b.attrs["boundary"] = np.array([b"none"] * 3)
        for n, value in (("position", x), ("velocity", v)):
            e = p.create_group(n); e["value"] = value; e["step"] = np.arange(T)
        e = p.create_group("id"); e.create_dataset("value", data=ids, **how); e["step"] = np.arange(T)
base = np.tile(np.arange(N), (T, 1))
write("from-0.h5", np.array([np.roll(np.arange(N), k) for k in range(T)]), np.array([np.roll(v[0], k, 0) for k in range(T)]))
twice = base.copy(); twice[3, 1] = 0
write("zero-twice.h5", twice)
gone = base + 1; gone[4:, 5] = 0
for name, how in (("gone.h5", {}), ("gone-fill.h5", dict(fillvalue=0))): write(name, gone, np.where((gone == 0)[:, :, None], 0, v), **how)
