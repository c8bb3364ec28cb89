# Chunks that hold the whole path of one individual, as who works individual by individual writes
# them: 30000 frames of 400, 12 MB packed.
import h5py, numpy as np
T, N = 30000, 400
with h5py.File("chunks-by-individual.h5", "w", rdcc_nbytes=0) as f:
    f.create_group("h5md").attrs["version"] = [1, 1]
    p = f.create_group("particles/all")
    b = p.create_group("box"); b.attrs["dimension"] = 3; b.attrs["boundary"] = np.array([b"none"] * 3)
    for name, row in (("position", [0.0, 0, 0]), ("velocity", [1.0, 0, 0])):
        e = p.create_group(name); e["step"] = np.arange(T); e["time"] = np.arange(T, dtype=float)
        d = e.create_dataset("value", (T, N, 3), "f8", chunks=(T, 1, 3), compression="gzip", compression_opts=1)
        path = np.ascontiguousarray(np.tile(np.array(row), (T, 1)))[:, None, :]
        for i in range(N): d[:, i:i + 1] = path
