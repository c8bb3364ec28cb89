# The first lines of tables: years above shares beside names, numbers of columns as pandas writes
# them from floats, years alone, lines about the program; minus signs of Unicode.
import numpy as np
x = np.round(np.random.default_rng(7).normal(0, 1, 200), 6)
def write(name, head, row): open(name, "w", encoding="utf-8").write(head + "".join(row(k, v) + "\n" for k, v in enumerate(x)))
write("head-plain.csv", "x,y\n", lambda k, v: f"{v:.6f},{k * 0.5:.6f}")
write("head-years.csv", "name,2019,2020\n", lambda k, v: f"r{k},{v:.6f},{v / 2:.6f}")
write("head-floats.csv", ",0.0,1.0\n", lambda k, v: f"{k},{v:.6f},{v / 2:.6f}")
write("head-doubt.csv", "2019,2035\n", lambda k, v: f"{v:.6f},{v / 2:.6f}")
write("head-program.csv", "Program: tracker 2\nDate: 2020, June\n\nx,y,z\n", lambda k, v: f"{v:.6f},{k},1")
write("minus.csv", "x,y\n", lambda k, v: f"{v:.6f},{k}".replace("-", "\u2212"))
