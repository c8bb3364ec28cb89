# A run of frames 0 to 10 that was killed and taken up at 5, its frames appended: times 0..10,
# 5..15. Polarization is time / 15.
import h5py, numpy as np
t = np.concatenate([np.arange(11), np.arange(5, 16)])
N = 1000
aligned = np.round(N * t / 15).astype(int)
v = np.zeros((len(t), N, 3))
for k, n in enumerate(aligned):
    v[k, :n, 0] = 1
    v[k, n:, 1] = np.where(np.arange(N - n) % 2 == 0, 1, -1)
with h5py.File("restart-overlap.h5", "w") as f:
    f.create_group("h5md").attrs["version"] = [1, 1]
    p = f.create_group("particles/all")
    b = p.create_group("box"); b.attrs["dimension"] = 3; b.attrs["boundary"] = np.array([b"none"] * 3)
    for name, value in (("position", np.random.default_rng(5).normal(size=(len(t), N, 3))), ("velocity", v)):
        e = p.create_group(name); e["value"] = value; e["step"] = 10 * t; e["time"] = t.astype(float)
