# Tracked fish: one of 12 is lost (NaN) for frames 20 to 24, another (infinity) in frame 40. All
# others swim along +x.
import h5py, numpy as np
T, N = 60, 12
rng = np.random.default_rng(8)
x = rng.uniform(0, 30, (1, N, 2)) + np.arange(T)[:, None, None] * [1.0, 0]
x[20:25, 3] = np.nan
x[40, 7] = np.inf
v = np.where(np.isfinite(x), [[[1.0, 0]]], x)
with h5py.File("tracking-gaps.h5", "w") as f:
    f.create_group("h5md").attrs["version"] = [1, 1]
    p = f.create_group("particles/fish")
    b = p.create_group("box"); b.attrs["dimension"] = 2; b.attrs["boundary"] = np.array([b"none"] * 2)
    for name, value in (("position", x), ("velocity", v)):
        e = p.create_group(name); e["value"] = value; e["step"] = np.arange(T); e["time"] = np.arange(T) / 25
