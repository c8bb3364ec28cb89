# Individuals behind an external link whose file is gone, and velocities behind a soft link that
# leads nowhere; a sound file whose datasets cannot grow.
import h5py, numpy as np
T, N = 10, 6
x = np.arange(N)[None, :, None] + np.arange(T)[:, None, None] * np.array([0.1, 0, 0])
def element(g, key, values):
    e = g.create_group(key); e["value"] = values; e["step"] = np.arange(T); e["time"] = np.arange(T) * 1.0
with h5py.File("link-external.h5", "w") as f:
    f.create_group("h5md").attrs["version"] = [1, 1]
    f["particles/all"] = h5py.ExternalLink("part-2.h5", "/particles/all")
with h5py.File("link-soft.h5", "w") as f:
    f.create_group("h5md").attrs["version"] = [1, 1]
    element(f.create_group("particles/all"), "position", x)
    f["particles/all/velocity"] = h5py.SoftLink("/elsewhere/velocity")
with h5py.File("fixed-length.h5", "w") as f:
    f.create_group("h5md").attrs["version"] = [1, 1]
    g = f.create_group("particles/all")
    element(g, "position", x)
    element(g, "velocity", x * 0 + 1)
