# Observables of a particle group: /observables/all/energy, as H5MD has them; a vector and a
# [T][1] one beside it.
import h5py, numpy as np
T, N = 50, 5
rng = np.random.default_rng(7)
energy = rng.normal(3, 1, T)
with h5py.File("observables-in-groups.h5", "w") as f:
    f.create_group("h5md").attrs["version"] = [1, 1]
    p = f.create_group("particles/all")
    b = p.create_group("box"); b.attrs["dimension"] = 3; b.attrs["boundary"] = np.array([b"none"] * 3)
    for name, value in (("particles/all/position", rng.normal(size=(T, N, 3))), ("particles/all/velocity", rng.normal(size=(T, N, 3))),
                        ("observables/all/energy", energy), ("observables/column", energy[:, None]), ("observables/plain", energy)):
        e = f.create_group(name); e["value"] = value; e["step"] = np.arange(T); e["time"] = 1.0 * np.arange(T)
print("mean", energy.mean())
