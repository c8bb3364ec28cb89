# A plane gas written with two columns, and with three columns, z = 0 and 'dimension' 2: the same
# gas.
import h5py, numpy as np
N = 40000
rng = np.random.default_rng(16)
x, v = rng.uniform(0, 10, (N, 2)), rng.normal(size=(N, 2))
for name, wide, dimension in (("plane-two.h5", 0, 2), ("plane-three.h5", 1, 2)):
    pad = lambda a: np.pad(a, ((0, 0), (0, wide)))
    with h5py.File(name, "w") as f:
        f.create_group("h5md").attrs["version"] = [1, 1]
        p = f.create_group("particles/all")
        b = p.create_group("box"); b.attrs["dimension"] = dimension
        b.attrs["boundary"] = np.array([b"periodic"] * (2 + wide)); b["edges"] = [10.0] * (2 + wide)
        for element, value in (("position", pad(x)), ("velocity", pad(v))):
            e = p.create_group(element); e["value"] = np.repeat(value[None], 2, 0); e["step"] = [0, 1]; e["time"] = [0.0, 1]
print("entropy of position", np.log(100), "of velocity", np.log(2 * np.pi * np.e))
