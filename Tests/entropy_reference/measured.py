"""What is compared: a call, the values of the reference that it must repeat, and the exact answer
that it estimates."""

from dataclasses import dataclass, field

# How close a value must be held: relative to it, or absolute below 1.
COUNTED = 1e-12
NEIGHBORS = 1e-10
DIFFUSION = 1e-9
# Sums of many thousands of logarithms, and matrices in other libraries' order of operations.
SUMMED = 1e-10
# Libraries that add noise to the samples.
NOISY = 1e-5
SCIKIT_LEARN = 2e-3


@dataclass
class Value:
    """How a value of the reference is compared."""

    tolerance: float
    index: int | None = None  # its place, where the value is a list
    shift: float = 0.0  # what is added to it first


@dataclass
class Measured:
    """A call on the data sets of an entry."""

    what: str
    call: str
    values: dict = field(default_factory=dict)  # names in the entry's values -> tolerance or Value
    scale: float = 1.0  # the measured value times this is compared
    exact: object = None  # True, or the place in the entry's list: the exact answer is estimated
    exactly: float | None = None  # the exact answer is no estimate but must be met this closely
    monte_carlo: str | None = None  # the key of mc_bias.json
    offset: float | None = None  # taken off in mc_bias.json: its own exact answer is used, plus this

    def value(self, name):
        """How the value `name` is compared."""
        rule = self.values[name]
        return rule if isinstance(rule, Value) else Value(rule)


@dataclass
class Check:
    """One number that must come out."""

    what: str
    expected: float
    call: str
    arrays: list
    tolerance: float = COUNTED
    scale: float = 1.0
    spread: float = 0.0  # allowed absolute deviation besides the tolerance
    source: str = ""  # where the spread comes from
    standard_errors: float = 0.0  # allowed deviation in printed standard errors
    undefined: bool = False  # the value must not exist
