"""Effects against others: published critical values and intervals, statsmodels, and a published time series.

Origins: critical values of five equal looks, two-sided 5 %, as in the tables of ldbounds (Reboussin et al 2000,
doi:10.1016/S0197-2456(00)00057-X) and Jennison and Turnbull 2000; Newcombe 1998 example (a), 56 of 70 against 48 of 80;
monthly admissions in Sicily 2002 to 2006 among people under 70, age-standardised population: Lopez Bernal, Cummins and
Gasparrini 2017, doi:10.1093/ije/dyw098, supplement, with the model and ratio that its tutorial prints.
"""

import csv
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest
import statsmodels.api as sm
from scipy.linalg import null_space
from scipy.stats import multivariate_normal
from statsmodels.stats.proportion import confint_proportions_2indep

from evenhand.measures.intervals import wilson, z_of
from evenhand.planning.effects import (
    Baseline,
    Design,
    Impact,
    Point,
    Protocol,
    Series,
    judge,
    load_effect_rules,
    promise,
    seal_protocol,
)
from evenhand.planning.effects.change import between, level_of, start_of
from evenhand.planning.effects.course import Course
from evenhand.planning.effects.interrupted import (
    autocorrelation,
    covariance,
    design_matrix,
    fit,
    restricted_likelihoods,
)
from evenhand.planning.effects.possible import Counts
from evenhand.planning.effects.spending import critical_values

RULES = load_effect_rules()
FIFTHS = [0.2, 0.4, 0.6, 0.8, 1.0]


@pytest.mark.parametrize(
    ("spending", "published"),
    [
        ("obrien_fleming", [4.8769, 3.3569, 2.6803, 2.2898, 2.0310]),
        ("pocock", [2.4380, 2.4268, 2.4101, 2.3966, 2.3859]),
    ],
)
def test_critical_values_of_five_looks(spending: str, published: list[float]) -> None:
    found = critical_values(FIFTHS, level=0.95, spending=spending)
    assert found == pytest.approx(published, abs=2e-4)


def test_looks_together_raise_as_many_alarms_as_stated() -> None:
    rng = np.random.default_rng(4)
    fractions = np.array([0.5, 0.7, 0.72, 0.9, 0.97, 1.0])
    steps = np.diff(fractions, prepend=0.0)
    scores = np.cumsum(rng.normal(size=(200_000, 6)) * np.sqrt(steps), axis=1)
    beyond = np.abs(scores / np.sqrt(fractions)) > np.array(critical_values(fractions, level=0.95))
    assert beyond.any(axis=1).mean() == pytest.approx(0.05, abs=0.0015)


def sums(x: float, n: float) -> Counts:
    one, people = np.array([x]), np.array([n])
    return Counts(x_low=one, x=one, x_high=one, n_low=people, n=people, n_high=people)


def change_of(x1: float, n1: float, x2: float, n2: float) -> tuple[float, float]:
    z = z_of(0.95)
    low, high = wilson(np.array([x2]), np.array([n2]), z)
    before = start_of(np.array([x2 / n2]), low, high, z=z, units="share", level=0.95)
    found = between(level_of(sums(x1, n1), z=z, units="share"), before)
    return float(found.lower[0]), float(found.upper[0])


def test_newcombes_example() -> None:
    assert change_of(56, 70, 48, 80) == pytest.approx((0.0524, 0.3339), abs=5e-5)


@pytest.mark.parametrize("counts", [(9, 10, 3, 10), (12, 200, 40, 90), (300, 700, 50, 80)])
def test_the_change_from_an_own_start_is_statsmodels_newcombe(counts: tuple[int, int, int, int]) -> None:
    other = confint_proportions_2indep(*counts, method="newcomb", compare="diff")
    assert change_of(*counts) == pytest.approx(other, abs=1e-9)


def a_course(seed: int, before: int, after: int) -> Course:
    rng = np.random.default_rng(seed)
    time = np.arange(before + after, dtype=np.float64) - before
    size = before + after
    return Course(
        time=time,
        year=(time % 4) / 4,
        figure=0.4 + 0.003 * time + 0.05 * (time >= 0) + rng.normal(0, 0.02, size),
        people=rng.integers(80, 300, size).astype(np.float64),
        off=np.zeros(size),
        events=np.zeros(size),
    )


def a_protocol(after: int, **other) -> Protocol:
    base = Baseline(value=0.4, lower=0.36, upper=0.44, kind="shrunken", units="share", period="2024")
    made = promise(base, 0.6, 200, due=date(2026, 12, 31))
    return Protocol(promise=made, design=Design.INTERRUPTED, after=after, **other)


def test_few_points_are_statsmodels_weighted_least_squares() -> None:
    course, protocol = a_course(1, 8, 3), a_protocol(3)
    other = sm.WLS(course.figure, design_matrix(course, protocol), weights=course.people).fit()
    found = fit(course, protocol, level=0.95, rules=RULES)
    assert (found.change, found.lower, found.upper) == pytest.approx(
        (other.params[2], *other.conf_int(0.05)[2]), rel=1e-9
    )


def test_a_slope_is_reported_at_the_last_period() -> None:
    course = a_course(2, 8, 3)
    protocol = a_protocol(3, impact=Impact.LEVEL_AND_SLOPE)
    other = sm.WLS(course.figure, design_matrix(course, protocol), weights=course.people).fit()
    asked = other.t_test([0, 0, 1, 2]).conf_int()[0]
    found = fit(course, protocol, level=0.95, rules=RULES)
    assert (found.lower, found.upper) == pytest.approx(tuple(asked), rel=1e-9)


def test_restricted_likelihood_is_that_of_the_error_contrasts() -> None:
    """Patterson and Thompson 1971: the likelihood of sums that hold nothing of the model's level, slope and step."""
    course, protocol = a_course(3, 12, 8), a_protocol(8)
    x = design_matrix(course, protocol)
    contrasts = null_space(x.T).T
    seen = contrasts @ course.figure

    def other(rho: float) -> float:
        cover = contrasts @ covariance(course, rho) @ contrasts.T
        scale = seen @ np.linalg.solve(cover, seen) / len(seen)
        return float(multivariate_normal.logpdf(seen, cov=scale * cover))

    grid = np.linspace(-0.5, 0.9, 15)
    own = restricted_likelihoods(course, x, grid)
    theirs = np.array([other(one) for one in grid])
    assert own - own[0] == pytest.approx(theirs - theirs[0], abs=1e-8)
    best = grid[int(np.argmax(theirs))]
    assert autocorrelation(course, x) == pytest.approx(max(best, 0.0), abs=0.11)


def sicily() -> list[dict[str, str]]:
    with (Path(__file__).parent / "smoking_ban_sicily.csv").open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def sicily_effect(season: int):
    rows = sicily()
    per = 100_000
    base = Baseline(
        value=213.0, lower=205.0, upper=221.0, kind="own", units=f"per_{per}", period="2004-12/2004-12"
    )
    made = promise(
        base, 190.0, 388_000, period="month", starts=date(2005, 1, 1), due=date(2006, 11, 30), off_by=0
    )
    protocol = Protocol(
        promise=made,
        design=Design.INTERRUPTED,
        after=23,
        is_log=True,
        season=season,
        without_start=False,
    )
    points = []
    for row in rows:
        events, people = int(row["events"]), round(float(row["people"]))
        z = z_of(0.95) * np.sqrt(events)
        ends = [per * (events + one) / people for one in (0.0, -z, z)]
        points.append(
            Point(
                period=row["month"],
                estimate=ends[0],
                lower=ends[1],
                upper=ends[2],
                people=(people, people),
                reached=(events, events),
            )
        )
    series = Series(units=f"per_{per}", points=tuple(points))
    return judge(series, seal_protocol(protocol, datetime(2004, 12, 1, tzinfo=UTC)), date(2008, 1, 1))


def test_the_smoking_ban_in_sicily_has_its_published_ratio() -> None:
    """The tutorial prints 0.894 (0.864 to 0.925) of the plain Poisson model; ours has the same ratio."""
    effect = sicily_effect(season=0)
    assert effect.method == "interrupted_poisson"
    assert effect.figures["ratio"] == pytest.approx(0.894, abs=0.0005)
    assert effect.lower < effect.upper < 0


@pytest.mark.parametrize("season", [0, 2])
def test_sicily_with_its_scatter_is_statsmodels_quasi_poisson(season: int) -> None:
    rows = sicily()
    month = np.array([int(row["month"][5:]) for row in rows])
    columns = [np.ones(59), np.arange(59.0), np.arange(59) >= 36]
    for pair in range(1, season + 1):
        columns += [np.sin(2 * np.pi * pair * month / 12), np.cos(2 * np.pi * pair * month / 12)]
    people = np.round([float(row["people"]) for row in rows])
    events = np.array([int(row["events"]) for row in rows])
    other = sm.GLM(
        events,
        np.column_stack(columns).astype(float),
        family=sm.families.Poisson(),
        offset=np.log(people),
    ).fit(scale="X2", use_t=True)
    ends = np.exp(other.conf_int(0.05)[2])
    effect = sicily_effect(season)
    found = (effect.figures["ratio"], effect.figures["ratio_lower"], effect.figures["ratio_upper"])
    assert found == pytest.approx((np.exp(other.params[2]), *ends), rel=1e-6)
