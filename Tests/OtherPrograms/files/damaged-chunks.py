# Datasets of a fixed length, as h5py writes them from an array, with a chunk whose bytes were
# flipped: with a checksum, with gzip, an observable, a box that no frame holds; and a filter of
# h5py (lzf) that other programs cannot undo.
import h5py, numpy as np
T, N = 60, 20
rng = np.random.default_rng(0)
v = np.tile([1.0, 0, 0], (T, N, 1)) + rng.normal(size=(T, N, 3)) * 1e-3
x = rng.normal(size=(T, N, 3))
def write(name, interval=False, energy=None, **how):
    with h5py.File(name, "w") as f:
        p = f.create_group("particles/all")
        b = p.create_group("box"); b.attrs["dimension"] = 3; b.attrs["boundary"] = np.array([b"none"] * 3)
        for n, value in (("position", x), ("velocity", v)):
            e = p.create_group(n); e.create_dataset("value", data=value, chunks=(10, N, 3), **how); e["value"].attrs["unit"] = "m"
            e["step"] = 5 if interval else np.arange(T) * 5
            e["time"] = 0.5 if interval else np.arange(T) * 0.5
        if energy: e = f.create_group("observables/energy"); e.create_dataset("value", data=rng.normal(size=T), chunks=(20,), **energy); e["step"] = np.arange(T) * 5
def flip(name, path, chunk):
    with h5py.File(name) as f:
        place = f[path].id.get_chunk_info(chunk)
    data = bytearray(open(name, "rb").read())
    for k in range(8): data[place.byte_offset + place.size // 2 + k] ^= 0x55
    open(name, "wb").write(data)
for name, how in (("gzip", dict(compression="gzip")), ("checksum", dict(fletcher32=True)), ("both", dict(compression="gzip", shuffle=True, fletcher32=True))):
    write(f"damaged-{name}.h5", **how); flip(f"damaged-{name}.h5", "particles/all/position/value", 2)
write("damaged-interval.h5", interval=True, fletcher32=True); flip("damaged-interval.h5", "particles/all/velocity/value", 2); flip("damaged-interval.h5", "particles/all/position/value", 2)
write("damaged-observable.h5", energy=dict(fletcher32=True)); flip("damaged-observable.h5", "observables/energy/value", 1)
write("damaged-filter.h5", compression="lzf")
with h5py.File("damaged-filter.h5", "r+") as f:
    for n in ("position", "velocity"): del f[f"particles/all/{n}/value"]; f[f"particles/all/{n}"].create_dataset("value", data=np.ones((T, N, 3)), compression="lzf")
write("sound.h5", compression="gzip")
