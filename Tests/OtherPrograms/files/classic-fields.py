# Fields in the classic format, as xarray writes them by scipy, and packed ones as reanalyses are
# (short integers with scale_factor, add_offset and _FillValue).
import numpy as np, scipy.io
t, x = np.arange(0, 20, 0.5), np.linspace(-10, 10, 65)[:-1]
phi = np.tanh(x[None] - 0.3 * t[:, None])
def write(name, packed):
    with scipy.io.netcdf_file(name, "w", version=2) as f:
        f.createDimension("time", None); f.createDimension("x", len(x))
        f.createVariable("time", "f8", ("time",))[:] = t; f.createVariable("x", "f8", ("x",))[:] = x
        u = f.createVariable("u", "i2" if packed else "f8", ("time", "x"))
        if packed: u.scale_factor, u.add_offset, u._FillValue = 0.0001, 0.5, np.int16(-32768)
        u[:] = np.round((phi - 0.5) / 0.0001) if packed else phi
        w = f.createVariable("w", "f4", ("time", "x")); w[:] = np.sin(x)[None] + 0 * phi
write("classic.nc", False); write("packed.nc", True)
np.save("mean.npy", phi.mean(1))
