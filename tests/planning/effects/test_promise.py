"""What may be promised: the smallest change, the shortest follow-up, and what whoever promises is told."""

import json
from datetime import date
from itertools import pairwise

import pytest

from evenhand.foundations import EvenhandError
from evenhand.planning.effects import Promise, promise
from tests.planning.effects.made import start


def test_a_change_is_seen_after_the_first_number_of_periods_whose_smallest_change_it_reaches() -> None:
    made = promise(start(reach=0.04), 0.60, 100)
    sizes = {one.periods: one.change for one in made.smallest}
    assert made.shortest is not None
    assert sizes[made.shortest] <= 0.15 < sizes[made.shortest - 1]
    assert made.planned == made.shortest


def test_a_promise_that_is_followed_for_longer_is_seen_later_at_its_stricter_looks() -> None:
    brief = promise(start(reach=0.03), 0.60, 100)
    long = promise(start(reach=0.03), 0.60, 100, due=date(2028, 12, 31))
    assert brief.planned == brief.shortest < long.shortest < long.planned == 16
    assert long.by_due == pytest.approx(long.smallest[15].change, abs=0.001)


def test_more_periods_show_smaller_changes() -> None:
    sizes = [one.change for one in promise(start(), 0.60, 100).smallest]
    assert all(later <= earlier + 1e-3 for earlier, later in pairwise(sizes))


def test_the_words_say_people_change_and_time() -> None:
    made = promise(start(reach=0.04), 0.60, (98, 102), off_by=0, due=date(2026, 12, 31))
    lead = "With about 98 to 102 people a quarter, a rise from 45 in 100 to 60 in 100 could be seen"
    assert f"{lead} after about {made.shortest} quarters." in made.words["en"]
    assert "By 31 December 2026, after 8 quarters, a change of about" in made.words["en"]
    assert "drawn towards the figures of others" in made.words["en"]
    assert f"ar ôl tua {made.shortest} chwarter" in made.words["cy"]


def test_a_target_that_small_numbers_cannot_show_is_said_so() -> None:
    made = promise(start(), 0.50, 20)
    assert made.shortest is None
    assert made.warnings[:2] == ("cannot_be_seen", "within_noise")
    assert "could not be seen even after 24 quarters" in made.words["en"]
    assert "may be there already" in made.words["en"]


def test_a_day_that_comes_before_the_change_could_be_seen_is_said_so() -> None:
    made = promise(start(reach=0.04), 0.55, 100, due=date(2025, 6, 30))
    assert made.in_time == 2
    assert "not_in_time" in made.warnings
    assert made.planned == made.shortest > 2


def test_rounding_makes_the_smallest_change_larger() -> None:
    plain, rounded = (promise(start(), 0.65, people) for people in (100, (98, 102)))
    assert all(b.change > a.change for a, b in zip(plain.smallest, rounded.smallest, strict=True))


def test_an_own_figure_picked_as_the_furthest_out_needs_a_larger_change_than_a_shrunken_one() -> None:
    drawn, picked = (promise(start(kind=kind, picked_from=20), 0.65, 100) for kind in ("shrunken", "own"))
    assert picked.smallest[7].change > drawn.smallest[7].change
    assert "start_is_picked" in picked.warnings
    assert "the furthest out of 20" in picked.words["en"]


def test_a_rate_and_a_gap_can_be_promised() -> None:
    rate = promise(start(20.0, units="per_1000", lower=18.0, upper=22.0), 14.0, 5000)
    assert "a fall from 20 per 1,000 to 14 per 1,000" in rate.words["en"]
    gap = promise(start(-0.2, kind="gap", lower=-0.25, upper=-0.15), -0.05, 200, reference_people=800)
    alone = promise(start(-0.2, kind="gap", lower=-0.25, upper=-0.15), -0.05, 200)
    assert gap.smallest[3].change < alone.smallest[3].change
    assert "reference_assumed" in alone.warnings


def test_years_are_promised_for_six_at_most() -> None:
    made = promise(start(), 0.50, 60, period="year")
    assert len(made.smallest) == 6
    assert "could not be seen even after 6 years" in made.words["en"]


def test_a_promise_comes_back_from_json() -> None:
    made = promise(start(), 0.60, 100, due=date(2026, 12, 31), made_on=date(2025, 1, 2))
    assert Promise.from_plain(json.loads(json.dumps(made.as_plain()))) == made


@pytest.mark.parametrize(
    ("target", "people", "other"),
    [
        (0.45, 100, {}),
        (1.2, 100, {}),
        (0.5, 0, {}),
        (0.5, 100, {"period": "fortnight"}),
    ],
)
def test_what_cannot_be_promised_is_refused_in_words(target: float, people: int, other: dict) -> None:
    with pytest.raises(EvenhandError) as told:
        promise(start(), target, people, **other)
    assert told.value.mend


def test_a_start_in_units_without_a_size_is_refused() -> None:
    with pytest.raises(EvenhandError, match="ratio"):
        promise(start(units="ratio", value=1.4, lower=1.2, upper=1.6), 1.0, 100)
