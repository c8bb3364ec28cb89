# Steps and ids that nobody wrote hold the ends of their integers: 2^32 - 1 or -1 where times are
# missing too, 2^32 - 1 for the ids of absent fish; six of ten frames are there.
import h5py, numpy as np
T, N = 10, 6
x = np.arange(N)[None, :, None] * np.array([1.0, 2, 0]) + np.arange(T)[:, None, None] * np.array([0.1, 0, 0])
v = np.broadcast_to([0.1, 0, 0], (T, N, 3))
def write(name, steps, ids=None, x=x, v=v):
    with h5py.File(name, "w") as f:
        f.create_group("h5md").attrs["version"] = [1, 1]
        g = f.create_group("particles/all")
        b = g.create_group("box"); b.attrs["dimension"] = 3; b.attrs["boundary"] = np.array([b"none"] * 3)
        for key, values in (("position", x), ("velocity", v)) + ((("id", ids),) if ids is not None else ()):
            e = g.create_group(key); e["value"] = values; e["step"] = steps
steps = np.arange(T)
unsigned = steps.astype("u4"); unsigned[6:] = 2**32 - 1
signed = steps.astype("i4"); signed[6:] = -1
short = steps.astype("u1"); short[6:] = 255
write("ends-unsigned.h5", unsigned)
write("ends-signed.h5", signed)
write("ends-short.h5", short)
ids = np.tile(np.arange(1, N + 1), (T, 1)).astype("u4"); ids[3:5, 2:] = 2**32 - 1
y, w = x.copy(), v.copy(); y[3:5, 2:] = 0; w[3:5, 2:] = 0
write("ends-ids.h5", steps, ids, y, w)
