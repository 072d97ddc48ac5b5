"""Counts behind a published range are found again, and the page's example is what is reckoned."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.measures import Known
from evenhand.measures.intervals import rate, wilson, z_of
from evenhand.measures.widen import widen_one
from evenhand.planning.effects import Point, Series, promise
from evenhand.planning.effects.possible import counts_of
from tests.planning.effects.made import start

Z = z_of(0.95)
PAGE = Path(__file__).parents[3] / "docs/explanation/did-it-move.md"


def known(low: int, high: int) -> Known:
    ends = np.array([float(low)]), np.array([float(high)])
    return Known(value=(ends[0] + ends[1]) / 2, lower=ends[0], upper=ends[1], status=np.array(["rounded"]))


@settings(max_examples=60, deadline=None)
@given(st.integers(30, 500), st.floats(0.05, 0.9), st.integers(0, 4), st.sampled_from(["share", "per_1000"]))
def test_the_counts_behind_a_published_range_are_found_again(
    people: int, share: float, half: int, units: str
) -> None:
    middle = max(round(share * people), half)
    x, n = known(middle - half, middle + half), known(people - half, people + half)
    law = wilson if units == "share" else rate
    low, high = widen_one(lambda a, b: law(a, b, Z), x, n, within=units == "share")
    per = 1 if units == "share" else 1000
    told = Point(
        period="2025",
        estimate=per * middle / people,
        lower=per * float(low[0]),
        upper=per * float(high[0]),
        people=(people - half, people + half),
    )
    found = counts_of((told,), Series(units=units, points=(told,)))
    most = min(middle + half, people - half) if units == "share" else middle + half
    # From ten events on Byar's interval takes the exact one's place, with a step between that several counts share.
    near = 0.05 if units == "share" or middle - half > 12 else 1.0
    assert found.x_low[0] == pytest.approx(middle - half, abs=near)
    assert found.x_high[0] == pytest.approx(most, abs=near)


def test_published_numerators_are_taken_as_they_are() -> None:
    told = Point(period="2025", estimate=0.5, lower=0.0, upper=1.0, people=(40, 40), reached=(18, 22))
    found = counts_of((told,), Series(units="share", points=(told,)))
    assert (found.x_low[0], found.x[0], found.x_high[0]) == (18, 20, 22)


def test_the_example_of_the_page_is_what_is_reckoned() -> None:
    words = promise(start(reach=0.03), 0.55, (98, 102)).words["en"]
    quoted = next(line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("> "))
    assert words.startswith(quoted.removeprefix("> "))
