# Two groups of individuals in one file; velocities only in the first frame; a plane at z = 5; and
# another box.
import h5py, numpy as np
rng = np.random.default_rng(7); N = 8
x = rng.uniform(1, 9, (3, N, 3)); x[:, :, :2] = np.stack([np.arange(N) + 1.0, np.arange(N) % 3 + 1.0], 1) + 0.1 * np.arange(3)[:, None, None]
v = rng.normal(size=(3, N, 3)); v /= np.linalg.norm(v, axis=2, keepdims=True)
def write(name, groups, box=10.0, dimension=3, velocities=3):
    with h5py.File(name, "w") as f:
        f.create_group("h5md").attrs["version"] = [1, 1]
        for group, places in groups.items():
            g = f.create_group("particles/" + group); b = g.create_group("box"); b.attrs["dimension"] = dimension
            b.attrs["boundary"] = np.array([b"periodic"] * dimension); b["edges"] = [box] * dimension
            e = g.create_group("position"); e["value"] = places; e["step"] = np.arange(3)
            w = v if dimension == 3 else v * [1, 1, 0]
            e = g.create_group("velocity"); e["value"] = w[:velocities]; e["step"] = np.arange(velocities)
write("two.h5", {"all": x, "Zoo": x + 0.5})
flat = x * [1, 1, 0]
write("plane.h5", {"all": flat + [0, 0, 5]}, dimension=2); write("first.h5", {"all": flat}, dimension=2, velocities=1); write("large.h5", {"all": 2 * flat}, box=20.0, dimension=2)
