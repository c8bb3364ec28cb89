# A trajectory in AMBER's netCDF convention, as scipy (MDAnalysis), netCDF4 (ASE) and LAMMPS write
# it: the classic format with 64-bit offsets, velocities with the scale factor of AMBER, a cell.
# The mill of 12 turns around (5, 5); in amber-cut.nc the last record is cut off, amber-tilted.nc
# has a triclinic cell, amber-unsorted.nc has the rows of LAMMPS without its sort, amber-4.nc is
# the same in netCDF-4, amber-32.nc and amber-5.nc in versions 1 and 5 of the classic format.
import netCDF4, numpy as np
T, N = 9, 12
angle = 2 * np.pi * (np.arange(N)[None, :] / N + np.arange(T)[:, None] / 40)
x = np.stack([5 + 3 * np.cos(angle), 5 + 3 * np.sin(angle), 5 + 0 * angle], 2)
v = np.stack([-np.sin(angle), np.cos(angle), 0 * angle], 2)
def write(name, form="NETCDF3_64BIT_OFFSET", tilt=90.0, shuffle=False):
    with netCDF4.Dataset(name, "w", format=form) as f:
        f.Conventions, f.ConventionVersion, f.program, f.programVersion = "AMBER", "1.0", "a script", "1"
        for d, n in (("frame", None), ("spatial", 3), ("atom", N), ("cell_spatial", 3), ("cell_angular", 3), ("label", 5)): f.createDimension(d, n)
        f.createVariable("spatial", "S1", ("spatial",))[:] = np.array(list("xyz"), "S1")
        f.createVariable("cell_spatial", "S1", ("cell_spatial",))[:] = np.array(list("abc"), "S1")
        f.createVariable("cell_angular", "S1", ("cell_angular", "label"))[:] = np.array([list("alpha"), list("beta "), list("gamma")], "S1")
        t = f.createVariable("time", "f4", ("frame",)); t.units = "picosecond"
        q = f.createVariable("coordinates", "f4", ("frame", "atom", "spatial")); q.units = "angstrom"
        u = f.createVariable("velocities", "f4", ("frame", "atom", "spatial")); u.units = "angstrom/picosecond"
        u.scale_factor = np.float32(20.455); u.set_auto_maskandscale(False)
        l = f.createVariable("cell_lengths", "f8", ("frame", "cell_spatial")); l.units = "angstrom"
        a = f.createVariable("cell_angles", "f8", ("frame", "cell_angular")); a.units = "degree"
        i = f.createVariable("id", "i4", ("frame", "atom")); s = f.createVariable("type", "i4", ("frame", "atom"))
        p = f.createVariable("pe", "f8", ("frame",))
        for k in range(T):
            order = np.random.default_rng(k).permutation(N) if shuffle else np.arange(N)
            t[k], q[k], l[k], a[k], p[k] = 0.5 * k, x[k][order], [10, 10, 10], [90, tilt, 90], -2.0 - k
            u[k], i[k], s[k] = v[k][order], order + 1, (x[k, order, 0] * 0 + (order >= N // 2)) + 1
write("amber.nc"); write("amber-32.nc", "NETCDF3_CLASSIC"); write("amber-5.nc", "NETCDF3_64BIT_DATA"); write("amber-4.nc", "NETCDF4")
write("amber-tilted.nc", tilt=60.0); write("amber-unsorted.nc", shuffle=True)
data = open("amber.nc", "rb").read(); open("amber-cut.nc", "wb").write(data[:-8]); open("amber-head.nc", "wb").write(data[:200])
