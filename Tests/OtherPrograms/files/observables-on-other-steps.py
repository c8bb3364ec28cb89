# A sound file: 5 frames of positions every 100 steps, energy at every step (501), each with its
# own step and time, all growing datasets.
import h5py, numpy as np
rng = np.random.default_rng(40)
def element(g, name, value, step):
    e = g.create_group(name)
    for k, d in (("value", value), ("step", step), ("time", 0.01 * step)): e.create_dataset(k, data=d, maxshape=(None,) + d.shape[1:])
with h5py.File("observables-on-other-steps.h5", "w") as f:
    f.create_group("h5md").attrs["version"] = [1, 1]
    p = f.create_group("particles/all")
    b = p.create_group("box"); b.attrs["dimension"] = 3; b.attrs["boundary"] = np.array([b"none"] * 3)
    for n in ("position", "velocity"): element(p, n, rng.normal(size=(5, 20, 3)), 100 * np.arange(5))
    element(f.create_group("observables"), "energy", rng.normal(size=501), np.arange(501))
