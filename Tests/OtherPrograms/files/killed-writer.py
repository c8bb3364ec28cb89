# A writer in SWMR mode that was killed: all is flushed, the flag 'open for writing' is left in
# the file. Nobody has it open.
import h5py, numpy as np, os
if os.fork() == 0:
    f = h5py.File("killed-writer.h5", "w", libver="latest"); f.create_group("h5md").attrs["version"] = [1, 1]
    p = f.create_group("particles/all")
    b = p.create_group("box"); b.attrs["dimension"] = 3; b.attrs["boundary"] = np.array([b"none"] * 3)
    v = np.zeros((4, 10, 3)); v[:, :, 1] = 2
    for n, value in (("position", np.random.default_rng(42).normal(size=(4, 10, 3))), ("velocity", v)):
        e = p.create_group(n); e.create_dataset("value", data=value, maxshape=(None, 10, 3)); e["step"] = np.arange(4); e["time"] = np.arange(4.0)
    f.swmr_mode = True; f.flush(); os._exit(0)
os.wait()
