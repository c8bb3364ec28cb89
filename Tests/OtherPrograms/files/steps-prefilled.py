# A writer made room for 10 frames and stopped after 6: the rest of step, time and value is the
# fill value.
import h5py, numpy as np
T, N, done = 10, 4, 6
rng = np.random.default_rng(9)
def write(name, step, time, fill):
    with h5py.File(name, "w") as f:
        f.create_group("h5md").attrs["version"] = [1, 1]
        p = f.create_group("particles/all")
        b = p.create_group("box"); b.attrs["dimension"] = 3; b.attrs["boundary"] = np.array([b"none"] * 3)
        v = np.full((T, N, 3), fill); v[:done] = [1.0, 0, 0]
        x = np.full((T, N, 3), fill); x[:done] = rng.normal(size=(done, N, 3))
        for element, value in (("position", x), ("velocity", v)):
            e = p.create_group(element); e["value"] = value; e["step"] = step; e["time"] = time
k = np.arange(T)
write("steps-nan.h5", np.where(k < done, k, np.nan), np.where(k < done, 0.5 * k, np.nan), np.nan)
write("steps-unsigned.h5", np.where(k < done, k.astype(np.uint64), np.uint64(2**64 - 1)), np.where(k < done, 0.5 * k, np.nan), np.nan)
write("steps-zero.h5", np.where(k < done, k, 0), np.where(k < done, 0.5 * k, 0.0), 0.0)
write("steps-minimum.h5", np.where(k < done, k, -2**63), np.where(k < done, 0.5 * k, 9.969209968386869e36), 9.969209968386869e36)
write("steps-huge.h5", k.astype(float) * 1e19, 0.5 * k, 0.0)
