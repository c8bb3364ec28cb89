# Two groups of individuals with observables of the same names, as HALMD writes them.
import h5py, numpy as np
T, N = 8, 5
with h5py.File("group-observables.h5", "w") as f:
    for name, sign in (("fish", 1), ("shark", -1)):
        p = f.create_group("particles/" + name)
        b = p.create_group("box"); b.attrs["dimension"] = 3; b.attrs["boundary"] = np.array([b"none"] * 3)
        for n, value in (("position", np.random.default_rng(1).normal(size=(T, N, 3))), ("velocity", np.ones((T, N, 3)))):
            e = p.create_group(n); e["value"] = value; e["step"] = np.arange(T)
        e = f.create_group(f"observables/{name}/energy"); e["value"] = sign * np.arange(T) * 1.0; e["step"] = np.arange(T)
