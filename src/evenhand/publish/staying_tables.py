"""The tables of how long people stay: still there by weeks, how they had left, mean stays."""

from collections.abc import Sequence

from evenhand.findings.words import capital
from evenhand.foundations import EVERYONE
from evenhand.publish.shelf import Division, Shelf
from evenhand.publish.stays import FINISHED, LEFT, LONGER, MEAN, STAYING, Curve, Stay, division_of, stays_of
from evenhand.publish.views import Table
from evenhand.publish.words import points, whole

_NONE = "–"


def stays_table(shelf: Shelf, curves: Sequence[Curve]) -> Table:
    """Return how many of every 100 of each group were still there after so many weeks, with the range."""
    stays = _of(shelf, curves, STAYING)
    days = sorted({one.day for one in stays})
    heads = [shelf.say("staying.after_weeks", weeks=day // 7) for day in days]
    return Table(
        caption=shelf.say("staying.table"),
        heads=(shelf.say("staying.group"), *heads),
        rows=tuple((name(shelf, one), *_cells(stays, one, days)) for one in curves),
        numbers=frozenset(range(1, len(days) + 1)),
    )


def ways_table(shelf: Shelf, curves: Sequence[Curve]) -> Table | None:
    """Return how many had finished, and left otherwise, by the days at which any curve that tells of it is read."""
    curves = [one for one in curves if one.has_ways]
    kinds = [(measure, _of(shelf, curves, measure)) for measure in (FINISHED, LEFT)]
    columns = [
        (measure, stays, day) for measure, stays in kinds for day in sorted({one.day for one in stays})
    ]
    if not columns:
        return None
    heads = [shelf.say(f"staying.ways_{measure}", weeks=day // 7) for measure, _, day in columns]
    rows = [
        (name(shelf, one), *(_cells(stays, one, [day])[0] for _, stays, day in columns)) for one in curves
    ]
    return Table(
        caption=shelf.say("staying.ways_table"),
        heads=(shelf.say("staying.group"), *heads),
        rows=tuple(rows),
        numbers=frozenset(range(1, len(heads) + 1)),
        tight=True,
    )


def means_table(shelf: Shelf, area: str, division: Division) -> Table | None:
    """Return the mean days of each group within the first weeks, and how they differ from the reference's."""
    stays = means_of(shelf, area, division)
    if not stays:
        return None
    columns = sorted({(one.day, one.measure) for one in stays}, key=lambda one: (one[0], one[1] == LONGER))
    reference = next((one.reference for one in stays if one.reference), "")
    label = shelf.group_label(division, reference) if reference else ""
    heads = [
        shelf.say("staying.means_within", weeks=day // 7)
        if measure == MEAN
        else shelf.say("staying.means_apart", reference=label)
        for day, measure in columns
    ]
    found = {(one.group, one.day, one.measure): one for one in stays}
    groups = dict.fromkeys(one.group for one in stays)
    rows = [
        (shelf.group_label(division, group), *(_mean(found.get((group, *one))) for one in columns))
        for group in groups
    ]
    return Table(
        caption=shelf.say("staying.means_table"),
        heads=(shelf.say("staying.group"), *heads),
        rows=tuple(rows),
        numbers=frozenset(range(1, len(heads) + 1)),
    )


def means_of(shelf: Shelf, area: str, division: Division) -> list[Stay]:
    """Return the mean stays, and their differences, of the groups of a division."""
    return [
        one
        for one in stays_of(shelf)
        if one.measure in (MEAN, LONGER) and one.words["area"] == area and division_of(one.words) == division
    ]


def name(shelf: Shelf, curve: Curve) -> str:
    """Return a curve's group in words."""
    group = curve.words["group"]
    return (
        shelf.say("staying.everyone")
        if group == EVERYONE
        else capital(shelf.group_label(curve.division, group))
    )


def _of(shelf: Shelf, curves: Sequence[Curve], measure: str) -> list[Stay]:
    wanted = [one.words for one in curves]
    return [one for one in stays_of(shelf) if one.measure == measure and one.words in wanted]


def _cells(stays: Sequence[Stay], curve: Curve, days: Sequence[int]) -> list[str]:
    found = {one.day: one for one in stays if one.words == curve.words}
    return [
        f"{whole(100 * one.estimate)} ({whole(100 * one.lower)}–{whole(100 * one.upper)})"
        if (one := found.get(day))
        else _NONE
        for day in days
    ]


def _mean(one: Stay | None) -> str:
    if one is None:
        return _NONE
    if one.measure == MEAN:
        return f"{whole(one.estimate)} ({whole(one.lower)}–{whole(one.upper)})"
    return f"{_signed(one.estimate)} ({_signed(one.lower)} – {_signed(one.upper)})"


def _signed(value: float) -> str:
    return points(value).removesuffix(".0")
