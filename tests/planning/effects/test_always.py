"""What always holds of promises and verdicts, whatever the figures."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.planning.effects import AreaSeries, Effect, Point, Series, Verdict, judge, promise
from tests.planning.effects.made import AFTER_ALL, point, quarters, start

starts = st.builds(
    lambda value, reach, kind, picked: start(value, reach, kind=kind, picked_from=picked),
    st.floats(0.1, 0.9),
    st.floats(0.005, 0.09),
    st.sampled_from(["shrunken", "own"]),
    st.integers(1, 40),
)
DUE = date(2026, 12, 31)


@st.composite
def figures(draw: st.DrawFn, roundings: tuple[int, ...] = (1, 5)) -> tuple[Point, ...]:
    """Quarters of 2023 to 2026, some withheld, rounded or not."""
    rounded = draw(st.sampled_from(roundings))
    found = []
    for one in quarters(2023, 16):
        people = draw(st.integers(20, 400))
        reached = draw(st.integers(0, people))
        hidden = draw(st.integers(0, 7)) == 0
        made = point(one, reached, people, rounded=rounded)
        found.append(
            replace(made, is_withheld=True, estimate=None, lower=None, upper=None) if hidden else made
        )
    return tuple(found)


@settings(max_examples=12, deadline=None)
@given(starts, st.floats(0.05, 0.95), st.integers(5, 400), st.integers(1, 400))
def test_more_people_never_make_the_smallest_change_larger(
    base, target: float, people: int, more: int
) -> None:
    if abs(target - base.value) < 1e-6:
        return
    few, many = (promise(base, target, size, due=DUE) for size in (people, people + more))
    for a, b in zip(few.smallest, many.smallest, strict=True):
        assert b.change <= a.change + 1e-9
    assert many.shortest is None or few.shortest is None or many.shortest <= few.shortest
    assert many.shortest is not None or few.shortest is None


@settings(max_examples=12, deadline=None)
@given(figures(), starts, st.randoms(use_true_random=False), st.dates(date(2025, 1, 1), date(2028, 12, 31)))
def test_the_order_of_the_figures_changes_nothing(points, base, chance, as_at: date) -> None:
    made = promise(base, min(base.value + 0.08, 0.99), 150, due=DUE)
    mixed = list(points)
    chance.shuffle(mixed)
    straight = judge(Series(units="share", points=points), made, as_at)
    assert judge(Series(units="share", points=tuple(mixed)), made, as_at) == straight


@settings(max_examples=12, deadline=None)
@given(figures(), starts)
def test_a_verdict_is_what_its_range_says(points, base) -> None:
    made = promise(base, min(base.value + 0.08, 0.99), 150, due=DUE)
    effect = judge(Series(units="share", points=points), made, AFTER_ALL)
    if effect.verdict == Verdict.MOVED:
        assert effect.lower > 0 if effect.direction == "towards" else effect.upper < 0
    if effect.verdict == Verdict.DID_NOT:
        assert -made.worth < effect.lower <= effect.upper < made.worth
    if effect.lower is not None:
        assert effect.lower <= effect.change <= effect.upper
    assert Effect.from_plain(effect.as_plain()) == effect


@settings(max_examples=12, deadline=None)
@given(figures(), starts, st.text(min_size=1, max_size=12))
def test_what_a_group_or_area_is_called_changes_words_alone(points, base, name: str) -> None:
    made = promise(base, min(base.value + 0.08, 0.99), 150, due=DUE)
    plain = judge(Series(units="share", points=points), made, AFTER_ALL)
    others = (AreaSeries(area=name, points=points),)
    named = judge(Series(units="share", points=points, what={"en": name}, areas=others), made, AFTER_ALL)
    assert replace(named, words={}) == replace(plain, words={})


@settings(max_examples=12, deadline=None)
@given(figures(roundings=(1,)), starts)
def test_the_mirror_of_all_figures_has_the_mirrored_verdict(points, base) -> None:
    """Who did and who did not are the same figures read from the other side."""
    made = promise(base, min(base.value + 0.08, 0.99), 150, due=DUE)
    other = replace(base, value=1 - base.value, lower=1 - base.upper, upper=1 - base.lower)
    turned = promise(other, 1 - made.target, 150, due=DUE)
    mirrored = tuple(
        one
        if one.is_withheld
        else replace(one, estimate=1 - one.estimate, lower=1 - one.upper, upper=1 - one.lower)
        for one in points
    )
    here = judge(Series(units="share", points=points), made, AFTER_ALL)
    there = judge(Series(units="share", points=mirrored), turned, AFTER_ALL)
    assert (here.verdict, here.direction) == (there.verdict, there.direction)
    if here.change is not None:
        assert abs(here.lower + there.upper) < 1e-6
