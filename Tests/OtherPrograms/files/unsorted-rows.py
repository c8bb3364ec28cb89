# Parallel writers store rows in any order and tell who is who by a time-dependent 'id'. Ten
# walkers along +x.
import h5py, numpy as np
rng = np.random.default_rng(1)
T, N = 40, 10
start = rng.uniform(0, 50, (N, 3))
with h5py.File("unsorted-rows.h5", "w") as f:
    f.create_group("h5md").attrs["version"] = [1, 1]
    p = f.create_group("particles/atoms")
    b = p.create_group("box"); b.attrs["dimension"] = 3; b.attrs["boundary"] = np.array([b"none"] * 3)
    order = np.array([rng.permutation(N) for _ in range(T)])
    x = np.array([(start + [k, 0, 0])[order[k]] for k in range(T)])
    for name, value in (("position", x), ("id", order)):
        e = p.create_group(name); e["value"] = value; e["step"] = np.arange(T); e["time"] = np.arange(T, dtype=float)
