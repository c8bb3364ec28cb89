# Positions and velocities as they should be; 'mass' and 'id' are groups without data (two files),
# which nothing that is asked for needs.
import h5py, numpy as np
v = np.zeros((6, 10, 3)); v[:, :, 0] = 1
for name in ("mass", "id"):
    with h5py.File("optional-%s.h5" % name, "w") as f:
        f.create_group("h5md").attrs["version"] = [1, 0]
        p = f.create_group("particles/atoms"); p.create_group(name)
        b = p.create_group("box"); b.attrs["dimension"] = 3; b.attrs["boundary"] = np.array([b"none"] * 3)
        for n, value in (("position", np.random.default_rng(41).normal(size=(6, 10, 3))), ("velocity", v)):
            e = p.create_group(n); e["value"] = value; e["step"] = np.arange(6); e["time"] = np.arange(6.0)
