# A run that takes about half a minute, for two processes on one file while HDF5's file locks are
# switched off in the environment, as on clusters with NFS.
open("two-writers.yaml", "w").write("""title: two writers
system: couzin
couzin: {individuals: 100, orientation_width: 3}
run: {duration: 20000, time_step: 0.1, seed: 1, checkpoint: 1}
output: {every: 10}
diagnostics: [polarization]
""")
