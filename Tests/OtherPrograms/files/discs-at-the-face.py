# Two discs of diameter 0.1 in a periodic box of 1: at 0.9 moving right, at 0.2 moving left, speed
# 1. They touch across the face at t = 0.1, at 1.0 and 0.1.
import h5py, numpy as np
with h5py.File("two-discs.h5", "w") as f:
    f.create_group("h5md").attrs["version"] = [1, 1]
    p = f.create_group("particles/all")
    b = p.create_group("box"); b.attrs["dimension"] = 2; b.attrs["boundary"] = np.array([b"periodic"] * 2); b["edges"] = [1.0, 1.0]
    for n, value in (("position", [[0.9, 0.5], [0.2, 0.5]]), ("velocity", [[1.0, 0], [-1.0, 0]])):
        e = p.create_group(n); e["value"] = np.array([value]); e["step"] = [0]; e["time"] = [0.0]
open("discs-at-the-face.yaml", "w").write("""title: two discs meet across the periodic face
system: hard_discs
hard_discs: {count: 2, diameter: 0.1, box: [1, 1], boundary: periodic, start: file, start_file: two-discs.h5, start_frame: 0}
run: {duration: 2, seed: 1}
output: {every: 0.1, quantities: [position, velocity, image]}
""")
