"""Makes reference.json: what SciPy says about pairs and groups of samples.

    python3 make_reference.py > reference.json

A sample is a list of numbers, or a rule {count, multiplier, modulus, scale, offset} for value i =
((i multiplier) mod modulus) scale + offset, which is exact in double precision, so that large
samples need not be written down.
"""
import json

import numpy
import scipy
import scipy.stats


def rule(count, multiplier, modulus, scale=2**-10, offset=0.0):
    return {"count": count, "multiplier": multiplier, "modulus": modulus, "scale": scale, "offset": offset}


def values(sample):
    if isinstance(sample, list):
        return numpy.array(sample, dtype=float)
    index = numpy.arange(sample["count"], dtype=numpy.int64)
    return (index * sample["multiplier"]) % sample["modulus"] * sample["scale"] + sample["offset"]


PAIRS = {
    "one against one": [[1], [2]],
    "one against two": [[3], [1, 2]],
    "two against two": [[1, 4], [2, 3]],
    "three against four": [[1.5, 2.5, 9], [0.1, 0.2, 0.3, 7]],
    "five against five": [[1, 2, 3, 4, 5], [1.1, 2.1, 3.1, 4.1, 5.1]],
    "five apart from five": [[1, 2, 3, 4, 5], [6, 7, 8, 9, 10]],
    "equal": [[1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6]],
    "constant": [[1, 1, 1], [1, 1]],
    "two constants": [[1, 1, 1], [2, 2]],
    "ties": [[1, 1, 2, 2, 3, 3, 3], [2, 2, 2, 3, 4, 4]],
    "ties of nine and ten": [[0, 0, 1, 1, 2, 2, 3, 3, 4], [0, 1, 1, 1, 2, 3, 3, 4, 4, 5]],
    "eight against many": [rule(8, 7, 101, 1.0, 0.5), rule(3000, 37, 5003, 2**-5)],
    "one against many": [[40.25], rule(20_000, 101, 20_011, 2**-8)],
    "nine against nine": [rule(9, 5, 23, 1.0), rule(9, 7, 29, 1.0, 0.5)],
    "different sizes": [rule(30, 17, 61), rule(400, 37, 1009, 2**-14, 0.001)],
    "hundred": [rule(100, 37, 101, 1.0), rule(100, 41, 103, 1.0, 8.5)],
    "coprime thousands": [rule(999, 37, 1009), rule(1000, 41, 1013, 2**-10, 0.03125)],
    "tens of thousands": [rule(10_000, 97, 10_007), rule(9_999, 89, 10_037, 2**-10, 0.25)],
    "beyond exact, small": [rule(10_001, 97, 10_007), rule(50, 19, 97, 0.125)],
    "beyond exact, three": [rule(20_000, 97, 20_011), [1.0, 18.0, 18.5]],
    "beyond exact, one": [rule(20_000, 97, 20_011), [5.0]],
    "beyond exact, near": [rule(100_000, 7919, 100_003), rule(300, 7, 307, 2**-2)],
    "hundred thousand alike": [rule(100_000, 7919, 100_003), rule(100_000, 104_729, 100_019)],
    "hundred thousand shifted": [rule(100_000, 7919, 100_003), rule(100_000, 104_729, 100_019, 2**-10, 0.75)],
    "hundred thousand apart": [rule(100_000, 7919, 100_003), rule(90_000, 104_729, 100_019, 2**-10, 3.0)],
    "hundred thousand tied": [rule(100_000, 7919, 13, 1.0), rule(70_000, 104_729, 13, 1.0)],
}

GROUPS = {
    "three": [[1, 3, 5, 7, 9], [2, 4, 6, 8, 10], [11, 12, 1.5]],
    "ties": [[1, 1, 1], [2, 2, 2], [2, 2]],
    "four large": [rule(50_000, 7919, 100_003, 2**-10, 0.1 * k) for k in range(4)],
    "five small": [[1], [2], [3], [2.5], [0]],
}


def number(value):
    return float(value) if numpy.isfinite(value) else None


def test(result):
    return {"statistic": number(result.statistic), "p_value": number(result.pvalue)}


def pair(x, y):
    entry = {
        "kolmogorov_smirnov": test(scipy.stats.ks_2samp(x, y)),
        "mann_whitney": test(scipy.stats.mannwhitneyu(x, y)),
        "kruskal_wallis": test(scipy.stats.kruskal(x, y)),
    }
    if min(len(x), len(y)) > 1 and scipy.special.comb(len(x) + len(y), len(x)) <= 9999:
        entry["permutation"] = test(
            scipy.stats.permutation_test(
                (x, y), lambda x, y, axis: numpy.mean(x, axis=axis) - numpy.mean(y, axis=axis), vectorized=True))
    return entry


def main():
    numpy.seterr(all="ignore")
    # Distances of the one-sample distribution in every region of its formulas.
    distances = [
        {"samples": n, "distance": d, "p_value": float(scipy.stats.kstwo.sf(d, n))}
        for n in (1, 2, 5, 20, 100, 140, 141, 1000, 33_333, 50_000, 200_000)
        for d in (0.3 / n, 0.75 / n, 0.95 / n, 1.5 / n, 0.5 / n**0.5, 0.8 / n**0.5, 1.2 / n**0.5, 1.6 / n**0.5, 3 / n**0.5, 0.6)
        if 0 < d < 1
    ]
    document = {
        "scipy": scipy.__version__,
        "pairs": {name: {"samples": samples, "expected": pair(*map(values, samples))} for name, samples in PAIRS.items()},
        "groups": {
            name: {"samples": samples, "expected": {"kruskal_wallis": test(scipy.stats.kruskal(*map(values, samples)))}}
            for name, samples in GROUPS.items()
        },
        "kolmogorov": distances,
    }
    print(json.dumps(document, indent=1))


main()
