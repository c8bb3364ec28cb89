"""Which calls an entry of reference.json stands for."""

import math
import re

from .measured import COUNTED, DIFFUSION, NEIGHBORS, NOISY, SCIKIT_LEARN, SUMMED, Measured, Value

NATS_PER_BIT = math.log(2)
EULER = 0.57721566490153286


def digamma(n):
    """psi of a whole number."""
    return -EULER + math.fsum(1 / j for j in range(1, n))


# MARK: counts

def counts(entry, _, kind):
    outcomes = entry.get("params", {}).get("K")
    call = {
        "plugin": "plug_in", "miller_madow": "miller_madow", "chao_shen": "chao_shen",
        "grassberger2003": "grassberger(year: 2003)", "grassberger1988": "grassberger(year: 1988)",
        "digamma_1988": "zhang", "nsb": f"nsb(outcomes: {outcomes})", "shrink": "shrink(unseen: false)",
        "zhang": "zhang", "bonachela": "bonachela(unseen: false)", "chao_wang_jost": "chao_wang_jost",
    }.get(kind)
    if kind == "bits":
        yield Measured(
            "bits", "plug_in(values: probabilities)", dict.fromkeys(("scipy(base=2)", "dit"), COUNTED),
            1 / NATS_PER_BIT, True, COUNTED)
    if call is None:
        return
    # The reference ends the integral over the prior at ln b = 9; the rest adds up to 4e-5.
    values = {"formula": 5e-5 if kind == "nsb" else COUNTED}
    peers = ["infomeasure." + kind.rstrip("0123456789"), "infomeasure.mm", "infomeasure.discrete", "scipy",
             "npeet_plus.entropyd(base e)", "dit(bits*ln2)"]
    values |= dict.fromkeys(peers, COUNTED)
    name = {"plugin": "plug", "miller_madow": "mm", "chao_shen": "chao_shen", "grassberger2003": "grass03"}.get(kind)
    zipf = entry["input"] == "counts_zipf50_n200"
    yield Measured(kind, call, values, exact=True,
                   monte_carlo=f"shannon {name} Zipf50 N=200" if zipf and name else None)


def order(_, __, definition, number):
    number = "infinity" if number == "inf" else number
    peers = ("formula", "dit(bits*ln2)", "dit", "vendi.entropy_q", "ordpy(norm*ln n)")
    yield Measured(
        "order " + number, f"plug_in(definition: {definition}, order: {number}, values: probabilities)",
        dict.fromkeys(peers, COUNTED), exact=True, exactly=COUNTED)


# MARK: nearest neighbors and densities

def differential(entry, manifest, k):
    rows = manifest.get(entry["input"], {}).get("shape", [2])[0]
    match = re.fullmatch(r"(gauss|unif)_d(\d)_n(\d+)", entry["input"])
    name = {"gauss": "gauss", "unif": "uniform"}.get(match[1]) if match else None
    yield Measured(
        "Euclidean", f"kozachenko_leonenko(k: {k})",
        {"formula_l2": NEIGHBORS, "infomeasure(p=2,noise=0)": NEIGHBORS,
         # Another constant, ln(N - 1) for psi(N).
         "formula_l2 ComplexityMeasures KozachenkoLeonenko const ln(N-1)+gamma":
             Value(NEIGHBORS, shift=digamma(rows) - math.log(rows - 1))},
        exact=True, monte_carlo=f"kl_l2 {name} d={match[2]} N={match[3]} k={k}" if match else None)
    yield Measured(
        "maximum", f"kozachenko_leonenko(k: {k}, metric: maximum)",
        {"formula_linf": NEIGHBORS, "infomeasure(p=inf,noise=0)": NEIGHBORS,
         "npeet_plus(base e,linf)": NOISY, "dit.differential_entropy_knn(bits*ln2)": NOISY})


def periodic(entry, manifest, k):
    box, shape = entry["params"]["box"], (manifest[entry["input"]]["shape"] + [1])
    sides = ", ".join(map(str, box if isinstance(box, list) else [box] * shape[1]))
    yield Measured(
        "torus", f"kozachenko_leonenko(k: {k}, periods: [{sides}])", {"formula_l2_torus": NEIGHBORS},
        exact=True, monte_carlo=f"kl_l2 uniform torus d={shape[1]} N={shape[0]} k={k}")
    yield Measured("open", f"kozachenko_leonenko(k: {k})", {"formula_l2_open": NEIGHBORS})


def ties(_, __, k):
    yield Measured("tied", f"kozachenko_leonenko(k: {k})", {"formula_l2": NEIGHBORS})


def spacing(_, __):
    for method in ("vasicek", "van es", "ebrahimi", "correa"):
        yield Measured(
            method, f"spacing_entropy(method: {method.replace(' ', '_')})", {"scipy." + method: SUMMED},
            exact=True)


def kernel_density(_, __):
    names = ("formula_scott_resub", "scipy.gaussian_kde resub", "scipy.gaussian_kde scott resub",
             "infomeasure(kernel gaussian, bandwidth=N^-1/5)")
    yield Measured(
        "with itself", "kernel_density_entropy(leave_one_out: false, rule: scott)", dict.fromkeys(names, SUMMED), exact=True)
    yield Measured(
        "without itself", "kernel_density_entropy(leave_one_out: true, rule: scott)", {"formula_scott_loo": SUMMED},
        exact=True)


def neighbor_order(entry, _, definition, number):
    call = (f"nearest_neighbor_order_entropy(definition: {definition}, order: {number}, "
            f"k: {entry['params']['k']})")
    names = ("formula_LPS_l2", "infomeasure." + definition)
    yield Measured("Euclidean", call, dict.fromkeys(names, NEIGHBORS), exact=True)


def divergence(_, __, k):
    yield Measured(
        "Euclidean", f"nearest_neighbor_divergence(k: {k})", {"formula_l2": NEIGHBORS}, exact=True,
        monte_carlo=f"D(p||q) knn k={k} N(0,1)^3 vs shifted N=2000 M=1500")
    yield Measured(
        "maximum", f"nearest_neighbor_divergence(k: {k}, metric: maximum)",
        {"formula_linf": NEIGHBORS, "npeet_plus(linf)": NOISY})


def mutual(entry, _, k):
    match = re.fullmatch(r"bigauss_rho(\d)(\d\d)_n(\d+)", entry["input"])
    rho = f"{int(match[1] + match[2]) / 100:g}" if match else None
    peers = {"sklearn(random_state=0)": SCIKIT_LEARN, "npeet_plus": NOISY, "infomeasure.ksg1": NEIGHBORS}
    for form, number, values in (("cube", 1, peers), ("rectangle", 2, {})):
        yield Measured(
            form, f"mutual_information(k: {k}, form: {form})", {f"formula_ksg{number}": NEIGHBORS} | values,
            exact=True, monte_carlo=f"ksg{number} rho={rho} N={match[3]} k={k}" if match else None)


def conditional(_, __, k):
    # The columns of the data set are x, y and z.
    yield Measured(
        "Frenzel and Pompe", f"conditional_mutual_information(k: {k})",
        {"formula_FP": NEIGHBORS, "npeet_plus": NOISY, "infomeasure(normalize=False)": NEIGHBORS}, exact=True)


def direction(arrow):
    return "source: 0, target: 1" if arrow == "X->Y" else "source: 1, target: 0"


def transfer_neighbors(entry, _, k, arrow):
    params = entry["params"]
    yield Measured(
        "Frenzel and Pompe",
        f"transfer_entropy(k: {k}, {direction(arrow)}, source_history: {params['src_hist']}, "
        f"target_history: {params['dest_hist']})",
        {"formula_FP": NEIGHBORS, "infomeasure.ksg": NEIGHBORS}, exact=True)


def transfer(_, __, kind, arrow):
    method = "linear" if kind == "linear_gaussian" else "discrete"
    yield Measured(
        method, f"transfer_entropy(method: {method}, {direction(arrow)})",
        dict.fromkeys(("formula", "formula_ols", "infomeasure.discrete"), SUMMED), exact=True)


# MARK: ordinal patterns

def permutation(entry, _, number, delay):
    peers = ["antropy(bits*ln2)", "ordpy(base e, unnormalised)", "peccary(H*ln n!)"]
    # The others order equal values in their own ways.
    if entry["input"] not in ("sine_n1000", "quantised_n2000"):
        peers += ["EntropyHub(Logx=e)", "infomeasure.ordinal"]
    white = entry["input"].startswith("white_n10000") and delay == "1"
    yield Measured(
        "entropy", f"permutation_entropy(order: {number}, delay: {delay})",
        {"formula(stable ties)": COUNTED} | dict.fromkeys(peers, COUNTED), exact=True,
        monte_carlo=f"perm_entropy white N=10000 D={number}" if white else None)


def complexity(_, __, number, delay):
    arguments = f"order: {number}, delay: {delay}"
    calls = (f"permutation_entropy({arguments}, normalized: true)", f"jensen_shannon_complexity({arguments})")
    for place, (name, call) in enumerate(zip("HC", calls)):
        values = {"formula": COUNTED, "ordpy": COUNTED, "peccary": SUMMED}
        yield Measured(
            name, call, {key: Value(tolerance, place) for key, tolerance in values.items()}, exact=place)


def plane(entry, _, number):
    values = entry["values"]
    yield Measured(
        "largest C", f"largest_complexity(order: {number})",
        {"formula max C over equal-mass corners": COUNTED, "peccary.getMaxC(nsteps=200)": SUMMED,
         "ordpy.max(m=200)": SUMMED})
    corner, half = "formula corner z=M/2 [H,C]", "formula Cmin at pmax=0.5 [H,C]"
    # Of each point the entropy is given to the call and the complexity comes out.
    if corner in values:
        yield Measured(
            "largest C at a corner", f"largest_complexity(order: {number}, entropy: {values[corner][0]})",
            {corner: Value(1e-9, 1)})
    if half in values:
        yield Measured(
            "smallest C at p = 1/2", f"smallest_complexity(order: {number}, entropy: {values[half][0]})",
            {half: Value(1e-9, 1), "peccary min curve interpolated at that H": NOISY})
    for place, bound in enumerate(("smallest", "largest")):
        yield Measured(
            f"{bound} H of a period", f"periodic_entropy(order: {number}, bound: {bound})",
            {"peccary HminPer/HmaxPer": Value(COUNTED, place)})


def spatial(_, __, rows, columns):
    yield Measured(
        "entropy", f"spatial_permutation_entropy(rows: {rows}, columns: {columns})",
        {f"ordpy(dx={columns},dy={rows})": COUNTED,
         f"EntropyHub.PermEn2D(m={rows},Norm False)": COUNTED}, exact=True)


# MARK: series

def sample(entry, _, length, factor):
    names = ("formula(<=r, std ddof0)", "formula(<r)", "antropy", "EntropyHub")
    white = entry["input"].startswith("white_n1000")
    yield Measured(
        "entropy", f"sample_entropy(length: {length}, tolerance: {factor})", dict.fromkeys(names, COUNTED),
        exact=True, monte_carlo=f"sample_entropy white N=1000 m={length} r={factor}sd" if white else None)


def approximate(_, __, length, factor):
    yield Measured("entropy", f"approximate_entropy(length: {length}, tolerance: {factor})",
                   dict.fromkeys(("antropy", "EntropyHub"), SUMMED))


def dispersion(_, __, length, classes):
    yield Measured("entropy", f"dispersion_entropy(length: {length}, classes: {classes})", {"EntropyHub": SUMMED})


def multiscale(entry, _, scales):
    white = entry["input"].startswith("white_n1000")
    for scale in range(1, int(scales) + 1):
        names = ("formula", "EntropyHub.MSEn coarse (r fixed)")
        yield Measured(
            f"scale {scale}", f"sample_entropy(length: 2, tolerance: 0.2, scale: {scale})",
            {name: Value(COUNTED, scale - 1) for name in names}, exact=scale - 1,
            monte_carlo="sample_entropy white N=1000 m=2 r=0.2sd" if white and scale == 1 else None)


def spectral(entry, manifest):
    bins = manifest.get(entry["input"], {}).get("shape", [0])[0] // 2 + 1
    white = entry["input"].startswith("white_n1000")
    pure = COUNTED if entry["input"].startswith("sine") else None
    yield Measured(
        "all bins", "spectral_entropy(remove_mean: false, one_sided: false)",
        {"formula |rfft|^2 incl. DC (ComplexityMeasures PowerSpectrum)": COUNTED}, exact=True, exactly=pure,
        monte_carlo=f"spectral entropy (|rfft|^2 incl DC) white N=1000, minus ln({bins})" if white else None,
        offset=math.log(bins) if white else None)
    yield Measured(
        "one-sided, no mean", "spectral_entropy",
        {"formula one-sided PSD, mean removed": COUNTED, "antropy fft(bits*ln2)": SUMMED}, exact=True,
        exactly=pure)


def factors(_, __):
    yield Measured("words", "lempel_ziv_factors",
                   dict.fromkeys(("formula(overlap allowed)", "antropy.lziv_complexity"), COUNTED))


def compression(_, __):
    yield Measured("c log2 L/L", "lempel_ziv_rate", {"formula c*log2(L)/L": COUNTED}, 1 / NATS_PER_BIT, True)
    yield Measured(
        "CID", "computable_information_density", {"formula CID (c log2 c + 2c log2(L/c))/L": COUNTED},
        1 / NATS_PER_BIT, True)


# MARK: spectra of kernels

def vendi(_, __, kernel, number):
    values = {"formula": COUNTED, "formula 1/tr((K/n)^2), no eigensolve": COUNTED,
              "vendi_score.score_dual": SUMMED}
    # Below order 1 the peer counts eigenvalues that are 0 but for rounding; one of its functions
    # knows order 1 only.
    if number == "inf" or float(number) >= 1:
        values["vendi_score.score_K"] = SUMMED
    if number == "1.0":
        values["vendi_score.score_X"] = SUMMED
    number = "infinity" if number == "inf" else number
    kernel = "gaussian, width: 2" if kernel == "rbf_sigma2" else "cosine"
    yield Measured("score", f"vendi(kernel: {kernel}, order: {number})", values, exact=True, exactly=COUNTED)


def diffusion(_, __, sigma, time):
    for alpha, names in (
            ("0", ("formula Markov, alpha=0 (= as coded)", "formula as coded (symmetric normalisation)", "peer")),
            ("0.5", ("formula Markov, density normalisation alpha=1/2",)),
            ("1", ("formula Markov, alpha=1 (Laplace-Beltrami)",))):
        yield Measured(
            f"alpha = {alpha}",
            f"diffusion_spectral_entropy(width: {sigma}, steps: {time}, alpha: {alpha})",
            dict.fromkeys(names, DIFFUSION), 1 / NATS_PER_BIT)


# MARK: particles

def pairs(entry, manifest):
    data = manifest[entry["input"]]
    sides = ", ".join([str(data["L"])] * (data["shape"] + [1])[1])
    reach = entry["params"]["rmax"]
    for name in entry["values"]:
        bins = re.fullmatch(r"formula nb=(\d+)", name)
        if bins:
            yield Measured(
                f"{bins[1]} bins",
                f"pair_correlation_entropy(periods: [{sides}], reach: {reach}, bins: {bins[1]})",
                {name: SUMMED}, exact=True,
                monte_carlo=f"s2 ideal gas N={data['shape'][0]} L=10 rmax=5 nb={bins[1]}")


def maxwellian(_, __):
    yield Measured("all", "maxwellian_relative_entropy(k: 4)", {"formula KL k=4": NEIGHBORS}, exact=True)
    yield Measured("anisotropy", "maxwellian_relative_entropy(part: anisotropy)",
                   {"formula Gaussian part 1/2 ln(T^d/det Sigma)": NEIGHBORS})


# MARK: entropy production

def production(entry, manifest, system):
    step = manifest[entry["input"]]["dt"]
    neighbors, bound = "neighbor_entropy_production", "uncertainty_bound"
    calls = {
        "ring": [
            ("drift and diffusion", "drift_entropy_production", "", "formula drift/diffusion plug-in v^2/D"),
            ("uncertainty bound", bound, ", block: 100", "formula TUR blocks of 100 steps"),
            ("nearest neighbors", neighbors, ", k: 4, values: increments, split: halves",
             "formula kNN KL(d, -d)/dt k=4")],
        "cycle3": [
            ("transition counts", "markov_entropy_production", "", "formula plug-in transition counts"),
            ("uncertainty bound", bound, ", block: 100, current: cycle", "formula TUR blocks of 100 steps")],
        "gyrator": [
            ("lag covariances", "gaussian_entropy_production", "",
             "formula Gaussian pair KL from lag covariances"),
            ("nearest neighbors", neighbors, ", k: 4, split: alternate", "formula kNN KL pairs k=4"),
            ("uncertainty bound", bound, ", block: 100, current: area",
             "formula TUR on swept area, blocks of 100")],
    }
    for what, name, arguments, value in calls[system]:
        close = NEIGHBORS if name == neighbors else SUMMED
        yield Measured(what, f"{name}(time_step: {step}{arguments})", {value: close}, exact=True)


RULES = [
    (r"shannon_(\w+)", counts),
    (r"(renyi|tsallis)_q([\d.]+|inf)", order),
    (r"kl_entropy_k(\d+)", differential),
    (r"kl_entropy_k(\d+)_periodic", periodic),
    (r"kl_entropy_k(\d+)_ties", ties),
    (r"spacing_entropy", spacing),
    (r"kde_entropy(?:_d3)?", kernel_density),
    (r"(renyi|tsallis)_knn_q([\d.]+)", neighbor_order),
    (r"kl_divergence_knn_k(\d+)", divergence),
    (r"mi_ksg_k(\d+)", mutual),
    (r"cmi_ksg_k(\d+)", conditional),
    (r"te_ksg_k(\d+) (X->Y|Y->X)", transfer_neighbors),
    (r"te_(linear_gaussian|discrete) (X->Y|Y->X)", transfer),
    (r"perm_entropy_D(\d)_tau(\d+)", permutation),
    (r"js_complexity_D(\d)_tau(\d+)", complexity),
    (r"hc_bounds_D(\d)", plane),
    (r"perm_entropy_2d_(\d)x(\d)", spatial),
    (r"sample_entropy_m(\d)_r([\d.]+)", sample),
    (r"approx_entropy_m(\d)_r([\d.]+)", approximate),
    (r"dispersion_entropy_m(\d)_c(\d+)", dispersion),
    (r"multiscale_sampen_scales1-(\d+)", multiscale),
    (r"spectral_entropy", spectral),
    (r"lz76_factors", factors),
    (r"lz_entropy_rate", compression),
    (r"vendi_(rbf_sigma2|cosine)_q([\d.]+|inf)", vendi),
    (r"dse_sigma([\d.]+)_t(\d+)", diffusion),
    (r"s2_pair_entropy", pairs),
    (r"relative_entropy_to_matched_maxwellian", maxwellian),
    (r"ep_(ring|cycle3|gyrator)", production),
]

# Values that are not compared: the entry, the name of the value, and why.
NOT_COMPARED = [
    (r".*", r".*\b(wrong|do not match|not applicable)\b.*", "the reference marks it so"),
    (r".*", r"oracle .*", "the mean of -ln f of the true density is no estimate"),
    (r"shannon_nsb", r"infomeasure\.nsb\(.*\)", "the peer finds no number"),
    (r"kl_entropy_k\d+_ties", r"infomeasure.*", "the peer moves or drops tied samples"),
    (r"kde_entropy.*", r"infomeasure\(box, .*", "another kernel"),
    (r"kl_divergence.*", r"infomeasure\.kld.*, p cut to .*", "on other data"),
    (r"mi_ksg_.*", r"dit\.total_correlation_ksg.*", "another constant and metric"),
    (r"te_ksg_.*", r"infomeasure\.ordinal.*", "of ordinal patterns"),
    (r"te_discrete .*", r"infomeasure\.mm", "with the bias of Miller removed"),
    (r"perm_entropy_D.*", r"(EntropyHub|infomeasure).*", "ordered equal values in another way"),
    (r"spectral_entropy", r"antropy welch.*|EntropyHub.*", "another definition of the spectrum"),
    (r"lz_entropy_rate", r".*Avinery.*", "depends on the version of the compressor"),
    (r"vendi_.*", r"vendi_score\.score_[KX]", "counts zeros, or knows order 1 only"),
]

# Formulas of the reference that may not be finite.
NOT_FINITE = [
    # It takes a sample's own kernel off a sum in which it has swallowed the others.
    (r"kde_entropy", "formula_scott_loo"),
]
