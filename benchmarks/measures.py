"""All measures with their intervals on 100,000 cells, each against one pass of Wilson's interval, and all together."""

import time
from collections.abc import Callable, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from benchmarks.line import line
from evenhand.measures import score
from evenhand.measures.funnels import funnel
from evenhand.measures.inequality import SUMMARIES, Groups, summaries
from evenhand.measures.intervals import rate, wilson, z_of
from evenhand.measures.process import p_chart, p_prime_chart, u_chart, u_prime_chart, xmr_chart
from evenhand.measures.standardised import direct, indirect_ratio

CELLS, GROUPS, PERIODS = 100_000, 8, 25
TABLES, SERIES = CELLS // GROUPS, CELLS // PERIODS
Z = z_of(0.95)
CLOSED_LIMIT, ALL_LIMIT = 50.0, 5.0
Number = NDArray[np.float64]


def run() -> Iterator[str]:
    """Yield each measure in passes of Wilson's interval over the same cells, then all of them in seconds."""
    counts = _Counts(np.random.default_rng(1))
    wilson_once = _seconds(lambda: wilson(counts.x, counts.n, Z), 20)
    yield f"one Wilson pass over {CELLS:,} cells: {1000 * wilson_once:.2f} ms"
    total = 0.0
    for name, work in closed_forms(counts).items():
        took = _seconds(work, 3)
        total += took
        yield line(f"{name}, in Wilson passes", took / wilson_once, CLOSED_LIMIT, "")
    for name, work in others(counts).items():
        took = _seconds(work, 1)
        total += took
        yield f"{name}: {took:.2f} s"
    yield line(f"all measures with intervals, {CELLS:,} cells each", total, ALL_LIMIT, "s")


class _Counts:
    """Made-up counts of 100,000 cells: of single groups, and the same as tables of eight and as series of 25."""

    def __init__(self, rng: np.random.Generator) -> None:
        self.n = rng.integers(30, 500, CELLS).astype(np.float64)
        share = np.clip(rng.normal(0.3, 0.08, CELLS), 0.02, 0.98)
        self.x = rng.binomial(self.n.astype(np.int64), share).astype(np.float64)
        self.other_n, self.other_x = np.roll(self.n, 1), np.roll(self.x, 1)
        self.tables = self.x.reshape(TABLES, GROUPS), self.n.reshape(TABLES, GROUPS)
        self.series = self.x.reshape(SERIES, PERIODS), self.n.reshape(SERIES, PERIODS)
        self.groups = Groups(
            x=self.tables[0],
            n=self.tables[1],
            order=np.broadcast_to(np.arange(GROUPS, dtype=np.float64), (TABLES, GROUPS)),
            reference=np.zeros(TABLES, dtype=np.int64),
            favourable=True,
        )


def closed_forms(counts: _Counts) -> Mapping[str, Callable[[], object]]:
    """Return the measures whose limits are a formula, by name."""
    x, n = counts.x, counts.n
    standard = np.broadcast_to(np.arange(1.0, GROUPS + 1), (TABLES, GROUPS))
    return {
        "rate, Byar and exact": lambda: rate(x, n, Z),
        "ratio of rates": lambda: score.ratio_of_rates(x, n, counts.other_x, counts.other_n, Z),
        "directly standardised": lambda: direct(*counts.tables, standard),
        "indirectly standardised": lambda: indirect_ratio(x, n / 3),
        "P chart": lambda: p_chart(*counts.series),
        "P' chart": lambda: p_prime_chart(*counts.series),
        "U chart": lambda: u_chart(*counts.series),
        "U' chart": lambda: u_prime_chart(*counts.series),
        "XmR chart": lambda: xmr_chart(counts.series[0]),
    }


def others(counts: _Counts) -> Mapping[str, Callable[[], object]]:
    """Return the measures whose limits are sought: score limits, summaries of inequality, funnels."""
    x1, n1, x2, n2 = counts.x, counts.n, counts.other_x, counts.other_n
    made: dict[str, Callable[[], object]] = {
        "difference, score limits": lambda: score.difference_of_proportions(x1, n1, x2, n2, Z),
        "ratio, score limits": lambda: score.ratio_of_proportions(x1, n1, x2, n2, Z),
        "difference of rates, score limits": lambda: score.difference_of_rates(x1, n1, x2, n2, Z),
        f"all {len(SUMMARIES)} summaries of inequality, {TABLES:,} tables of {GROUPS}": lambda: summaries(
            counts.groups
        ),
        "funnel, 1,000 of 100 areas": lambda: funnel(
            x1.reshape(1000, 100), n1.reshape(1000, 100), kind="proportion"
        ),
    }
    return made


def _seconds(work: Callable[[], object], times: int) -> float:
    """The shortest of some runs, after one that warms up."""
    taken = []
    work()
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)
