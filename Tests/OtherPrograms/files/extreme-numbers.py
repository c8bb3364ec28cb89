# Numbers at the ends of double precision in fields, places and boxes.
import h5py, netCDF4, numpy as np
r = np.random.default_rng(1).normal
def field(name, u, x):
    with netCDF4.Dataset(name, "w") as f:
        f.createDimension("time", len(u)); f.createDimension("x", len(x))
        f.createVariable("time", "f8", ("time",))[:] = np.arange(len(u))
        f.createVariable("x", "f8", ("x",), fill_value=False)[:] = x
        f.createVariable("h", "f8", ("time", "x"), fill_value=False)[:] = u
for value in (1e30, 1e160, 1.7e308):
    u = r(size=(5, 64)); u[2, 5] = value; field(f"large-{value}.nc", u, np.arange(64))
for value in (1e308, -1e308, 5e-324): field(f"all-{value}.nc", np.full((5, 8), value), np.arange(8))
for name, x in (("nan", [np.nan] * 8), ("infinite", [np.inf] * 8), ("equal", [0] * 8), ("one", [0, 1, 2, np.nan, 4, 5, 6, 7])): field(f"places-{name}.nc", r(size=(5, 8)), np.array(x, float))
with netCDF4.Dataset("empty.nc", "w", format="NETCDF3_CLASSIC") as f:
    f.createDimension("time", 5); f.createDimension("x", 8); f.createVariable("h", "f8", ("time", "x"))[:] = 1
for edge in (1e-300, 1e-20):
    with h5py.File(f"edge-{edge}.h5", "w") as f:
        p = f.create_group("particles/all"); b = p.create_group("box"); b.attrs["dimension"] = 3
        b.attrs["boundary"] = np.array([b"periodic"] * 3); b["edges"] = [edge] * 3
        for n, value in (("position", np.random.default_rng(1).uniform(0, 10, (4, 20, 3))), ("velocity", np.ones((4, 20, 3)))):
            e = p.create_group(n); e["value"] = value; e["step"] = np.arange(4); e["time"] = np.arange(4.0)
