# Two animals that walk north at 1/6 m/s, 10 m apart, in layouts of long tables of positions with
# time stamps: with UTM columns and quotes, semicolons and decimal commas, rows of other sensors,
# outliers marked by 1, hidden rows without a time; and every fifth frame of a film.
DEGREE = 110574.275821594
rows = [(k, i, f"2012-08-01 06:{k:02d}:00.000", 10 + 0.0001 * i, 10 * k / DEGREE) for k in range(10) for i in range(2)]
head = "event-id,visible,timestamp,location-long,location-lat,utm-easting,utm-northing,utm-zone,individual-local-identifier,study-name"
def line(n, k, i, t, x, y, mark="true"):
    return f'{n},{mark},{t},{x:.9f},{y:.12f},{500000 + 11 * i}.0,{10 * k}.0,32N,"Bird, {i}","A, B"'
plain = [line(n, *row) for n, row in enumerate(rows)]
def write(name, lines): open(name, "w").write("\n".join(lines) + "\n")
write("mb-utm.csv", [head] + plain)
write("mb-sensors.csv", [head] + plain + [f'{90 + k},true,2012-08-01 06:{k:02d}:30.000,,,,,,"Bird, 0",A' for k in range(9)])
write("mb-hidden.csv", [head] + plain + ['99,false,,11,40,,,,"Bird, 0",A'])
write("mb-outlier.csv", [head.replace("visible", "import-marked-outlier")] + [line(n, *row, mark="0") for n, row in enumerate(rows)]
      + ['99,1,2012-08-01 06:03:30.000,11,40,,,,"Bird, 0",A'])
write("mb-german.csv", [head.replace(",", ";")] + [
    ";".join([str(n), "true", row[2], f"{row[3]:.9f}".replace(".", ","), f"{row[4]:.12f}".replace(".", ","), "", "", "32N", f"Bird {row[1]}", "A"])
    for n, row in enumerate(rows)])
write("fifth.csv", ["frame,id,x,y"] + [f"{1001 + 5 * k},{i},{3 * i + 0.5 * k},{2 * i}" for k in range(20) for i in (7, 8)])
write("zeros.csv", ["frame,id,x,y"] + [f"{k},{i},{0.5 * k},{n}" for k in range(20) for n, i in enumerate(["007", "7"])])
