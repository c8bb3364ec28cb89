"""Turns the entries of a reference folder into checks."""

import json
import math
import re
import sys
from pathlib import Path

from .measured import Check
from .rules import NOT_COMPARED, NOT_FINITE, RULES

# What an exact answer without a known bias may be missed by, relative, or absolute below 1.
STATED = 0.1
OWN_BIAS = Path(__file__).resolve().parent / "own_bias.json"


def is_number(value):
    """Whether a value is a finite number."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


class Reference:
    """A folder with inputs_manifest.json, reference.json and mc_bias.json."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.entries = self.load("reference.json")["entries"]
        self.manifest = self.load("inputs_manifest.json")["datasets"]
        self.bias = self.load("mc_bias.json", needed=False)
        self.own = json.loads(OWN_BIAS.read_text(encoding="utf-8")) if OWN_BIAS.exists() else {}
        self.used = set()  # keys of mc_bias.json
        self.notes = []  # what was not compared, and why
        self.failures = []  # entries and values that no rule understands
        if self.bias is None:
            self.notes.append(
                "no mc_bias.json: the exact answers whose bias and spread it tells are not compared")

    def load(self, name, needed=True):
        """A JSON file of the folder; None for one that is not there and not needed."""
        try:
            return json.loads((self.folder / name).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return sys.exit(f"no {name} in {self.folder}") if needed else None
        except (OSError, ValueError) as error:
            return sys.exit(f"{self.folder / name}: {error}")

    def fail(self, entry, why):
        """Counts something that is not understood as failed."""
        self.failures.append(f"{name_of(entry)}: {why}")

    # MARK: entries

    def measured(self, entry):
        """What is measured for an entry; None where no rule knows its name."""
        for pattern, rule in RULES:
            match = re.fullmatch(pattern, entry["id"])
            if match:
                try:
                    return list(rule(entry, self.manifest, *match.groups())) or None
                except KeyError as missing:
                    self.fail(entry, f"its rule needs {missing}, which the folder lacks")
                    return []
        return None

    def checks(self, entry):
        """The checks of an entry. What is not understood is a failure."""
        if re.search(r"\b(wrong|not applicable)\b", entry.get("note", "")):
            self.notes.append(f"{name_of(entry)}: not compared, the reference says: {entry['note']}")
            return []
        measured = self.measured(entry)
        if measured is None:
            self.fail(entry, "no estimator is known for this entry")
            return []
        found, understood = [], set()
        for each in measured:
            for name in each.values:
                if name in entry.get("values", {}):
                    understood.add(name)
                    found += self.value_checks(entry, each, name)
        for name in entry.get("values", {}):
            if name not in understood:
                self.judge(entry, name)
        found += self.exact_checks(entry, measured)
        return found

    def judge(self, entry, name):
        """Notes why a value is not compared, or fails it."""
        for pattern, names, why in NOT_COMPARED:
            if re.fullmatch(pattern, entry["id"]) and re.fullmatch(names, name):
                self.notes.append(f"{name_of(entry)}: {name}: not compared: {why}")
                return
        self.fail(entry, f"the value '{name}' is not understood")

    def value_checks(self, entry, each, name):
        """The comparison with one value of the reference."""
        rule, value = each.value(name), entry["values"][name]
        arrays = self.arrays(entry["input"])
        if rule.index is not None:
            if not isinstance(value, list) or len(value) <= rule.index:
                self.fail(entry, f"{name}: a list of at least {rule.index + 1} numbers is needed")
                return []
            value = value[rule.index]
        what = name if each.what in name else f"{each.what}, {name}"
        if is_number(value):
            return [Check(what, value + rule.shift, each.call, arrays, rule.tolerance, each.scale)]
        if str(value) == "-inf":
            return [Check(what, math.nan, each.call, arrays, undefined=True)]
        excused = any(re.fullmatch(pattern, entry["id"]) and name == excuse for pattern, excuse in NOT_FINITE)
        if excused or not name.startswith("formula"):
            self.notes.append(f"{name_of(entry)}: {name}: not compared: it is {value}")
        else:
            self.fail(entry, f"{name}: {value} is not a number")
        return []

    # MARK: exact answers

    def exact_checks(self, entry, measured):
        """The comparisons with the exact answer of an entry."""
        answer, found, compared = entry.get("exact"), [], False
        for each in measured:
            if each.exact is None:
                continue
            exact = answer
            if each.exact is not True and isinstance(answer, list) and each.exact < len(answer):
                exact = answer[each.exact]
            known = self.known(entry, each)
            if each.offset is not None and each.monte_carlo in (self.bias or {}):
                # Here the Monte Carlo runs have their own exact answer.
                exact = self.bias[each.monte_carlo]["exact"] + each.offset if known else None
            if not is_number(exact):
                continue
            compared = True
            found += self.exact_check(entry, each, exact, known)
        if answer is not None and not compared:
            self.fail(entry, f"the exact answer {answer} is not understood")
        return found

    def exact_check(self, entry, each, exact, known):
        """One comparison with an exact answer."""
        what, arrays = f"{each.what}, exact", self.arrays(entry["input"])
        if each.exactly is not None:
            return [Check(what, exact, each.call, arrays, each.exactly, each.scale)]
        if known == "missing":
            self.notes.append(f"{name_of(entry)}: {each.what}: the exact answer is not compared")
            return []
        if known:
            bias, spread, source = known
            if source == "mc_bias.json":
                self.used.add(each.monte_carlo)
            return [Check(
                f"{what} {exact:.6g} + bias", exact + bias, each.call, arrays, 0, each.scale, 4 * spread,
                f"4 sd of {source}")]
        # Data that nobody drew again: a tenth, and what the bias of its like with other k or q
        # suggests.
        bias = self.similar(entry, each)
        text = f", its like have a bias of {bias:.3g}" if bias else ""
        return [Check(
            what, exact, each.call, arrays, 0, each.scale, STATED * max(1, abs(exact)) + 1.5 * bias,
            f"no bias known: a tenth and 4 standard errors{text}", 4)]

    def similar(self, entry, each):
        """The largest known bias, without its sign, of the same estimate of the same data with
        other k or order."""
        def family(key):
            return re.sub(r"(\bk=|_k|_q)[\d.]+", r"\1", key or "")
        known = [value["bias"] for key, value in (self.bias or {}).items()
                 if family(key) == family(each.monte_carlo) and self.fits(key, entry["input"])]
        known += [value["bias"] for key, value in self.own.items() if family(key) == family(own_key(entry, each))]
        return max(map(abs, known), default=0.0)

    def known(self, entry, each):
        """Bias and standard deviation of an estimate and where they come from; 'missing' with
        mc_bias.json."""
        key = each.monte_carlo
        if key and self.fits(key, entry["input"]):
            if key in (self.bias or {}):
                return self.bias[key]["bias"], self.bias[key]["sd"], "mc_bias.json"
            if self.bias is None and own_key(entry, each) not in self.own:
                return "missing"
        own = self.own.get(own_key(entry, each))
        if own and own["shapes"] == self.shapes(entry["input"]):
            return own["bias"], own["sd"], f"{own['seeds']} own runs"
        return None

    def shapes(self, inputs):
        """The shapes of the data sets that an entry names."""
        return [self.manifest.get(part.strip().partition("[")[0], {}).get("shape") for part in inputs.split("||")]

    def fits(self, key, inputs):
        """Whether the data sets have the sizes that a key of the Monte Carlo runs names (N=...,
        M=...)."""
        shapes = self.shapes(inputs)
        if key.startswith("shannon") or None in shapes:
            return True
        sizes = [shape[0] for shape in shapes]
        return all(int(number) in sizes for number in re.findall(r"\b[NM]=(\d+)", key))

    def arrays(self, inputs):
        """The datasets that an entry's input names: `a`, `a || b`, `a[:5000]`, or none."""
        if inputs is None:
            return []
        return [f"{self.folder / 'inputs.h5'}:/{part.strip()}" for part in inputs.split("||")]

    def unused(self):
        """Keys of mc_bias.json that no entry fits."""
        return sorted(set(self.bias or {}) - self.used)


def name_of(entry):
    """What a message calls an entry."""
    return f"{entry['id']} {entry.get('input') or ''}".strip()


def own_key(entry, each):
    """The key of an estimate in own_bias.json."""
    return f"{name_of(entry)}: {each.what}"
