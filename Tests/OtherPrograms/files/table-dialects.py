# One table in many dialects: byte order mark and Windows lines, semicolons with decimal commas,
# tabs, spaces, three header lines.
import numpy as np
x = np.random.default_rng(20).normal(size=(300, 2))
rows = [["%.6f" % v for v in r] for r in x]
def write(name, sep, head, comma=False, end="\n", mark=b""):
    text = head + end + "".join(sep.join(r).replace(".", "," if comma else ".") + end for r in rows)
    open(name, "wb").write(mark + text.encode("utf-8"))
write("table-plain.csv", ",", "x,y")
write("table-windows.csv", ",", "x,y", end="\r\n", mark=b"\xef\xbb\xbf")
write("table-semicolon.csv", ";", "x;y")
write("table-german.csv", ";", "x;y", comma=True)
write("table-tab.tsv", "\t", "x\ty")
write("table-space.txt", " ", "x y")
write("table-hash.txt", " ", "# x y")
rows = [[str(i), *r] for i, r in enumerate(rows)]
write("table-three-headers.csv", ",", "scorer,net,net\nbodyparts,nose,nose\ncoords,x,y")
rows = [r[1:] for r in rows]
write("table-quoted.csv", ",", '"x","y [mm, wall]"')
open("table-utf16.csv", "wb").write("x,y\n1,2\n".encode("utf-16"))
