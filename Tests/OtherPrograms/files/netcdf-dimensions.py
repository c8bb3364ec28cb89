# Fields beside variables along other dimensions: the ends of the cells of time (CF), a grid shifted
# by half a cell, a time called t, levels of which there is one, a point without a number.
import netCDF4, numpy as np
T, N = 9, 16
u = np.random.default_rng(0).normal(size=(T, N))
def write(name, axes, variables, clock="time"):
    with netCDF4.Dataset(name, "w") as f:
        for axis, places in axes.items():
            f.createDimension(axis, len(places))
            if axis != "nv": f.createVariable(axis, "f8", (axis,))[:] = places
        f[clock].bounds = "time_bnds"
        for variable, (dimensions, values) in variables.items():
            f.createVariable(variable, "f8", dimensions, fill_value=False)[:] = values
time, x = np.arange(T) * 0.5, np.arange(N) * 1.0
write("bounds.nc", dict(time=time, x=x, nv=[0, 1]), dict(temp=(("time", "x"), u), time_bnds=(("time", "nv"), np.zeros((T, 2)))))
write("shifted.nc", dict(time=time, x=x, xe=np.arange(N + 1.0)), dict(u=(("time", "x"), u), v=(("time", "xe"), np.zeros((T, N + 1)))))
write("t.nc", dict(t=time, x=x), dict(temp=(("t", "x"), u)), "t")
write("level.nc", dict(time=time, lev=[100.0], x=x), dict(temp=(("time", "lev", "x"), u[:, None])))
hole = u.copy(); hole[:, 5] = np.nan
write("hole.nc", dict(time=time, x=x), dict(temp=(("time", "x"), hole)))
