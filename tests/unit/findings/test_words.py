"""Figures in words."""

import pytest

from evenhand.findings import words
from tests.unit.measures import counted


@pytest.mark.parametrize(
    ("share", "said"),
    [(0, "0"), (0.004, "fewer than 1"), (0.005, "1"), (0.014, "1"), (0.125, "13"), (0.414, "41"), (1, "100")],
)
def test_of_every_100(share: float, said: str) -> None:
    assert words.of_every_100(share) == said


@pytest.mark.parametrize(
    ("share", "said"),
    [(0, "none"), (0.004, "fewer than 1 in 100"), (0.005, "about 1 in 100"), (0.13, "about 13 in 100")],
)
def test_in_100(share: float, said: str) -> None:
    assert words.in_100(share) == said


@pytest.mark.parametrize(
    ("rate", "said"),
    [(0, "0.0"), (0.31, "0.3"), (4.84, "4.8"), (19.96, "20.0"), (20.6, "21"), (1234.5, "1,234")],
)
def test_per_1000(rate: float, said: str) -> None:
    assert words.per_1000(rate) == said


@pytest.mark.parametrize(
    ("ratio", "said"),
    [
        (0.3, "about 0.3 times"),
        (0.48, "about half"),
        (0.52, "about half"),
        (0.53, "about 0.5 times"),
        (1.2, "about 1.2 times"),
        (1.97, "about twice"),
        (2.04, "about twice"),
        (2.3, "about 2.3 times"),
        (4.0, "about 4 times"),
        (12.6, "about 13 times"),
    ],
)
def test_times(ratio: float, said: str) -> None:
    assert words.times(ratio) == said


def test_number_range() -> None:
    assert words.number_range(20, 20) == "about 20"
    assert words.number_range(0, 1500) == "about 0 to 1,500"


def test_who_a_group_is() -> None:
    known = counted.words()
    assert words.group_people(known, "ethnicity-18+1", "2011", "ASIAN_BANGLADESHI") == "Bangladeshi people"
    assert words.group_people(known, "sex", "2021", "FEMALE") == "women"
    assert words.group_people(known, "nowhere", "1", "X") == "people in the group 'X'"


def test_of_whom() -> None:
    plan, rate = counted.programme(), counted.visits()
    assert words.of_group("women", plan, plan.stages[-1]) == "women asked"
    assert words.of_group("women", rate, rate.stages[-1]) == "women who live in the area"
    searches = counted.programme(unit="searches")
    assert words.of_group("women", searches, searches.stages[-1]) == "searches asked of women"


def test_capital() -> None:
    assert words.capital("north") == "North"
    assert words.capital("") == ""
