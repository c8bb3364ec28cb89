# The same field on 128 and on 48 points in every form that a start takes: [X] and [T][X], HDF5,
# netCDF of both formats, .npy, .npz, tables. It has waves up to the seventh, so that both grids
# hold it, and the last frame is the one that counts.
import h5py, json, numpy as np, scipy.io, xarray as xr
L = 20.0
def field(x, k): return 0.3 * np.cos(2 * np.pi * 7 * (x + k) / L) + 0.2 * np.sin(2 * np.pi * 2 * x / L) + 0.1 * k
def momentum(x, k): return 0.4 * np.sin(2 * np.pi * 5 * x / L + k)
def grid(n): return -10 + np.arange(n) * L / n
T = 3
for n in (128, 48):
    x = grid(n); phi = np.array([field(x, k) for k in range(T)]); pi = np.array([momentum(x, k) for k in range(T)])
    np.save(f"phi-{n}.npy", phi); np.save(f"pi-{n}.npy", pi); np.save(f"last-{n}.npy", phi[-1])
    np.savez(f"all-{n}.npz", phi=phi, pi=pi, x=x); np.savez(f"named-{n}.npz", u=phi, v=pi, places=x)
    with h5py.File(f"plain-{n}.h5", "w") as f: f["phi"] = phi; f["pi"] = pi; f["x"] = x; f["deep/u"] = phi[-1]
    d = xr.Dataset({"u": (("time", "x"), phi), "v": (("time", "x"), pi)}, {"time": np.arange(T) * 0.5, "x": x})
    d.to_netcdf(f"four-{n}.nc", engine="h5netcdf"); d.to_netcdf(f"three-{n}.nc", engine="scipy")
    d.transpose("x", "time").to_netcdf(f"turned-{n}.nc", engine="h5netcdf")
    np.savetxt(f"last-{n}.csv", np.stack([x, phi[-1], pi[-1]], 1), delimiter=",", header="x,phi,pi", comments="")
    np.savetxt(f"frames-{n}.csv", phi, delimiter=",", header=",".join(map(repr, x.tolist())), comments="")
    long = np.concatenate([np.stack([np.full(n, 0.5 * k), x, phi[k], pi[k]], 1) for k in range(T)])
    np.savetxt(f"long-{n}.csv", long, delimiter=",", header="t,x,phi,pi", comments="")
# Other ways to sample the period: shifted, and with the last point again; and another length.
x = np.arange(48) * L / 48 + 0.1; np.savez("shifted.npz", phi=field(x, 2), pi=momentum(x, 2), x=x)
x = np.linspace(-10, 10, 49); np.savez("closed.npz", phi=field(x, 2), pi=momentum(x, 2), x=x)
x = np.arange(48) * 30 / 48; np.savez("longer.npz", phi=field(x, 2), pi=momentum(x, 2), x=x)
# Between reflecting ends: cosines and sines, at half distances and at the ends.
for name, wave in (("even", np.cos), ("odd", np.sin)):
    for kind, x in (("half", -10 + (np.arange(40) + 0.5) * L / 40), ("ends", np.linspace(-10, 10, 41))):
        np.savez(f"{name}-{kind}.npz", phi=0.5 * wave(np.pi * 3 * (x + 10) / L), x=x)
np.save("gap.npy", np.where(np.arange(128) == 5, np.nan, 0.0))
x = grid(128)
json.dump({"phi": field(x, 2).tolist(), "pi": momentum(x, 2).tolist()}, open("right.json", "w"))
