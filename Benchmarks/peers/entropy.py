#!/usr/bin/env python3
"""Clausius beside SciPy, scikit-learn, infomeasure, npeet-plus, antropy, EntropyHub and
vendi-score: seconds of the estimators.

Both sides run alternately on the same numbers, and every number is the smallest of several rounds,
so that a noisy machine disturbs both. Times of Clausius are what `clausius measure --repeat`
reports: the estimate without reading the data; the peers' are taken around the call. Without
--cores 2 all of it runs on one core, and processor time is compared. Values are compared too.
"""
import argparse
import json
import math
import os
import subprocess
import tempfile
import time
import warnings

CORES = 2 if "--cores" in os.sys.argv and os.sys.argv[os.sys.argv.index("--cores") + 1] == "2" else 1
os.environ.update({name: str(CORES) for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS")})

import h5py  # noqa: E402
import numpy as np  # noqa: E402
from scipy.special import digamma, gammaln  # noqa: E402

warnings.filterwarnings("ignore")


# MARK: the peers

def kozachenko_leonenko(x, k=4):
    """The formula around SciPy's k-d tree, the fastest way in Python."""
    from scipy.spatial import cKDTree
    n, d = x.shape
    r = cKDTree(x).query(x, k=k + 1, workers=CORES)[0][:, k]
    return digamma(n) - digamma(k) + d / 2 * math.log(math.pi) - gammaln(d / 2 + 1) + d * np.log(r).mean()


def npeet_mutual_information(x):
    from npeet_plus import mi
    return mi(x[:, :1], x[:, 1:], k=3, base=math.e)


def sklearn_mutual_information(x):
    from sklearn.feature_selection import mutual_info_regression
    return mutual_info_regression(x[:, :1], x[:, 1], n_neighbors=3)[0]


def infomeasure_transfer_entropy(x):
    import infomeasure
    return infomeasure.transfer_entropy(x[:, 0], x[:, 1], approach="metric", k=4, noise_level=0)


def npeet_transfer_entropy(x):
    from npeet_plus import cmi
    return cmi(x[1:, 1:], x[:-1, :1], x[:-1, 1:], k=4, base=math.e)


def antropy_permutation(order):
    def entropy(x):
        import antropy
        return antropy.perm_entropy(x, order=order) * math.log(2)
    return entropy


def antropy_sample_entropy(x):
    import antropy
    return antropy.sample_entropy(x, order=2)


def antropy_lempel_ziv(x):
    import antropy
    return antropy.lziv_complexity(x, normalize=False)


def antropy_spectral(x):
    import antropy
    return antropy.spectral_entropy(x, 1.0) * math.log(2)


def vendi_of_kernel(order):
    def score(kernel):
        from vendi_score import vendi
        return vendi.score_K(kernel, q=order)
    return score


def kernel_density(x):
    from scipy.stats import gaussian_kde
    return -np.log(gaussian_kde(x)(x)).mean()


def vasicek(x):
    from scipy.stats import differential_entropy
    return float(differential_entropy(x, method="vasicek"))


# MARK: the tasks

def correlated(rng, n, rho=0.9):
    x = rng.normal(size=(n, 2))
    x[:, 1] = rho * x[:, 0] + math.sqrt(1 - rho ** 2) * x[:, 1]
    return x


def driven(rng, n):
    """x drives y a step later: exact transfer entropy 0.092280."""
    e = rng.normal(size=(n, 2))
    x = np.zeros((n, 2))
    for t in range(1, n):
        x[t, 0] = 0.5 * x[t - 1, 0] + e[t, 0]
        x[t, 1] = 0.6 * x[t - 1, 1] + 0.4 * x[t - 1, 0] + e[t, 1]
    return x


def gaussian_kernel(rng, n):
    x = rng.normal(size=(n, 8))
    squares = (x ** 2).sum(1)
    return np.exp(-(squares[:, None] + squares[None] - 2 * x @ x.T).clip(0) / 8)


def tasks(rng):
    """Name, data, call, peers, times the peer that the project asks for, repetitions, whether
    values must agree."""
    white = rng.normal(size=1_000_000)
    kernel = gaussian_kernel(rng, 2000)
    kernel = (kernel + kernel.T) / 2
    return [
        ("Kozachenko-Leonenko N = 1e5, d = 3", rng.normal(size=(100_000, 3)), "kozachenko_leonenko(k: 4)",
         {"scipy k-d tree": kozachenko_leonenko}, 3, 5, 1e-9),
        ("Kozachenko-Leonenko N = 2e4, d = 6", rng.normal(size=(20_000, 6)), "kozachenko_leonenko(k: 4)",
         {"scipy k-d tree": kozachenko_leonenko}, 1, 5, 1e-9),
        ("KSG N = 1e4, k = 3", correlated(rng, 10_000), "mutual_information(k: 3)",
         {"npeet-plus": npeet_mutual_information, "scikit-learn": sklearn_mutual_information}, 3, 10, 5e-3),
        ("KSG N = 1e5, k = 3", correlated(rng, 100_000), "mutual_information(k: 3)",
         {"npeet-plus": npeet_mutual_information, "scikit-learn": sklearn_mutual_information}, 3, 5, 5e-3),
        ("transfer entropy N = 1e4", driven(rng, 10_000), "transfer_entropy(k: 4)",
         {"infomeasure": infomeasure_transfer_entropy, "npeet-plus": npeet_transfer_entropy}, 5, 10, 5e-3),
        ("permutation entropy N = 1e6, order 6", white, "permutation_entropy(order: 6)",
         {"antropy": antropy_permutation(6)}, 3, 5, 1e-9),
        ("permutation entropy N = 1e6, order 3", white, "permutation_entropy(order: 3)",
         {"antropy": antropy_permutation(3)}, 1, 5, 1e-9),
        ("sample entropy N = 2e4", white[:20_000], "sample_entropy(length: 2)",
         {"antropy": antropy_sample_entropy}, 3, 3, 1e-9),
        ("Vendi N = 2000, kernel given", kernel, "vendi(kernel: given)",
         {"vendi-score": vendi_of_kernel(1)}, 1, 2, 1e-8),
        ("Vendi N = 2000, order 2", kernel, "vendi(kernel: given, order: 2)",
         {"vendi-score": vendi_of_kernel(2)}, 50, 10, 1e-9),
        ("Lempel-Ziv 1e5 bits", rng.integers(0, 2, 100_000), "lempel_ziv_factors",
         {"antropy": antropy_lempel_ziv}, 100, 10, 1),
        ("kernel density N = 1e4, d = 1, resubstitution", white[:10_000], "kernel_density_entropy(leave_one_out: false)",
         {"scipy": kernel_density}, 1, 2, 1e-9),
        ("Vasicek N = 1e6", white, "spacing_entropy", {"scipy": vasicek}, 1, 3, 1e-2),
        ("spectral entropy N = 1e6", white, "spectral_entropy",
         {"antropy": antropy_spectral}, 1, 3, 1e-2),
    ]


# MARK: timing

def on_one_core():
    if CORES == 1 and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {sorted(os.sched_getaffinity(0))[0]})


def seconds_of(peer, data):
    clock = time.process_time if CORES == 1 else time.perf_counter
    start = clock()
    value = peer(data)
    return clock() - start, float(value)


def measure(command, call, dataset, repeat):
    done = subprocess.run([command, "measure", call, dataset, "--format", "json", "--repeat", str(repeat)],
                          check=True, stdout=subprocess.PIPE)
    answer = json.loads(done.stdout)
    return answer["processor_seconds" if CORES == 1 else "seconds"], answer["value"]


def compare(command, folder, rounds, only):
    rng = np.random.default_rng(20)
    missed = 0
    for number, (name, data, call, peers, goal, repeat, tolerance) in enumerate(tasks(rng)):
        if only and only not in name:
            continue
        path = os.path.join(folder, f"{number}.h5")
        with h5py.File(path, "w") as file:
            file["x"] = data
        ours, theirs, values = [], {}, {}
        for _ in range(rounds):
            seconds, value = measure(command, call, path + ":/x", repeat)
            ours.append(seconds)
            for peer, function in peers.items():
                try:
                    spent, values[peer] = seconds_of(function, data)
                except Exception as error:  # a peer that does not run is said so and left out
                    print(f"  {peer} does not run: {type(error).__name__}: {error}")
                    continue
                theirs.setdefault(peer, []).append(spent)
        os.remove(path)
        if not theirs:
            continue
        best = min(theirs, key=lambda peer: min(theirs[peer]))
        ratio = min(theirs[best]) / min(ours)
        agrees = abs(values[best] - value) <= tolerance * max(1, abs(value))
        missed += ratio < goal or not agrees
        print(f"{name:46} clausius {1e3 * min(ours):9.2f} ms  {best} {1e3 * min(theirs[best]):9.2f} ms  "
              f"ratio {ratio:7.1f} (goal {goal})  value {value:.6g}, theirs {values[best]:.6g}"
              f"{'' if agrees else '  VALUES DIFFER'}{'' if ratio >= goal else '  MISSED'}", flush=True)
    print(f"{missed} goals missed")


def two_cores(command, folder, rounds):
    """The nearest-neighbor estimators on one core and on two: time and value, and what two
    processes on a core each get done beside one alone."""
    rng = np.random.default_rng(20)
    for name, data, call in [
        ("Kozachenko-Leonenko N = 1e5, d = 3", rng.normal(size=(100_000, 3)), "kozachenko_leonenko(k: 4)"),
        ("KSG N = 1e5, k = 3", correlated(rng, 100_000), "mutual_information(k: 3)"),
        ("transfer entropy N = 1e5", driven(rng, 100_000), "transfer_entropy(k: 4)"),
    ]:
        path = os.path.join(folder, "x.h5")
        with h5py.File(path, "w") as file:
            file["x"] = data
        times, values = {1: [], 2: [], "side by side": []}, set()
        line = [command, "measure", call, path + ":/x", "--format", "json", "--repeat", "15"]
        for _ in range(rounds):
            for cores, places in {1: ["0"], 2: ["0,1"], "side by side": ["0", "1"]}.items():
                runs = [subprocess.Popen(["taskset", "-c", place] + line, stdout=subprocess.PIPE) for place in places]
                answers = [json.loads(run.communicate()[0]) for run in runs]
                times[cores].append(max(answer["seconds"] for answer in answers))
                values.update(answer["value"] for answer in answers)
        one, two, both = (min(series) for series in times.values())
        print(f"{name:46} one core {1e3 * one:8.2f} ms  two {1e3 * two:8.2f} ms  ratio {one / two:.2f}  "
              f"(two processes on a core each: {2 * one / both:.2f})  "
              f"{'the same value' if len(values) == 1 else 'VALUES DIFFER'}", flush=True)


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--clausius", default="clausius")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--only", help="tasks whose name holds this")
    options.add_argument("--cores", type=int, choices=[1, 2], default=1,
                         help="1: one core, against the peers; 2: how much a second core helps Clausius")
    options = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if options.cores == 2:
            two_cores(options.clausius, folder, options.rounds)
        else:
            on_one_core()
            compare(options.clausius, folder, options.rounds, options.only)


if __name__ == "__main__":
    main()
