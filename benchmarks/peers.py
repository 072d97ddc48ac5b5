"""The same work here and in the packages somebody would take instead: seconds, their ratio, and how often intervals hold.

Fairlearn's MetricFrame takes rows and gives a share for each group, with percentiles of a bootstrap if asked. Ours counts
the same rows first and gives, from the counts, shares, differences and ratios with their intervals.
"""

import time
import warnings
from collections.abc import Callable, Iterator

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from evenhand.measures import score
from evenhand.measures.intervals import wilson, z_of

ROWS, GROUPS, BOOTSTRAPS = 100_000, 18, 100
PEOPLE, REPEATS = 800, 60
Z = z_of(0.95)
Number = NDArray[np.float64]


def run() -> Iterator[str]:
    """Yield how many times as long the others take, and how often their intervals hold."""
    yield from _rows()
    yield from _loops()
    yield from _charts()
    yield from _held()


def _rows() -> Iterator[str]:
    """From rows to a share for each group: Fairlearn with and without its bootstrap."""
    group, reached = _drawn(ROWS, GROUPS, np.random.default_rng(1))
    ours = _seconds(lambda: from_rows(group, reached), 5)
    without = _seconds(lambda: metric_frame(group, reached, 0), 3)
    with_ = _seconds(lambda: metric_frame(group, reached, BOOTSTRAPS), 1)
    what = f"{ROWS:,} rows, {GROUPS} groups"
    yield f"{what}: ours, shares, differences and ratios with intervals: {ours:.4f} s"
    yield _times(f"{what}: Fairlearn, no interval", without, ours, 1)
    yield _times(f"{what}: Fairlearn, {BOOTSTRAPS} bootstrap samples", with_, ours, 100)


def from_rows(group: NDArray[np.str_], reached: NDArray[np.int64]) -> dict[str, Number]:
    """Return for each group its share, and difference and ratio against the largest, each with its interval."""
    table = pa.table({"group": pa.array(group).dictionary_encode(), "reached": reached})
    counts = table.group_by("group").aggregate([("reached", "sum"), ("reached", "count")])
    x, n = (counts.column(f"reached_{name}").to_numpy().astype(np.float64) for name in ("sum", "count"))
    base = np.full(len(n), int(np.argmax(n)))
    found = {"share": x / n, "lower": wilson(x, n, Z)[0], "upper": wilson(x, n, Z)[1]}
    for name, interval in (
        ("difference", score.difference_of_proportions),
        ("ratio", score.ratio_of_proportions),
    ):
        found[f"{name}_lower"], found[f"{name}_upper"] = interval(x, n, x[base], n[base], Z)
    return found


def metric_frame(group: NDArray[np.str_], reached: NDArray[np.int64], samples: int) -> Number:
    """Return Fairlearn's share for each group; with `samples` its bootstrap limits, shape (2, groups)."""
    from fairlearn.metrics import MetricFrame, selection_rate

    more = (
        {"n_boot": samples, "ci_quantiles": [0.025, 0.975], "random_state": np.random.RandomState(1)}
        if samples
        else {}
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        frame = MetricFrame(
            metrics=selection_rate, y_true=reached, y_pred=reached, sensitive_features=group, **more
        )
        if not samples:
            return np.asarray(frame.by_group, dtype=np.float64)
        return np.array([one.to_numpy() for one in frame.by_group_ci], dtype=np.float64)


def _loops() -> Iterator[str]:
    """Score limits of many pairs: a loop of statsmodels over them, which is how its function is called."""
    from statsmodels.stats.proportion import confint_proportions_2indep

    rng = np.random.default_rng(2)
    n1, n2 = (rng.integers(30, 600, 2_000).astype(np.float64) for _ in range(2))
    x1, x2 = (rng.binomial(n.astype(np.int64), 0.3).astype(np.float64) for n in (n1, n2))
    pairs = list(zip(x1[:40], n1[:40], x2[:40], n2[:40], strict=True))
    answered: list[bool] = []

    def loop() -> None:
        for pair in pairs:
            try:
                confint_proportions_2indep(*pair, compare="diff", method="score")
                answered.append(True)
            except ValueError:
                answered.append(False)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = _seconds(loop, 1) / len(pairs)
    ours = _seconds(lambda: score.difference_of_proportions(x1, n1, x2, n2, Z), 3) / len(x1)
    yield _times("score limits of a difference, each pair: statsmodels in a loop", theirs, ours, 1)
    yield f"  of {len(pairs)} pairs statsmodels gave no limits for {len(pairs) - sum(answered)} (an error)"


def _charts() -> Iterator[str]:
    """A P' chart of 24 months and a funnel of 150 areas, figures alone."""
    import pandas as pd
    import qikit
    from controlchartspy import funnel as chart_funnel

    from evenhand.measures.funnels import funnel
    from evenhand.measures.process import p_prime_chart

    rng = np.random.default_rng(3)
    n = rng.integers(80, 200, 24)
    frame = pd.DataFrame({"month": np.arange(24), "x": rng.binomial(n, 0.4), "n": n})
    x, people = (frame[name].to_numpy(np.float64)[None, :] for name in ("x", "n"))
    ours = _seconds(lambda: p_prime_chart(x, people), 5)
    theirs = _seconds(lambda: qikit.qic("month", "x", "n", data=frame, chart="pp"), 3)
    yield _times("P' chart of 24 months: clinical-qikit", theirs, ours, 1)
    sizes = rng.integers(80, 2_000, 150)
    events = rng.binomial(sizes, 0.4)
    ours = _seconds(lambda: funnel(events.astype(float), sizes.astype(float), kind="proportion"), 5)
    rows = [
        {"area": f"a{place}", "x": float(one), "n": float(size)}
        for place, (one, size) in enumerate(zip(events, sizes, strict=True))
    ]
    theirs = _seconds(
        lambda: chart_funnel(rows, keys="area", numerators="x", denominators="n", return_objs="limits"), 3
    )
    yield _times("funnel of 150 areas: controlchartspy", theirs, ours, 1)


def _held() -> Iterator[str]:
    """How often the intervals of shares hold the truth in a partnership of 800 people and 8 groups (nominal 95 %)."""
    rng = np.random.default_rng(4)
    sizes = np.array([30, 36, 44, 60, 70, 90, 150, 320])
    truth = np.linspace(0.06, 0.30, len(sizes))
    group = np.repeat(np.array([f"g{place}" for place in range(len(sizes))]), sizes)
    theirs, ours = np.zeros(len(sizes)), np.zeros(len(sizes))
    for _ in range(REPEATS):
        reached = (rng.random(len(group)) < np.repeat(truth, sizes)).astype(np.int64)
        low, high = metric_frame(group, reached, BOOTSTRAPS)
        theirs += (low <= truth) & (truth <= high)
        x = np.bincount(np.unique(group, return_inverse=True)[1], weights=reached)
        low, high = wilson(x, sizes.astype(np.float64), Z)
        ours += (low <= truth) & (truth <= high)
    for name, held in (("Fairlearn's bootstrap", theirs), ("ours", ours)):
        least = int(np.argmin(held))
        yield (
            f"intervals of shares that hold the truth, {PEOPLE} people in 8 groups, {name}: "
            f"{held.mean() / REPEATS:.1%}, lowest group ({sizes[least]} people) {held.min() / REPEATS:.1%}"
        )


def _drawn(rows: int, groups: int, rng: np.random.Generator) -> tuple[NDArray[np.str_], NDArray[np.int64]]:
    codes = rng.integers(0, groups, rows)
    names = np.array([f"group {place}" for place in range(groups)])
    return names[codes], (rng.random(rows) < 0.2 + 0.3 * codes / groups).astype(np.int64)


def _seconds(work: Callable[[], object], times: int) -> float:
    """The shortest of some runs."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)


def _times(what: str, theirs: float, ours: float, aim: float) -> str:
    return f"{what:<78} {theirs:>9.4f} s  {theirs / ours:>9.0f} times ours  (aim: at least {aim:g})"
