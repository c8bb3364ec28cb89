# Species as an enumeration of names (H5MD allows it), and as texts; two species, each in its half
# of the box.
import h5py, numpy as np
N = 2000
rng = np.random.default_rng(12)
kind = np.repeat([0, 1], N // 2)
x = 10 * rng.uniform(size=(N, 3)); x[:, 0] = x[:, 0] / 2 + 5 * kind
for name, species, dtype in (("species-enumeration.h5", kind, h5py.enum_dtype({"argon": 0, "neon": 1}, "i4")),
                             ("species-text.h5", np.where(kind, b"Ne", b"Ar"), "S2")):
    with h5py.File(name, "w") as f:
        f.create_group("h5md").attrs["version"] = [1, 1]
        p = f.create_group("particles/all")
        b = p.create_group("box"); b.attrs["dimension"] = 3; b.attrs["boundary"] = np.array([b"periodic"] * 3); b["edges"] = [10.0, 10, 10]
        p.create_dataset("species", data=species, dtype=dtype)
        for element, value in (("position", x), ("velocity", rng.normal(size=(N, 3)))):
            e = p.create_group(element); e["value"] = np.repeat(value[None], 2, 0); e["step"] = [0, 1]; e["time"] = [0.0, 1]
