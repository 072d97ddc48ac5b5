"""What rules and intervals in common use do, written from the formulas that were published, so that ours can be compared.

With no true difference: how often each rule raises a false alarm. With differences: how often the normal intervals that go
with summary measures hold the truth, and by how much sampling noise swells the measure itself.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from evenhand.calibration.draws import reached
from evenhand.calibration.types import Array, Outcome, Scenario, alarm, figure, held

_Z = 1.959963984540054
_TINY = 1e-6  # what the World Health Organization's package takes for a share of 0
_FOUR_FIFTHS = (0.8, 1.25)
_ERROR = 0.05  # what somebody who uses the rule takes its error rate to be


def draw(scenario: Scenario, rng: np.random.Generator, draws: int) -> Array:
    """Return events of each group, shape (draws, groups)."""
    return reached(scenario, rng, draws)


def cover(drawn: Array, scenario: Scenario) -> Iterator[Outcome]:
    """Yield false alarms where no group differs, otherwise coverage and how far noise swells the measures."""
    if np.ptp(scenario.shares) == 0:
        yield from _alarms(drawn, scenario.people)
    else:
        yield from _summaries(drawn, scenario)


def _alarms(x: Array, n: Array) -> Iterator[Outcome]:
    p = x / n
    gap, spread = _most_and_least(p, p * (1 - p) / n)
    yield alarm("interval of highest minus lowest excludes 0", gap > _Z * spread, nominal=_ERROR)
    yield figure("gap between highest and lowest share, in points", 100 * gap)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = p[:, 1:] / p[:, :1]
        log_error = np.sqrt((1 - p[:, 1:]) / x[:, 1:] + (1 - p[:, :1]) / x[:, :1])
        far = np.abs(np.log(ratio)) > _Z * log_error
    outside = (ratio < _FOUR_FIFTHS[0]) | (ratio > _FOUR_FIFTHS[1])
    yield alarm("a ratio to the reference outside 0.8 to 1.25", outside.any(axis=1), nominal=_ERROR)
    # A group with nobody has a ratio of 0 and, by this formula, an interval without width: it excludes 1.
    excluded = np.where(x[:, 1:] == 0, x[:, :1] > 0, far)
    yield alarm(
        "any 95% interval of a ratio to the reference excludes 1", excluded.any(axis=1), nominal=_ERROR
    )


def _most_and_least(p: Array, variance: Array) -> tuple[Array, Array]:
    """The gap between the highest and the lowest share, and its standard error as if they had been named before."""
    rows, high, low = np.arange(len(p)), p.argmax(axis=1), p.argmin(axis=1)
    return p[rows, high] - p[rows, low], np.sqrt(variance[rows, high] + variance[rows, low])


def _summaries(x: Array, scenario: Scenario) -> Iterator[Outcome]:
    n, true = scenario.people, scenario.shares
    p, w = x / n, n / n.sum()
    variance = p * (1 - p) / n
    yield from _entropy(p, variance, w, true)
    yield from _between(p, variance, w, n, true)
    yield from _attributable(x, n, true)
    yield from _slope(p, variance, w, true)
    gap, spread = _most_and_least(p, variance)
    yield _normal("highest minus lowest share, normal interval", gap, spread, np.ptp(true))


def _entropy(p: Array, variance: Array, w: Array, true: Array) -> Iterator[Outcome]:
    """Mean log deviation and Theil index times 1000, with the standard error as it is and times 1000 too."""
    ratio, real = np.where(p == 0, _TINY, p), true[None]
    mean, ratio = (w * p).sum(axis=1, keepdims=True), ratio / (w * p).sum(axis=1, keepdims=True)
    real = real / (w * real).sum()
    logs = 1 + np.log(ratio)
    for name, parts, truth, slope in (
        ("MLD", -np.log(ratio), -np.log(real), 1 - 1 / ratio),
        (
            "Theil",
            ratio * np.log(ratio),
            real * np.log(real),
            logs - (w * ratio * logs).sum(axis=1, keepdims=True),
        ),
    ):
        value, there = 1000 * (w * parts).sum(axis=1), float(1000 * (w * truth).sum())
        error = np.sqrt((w**2 * variance / mean**2 * slope**2).sum(axis=1))
        yield _normal(f"{name}, as the WHO package gives it", value, error, there)
        yield _normal(f"{name}, its error put on the same scale", value, 1000 * error, there)
        yield figure(f"{name}: mean estimate for each 1 of truth", value / there)


def _between(p: Array, variance: Array, w: Array, n: Array, true: Array) -> Iterator[Outcome]:
    """Between-group variance with the normal interval, and the same less what sampling noise adds."""
    mean = (w * p).sum(axis=1, keepdims=True)
    value = (w * (p - mean) ** 2).sum(axis=1)
    truth = float((w * (true - (w * true).sum()) ** 2).sum())
    parts = w**2 * variance
    noise = parts.sum(axis=1) ** 2 - (parts**2).sum(axis=1) + (w**2 * (1 - w) ** 2 * variance**2).sum(axis=1)
    error = np.sqrt(4 * (parts * (p - mean) ** 2).sum(axis=1) + 2 * noise)
    yield _normal("BGV, normal interval", value, error, truth)
    yield figure("BGV: mean estimate for each 1 of truth", value / truth)
    corrected = value - (w * (1 - w) * p * (1 - p) / (n - 1)).sum(axis=1)
    yield figure("BGV less sampling noise: mean estimate for each 1 of truth", corrected / truth)


def _attributable(x: Array, n: Array, true: Array) -> Iterator[Outcome]:
    """Population attributable fraction in percent, against the first group and against the lowest that was found.

    Not set to 0 where its sign is the wrong one. Source: Walter 1978, doi:10.1093/ije/7.2.175.
    """
    mean = float((n * true).sum() / n.sum())
    for against, chosen, real in (
        ("", np.zeros(len(x), np.int64), true[0]),
        (" against the lowest group found", (x / n).argmin(axis=1), true.min()),
    ):
        value, error = _walter(x, n, chosen)
        truth = float(100 * (real / mean - 1))
        yield _normal(f"PAF{against}, as the WHO package gives it", value, error, truth)
        yield _normal(f"PAF{against}, its error put on the same scale", value, 100 * error, truth)


def _walter(x: Array, n: Array, chosen: NDArray[np.int64]) -> tuple[Array, Array]:
    total, people, every = n.sum(), n[chosen], x.sum(axis=1)
    c = x[np.arange(len(x)), chosen]
    d, a = people - c, every - c
    b = total - a - people
    value = 100 * (c / people / (every / total) - 1)
    return value, np.sqrt(c * total * (a * d * (total - c) + b * c**2) / (every**3 * people**3))


def _slope(p: Array, variance: Array, w: Array, true: Array) -> Iterator[Outcome]:
    """Slope index of inequality by weighted least squares, groups from the least to the most true share.

    The published interval is found by drawing every share from a normal distribution; the slope is linear in them, so
    that the draws only approach what stands here.
    """
    order = np.argsort(true, kind="stable")
    rank = np.cumsum(w[order]) - w[order] / 2
    centred = rank - (w[order] * rank).sum()
    weights = w[order] * centred / (w[order] * centred**2).sum()
    value, truth = p[:, order] @ weights, float(true[order] @ weights)
    yield _normal("SII, weighted least squares", value, np.sqrt(variance[:, order] @ weights**2), truth)


def _normal(name: str, value: Array, error: Array, truth: float) -> Outcome:
    return held(name, value - _Z * error, value + _Z * error, truth)
