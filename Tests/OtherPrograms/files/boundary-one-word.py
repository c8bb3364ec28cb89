# The boundary of all three axes as one word, and with capital letters; a mill across the corner
# of the periodic box.
import h5py, numpy as np
a = 2 * np.pi * np.arange(60) / 60
x = np.stack([2 * np.cos(a), 2 * np.sin(a), 0 * a], -1) % 20
v = np.stack([-np.sin(a), np.cos(a), 0 * a], -1)
for name, word in (("boundary-three.h5", np.array([b"periodic"] * 3)), ("boundary-one-word.h5", np.bytes_(b"periodic")),
                   ("boundary-text.h5", "periodic"), ("boundary-capital.h5", np.array([b"Periodic"] * 3)),
                   ("boundary-truth.h5", np.array([True, True, True]))):
    with h5py.File(name, "w") as f:
        f.create_group("h5md").attrs["version"] = [1, 0]
        p = f.create_group("particles/atoms")
        b = p.create_group("box"); b.attrs["dimension"] = 3; b.attrs["boundary"] = word; b["edges"] = [20.0, 20, 20]
        for element, value in (("position", x), ("velocity", v)):
            e = p.create_group(element); e["value"] = np.repeat(value[None], 3, 0); e["step"] = np.arange(3); e["time"] = np.arange(3.0)
