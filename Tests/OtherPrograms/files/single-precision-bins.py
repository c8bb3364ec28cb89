# Hundredths in single precision, counted in 100 bins of [0, 1]: numpy.histogram of the array as
# it is fills all 100 bins; 1.1 in single precision lies in [0.9, 1.1] for it.
import h5py, numpy as np
x = np.repeat(np.arange(0, 101) * 0.01, np.arange(1, 102)).astype("f4"); y = np.repeat([0.999, 1.0, 1.001, 1.099, 1.1], [1, 2, 3, 4, 5]).astype("f4")
with h5py.File("single-precision-bins.h5", "w") as f: f["hundredths"] = x; f["near_one"] = y
for a, bins, limits in ((x, 100, (0, 1)), (y, 10, (0.9, 1.1))):
    c = np.histogram(a, bins, limits)[0]; p = c[c > 0] / c.sum(); print("H", -np.sum(p * np.log(p)), "bins", len(p), "of", c.sum())
