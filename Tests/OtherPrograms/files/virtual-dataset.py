# A trajectory of two parts seen through a virtual dataset; then the second part is moved away
# (HDF5 reads zeros).
import h5py, numpy as np, os
N = 50
rng = np.random.default_rng(10)
for k in (0, 1):
    with h5py.File("part-%d.h5" % k, "w") as f:
        v = np.zeros((10, N, 3)); v[:, :, 0] = 1
        f["position"] = rng.uniform(1, 9, (10, N, 3)); f["velocity"] = v
with h5py.File("virtual-dataset.h5", "w") as f:
    f.create_group("h5md").attrs["version"] = [1, 1]
    p = f.create_group("particles/all")
    b = p.create_group("box"); b.attrs["dimension"] = 3; b.attrs["boundary"] = np.array([b"none"] * 3)
    for name in ("position", "velocity"):
        layout = h5py.VirtualLayout((20, N, 3), "f8")
        for k in (0, 1): layout[10 * k:10 * k + 10] = h5py.VirtualSource("part-%d.h5" % k, name, (10, N, 3))
        e = p.create_group(name); e.create_virtual_dataset("value", layout); e["step"] = np.arange(20); e["time"] = np.arange(20.0)
os.rename("part-1.h5", "part-1-moved.h5")
