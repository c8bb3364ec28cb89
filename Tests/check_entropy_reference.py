#!/usr/bin/env python3
"""Measures every data set of a reference folder with `clausius measure` and compares.

Usage: Tests/check_entropy_reference.py [--only TEXT] [--verbose]

CLAUSIUS_ENTROPY_REFERENCE names the folder (inputs.h5, inputs_manifest.json, reference.json, mc_bias.json);
without it the copy in Tests/Reference/entropy is used. CLAUSIUS_COMMAND names the command; without it
.build/release/clausius, then .build/debug/clausius, then the command on the PATH.

Prints one line a check: the entry, what was expected, what was measured. The last line reads
`N passed, N failed`; the exit status is 1 if any failed. Needs nothing but Python.
"""

import argparse
import json
import math
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

TESTS = Path(__file__).resolve().parent
FOLDER = Path(os.environ.get("CLAUSIUS_ENTROPY_REFERENCE") or TESTS / "Reference" / "entropy")
NATS_PER_BIT = math.log(2)

# How close a formula must be held: relative to the value, or absolute below 1.
COUNTED = 1e-12
NEIGHBORS = 1e-10
DIFFUSION = 1e-9
# Sums of many thousands of logarithms, and matrices in other libraries' order of operations.
SUMMED = 1e-10


@dataclass
class Check:
    """One number that must come out."""

    what: str
    expected: float
    call: str
    tolerance: float = COUNTED
    scale: float = 1.0  # measured value times this is compared
    spread: float = 0.0  # allowed absolute deviation besides the tolerance
    arrays: list = field(default_factory=list)
    undefined: bool = False  # the value must not exist


def command():
    """The command that is tested."""
    named = os.environ.get("CLAUSIUS_COMMAND")
    if named:
        return named
    for build in ("release", "debug"):
        path = TESTS.parent / ".build" / build / "clausius"
        if path.exists():
            return str(path)
    return shutil.which("clausius") or sys.exit("no clausius: build it or set CLAUSIUS_COMMAND")


def load(name):
    """A JSON file of the folder."""
    with open(FOLDER / name, encoding="utf-8") as file:
        return json.load(file)


class Reference:
    """The rules that turn an entry of reference.json into checks."""

    def __init__(self):
        self.manifest = load("inputs_manifest.json")["datasets"]
        self.bias = load("mc_bias.json")

    # MARK: entries

    def checks(self, entry):
        """The checks of an entry; none for an entry that only lists what others compute."""
        for pattern, rule in self.rules():
            match = re.fullmatch(pattern, entry["id"])
            if match:
                found = []
                try:
                    found.extend(rule(self, entry, *match.groups()))
                except KeyError as missing:
                    # A folder made with other peers may lack a value; what was found before still counts.
                    print(f"skipped  {entry['id']}  {entry.get('input')}: no {missing} in the reference")
                found = [check for check in found if isinstance(check.expected, (int, float))]
                for check in found:
                    check.arrays = check.arrays or arrays(entry["input"])
                return found
        return None

    @staticmethod
    def rules():
        """Patterns of ids, each with its rule."""
        return [
            (r"shannon_(\w+)", Reference.counts),
            (r"(renyi|tsallis)_q([\d.]+|inf)", Reference.order),
            (r"kl_entropy_k(\d+)", Reference.differential),
            (r"kl_entropy_k(\d+)_periodic", Reference.periodic),
            (r"kl_entropy_k(\d+)_ties", Reference.ties),
            (r"spacing_entropy", Reference.spacing),
            (r"kde_entropy(?:_d3)?", Reference.kernel_density),
            (r"(renyi|tsallis)_knn_q([\d.]+)", Reference.neighbor_order),
            (r"kl_divergence_knn_k(\d+)", Reference.divergence),
            (r"mi_ksg_k(\d+)", Reference.mutual),
            (r"cmi_ksg_k(\d+)", Reference.conditional),
            (r"te_ksg_k(\d+) (X->Y|Y->X)", Reference.transfer_neighbors),
            (r"te_(linear_gaussian|discrete) (X->Y|Y->X)", Reference.transfer),
            (r"perm_entropy_D(\d)_tau(\d)", Reference.permutation),
            (r"js_complexity_D(\d)_tau(\d)", Reference.complexity),
            (r"hc_bounds_D(\d)", Reference.plane),
            (r"perm_entropy_2d_(\d)x(\d)", Reference.spatial),
            (r"sample_entropy_m(\d)_r([\d.]+)", Reference.sample),
            (r"approx_entropy_m(\d)_r([\d.]+)", Reference.approximate),
            (r"dispersion_entropy_m(\d)_c(\d)", Reference.dispersion),
            (r"multiscale_sampen_scales1-(\d)", Reference.multiscale),
            (r"spectral_entropy", Reference.spectral),
            (r"lz76_factors", Reference.factors),
            (r"lz_entropy_rate", Reference.compression),
            (r"vendi_(rbf_sigma2|cosine)_q([\d.]+|inf)", Reference.vendi),
            (r"dse_sigma([\d.]+)_t(\d+)", Reference.diffusion),
            (r"s2_pair_entropy", Reference.pairs),
            (r"relative_entropy_to_matched_maxwellian", Reference.maxwellian),
            (r"ep_ring", Reference.ring),
            (r"ep_cycle3", Reference.cycle),
            (r"ep_gyrator", Reference.gyrator),
        ]

    def monte_carlo(self, key, entry, call, scale=1.0):
        """The exact value within bias +- 4 sd of the Monte Carlo runs, where there were any."""
        known = self.bias.get(key)
        exact = entry.get("exact")
        if known and exact is not None and self.fits(key, entry["input"]):
            yield Check(
                "exact + bias +- 4 sd", exact + known["bias"], call, 0.0, scale, 4 * known["sd"])

    def fits(self, key, inputs):
        """Whether the data sets have the sizes that a key of the Monte Carlo runs names (N=..., M=...)."""
        parts = [part.strip().partition("[")[0] for part in inputs.split("||")]
        shapes = [self.manifest.get(part, {}).get("shape") for part in parts]
        sizes = [shape[0] for shape in shapes if shape]
        if key.startswith("shannon") or len(sizes) < len(parts):
            return True
        named = [int(number) for number in re.findall(r"\b[NM]=(\d+)", key)]
        return all(number in sizes for number in named)

    # MARK: counts

    def counts(self, entry, kind):
        outcomes = entry.get("params", {}).get("K")
        zipf = {"plugin": "plug", "miller_madow": "mm", "chao_shen": "chao_shen",
                "grassberger2003": "grass03"}
        calls = {
            "plugin": "plug_in", "miller_madow": "miller_madow", "chao_shen": "chao_shen",
            "grassberger2003": "grassberger(year: 2003)",
            "grassberger1988": "grassberger(year: 1988)", "digamma_1988": "zhang",
            "nsb": f"nsb(outcomes: {outcomes})", "shrink": "shrink(unseen: false)", "zhang": "zhang",
            "bonachela": "bonachela(unseen: false)", "chao_wang_jost": "chao_wang_jost",
            "bits": "plug_in(of: probabilities)",
        }
        call = calls[kind]
        values = entry["values"]
        peer = values.get("formula", values.get("infomeasure." + kind))
        if kind == "bits":
            yield Check("exact", entry["exact"], call, COUNTED, 1 / NATS_PER_BIT)
            return
        # The reference ends the integral over the prior at ln b = 9; the rest adds up to 4e-5.
        yield Check("formula", peer, call, 5e-5 if kind == "nsb" else COUNTED)
        if entry["input"] == "counts_zipf50_n200" and kind in zipf:
            yield from self.monte_carlo(f"shannon {zipf[kind]} Zipf50 N=200", entry, call)

    def order(self, entry, definition, order):
        order = "infinity" if order == "inf" else order
        call = f"plug_in(definition: {definition}, order: {order}, of: probabilities)"
        yield Check("formula", entry["values"]["formula"], call)
        yield Check("exact", entry["exact"], call)

    # MARK: nearest neighbors and densities

    def differential(self, entry, k):
        values = entry["values"]
        yield Check("formula, Euclidean", values["formula_l2"], f"kozachenko_leonenko(k: {k})", NEIGHBORS)
        yield Check(
            "formula, maximum", values["formula_linf"],
            f"kozachenko_leonenko(k: {k}, metric: maximum)", NEIGHBORS)
        match = re.fullmatch(r"(gauss|unif)_d(\d)_n(\d+)", entry["input"])
        if match:
            name = {"gauss": "gauss", "unif": "uniform"}[match[1]]
            key = f"kl_l2 {name} d={match[2]} N={match[3]} k={k}"
            yield from self.monte_carlo(key, entry, f"kozachenko_leonenko(k: {k})")

    def periodic(self, entry, k):
        box = entry["params"]["box"]
        axes = (self.manifest[entry["input"]]["shape"] + [1])[1]
        sides = ", ".join(map(str, box if isinstance(box, list) else [box] * axes))
        call = f"kozachenko_leonenko(k: {k}, periods: [{sides}])"
        yield Check("formula, torus", entry["values"]["formula_l2_torus"], call, NEIGHBORS)
        yield Check(
            "formula, open", entry["values"]["formula_l2_open"], f"kozachenko_leonenko(k: {k})",
            NEIGHBORS)
        rows = self.manifest[entry["input"]]["shape"][0]
        yield from self.monte_carlo(f"kl_l2 uniform torus d={axes} N={rows} k={k}", entry, call)

    def ties(self, entry, k):
        yield Check("undefined", math.nan, f"kozachenko_leonenko(k: {k})", undefined=True)

    def spacing(self, entry):
        for method in ("vasicek", "van es", "ebrahimi", "correa"):
            yield Check(
                method, entry["values"]["scipy." + method],
                f"spacing_entropy(method: {method.replace(' ', '_')})", SUMMED)

    def kernel_density(self, entry):
        for what, leave in (("formula_scott_resub", "false"), ("formula_scott_loo", "true"),
                            ("scipy.gaussian_kde scott resub", "false")):
            expected = entry["values"].get(what)
            if expected is None:
                continue
            call = f"kernel_density_entropy(leave_one_out: {leave})"
            # The peer formula takes a sample's own kernel off a sum in which it has swallowed the others: "inf".
            if not isinstance(expected, str):
                yield Check(what, expected, call, SUMMED)

    def neighbor_order(self, entry, definition, order):
        values = entry["values"]
        expected = values.get("formula_LPS_l2", values.get("infomeasure." + definition))
        call = (f"nearest_neighbor_order_entropy(definition: {definition}, order: {order}, "
                f"k: {entry['params']['k']})")
        yield Check("formula", expected, call, NEIGHBORS)

    def divergence(self, entry, k):
        values = entry["values"]
        call = f"nearest_neighbor_divergence(k: {k})"
        yield Check("formula, Euclidean", values["formula_l2"], call, NEIGHBORS)
        yield Check(
            "formula, maximum", values["formula_linf"],
            f"nearest_neighbor_divergence(k: {k}, metric: maximum)", NEIGHBORS)
        yield from self.monte_carlo(
            f"D(p||q) knn k={k} N(0,1)^3 vs shifted N=2000 M=1500", entry, call)

    def mutual(self, entry, k):
        match = re.fullmatch(r"bigauss_rho(\d)(\d\d)_n(\d+)", entry["input"])
        for form, name, number in (("cube", "formula_ksg1", 1), ("rectangle", "formula_ksg2", 2)):
            call = f"mutual_information(k: {k}, form: {form})"
            yield Check(name, entry["values"][name], call, NEIGHBORS)
            if match:
                rho = f"{int(match[1] + match[2]) / 100:g}"
                yield from self.monte_carlo(f"ksg{number} rho={rho} N={match[3]} k={k}", entry, call)

    def conditional(self, entry, k):
        # The columns of the data set are x, y and z.
        yield Check(
            "formula", entry["values"]["formula_FP"], f"conditional_mutual_information(k: {k})",
            NEIGHBORS)

    @staticmethod
    def direction(arrow):
        return "source: 0, target: 1" if arrow == "X->Y" else "source: 1, target: 0"

    def transfer_neighbors(self, entry, k, arrow):
        params = entry["params"]
        call = (f"transfer_entropy(k: {k}, {self.direction(arrow)}, source_history: "
                f"{params['src_hist']}, target_history: {params['dest_hist']})")
        yield Check("formula", entry["values"]["formula_FP"], call, NEIGHBORS)

    def transfer(self, entry, kind, arrow):
        method = "linear" if kind == "linear_gaussian" else "discrete"
        values = entry["values"]
        expected = values.get("formula", values.get("formula_ols"))
        yield Check(
            "formula", expected, f"transfer_entropy(method: {method}, {self.direction(arrow)})",
            SUMMED)

    # MARK: ordinal patterns

    def permutation(self, entry, order, delay):
        call = f"permutation_entropy(order: {order}, delay: {delay})"
        yield Check("formula", entry["values"]["formula(stable ties)"], call)
        if entry["input"] == "white_n10000" and delay == "1":
            yield from self.monte_carlo(f"perm_entropy white N=10000 D={order}", entry, call)

    def complexity(self, entry, order, delay):
        entropy, complexity = entry["values"]["formula"]
        arguments = f"order: {order}, delay: {delay}"
        yield Check("formula, H", entropy, f"permutation_entropy({arguments}, normalized: true)")
        yield Check("formula, C", complexity, f"jensen_shannon_complexity({arguments})")

    def plane(self, entry, order):
        values = entry["values"]
        yield Check("largest C", values["formula max C over equal-mass corners"],
                    f"largest_complexity(order: {order})")
        entropy, complexity = values["formula corner z=M/2 [H,C]"]
        yield Check("largest C at a corner", complexity,
                    f"largest_complexity(order: {order}, entropy: {entropy})", 1e-9)
        entropy, complexity = values["formula Cmin at pmax=0.5 [H,C]"]
        yield Check("smallest C at p = 1/2", complexity,
                    f"smallest_complexity(order: {order}, entropy: {entropy})", 1e-9)
        smallest, largest = values["peccary HminPer/HmaxPer"]
        yield Check("smallest H of a period", smallest, f"periodic_entropy(order: {order}, bound: smallest)")
        yield Check("largest H of a period", largest, f"periodic_entropy(order: {order}, bound: largest)")

    def spatial(self, entry, rows, columns):
        peer = entry["values"][f"ordpy(dx={columns},dy={rows})"]
        yield Check("ordpy", peer, f"spatial_permutation_entropy(rows: {rows}, columns: {columns})")

    # MARK: series

    def sample(self, entry, length, factor):
        call = f"sample_entropy(length: {length}, tolerance: {factor})"
        yield Check("formula", entry["values"]["formula(<=r, std ddof0)"], call)
        if entry["input"] == "white_n1000":
            yield from self.monte_carlo(
                f"sample_entropy white N=1000 m={length} r={factor}sd", entry, call)

    def approximate(self, entry, length, factor):
        yield Check("antropy", entry["values"]["antropy"],
                    f"approximate_entropy(length: {length}, tolerance: {factor})", SUMMED)

    def dispersion(self, entry, length, classes):
        yield Check("EntropyHub", entry["values"]["EntropyHub"],
                    f"dispersion_entropy(length: {length}, classes: {classes})", SUMMED)

    def multiscale(self, entry, scales):
        for scale, expected in enumerate(entry["values"]["formula"], start=1):
            yield Check(f"formula, scale {scale}", expected,
                        f"sample_entropy(length: 2, tolerance: 0.2, scale: {scale})")

    def spectral(self, entry):
        values = entry["values"]
        yield Check("all bins", values["formula |rfft|^2 incl. DC (ComplexityMeasures PowerSpectrum)"],
                    "spectral_entropy(remove_mean: false, one_sided: false)")
        yield Check("one-sided, no mean", values["formula one-sided PSD, mean removed"],
                    "spectral_entropy")

    def factors(self, entry):
        yield Check("formula", entry["values"]["formula(overlap allowed)"], "lempel_ziv_factors")

    def compression(self, entry):
        values = entry["values"]
        yield Check("c log2 L/L", values["formula c*log2(L)/L"], "lempel_ziv_rate", COUNTED,
                    1 / NATS_PER_BIT)
        yield Check("CID", values["formula CID (c log2 c + 2c log2(L/c))/L"],
                    "computable_information_density", COUNTED, 1 / NATS_PER_BIT)

    # MARK: spectra of kernels

    def vendi(self, entry, kernel, order):
        order = "infinity" if order == "inf" else order
        kernel = "gaussian, width: 2" if kernel == "rbf_sigma2" else "cosine"
        yield Check("formula", entry["values"]["formula"], f"vendi(kernel: {kernel}, order: {order})")

    def diffusion(self, entry, sigma, time):
        values = entry["values"]
        for alpha, name in (
                ("0", "formula Markov, alpha=0 (= as coded)"),
                ("0.5", "formula Markov, density normalisation alpha=1/2"),
                ("1", "formula Markov, alpha=1 (Laplace-Beltrami)")):
            yield Check(
                f"alpha = {alpha}", values[name],
                f"diffusion_spectral_entropy(width: {sigma}, steps: {time}, alpha: {alpha})",
                DIFFUSION, 1 / NATS_PER_BIT)

    # MARK: particles

    def pairs(self, entry):
        axes = (self.manifest[entry["input"]]["shape"] + [1])[1]
        sides = ", ".join([str(self.manifest[entry["input"]]["L"])] * axes)
        reach = entry["params"]["rmax"]
        for name, expected in entry["values"].items():
            bins = name.removeprefix("formula nb=")
            yield Check(
                f"{bins} bins", expected,
                f"pair_correlation_entropy(periods: [{sides}], reach: {reach}, bins: {bins})",
                SUMMED)

    def maxwellian(self, entry):
        values = entry["values"]
        yield Check("all", values["formula KL k=4"], "maxwellian_relative_entropy(k: 4)", NEIGHBORS)
        yield Check("anisotropy", values["formula Gaussian part 1/2 ln(T^d/det Sigma)"],
                    "maxwellian_relative_entropy(part: anisotropy)", NEIGHBORS)

    # MARK: entropy production

    def ring(self, entry):
        step = self.manifest[entry["input"]]["dt"]
        values = entry["values"]
        yield Check("drift and diffusion", values["formula drift/diffusion plug-in v^2/D"],
                    f"drift_entropy_production(time_step: {step})", SUMMED)
        yield Check("uncertainty bound", values["formula TUR blocks of 100 steps"],
                    f"uncertainty_bound(time_step: {step}, block: 100)", SUMMED)
        yield Check("nearest neighbors", values["formula kNN KL(d, -d)/dt k=4"],
                    f"neighbor_entropy_production(time_step: {step}, k: 4, of: increments, split: halves)",
                    NEIGHBORS)

    def cycle(self, entry):
        step = self.manifest[entry["input"]]["dt"]
        values = entry["values"]
        yield Check("transition counts", values["formula plug-in transition counts"],
                    f"markov_entropy_production(time_step: {step})", SUMMED)
        yield Check("uncertainty bound", values["formula TUR blocks of 100 steps"],
                    f"uncertainty_bound(time_step: {step}, block: 100, current: cycle)", SUMMED)

    def gyrator(self, entry):
        step = self.manifest[entry["input"]]["dt"]
        values = entry["values"]
        yield Check("lag covariances", values["formula Gaussian pair KL from lag covariances"],
                    f"gaussian_entropy_production(time_step: {step})", SUMMED)
        yield Check("nearest neighbors", values["formula kNN KL pairs k=4"],
                    f"neighbor_entropy_production(time_step: {step}, k: 4, split: alternate)", NEIGHBORS)
        yield Check("uncertainty bound", values["formula TUR on swept area, blocks of 100"],
                    f"uncertainty_bound(time_step: {step}, block: 100, current: area)", SUMMED)


def arrays(name):
    """The datasets that an entry's input names: `a`, `a || b`, `a[:5000]`, or none."""
    if name is None:
        return []
    return [f"{FOLDER / 'inputs.h5'}:/{part.strip()}" for part in name.split("||")]


def measure(program, check):
    """What the command measures, and the text of what went wrong."""
    run = subprocess.run(
        [program, "measure", check.call, *check.arrays, "--format", "json"],
        capture_output=True, text=True, check=False)
    if run.returncode != 0:
        return None, run.stderr.strip().splitlines()[-1:] or ["failed without a message"]
    report = json.loads(run.stdout)
    return report["value"], [report["undefined"] or ""]


def passes(check, value):
    """Whether the measured value is what was expected."""
    if check.undefined:
        return value is None
    if value is None:
        return False
    deviation = abs(value * check.scale - check.expected)
    return deviation <= check.tolerance * max(1.0, abs(check.expected)) + check.spread


def main():
    """Runs all checks."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", default="", help="only entries whose id or input contains this")
    parser.add_argument("--verbose", action="store_true", help="also print the call")
    options = parser.parse_args()
    program, reference = command(), Reference()
    work, unknown = [], []
    for entry in load("reference.json")["entries"]:
        name = f"{entry['id']} {entry['input'] or ''}".strip()
        if options.only not in name:
            continue
        checks = reference.checks(entry)
        if checks is None:
            unknown.append(name)
        else:
            work += [(name, check) for check in checks]
    passed = failed = 0
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for (name, check), (value, text) in zip(
                work, pool.map(lambda item: measure(program, item[1]), work)):
            fine = passes(check, value)
            passed, failed = passed + fine, failed + (not fine)
            measured = "undefined" if value is None else f"{value * check.scale:.15g}"
            expected = "undefined" if check.undefined else f"{check.expected:.15g}"
            margin = f" +- {check.spread:.3g}" if check.spread else ""
            print(f"{'ok  ' if fine else 'FAIL'} {name}: {check.what}: expected {expected}{margin}, "
                  f"measured {measured}{'' if fine else ' ' + text[0]}")
            if options.verbose:
                print(f"       {check.call}")
    for name in unknown:
        failed += 1
        print(f"FAIL {name}: no estimator is known for this entry")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
