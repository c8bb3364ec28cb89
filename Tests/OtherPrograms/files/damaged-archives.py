# Archives of NumPy in which one bit has turned, stored and deflated, and one of TRex.
import numpy as np, zipfile
x = np.arange(50.0) ** 1.1
np.savez("sound.npz", x=x); np.savez_compressed("packed.npz", x=np.random.default_rng(0).normal(size=500))
k = np.arange(20.0); np.savez("fish_id0.npz", frame=k, time=k / 25, **{"X#wcentroid": 2 * k, "Y#wcentroid": k})
def turn(source, target, member, offset):
    data = bytearray(open(source, "rb").read())
    info = next(i for i in zipfile.ZipFile(source).infolist() if i.filename.startswith(member))
    name, extra = (int.from_bytes(data[info.header_offset + q:info.header_offset + q + 2], "little") for q in (26, 28))
    data[info.header_offset + 30 + name + extra + offset] ^= 2
    open(target, "wb").write(data)
turn("sound.npz", "stored.npz", "x", 200); turn("packed.npz", "deflated.npz", "x", 2000); turn("fish_id0.npz", "turned_id0.npz", "X#", 128 + 8 * 10 + 6)
