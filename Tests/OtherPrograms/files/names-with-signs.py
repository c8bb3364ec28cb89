# Individuals called #1, #2, and colors as web pages write them, beside comments; a tracker's table
# below more lines about the program than it has rows; German digits in groups.
rows = [(n, k, 2.0 * k + 10 * i, k + 5.0 * i) for i, n in enumerate(["#1", "#2", "fish 3"]) for k in range(20)]
def write(name, rows): open(name, "w").write("id,frame,x,y\n" + "\n".join(",".join(map(str, r)) for r in rows) + "\n")
write("signs.csv", rows); write("all-signs.csv", rows[:40]); write("doubt.csv", [(n.replace("fish ", ""), *r) for n, *r in rows])
open("colors.csv", "w").write("color,a\n# made by hand\n" + "\n".join(f"{c},{k}.5" for k, c in enumerate(["#ff0000", "red", "#00ff00", "blue", "green"] * 6)) + "\n#end\n")
head = '"Number of header lines:";"38"\n' + "".join(f'"Key {q}";"{q}"\n' for q in range(34)) + "\n"
open("etho.csv", "w").write(head + '"Trial time";"Recording time";"X center";"Y center";"Area"\n"s";"s";"cm";"cm";"cm2"\n'
    + "".join(f'{k / 25:.3f};{k / 25:.3f};' + ('"-";"-";"-"' if k == 7 else f"{2.0 * k};{1.0 * k};1.2") + "\n" for k in range(20)))
open("groups.csv", "w").write("a;b\n" + "\n".join(f"{k},5;1.{234 + k},25" for k in range(9)) + "\n")
