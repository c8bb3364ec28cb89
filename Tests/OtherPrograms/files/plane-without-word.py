# Plane data as other programs hand them on, who write z = 0 and forget the dimension: without a
# box, with the edge that stands in for the missing one; and a run in space whose first frame is
# flat, one that leaves the plane between the frames that are looked at, and a box that is flat.
import h5py, numpy as np
T, N = 41, 30
rng = np.random.default_rng(7)
x = rng.uniform(0, 12, (T, N, 2))
a = rng.normal(0, 0.5, (T, N))
v = np.stack([np.cos(a), np.sin(a)], 2)
pad = lambda values, z=0.0: np.concatenate([values, np.full(values.shape[:2] + (1,), z)], 2)
def write(name, x, v, edges=None, dimension=None, attributes={}):
    with h5py.File(name, "w") as f:
        f.attrs.update(attributes)
        p = f.create_group("particles/all"); b = p.create_group("box")
        b.attrs["dimension"] = dimension or x.shape[2]
        b.attrs["boundary"] = np.array([b"none" if edges is None else b"periodic"] * x.shape[2])
        if edges is not None: b["edges"] = np.array(edges, float)
        for n, value in (("position", x), ("velocity", v)):
            e = p.create_group(n); e["value"] = value; e["step"] = np.arange(T); e["time"] = np.arange(T) * 1.0
write("two-columns.h5", x, v, [12, 12])
write("open-zero.h5", pad(x), pad(v))
write("open-five.h5", pad(x, 5.0), pad(v))
write("stand-in.h5", pad(x), pad(v), [12, 12, 12])
write("stated.h5", pad(x), pad(v), [12, 12, 12], attributes={"system": "couzin", "couzin.dimension": 2})
write("stated-space.h5", pad(x), pad(v), [12, 12, 12], attributes={"system": "couzin", "couzin.dimension": 3})
write("flat-box.h5", pad(x), pad(v), [12, 12, 3])
flat_first = pad(x); flat_first[1:, :, 2] = rng.uniform(0, 12, (T - 1, N))
write("flat-first.h5", flat_first, pad(v), [12, 12, 12])
rising = pad(v); rising[20, 3, 2] = 0.1
write("rising.h5", pad(x), rising)
between = pad(x); between[7, 3, 2] = 0.5
write("between.h5", between, pad(v))
