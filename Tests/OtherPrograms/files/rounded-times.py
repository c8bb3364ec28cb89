# Times of cameras rounded to milliseconds and hundredths, dates with microseconds, impossible days,
# and dates as spreadsheets of several countries write them.
def write(name, time, n=200):
    open(name, "w").write("t,id,x,y\n" + "\n".join(f"{time(k)},{i},{k * 0.5 + i},0" for k in range(n) for i in (1, 2)) + "\n")
write("ms.csv", lambda k: f"{k / 30:.3f}"); write("hundredths.csv", lambda k: f"{k / 30:.2f}"); write("cut.csv", lambda k: f"{int(k / 30 * 1000) / 1000:.3f}")
write("television.csv", lambda k: f"{k / 29.97:.3f}"); write("fast.csv", lambda k: f"{k / 240:.3f}", 2000)
write("dates.csv", lambda k: f"2024-01-01T00:00:{k // 30:02d}.{round(k / 30 % 1 * 1000) % 1000:03d}Z")
write("micro.csv", lambda k: f"2024-01-01 00:00:00.{k * 100:06d}", 20); write("nano.csv", lambda k: f"2024-01-01 00:00:00.{k * 100:09d}", 20)
write("february.csv", lambda k: f"2024-02-{15 + k:02d}T00:00:00Z", 20); write("hour.csv", lambda k: f"2024-01-{1 + k:02d}T25:00:00Z", 3)
write("slashes.csv", lambda k: f"{25 + k:02d}/03/2024 01:55", 7); write("months.csv", lambda k: f"3/{25 + k}/2024 1:55 PM", 7)
write("doubt.csv", lambda k: f"{1 + k:02d}/03/2024 01:55", 7); write("clock.csv", lambda k: f"00:00:{k:02d}", 20); write("midnight.csv", lambda k: f"{(23 + k) % 24:02d}:00:00", 3)
