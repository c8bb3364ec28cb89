# The hundredths of single-precision-bins.py as an observable, one a frame, and as one coordinate of
# many individuals, both in single precision.
import h5py, numpy as np
x = np.repeat(np.arange(0, 101) * 0.01, np.arange(1, 102)).astype("f4")
with h5py.File("single-precision-frames.h5", "w") as f:
    f.create_group("h5md").attrs["version"] = [1, 1]
    def element(path, values):
        e = f.create_group(path); e["value"] = values; e["step"] = np.arange(len(values)); e["time"] = np.arange(len(values)) * 1.0
    p = np.zeros((len(x), 1, 3), "f4"); p[:, 0, 0] = x
    element("observables/hundredths", x); element("particles/all/position", p)
    b = f["particles/all"].create_group("box"); b.attrs["dimension"] = 3; b.attrs["boundary"] = np.array([b"none"] * 3)
