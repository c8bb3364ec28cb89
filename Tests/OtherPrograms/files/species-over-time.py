# Two species, each in its own half of a periodic box; rows in any order, species and id written
# for every frame.
import h5py, numpy as np
rng = np.random.default_rng(2)
T, N = 5, 4000
kind = np.repeat([1, 2], N // 2)
with h5py.File("species-over-time.h5", "w") as f:
    f.create_group("h5md").attrs["version"] = [1, 1]
    p = f.create_group("particles/atoms")
    b = p.create_group("box"); b.attrs["dimension"] = 3; b.attrs["boundary"] = np.array([b"periodic"] * 3)
    order = np.array([rng.permutation(N) for _ in range(T)])
    u = rng.uniform(0, 1, (T, N, 3)); u[:, :, 0] = (u[:, :, 0] + (kind == 2)) / 2
    x = np.array([10 * u[k][order[k]] for k in range(T)])
    s = np.array([kind[order[k]] for k in range(T)])
    for name, value in (("position", x), ("species", s), ("id", order), ("box/edges", np.full((T, 3), 10.0))):
        e = p.create_group(name); e["value"] = value; e["step"] = np.arange(T); e["time"] = np.arange(T, dtype=float)
