# A plane field as xarray or a solver of partial differential equations writes it: root datasets
# time, x, phi[time][x]; no /particles, no /observables.
import h5py, numpy as np
t, x = np.arange(0, 20, 0.5), np.linspace(-10, 10, 65)[:-1]
with h5py.File("netcdf-axes.nc", "w") as f:
    f["time"] = t; f["x"] = x; f["time"].make_scale("time"); f["x"].make_scale("x")
    d = f.create_dataset("phi", data=np.tanh(x[None] - 0.3 * t[:, None])); d.dims[0].attach_scale(f["time"]); d.dims[1].attach_scale(f["x"])
