"""Four small sound H5MD files: times that go back, a first time of NaN, a group that holds itself
(hard link, soft link)."""
import h5py, numpy as np
for name, times in (("times-backwards", [2., 1., 0.]), ("times-nan-first", [float("nan"), 1., 2.]), ("group-loop", [0., 1., 2.]), ("group-loop-soft", [0., 1., 2.])):
    with h5py.File(name + ".h5md", "w") as f:
        f.create_group("h5md").attrs["version"] = [1, 1]; p = f.create_group("particles/all"); b = p.create_group("box")
        b.attrs["dimension"] = 3; b.attrs["boundary"] = np.array([b"none"] * 3); e = p.create_group("position")
        e.create_dataset("value", data=np.random.default_rng(1).normal(size=(3, 4, 3)), maxshape=(None, 4, 3), chunks=(1, 4, 3)); e["step"] = [0, 1, 2]; e["time"] = times
        if name == "group-loop": f["observables/a"] = f["/"]
        if name == "group-loop-soft": f["observables/a"] = h5py.SoftLink("/observables")
