"""How often a promise is judged wrongly: false alarms, coverage and power of effects, measured on made-up areas.

`python -m benchmarks.effects` measures anew and writes the tables of docs/explanation/did-it-move.md (about four minutes);
with --quick a tenth of the draws, printed and not written. Every draw comes from the seed that is named there.
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evenhand.measures.borrowing import shrunken_proportions
from evenhand.measures.intervals import wilson, z_of
from evenhand.planning.effects import Baseline, Design, Promise, Protocol, load_effect_rules, promise
from evenhand.planning.effects.areas import compare
from evenhand.planning.effects.change import between, level_of, start_of
from evenhand.planning.effects.course import Course
from evenhand.planning.effects.interrupted import fit
from evenhand.planning.effects.possible import Counts
from evenhand.planning.effects.spending import critical_values

PAGE = Path("docs/explanation/did-it-move.md")
BEGIN, END = "<!-- figures: written by benchmarks/effects.py -->", "<!-- end of figures -->"
SEED = 20261122
DRAWS = 10_000
MODEL_DRAWS = 1_000
Array = NDArray[np.float64]
_EVER, _HELD = "said to have moved, at any look", "range held the truth at every look"
_STARTS = {
    "own": "**own, the lowest of 30 areas, taken as it is**",
    "picked": "own, the lowest of 30 areas, range wider",
    "shrunken": "shrunken, the lowest of 30 areas",
}
_POWER = ((40, 1, 0.03), (40, 1, 0.06), (100, 1, 0.03), (100, 5, 0.03), (400, 1, 0.03), (400, 5, 0.03))
_RATIOS = np.concatenate(([0.0], np.geomspace(1e-5, 0.3, 24)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One made-up situation: `areas` from which the lowest is picked (1: none is), and how its start is taken.

    `start` is own, picked (its range made wider for that) or shrunken; `change` what truly changes; `scatter` the
    variance of periods against chance, `before` how many there are before the start; `rounded` to what counts are rounded.
    """

    people: int
    looks: int
    areas: int = 1
    start: str = "own"
    start_people: int = 400
    spread: float = 0.05
    share: float = 0.45
    change: float = 0.0
    scatter: float = 1.0
    before: int = 0
    rounded: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Of 1: how often it was said to have moved (at any look, upwards, at the last), and how often ranges held."""

    ever: float
    ever_up: float
    last: float
    held_at_all: float
    held_at_last: float


def simulate(case: Case, *, draws: int, seed: int) -> Measured:
    """Return what judging says over all looks, for many made-up areas at once, by the functions that `judge` uses."""
    rng = np.random.default_rng(seed)
    truth, start = _starts(case, draws, rng)
    earlier = _drawn(truth, case, rng, case.before)
    after = _drawn(truth + case.change, case, rng, case.looks)
    change = np.stack([_look(case, after, start, k, earlier) for k in range(1, case.looks + 1)])
    lower, upper = change[:, 0], change[:, 1]
    moved, held = (lower > 0) | (upper < 0), (lower <= case.change) & (case.change <= upper)
    return Measured(
        ever=float(moved.any(axis=0).mean()),
        ever_up=float((lower > 0).any(axis=0).mean()),
        last=float(moved[-1].mean()),
        held_at_all=float(held.all(axis=0).mean()),
        held_at_last=float(held[-1].mean()),
    )


def _starts(case: Case, draws: int, rng: np.random.Generator) -> tuple[Array, tuple[Array, Array, Array]]:
    """The true share of the area that acts, and the figure with its range from which it starts."""
    shares = np.clip(rng.normal(case.share, case.spread, (draws, max(case.areas, 1))), 0.05, 0.95)
    if case.areas == 1:
        shares[:] = case.share
    n = np.full(shares.shape, float(case.start_people))
    x = rng.binomial(case.start_people, shares).astype(np.float64)
    if case.start == "shrunken":
        found = shrunken_proportions(x, n).figures
        figures = (found.value, found.lower, found.upper)
    else:
        figures = (x / n, *wilson(x, n, z_of(0.95)))
    rows, place = np.arange(draws), np.argmin(x / n, axis=1)
    value, lower, upper = (one[rows, place] for one in figures)
    return shares[rows, place], (value, lower, upper)


def _drawn(share: Array, case: Case, rng: np.random.Generator, periods: int) -> Counts:
    """Counts of each period since, as rounding leaves them: the ends between which they may lie."""
    shape = (len(share), periods)
    levels = np.broadcast_to(share[:, None], shape)
    if case.scatter > 1:
        size = (case.people - case.scatter) / (case.scatter - 1)
        levels = rng.beta(levels * size, (1 - levels) * size)
    x = rng.binomial(case.people, levels).astype(np.float64)
    n = np.full(shape, float(case.people))
    half = (case.rounded - 1) / 2
    x, n = (np.round(one / case.rounded) * case.rounded for one in (x, n))
    low, most = np.maximum(x - half, 0), x + half
    return Counts(x_low=low, x=x, x_high=most, n_low=n - half, n=n, n_high=n + half)


def _look(
    case: Case, after: Counts, start: tuple[Array, Array, Array], k: int, earlier: Counts | None = None
) -> Array:
    """The ends of the change at a look, each at the strictness that its information leaves."""
    value, lower, upper = start
    variance = np.clip(value * (1 - value), 1e-6, None)
    ratio = ((upper - lower) / (2 * z_of(0.95))) ** 2 / variance
    table = np.array([_strictness(case, float(one), k) for one in _RATIOS])
    z = np.interp(ratio, _RATIOS, table)
    counts = Counts(**{name: getattr(after, name)[:, :k] for name in Counts.__slots__}).total()
    level = level_of(counts, z=z, units="share", scatter=_allowed(after, k, earlier))
    picked = case.areas if case.start == "picked" else 1
    before = start_of(value, lower, upper, z=z, units="share", level=0.95, picked_from=picked)
    change = between(level, before)
    return np.stack([change.lower, change.upper])


def _strictness(case: Case, ratio: float, k: int) -> float:
    planned = ratio + 1 / (case.people * case.looks)
    fractions = [planned / (ratio + 1 / (case.people * j)) for j in range(1, k + 1)]
    return critical_values(fractions, level=load_effect_rules().level)[-1]


def _allowed(after: Counts, k: int, earlier: Counts | None) -> Array:
    """How far periods scatter beyond chance about their level before and since, as `judge` reckons it from them."""
    total, spare = np.zeros(len(after.x)), 0
    for counts, number in ((after, k), (earlier, 0 if earlier is None else earlier.x.shape[1])):
        if counts is not None and number > 1:
            x, n = counts.x[:, :number], counts.n[:, :number]
            mean = np.clip(x.sum(axis=1) / n.sum(axis=1), 1e-6, 1 - 1e-6)[:, None]
            total += ((x - n * mean) ** 2 / (n * mean * (1 - mean))).sum(axis=1)
            spare += number - 1
    if spare < load_effect_rules().least_scatter_periods:
        return np.ones(len(after.x))
    return np.maximum(total / spare, 1.0)


def promised(
    people: int, rounded: int, reach: float, *, draws: int, seed: int
) -> tuple[int, float, Measured]:
    """Return the shortest follow-up of a promise, the change promised, and what is measured when it comes true."""
    half = (rounded - 1) / 2
    base = Baseline(
        value=0.45, lower=0.45 - reach, upper=0.45 + reach, kind="shrunken", units="share", period="2024"
    )
    ends = (int(people - half), int(people + half))
    after = 8
    size = next(one.change for one in promise(base, 0.60, ends).smallest if one.periods == after)
    rng = np.random.default_rng(seed)
    truth = rng.normal(0.45, reach / z_of(0.95), draws)
    case = Case(people=people, looks=after, rounded=rounded, change=size)
    found = _drawn(np.clip(truth + size, 0, 1), case, rng, after)
    start = tuple(np.full(draws, one) for one in (0.45, 0.45 - reach, 0.45 + reach))
    change = np.stack([_look(case, found, start, k) for k in range(1, after + 1)])  # type: ignore[arg-type]
    moved = change[:, 0] > 0
    held = (change[:, 0] <= size) & (size <= change[:, 1])
    measured = Measured(
        ever=float(moved.any(axis=0).mean()),
        ever_up=float(moved.any(axis=0).mean()),
        last=float(moved[-1].mean()),
        held_at_all=float(held.all(axis=0).mean()),
        held_at_last=float(held[-1].mean()),
    )
    return after, size, measured


def time_series(before: int, after: int, rho: float, *, draws: int, seed: int) -> tuple[float, float]:
    """Return how often the interval of a level change held the truth (none), and how often it was said to have moved."""
    rng = np.random.default_rng(seed)
    points = before + after
    noise = rng.normal(size=(draws, points))
    left = np.empty_like(noise)
    left[:, 0] = noise[:, 0]
    for k in range(1, points):
        left[:, k] = rho * left[:, k - 1] + np.sqrt(1 - rho**2) * noise[:, k]
    time = np.arange(points, dtype=np.float64) - before
    protocol = Protocol(promise=_any_promise(), design=Design.INTERRUPTED, after=after)
    held = 0
    for row in left:
        course = Course(
            time=time,
            year=(time % 4) / 4,
            figure=0.5 + 0.03 * row + 0.002 * time,
            people=np.full(points, 300.0),
            off=np.zeros(points),
            events=np.zeros(points),
        )
        found = fit(course, protocol, level=0.95, rules=load_effect_rules())
        held += found.lower <= 0 <= found.upper
    return held / draws, 1 - held / draws


def placebo(others: int, spread: float, *, draws: int, seed: int) -> float:
    """Return how often an area that changed as the others did was said to have changed beyond them."""
    rng = np.random.default_rng(seed)
    alarms = 0
    for _ in range(draws):
        areas = []
        for people in np.concatenate(([150.0], rng.uniform(80, 600, others))):
            level = np.clip(0.5 + rng.normal(0, 0.1), 0.1, 0.9)
            moved = level + rng.normal(0, spread)
            shares = np.where(np.arange(16) < 8, level, np.clip(moved, 0.02, 0.98))
            x = rng.binomial(int(people), shares).astype(np.float64)
            areas.append(
                Course(
                    time=np.arange(16.0) - 8,
                    year=np.zeros(16),
                    figure=x / int(people),
                    people=np.full(16, float(int(people))),
                    off=np.zeros(16),
                    events=x,
                )
            )
        found = compare(areas[0], areas[1:], level=0.95, variance=0.25)
        alarms += found.lower > 0 or found.upper < 0
    return alarms / draws


def _any_promise() -> Promise:
    """A promise for its level alone: the model of a series asks no more of it."""
    base = Baseline(value=0.45, lower=0.4, upper=0.5, kind="shrunken", units="share", period="2024")
    return promise(base, 0.6, 100, starts=date(2025, 1, 1))


def tables(draws: int, model_draws: int) -> Iterator[str]:
    """Yield the tables of the page, line by line."""
    yield "False alarms: nothing changes, the figure is looked at after each of 8 quarters. Of 100:\n"
    yield from _head("people a quarter", "start", "counts", _EVER, "... upwards", _HELD)
    for people in (40, 100, 400):
        for rounded in (1, 5):
            yield _line(people, "own, not picked", Case(people=people, looks=8, rounded=rounded), draws)
    for start, words in _STARTS.items():
        for size in (100, 400):
            case = Case(people=100, looks=8, areas=30, start=start, start_people=size)
            yield _line(100, f"{words} (of {size} people)", case, draws)
    for before in (0, 8):
        case = Case(people=100, looks=8, scatter=2.0, before=before)
        yield _line(100, f"own; quarters vary twice as much as chance, {before} before", case, draws)
    yield ""
    yield "Power: the change is the smallest that was promised to be seen after 8 quarters. Of 100:\n"
    yield from _head(
        "people a quarter", "counts", "start", "promised", "moved, at the last look", _EVER, _HELD
    )
    for people, rounded, reach in _POWER:
        _, size, found = promised(people, rounded, reach, draws=draws, seed=SEED)
        figures = (found.last, found.ever, found.held_at_all)
        kind = f"{people} | {_counts(rounded)} | ±{100 * reach:.0f} points | {100 * size:.1f} points"
        yield f"| {kind} | " + " | ".join(_of(one) for one in figures) + " |"
    yield ""
    yield "Interrupted time series, change of level, nothing changes. Of 100 ranges of 95 % held the truth:\n"
    yield from _head(
        "quarters before, since", "estimator", "each by itself", "goes with the last by 0.2", "0.4"
    )
    for before, after in ((8, 3), (8, 8), (16, 8), (24, 16)):
        held = [time_series(before, after, rho, draws=model_draws, seed=SEED)[0] for rho in (0.0, 0.2, 0.4)]
        name = "OLS" if before + after < load_effect_rules().series["few"] else "REML"
        yield f"| {before}, {after} | {name} | " + " | ".join(_of(one) for one in held) + " |"
    yield ""
    yield "Beside areas that did not act, which changed alike. Of 100 said to have changed beyond them:\n"
    yield from _head("areas", "they differ by chance alone", "changes differ by 5 points as well")
    for others in (5, 10, 19, 40):
        alarms = [placebo(others, spread, draws=model_draws, seed=SEED) for spread in (0.0, 0.05)]
        yield f"| {others} | " + " | ".join(_of(one) for one in alarms) + " |"


def _head(*names: str) -> Iterator[str]:
    yield f"| {' | '.join(names)} |"
    yield f"|{'---|' * len(names)}"


def _line(people: int, start: str, case: Case, draws: int) -> str:
    found = simulate(case, draws=draws, seed=SEED)
    figures = (found.ever, found.ever_up, found.held_at_all)
    return (
        f"| {people} | {start} | {_counts(case.rounded)} | " + " | ".join(_of(one) for one in figures) + " |"
    )


def _counts(rounded: int) -> str:
    return "exact" if rounded == 1 else f"rounded to {rounded}"


def _of(share: float) -> str:
    return f"{100 * share:.1f}"


def run() -> Iterator[str]:
    """Yield the tables with a tenth of the draws, as all benchmarks together print them; the page is not written."""
    yield from tables(DRAWS // 10, MODEL_DRAWS // 10)


def main(arguments: list[str] | None = None) -> None:
    """Measure, and write the tables into the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the draws; print, write nothing")
    quick = parser.parse_args(arguments).quick
    if quick:
        print("\n".join(run()))
        return
    lines = "\n".join(tables(DRAWS, MODEL_DRAWS))
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text(f"{before}{BEGIN}\n\n{lines}\n\n{END}{after}", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
