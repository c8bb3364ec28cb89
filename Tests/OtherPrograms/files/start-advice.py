# Fields on grids that a scenario does not have: what the refusal advises must work.
import numpy as np
L = 20.0
phi = lambda x: 0.3 * np.sin(2 * np.pi * 3 * (x + 10) / L) + 0.1 * np.cos(2 * np.pi * (x + 10) / L)
pi = lambda x: 0.2 * np.cos(2 * np.pi * 2 * (x + 10) / L)
def write(name, x): np.savetxt(name, np.stack([x, phi(x), pi(x)], 1), delimiter=",", header="x,phi,pi", comments="")
x = -10 + np.arange(64) * L / 64
write("descending.csv", x[::-1]); write("permuted.csv", np.random.default_rng(3).permutation(x)); write("closed.csv", np.r_[x, 10])
write("finer.csv", -10 + np.arange(96) * L / 96); write("shifted.csv", x + L / 128); write("short.csv", x[:50]); write("closed-48.csv", np.linspace(-10, 10, 49))
write("decimals.csv", np.round(-10 + np.arange(48) * L / 48, 6)); write("uneven.csv", x + 0.05 * np.random.default_rng(5).normal(size=64))
for n in (1, 2, 3): np.savetxt(f"few-{n}.csv", np.full(n, 0.1), header="phi", comments="")
