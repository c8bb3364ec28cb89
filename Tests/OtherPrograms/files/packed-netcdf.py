# A netCDF variable packed into 16 bits (value = 0.01 n + 20, -32768 is missing), as xarray writes
# it to save room.
import h5py, numpy as np
rng = np.random.default_rng(18)
value = np.round(rng.normal(20, 1, 4000), 2)
packed = np.round((value - 20) / 0.01).astype("i2")
gaps = packed.copy(); gaps[::100] = -32768
with h5py.File("packed-netcdf.nc", "w") as f:
    for name, data in (("temperature", packed), ("with_gaps", gaps)):
        d = f.create_dataset(name, data=data)
        d.attrs["scale_factor"] = 0.01; d.attrs["add_offset"] = 20.0; d.attrs["_FillValue"] = np.int16(-32768); d.attrs["units"] = "K"
    d = f.create_dataset("unpacked", data=value); d.attrs["units"] = "K"
    d = f.create_dataset("missing_value", data=np.where(np.arange(4000) % 100 == 0, -9999.0, value)); d.attrs["missing_value"] = -9999.0
print("entropy", 0.5 * np.log(2 * np.pi * np.e))
