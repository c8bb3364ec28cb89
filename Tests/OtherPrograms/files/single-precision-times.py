# Times in tenths, in single precision: 0.3 is stored as 0.300000012. Polarization 1 up to 0.3, then
# 0. Also at fixed intervals, and as a netCDF field.
import h5py, numpy as np
T, N = 10, 6
x = np.zeros((T, N, 3)); x[:, :, 1] = np.arange(N)
v = np.zeros((T, N, 3)); v[:, :, 0] = 1; v[4:, ::2, 0] = -1
def write(name, time):
    with h5py.File(name, "w") as f:
        f.create_group("h5md").attrs["version"] = [1, 1]
        g = f.create_group("particles/all")
        b = g.create_group("box"); b.attrs["dimension"] = 3; b.attrs["boundary"] = np.array([b"none"] * 3)
        for key, values in (("position", x), ("velocity", v)):
            e = g.create_group(key); e["value"] = values
            e["step"] = np.arange(T) if np.ndim(time) else 1; e["time"] = time
write("single-explicit.h5", (np.arange(T) * 0.1).astype("f4"))
write("single-fixed.h5", np.float32(0.1))
