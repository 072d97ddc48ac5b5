"""What is said when later figures arrive: moved, did not, too early, cannot tell; and what is left aside."""

import json
from dataclasses import replace
from datetime import date

import pytest

from evenhand.foundations import EvenhandError
from evenhand.planning.effects import Effect, Mark, Point, Series, Standing, Verdict, judge, promise
from tests.planning.effects.made import AFTER_ALL, point, start, steady

MADE = promise(start(reach=0.04), 0.60, 150, due=date(2026, 12, 31), made_on=date(2025, 1, 15))


def of(points: tuple[Point, ...], **other) -> Series:
    return Series(units="share", points=points, **other)


def test_a_clear_rise_has_moved_towards_the_target() -> None:
    effect = judge(of(steady(0.62, 150, 8)), MADE, AFTER_ALL)
    assert (effect.verdict, effect.direction) == (Verdict.MOVED, "towards")
    assert 0 < effect.lower < 0.17 < effect.upper
    assert effect.looks == 8
    assert "It moved towards the target: between" in effect.words["en"]
    assert "What else changed in the same time is not in it." in effect.words["en"]
    assert "Symudodd tuag at y targed" in effect.words["cy"]


def test_a_clear_fall_has_moved_away() -> None:
    effect = judge(of(steady(0.28, 150, 8)), MADE, AFTER_ALL)
    assert (effect.verdict, effect.direction) == (Verdict.MOVED, "away")
    assert effect.target_reached == "not_reached"


def test_it_did_not_move_needs_an_interval_without_any_change_worth_seeing() -> None:
    many = promise(start(reach=0.01), 0.60, 2000, due=date(2026, 12, 31))
    effect = judge(of(steady(0.45, 2000, 8)), many, AFTER_ALL)
    assert effect.verdict == Verdict.DID_NOT
    assert -many.worth < effect.lower < effect.upper < many.worth
    few = judge(of(steady(0.48, 20, 8)), MADE, AFTER_ALL)
    assert few.verdict == Verdict.CANNOT_TELL
    assert few.why[0] == "too_wide"


def test_while_looks_are_to_come_it_is_too_early() -> None:
    effect = judge(of(steady(0.50, 150, 2)), MADE, date(2025, 7, 10))
    assert effect.verdict == Verdict.TOO_EARLY
    assert effect.why[0] == "looks_to_come"
    before = judge(of(steady(0.45, 150, 4, first=2024)), MADE, date(2025, 2, 1))
    assert (before.verdict, before.why[0], before.change) == (Verdict.TOO_EARLY, "no_figures_yet", None)


def test_an_early_look_is_stricter_than_the_last() -> None:
    early = judge(of(steady(0.62, 150, 8)), MADE, date(2025, 4, 2))
    late = judge(of(steady(0.62, 150, 8)), MADE, AFTER_ALL)
    assert early.looks == 1
    assert early.figures["strictness"] > 3 > late.figures["strictness"]


def test_a_figure_is_not_seen_before_it_is_released() -> None:
    later = tuple(replace(one, released=date(2027, 3, 1)) for one in steady(0.62, 150, 8))
    waiting = judge(of(later), MADE, date(2027, 2, 1))
    assert (waiting.verdict, waiting.why[0]) == (Verdict.TOO_EARLY, "no_figures_yet")
    assert judge(of(later), MADE, date(2027, 3, 1)).looks == 8


def test_of_two_releases_of_one_period_the_later_counts() -> None:
    old = tuple(replace(one, released=date(2027, 2, 1)) for one in steady(0.45, 150, 8))
    new = tuple(replace(one, released=date(2027, 3, 1)) for one in steady(0.62, 150, 8))
    alone = judge(of(new), MADE, AFTER_ALL)
    assert judge(of(old + new), MADE, AFTER_ALL) == alone == judge(of(new + old), MADE, AFTER_ALL)


def test_withheld_periods_are_left_out_and_said_and_too_many_end_in_cannot_tell() -> None:
    points = steady(0.62, 150, 8)
    one = (replace(points[0], is_withheld=True, estimate=None, lower=None, upper=None), *points[1:])
    effect = judge(of(one), MADE, AFTER_ALL)
    assert (effect.verdict, effect.looks) == (Verdict.MOVED, 7)
    assert "1 of 8 periods since the start are withheld to protect people." in effect.words["en"]
    most = tuple(replace(p, is_withheld=True) for p in points[:4]) + points[4:]
    held = judge(of(most), MADE, AFTER_ALL)
    assert (held.verdict, held.why[0]) == (Verdict.CANNOT_TELL, "too_withheld")


def test_figures_across_a_break_are_not_set_against_the_start() -> None:
    marks = (Mark(day=date(2025, 1, 1), what="a new form"),)
    effect = judge(of(steady(0.62, 150, 8), marks=marks), MADE, AFTER_ALL)
    assert (effect.verdict, effect.why[0]) == (Verdict.CANNOT_TELL, "break")
    assert "From 1 January 2025 on it is counted in another way (a new form)" in effect.words["en"]


def test_a_later_break_leaves_the_figures_before_it() -> None:
    marks = (Mark(day=date(2026, 7, 1), what="a new form"),)
    effect = judge(of(steady(0.65, 150, 8), marks=marks), MADE, AFTER_ALL)
    assert (effect.verdict, effect.looks) == (Verdict.MOVED, 6)
    assert "break" in effect.why


def test_another_edition_of_the_list_is_a_break() -> None:
    based = promise(start(reach=0.04, counted_by="ethnicity-18:2011"), 0.60, 150, due=date(2026, 12, 31))
    points = steady(0.62, 150, 8, counted_by="ethnicity-19:2021")
    effect = judge(of(points), based, AFTER_ALL)
    assert (effect.verdict, effect.why[0]) == (Verdict.CANNOT_TELL, "break")


def test_by_which_list_the_start_was_counted_is_known_from_its_figures() -> None:
    before = steady(0.45, 150, 4, first=2024, counted_by="ethnicity-18:2011")
    same, other = (steady(0.62, 150, 8, counted_by=f"ethnicity-{one}") for one in ("18:2011", "19:2021"))
    assert judge(of(before + same), MADE, AFTER_ALL).verdict == Verdict.MOVED
    effect = judge(of(before + other), MADE, AFTER_ALL)
    assert (effect.verdict, effect.why[0]) == (Verdict.CANNOT_TELL, "break")


def test_a_figure_published_again_was_there_from_its_first_release_on() -> None:
    late = promise(start(reach=0.04), 0.60, 150, due=date(2026, 12, 31), made_on=date(2027, 1, 15))
    first, again = (
        tuple(replace(one, released=day) for one in steady(0.62, 150, 8))
        for day in (date(2027, 1, 2), date(2027, 2, 2))
    )
    assert judge(of(again), late, AFTER_ALL).standing == Standing.CONFIRMATORY
    assert judge(of(first + again), late, AFTER_ALL).standing == Standing.EXPLORATORY


def test_published_differences_with_people_are_surer_over_several_periods() -> None:
    gap = promise(start(-0.2, kind="gap", lower=-0.24, upper=-0.16), -0.02, 300, due=date(2026, 12, 31))
    told = tuple(
        Point(period=one.period, estimate=-0.02, lower=-0.09, upper=0.05, people=(300, 300))
        for one in steady(0.5, 300, 8)
    )
    bare = tuple(replace(one, people=None) for one in told)
    series = Series(units="share_difference", points=told)
    wide, narrow = (judge(replace(series, points=points), gap, AFTER_ALL) for points in (bare, told))
    assert narrow.verdict == Verdict.MOVED
    assert narrow.upper - narrow.lower < 0.75 * (wide.upper - wide.lower)
    assert "no_people" in wide.why
    assert "no_people" not in narrow.why


def test_rolling_years_are_used_once_for_each_day() -> None:
    rolling = tuple(
        point(f"{a}/{b}", 372, 600)
        for a, b in (
            ("2025-01", "2025-12"),
            ("2025-04", "2026-03"),
            ("2025-07", "2026-06"),
            ("2025-10", "2026-09"),
            ("2026-01", "2026-12"),
        )
    )
    effect = judge(of(rolling), MADE, AFTER_ALL)
    assert effect.points == ("2025-01/2025-12", "2026-01/2026-12")
    assert "3 periods that overlap with others were left out." in effect.words["en"]


def test_a_period_that_holds_the_start_within_it_is_left_out() -> None:
    late = promise(start(reach=0.04), 0.60, 150, starts=date(2025, 2, 1), due=date(2026, 12, 31))
    effect = judge(of(steady(0.62, 150, 8)), late, AFTER_ALL)
    assert effect.points[0] == "2025-Q2"
    assert "across" in effect.why


def test_figures_after_the_agreed_time_change_nothing() -> None:
    within = judge(of(steady(0.62, 150, 8)), MADE, AFTER_ALL)
    longer = judge(of(steady(0.62, 150, 8) + steady(0.30, 150, 8, first=2027)), MADE, AFTER_ALL)
    assert (longer.change, longer.lower, longer.verdict) == (within.change, within.lower, within.verdict)
    assert "late" in longer.why


def test_rounding_makes_the_range_wider() -> None:
    plain = judge(of(steady(0.62, 150, 8)), MADE, AFTER_ALL)
    rounded = judge(of(steady(0.62, 150, 8, rounded=5)), MADE, AFTER_ALL)
    assert rounded.lower < plain.lower < plain.upper < rounded.upper


def test_a_hidden_estimate_has_its_range_alone() -> None:
    hidden = tuple(
        Point(period=one.period, lower=0.0, upper=0.35, people=(10, 14)) for one in steady(0.2, 12, 8)
    )
    effect = judge(of(hidden), promise(start(reach=0.1), 0.05, 12, due=date(2026, 12, 31)), AFTER_ALL)
    assert effect.verdict in (Verdict.CANNOT_TELL, Verdict.MOVED)
    assert effect.lower is not None


def test_without_people_several_periods_tell_no_more_than_one() -> None:
    bare = tuple(replace(one, people=None) for one in steady(0.62, 150, 8))
    effect = judge(of(bare), MADE, AFTER_ALL)
    assert "no_people" in effect.why
    full = judge(of(steady(0.62, 150, 8)), MADE, AFTER_ALL)
    assert effect.upper - effect.lower > 1.3 * (full.upper - full.lower)


def test_a_gap_is_made_of_both_groups_in_the_same_periods() -> None:
    gap = promise(
        start(-0.2, kind="gap", lower=-0.26, upper=-0.14),
        -0.02,
        200,
        reference_people=800,
        due=date(2026, 12, 31),
    )
    series = of(steady(0.62, 200, 8), reference=steady(0.64, 800, 8))
    effect = judge(series, gap, AFTER_ALL)
    assert (effect.verdict, effect.direction) == (Verdict.MOVED, "towards")
    assert effect.after == pytest.approx(-0.02, abs=0.005)
    alone = judge(replace(series, reference=()), gap, AFTER_ALL)
    assert alone.why[0] == "no_reference"


def test_the_comparison_group_stands_beside_and_decides_nothing() -> None:
    reference = steady(0.64, 800, 4, first=2024) + steady(0.70, 800, 8)
    alone, beside = (
        judge(of(steady(0.62, 150, 8), reference=one), MADE, AFTER_ALL) for one in ((), reference)
    )
    assert "The comparison group in the same time: at the start about 64 in 100" in beside.words["en"]
    assert "since then about 70 in 100" in beside.words["en"]
    assert replace(beside, words={}) == replace(alone, words={})


def test_a_promise_made_when_the_figures_were_there_is_exploratory() -> None:
    late = promise(start(reach=0.04), 0.60, 150, due=date(2026, 12, 31), made_on=date(2026, 1, 1))
    effect = judge(of(steady(0.62, 150, 8)), late, AFTER_ALL)
    assert effect.standing == Standing.EXPLORATORY
    assert "no test of what was agreed" in effect.words["en"]
    assert judge(of(steady(0.62, 150, 8)), MADE, AFTER_ALL).standing == Standing.CONFIRMATORY


def test_periods_that_vary_beyond_chance_widen_the_range() -> None:
    even, odd = steady(0.50, 150, 8), steady(0.74, 150, 8)
    mixed = tuple(b if k % 2 else a for k, (a, b) in enumerate(zip(even, odd, strict=True)))
    wide, plain = (judge(of(points), MADE, AFTER_ALL) for points in (mixed, steady(0.62, 150, 8)))
    assert wide.upper - wide.lower > 1.3 * (plain.upper - plain.lower)
    assert "scatter" in wide.why


def test_an_effect_comes_back_from_json_and_a_language_can_be_chosen() -> None:
    effect = judge(of(steady(0.62, 150, 8)), MADE, AFTER_ALL, "cy")
    assert list(effect.words) == ["cy"]
    assert Effect.from_plain(json.loads(json.dumps(effect.as_plain()))) == effect
    with pytest.raises(EvenhandError, match="'fr'"):
        judge(of(steady(0.62, 150, 8)), MADE, AFTER_ALL, "fr")
