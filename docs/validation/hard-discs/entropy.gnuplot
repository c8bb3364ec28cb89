# Entropy of a free expansion for several velocity cells: collisionless, scaled, and with collisions.
set terminal pngcairo size 1400,1000 font "Sans,15"
set output "entropy.png"
set datafile separator ","
set key bottom right samplen 2
set yrange [-0.05:0.8]
set xlabel "time t"
set ylabel "entropy per disc, s(t) - s(0)  [nat]"
set grid lc rgb "#dddddd"
set style line 1 lc rgb "#0072b2" lw 2.5
set style line 2 lc rgb "#d55e00" lw 2.5
set style line 3 lc rgb "#009e73" lw 2.5
set style line 4 lc rgb "#cc79a7" lw 2.5
set arrow from graph 0, first log(2) to graph 1, first log(2) nohead lc rgb "#555555" dt 2
set label "ln 2" at graph 0.02, first log(2) + 0.03 tc rgb "#555555"
array width[4] = [2, 1, 0.5, 0.25]
start(file, column) = real(system(sprintf("awk -F, -v k=%d 'NR == 2 {gsub(/\"[^\"]*\"/, \"\"); print $(NF - 4 + k)}' %s", column, file)))
array first[4]
file = "velocity-cells.csv"
set multiplot layout 2, 2
do for [k = 1:4] { first[k] = start(file, k) }
set title "no collisions"
plot for [k = 1:4] file using 1:(column(k + 1) - first[k]) every ::1 with lines ls k title sprintf("dv = %g", width[k])
set title "no collisions, against scaled time"
set xlabel "scaled time t dv"
plot [0:5] for [k = 1:4] file using ($1 * width[k]):(column(k + 1) - first[k]) every ::1 with lines ls k title sprintf("dv = %g", width[k])
set xlabel "time t"
file = "free-expansion-short-path.csv"
do for [k = 1:4] { first[k] = start(file, k) }
set title "short mean free path (0.04 at the start)"
plot [0:5] for [k = 1:4] file using 1:(column(k + 1) - first[k]) every ::1 with lines ls k title sprintf("dv = %g", width[k])
set title "dv = 0.5, several mean free paths at the start"
names = "velocity-cells free-expansion-long-path free-expansion free-expansion-short-path"
array path[4] = ["no collisions", "5", "0.1", "0.04"]
do for [k = 1:4] { first[k] = start(word(names, k).".csv", 3) }
plot [0:10] for [k = 1:4] word(names, k).".csv" using 1:(column(4) - first[k]) every ::1 with lines ls k title path[k]
unset multiplot
