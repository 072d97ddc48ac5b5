"""A protocol is fixed before its figures: what a seal shows, what makes an answer exploratory, what falls back to what."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import numpy as np
import pytest

from evenhand.foundations import EvenhandError
from evenhand.planning.effects import (
    AreaSeries,
    Design,
    Impact,
    Point,
    Promise,
    Protocol,
    Sealed,
    Series,
    Standing,
    Verdict,
    fingerprint,
    judge,
    promise,
    seal_protocol,
)
from tests.planning.effects.made import AFTER_ALL, point, quarters, start

EARLY = datetime(2025, 1, 10, 9, 0, tzinfo=UTC)


def a_promise(**other) -> Promise:
    return promise(start(reach=0.03), 0.60, 400, due=date(2026, 12, 31), **other)


def protocol(**other) -> Protocol:
    told = {"promise": a_promise(), "design": Design.INTERRUPTED, "after": 8}
    return Protocol(**(told | other))


def drawn(
    seed: int, *, before: float, after: float, people: int = 400, first: int = 2021
) -> tuple[Point, ...]:
    """Return quarters from a year on to the end of 2026, of one share before 2025 and another from then on."""
    rng = np.random.default_rng(seed)
    found = []
    for one in quarters(first, 4 * (2027 - first)):
        share = after if one >= "2025" else before
        found.append(point(one, int(rng.binomial(people, share)), people))
    return tuple(found)


def series(points: tuple[Point, ...], **other) -> Series:
    return Series(units="share", points=points, **other)


def test_a_figure_that_leaves_its_course_has_moved() -> None:
    effect = judge(series(drawn(1, before=0.45, after=0.60)), seal_protocol(protocol(), EARLY), AFTER_ALL)
    assert (effect.verdict, effect.direction, effect.method) == (Verdict.MOVED, "towards", "interrupted_reml")
    assert effect.standing == Standing.CONFIRMATORY
    assert effect.lower < 0.15 < effect.upper
    assert effect.figures["before"] == 12  # the year 2024 is the start, and left out
    assert "over 12 periods before and 8 since" in effect.words["en"]


def test_a_course_that_goes_on_as_before_has_not_moved() -> None:
    rising = tuple(
        point(one, round((0.30 + 0.01 * k) * 2000), 2000) for k, one in enumerate(quarters(2021, 24))
    )
    sealed = seal_protocol(protocol(), EARLY)
    effect = judge(series(rising), sealed, AFTER_ALL)
    assert effect.verdict == Verdict.DID_NOT
    assert judge(series(rising), sealed.protocol.promise, AFTER_ALL).verdict == Verdict.MOVED


def test_few_points_in_all_are_fitted_by_least_squares() -> None:
    short = protocol(after=3, without_start=False)
    points = tuple(one for one in drawn(2, before=0.45, after=0.7, first=2023) if one.period < "2025-Q4")
    effect = judge(series(points), seal_protocol(short, EARLY), date(2025, 12, 31))
    assert effect.method == "interrupted_ols"
    assert "the range may be too narrow" in effect.words["en"]


def test_too_few_periods_before_fall_back_to_the_start_and_say_so() -> None:
    effect = judge(
        series(drawn(3, before=0.45, after=0.62, first=2023)), seal_protocol(protocol(), EARLY), AFTER_ALL
    )
    assert effect.method == "before_after"
    assert {"few_before", "simple"} <= set(effect.why)
    assert "So it is compared with where it started, and with nothing else." in effect.words["en"]


def test_before_the_agreed_periods_are_there_it_is_too_early() -> None:
    points = drawn(4, before=0.45, after=0.9)
    effect = judge(series(points), seal_protocol(protocol(), EARLY), date(2026, 5, 1))
    assert (effect.verdict, effect.change, effect.why[0]) == (Verdict.TOO_EARLY, None, "periods_to_come")


def test_a_changed_protocol_is_exploratory() -> None:
    sealed = seal_protocol(protocol(), EARLY)
    changed = replace(sealed, protocol=replace(sealed.protocol, impact=Impact.LEVEL_AND_SLOPE))
    points = drawn(5, before=0.45, after=0.60)
    assert not changed.is_whole
    assert judge(series(points), changed, AFTER_ALL).standing == Standing.EXPLORATORY
    assert judge(series(points), sealed, AFTER_ALL).standing == Standing.CONFIRMATORY


def test_a_protocol_sealed_once_a_figure_was_there_is_exploratory() -> None:
    points = drawn(6, before=0.45, after=0.60)
    for moment, standing in (
        (datetime(2025, 3, 30, 23, 0, tzinfo=UTC), Standing.CONFIRMATORY),
        (datetime(2025, 3, 31, 1, 0, tzinfo=UTC), Standing.EXPLORATORY),
    ):
        assert judge(series(points), seal_protocol(protocol(), moment), AFTER_ALL).standing == standing


def test_any_change_that_decides_changes_the_fingerprint_and_words_do_not() -> None:
    whole = protocol()
    said = replace(whole, promise=replace(whole.promise, words={"en": "other words"}))
    assert fingerprint(whole) == fingerprint(said)
    for other in (
        replace(whole, after=7),
        replace(whole, season=1),
        replace(whole, question="Something else"),
        replace(whole, promise=replace(whole.promise, target=0.61)),
        replace(whole, promise=replace(whole.promise, worth=0.01)),
    ):
        assert fingerprint(other) != fingerprint(whole)


def test_a_seal_comes_back_from_json_whole() -> None:
    sealed = seal_protocol(protocol(areas=("A", "B")), EARLY)
    again = Sealed.from_plain(json.loads(json.dumps(sealed.as_plain())))
    assert again == sealed
    assert again.is_whole


def test_a_seal_needs_a_time_zone_and_a_protocol_its_areas() -> None:
    with pytest.raises(EvenhandError, match="time zone"):
        seal_protocol(protocol(), datetime(2025, 1, 10, 9, 0))  # noqa: DTZ001 - what is refused
    with pytest.raises(EvenhandError, match="areas"):
        protocol(design=Design.AREAS)
    with pytest.raises(EvenhandError, match="rates"):
        protocol(is_log=True)


def others(seed: int, number: int, *, after: float = 0.45) -> tuple[AreaSeries, ...]:
    return tuple(
        AreaSeries(area=f"A{k:02d}", points=drawn(100 * seed + k, before=0.45, after=after))
        for k in range(number)
    )


def test_a_rise_that_all_areas_have_is_no_change_beyond_theirs() -> None:
    names = tuple(f"A{k:02d}" for k in range(20))
    sealed = seal_protocol(protocol(design=Design.AREAS, areas=names), EARLY)
    points = drawn(7, before=0.45, after=0.60)
    alone = judge(series(points, areas=others(1, 20)), sealed, AFTER_ALL)
    assert (alone.verdict, alone.method, alone.figures["rank"]) == (Verdict.MOVED, "areas", 1)
    assert "Compared with 20 areas that did not act." in alone.words["en"]
    everywhere = judge(series(points, areas=others(1, 20, after=0.60)), sealed, AFTER_ALL)
    assert everywhere.lower < 0 < everywhere.upper


def test_with_fewer_than_five_areas_nothing_is_compared() -> None:
    sealed = seal_protocol(protocol(design=Design.AREAS, areas=("A00", "A01", "A02")), EARLY)
    effect = judge(series(drawn(8, before=0.45, after=0.6), areas=others(2, 3)), sealed, AFTER_ALL)
    assert effect.method == "before_after"
    assert "with fewer than 5 nothing is compared" in effect.words["en"]


def test_areas_that_the_protocol_does_not_name_are_not_used() -> None:
    named = tuple(f"A{k:02d}" for k in range(6))
    sealed = seal_protocol(protocol(design=Design.AREAS, areas=named), EARLY)
    points = drawn(9, before=0.45, after=0.6)
    six, twenty = (judge(series(points, areas=others(3, k)), sealed, AFTER_ALL) for k in (6, 20))
    assert six == twenty


def test_a_controlled_series_takes_off_what_the_other_areas_have() -> None:
    names = tuple(f"A{k:02d}" for k in range(6))
    sealed = seal_protocol(protocol(design=Design.CONTROLLED, areas=names), EARLY)
    points = drawn(10, before=0.45, after=0.60)
    effect = judge(series(points, areas=others(4, 6, after=0.60)), sealed, AFTER_ALL)
    assert effect.method == "controlled_reml"
    assert effect.lower < 0 < effect.upper
    missing = judge(series(points, areas=others(4, 5)), sealed, AFTER_ALL)
    assert "areas_missing" in missing.why
