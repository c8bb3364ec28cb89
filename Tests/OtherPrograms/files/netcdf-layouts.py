# A field over time and x as others lay it out: x counted by whole numbers, no x, no time, x
# descending, time not first; and numbers that nobody wrote, without _FillValue.
import netCDF4, numpy as np
x = np.linspace(-10, 10, 64, endpoint=False)
t = np.arange(40) * 0.5
u = np.tanh(x[None] - 0.1 * np.arange(40)[:, None])
def write(name, dims, values, **coordinates):
    with netCDF4.Dataset(name, "w") as f:
        for d, n in zip(dims, values.shape): f.createDimension(d, n)
        for d, c in coordinates.items(): f.createVariable(d, np.asarray(c).dtype, (d,))[:] = c
        f.createVariable("phi", "f8", dims)[:] = values
write("x-whole.nc", ("time", "x"), u, time=t, x=np.arange(64))
write("x-none.nc", ("time", "x"), u, time=t)
write("time-none.nc", ("time", "x"), u, x=x)
write("x-descending.nc", ("time", "x"), u[:, ::-1], time=t, x=x[::-1].copy())
write("x-first.nc", ("x", "time"), u.T.copy(), time=t, x=x)
numbers = np.random.default_rng(3).normal(20, 1, 400)
np.savetxt("written.txt", numbers[:350], header="n", comments="")
with netCDF4.Dataset("unwritten.nc", "w") as f:
    f.createDimension("n", 400)
    f.createVariable("n64", "f8", ("n",))[:350] = numbers[:350]
    f.createVariable("n32", "f4", ("n",))[:350] = numbers[:350]
