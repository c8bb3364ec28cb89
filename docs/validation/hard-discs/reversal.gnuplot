# The share of the gained entropy that a reversal takes back.
set terminal pngcairo size 900,600 font "Sans,15"
set output "reversal.png"
set datafile separator ","
unset key
set grid lc rgb "#dddddd"
set xlabel "time of the reversal, T"
set x2label "collisions of a disc before the reversal"
set ylabel "recovered share of the entropy"
set xtics nomirror
set xrange [0:4.1]
set yrange [-0.1:1.1]
set x2range [0:4.1]
collisions(time) = system("awk -F, '$1 == ".time." {printf \"%.1f\", $2}' reversal.csv")
set x2tics ("0" 0)
do for [time in "0.3 0.6 1 1.4 2 2.5 3 3.5 4"] { set x2tics add (collisions(time) real(time)) }
plot "reversal.csv" using 1:3:4 every ::1 with yerrorlines lc rgb "#0072b2" lw 2 pt 7
