# A start from a program whose periodic box is centered on 0 (LAMMPS, HOOMD): discs at -0.45 and
# 0.3, which are 0.55 and 0.3 of a box that begins at 0.
import h5py, numpy as np
with h5py.File("centered.h5", "w") as f:
    f.create_group("h5md").attrs["version"] = [1, 1]
    p = f.create_group("particles/all")
    b = p.create_group("box"); b.attrs["dimension"] = 2; b.attrs["boundary"] = np.array([b"periodic"] * 2); b["edges"] = [1.0, 1.0]
    for n, value in (("position", [[-0.45, 0.1], [0.3, 0.1]]), ("velocity", [[-1.0, 0], [0.0, 0]])):
        e = p.create_group(n); e["value"] = np.array([value]); e["step"] = [0]; e["time"] = [0.0]
open("centered-box.yaml", "w").write("""title: from a centered box
system: hard_discs
hard_discs: {count: 2, diameter: 0.1, box: [1, 1], boundary: periodic, start: file, start_file: centered.h5, start_frame: 0}
run: {duration: 1, seed: 1}
output: {every: 0.05}
""")
