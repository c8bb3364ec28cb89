# The same velocities in nm/ps and in m/s (1 nm/ps = 1000 m/s), told by the attribute 'unit' of
# each dataset.
import h5py, numpy as np
v = np.random.default_rng(43).normal(size=(1, 200, 3))
for name, unit, k in (("units-nm-ps.h5", b"nm ps-1", 1.0), ("units-m-s.h5", b"m s-1", 1000.0)):
    with h5py.File(name, "w") as f:
        f.create_group("h5md").attrs["version"] = [1, 1]
        p = f.create_group("particles/all")
        b = p.create_group("box"); b.attrs["dimension"] = 3; b.attrs["boundary"] = np.array([b"none"] * 3)
        for n, value, u in (("position", np.zeros((8, 200, 3)) + v, b"nm"), ("velocity", np.repeat(k * v, 8, 0), unit)):
            e = p.create_group(n); e["value"] = value; e["step"] = np.arange(8); e["time"] = np.arange(8.0); e["value"].attrs["unit"] = np.bytes_(u)
