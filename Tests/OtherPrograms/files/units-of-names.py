# Units of observables, fields and columns, and of times: the same ones spelled otherwise, and
# different ones.
import h5py, netCDF4, numpy as np
T = 60
rng = np.random.default_rng(2)
energy = rng.normal(5, 1, T)
v = rng.normal(size=(T, 8, 3))
def write(name, length="m", velocity="m s-1", time="s", unit=None):
    with h5py.File(name, "w") as f:
        p = f.create_group("particles/all")
        b = p.create_group("box"); b.attrs["dimension"] = 3; b.attrs["boundary"] = np.array([b"none"] * 3)
        for n, value, u in (("position", v * 2, length), ("velocity", v, velocity)):
            e = p.create_group(n); e["value"] = value; e["step"] = np.arange(T); e["time"] = np.arange(T) * 1.0
            e["value"].attrs["unit"] = u; e["time"].attrs["unit"] = time
        e = f.create_group("observables/energy"); e["value"] = energy; e["step"] = np.arange(T); e["time"] = np.arange(T) * 1.0
        if unit: e["value"].attrs["unit"] = unit
write("joule.h5", unit="kJ mol-1"); write("slashed.h5", unit="kJ/mol"); write("volt.h5", unit="eV")
for k, (length, velocity) in enumerate((("m", "m s-1"), ("metre", "m/s"), ("um", "um s-1"), ("µm", "µm/s"), ("Angstrom", "Angstrom/s"), ("angstrom", "angstrom s^-1"))):
    write(f"spelled-{k}.h5", length, velocity)
write("lengths.h5", "nm", "nm ps-1", "ps")
for name, unit, time in (("kelvin.nc", "K", "days since 2000-01-01"), ("milli.nc", "mK", "days since 2000-01-01"), ("seconds.nc", "K", "seconds since 2000-01-01")):
    with netCDF4.Dataset(name, "w", format="NETCDF3_CLASSIC") as f:
        f.createDimension("time", None); f.createDimension("x", 8)
        t = f.createVariable("time", "f8", ("time",)); t.units = time; t[:] = np.arange(T)
        f.createVariable("x", "f8", ("x",))[:] = np.arange(8)
        q = f.createVariable("q", "f8", ("time", "x")); q.units = unit; q[:] = rng.normal(1, 0.1, (T, 8))
