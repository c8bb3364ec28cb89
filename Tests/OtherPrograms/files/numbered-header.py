# DataFrame(x).to_csv: the columns are called 0 and 1 and the index has no name, so the header is
# ",0,1".
import numpy as np
x = np.random.default_rng(19).normal(1000, 1e-3, (200, 2))
with open("numbered-header.csv", "w") as f:
    f.write(",0,1\n"); f.writelines("%d,%.12g,%.12g\n" % (i, *r) for i, r in enumerate(x))
with open("numbered-header-only.csv", "w") as f:
    f.write("0,1\n"); f.writelines("%.12g,%.12g\n" % tuple(r) for r in x)
with open("named-header.csv", "w") as f:
    f.write("a,b\n"); f.writelines("%.12g,%.12g\n" % tuple(r) for r in x)
