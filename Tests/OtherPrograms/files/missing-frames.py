# A school whose polarization goes up and down from frame to frame; the camera lost 9 stretches of
# 3 frames (steps tell). No pattern but up-down, down-up ever occurred.
import h5py, numpy as np
step = np.array([k for k in range(200) if k % 20 not in (17, 18, 19)])
N = 10
v = np.zeros((len(step), N, 3)); v[:, :, 0] = 1
v[step % 2 == 1, :2, 0] = -1
with h5py.File("missing-frames.h5", "w") as f:
    f.create_group("h5md").attrs["version"] = [1, 1]
    p = f.create_group("particles/all")
    b = p.create_group("box"); b.attrs["dimension"] = 3; b.attrs["boundary"] = np.array([b"none"] * 3)
    for name, value in (("position", np.random.default_rng(30).normal(size=(len(step), N, 3))), ("velocity", v)):
        e = p.create_group(name); e["value"] = value; e["step"] = step; e["time"] = step * 0.04
x = np.where(step % 2 == 1, 0.6, 1.0)
h = lambda rows: (lambda p: -np.sum(p * np.log(p)))(np.unique(rows, axis=0, return_counts=True)[1] / len(rows))
w = np.lib.stride_tricks.sliding_window_view(x, 3); s = np.lib.stride_tricks.sliding_window_view(step, 3)
a = np.argsort(w, axis=1, kind="stable"); whole = s[:, 2] - s[:, 0] == 2
print("gaps joined", h(a), "windows", len(a), "gaps respected", h(a[whole]), "windows", whole.sum())
