"""The sentences of how long people stay: what a figure shows, how means differ, which groups are not shown and why."""

from collections.abc import Iterator, Sequence

import numpy as np
from scipy.special import ndtr

from evenhand.findings.control import holm
from evenhand.measures import load_rules
from evenhand.publish.shelf import Division, Shelf
from evenhand.publish.staying_tables import means_of
from evenhand.publish.stays import FINISHED, LEFT, LONGER, STAYING, Curve, Stay, division_of, stays_of
from evenhand.publish.words import whole

_TWELVE = 84
_REASONS = ("few", "tells")


def seen_everyone(shelf: Shelf, curve: Curve) -> str:
    """Return what is seen of everyone: at 12 weeks, or at the first reading there is."""
    read = {(one.measure, one.day): one for one in stays_of(shelf) if one.words == curve.words}
    day = _day(curve, shelf)
    if day is None:
        return shelf.say("staying.name")
    shares = {name: whole(100 * read[name, day].estimate) for name in curve.shares}
    key = "staying.everyone_seen" if {FINISHED, LEFT} <= set(shares) else "staying.everyone_seen_alone"
    return shelf.say(key, weeks=day // 7, **shares)


def seen_groups(shelf: Shelf, curves: Sequence[Curve]) -> str:
    """Return what is seen of groups at 12 weeks; the page's name where no curve is read there."""
    found = [
        (one, read)
        for one in curves
        for read in stays_of(shelf)
        if read.words == one.words and _is_at_twelve(read)
    ]
    if not found:
        return shelf.say("staying.name")
    said = [
        shelf.say(
            "staying.group_seen",
            group=shelf.group_people(one.division, one.words["group"]),
            staying=whole(100 * read.estimate),
        )
        for one, read in found
    ]
    return shelf.say("staying.groups_seen", weeks=_TWELVE // 7, groups=shelf.speech.joined(said))


def _is_at_twelve(read: Stay) -> bool:
    return read.measure == STAYING and read.day == _TWELVE


def _day(curve: Curve, shelf: Shelf) -> int | None:
    days = sorted({one.day for one in stays_of(shelf) if one.words == curve.words})
    return _TWELVE if _TWELVE in days else next(iter(days), None)


def mean_sentences(shelf: Shelf, area: str, division: Division) -> Iterator[str]:
    """Yield how the mean stay of each group differs from the reference's, those not clearly different together."""
    apart = [one for one in means_of(shelf, area, division) if one.measure == LONGER]
    clear = _clear(shelf)
    for day in sorted({one.day for one in apart}):
        here = [one for one in apart if one.day == day]
        yield from (_apart(shelf, division, one) for one in here if id(one) in clear)
        alike = [one for one in here if id(one) not in clear]
        if alike:
            names = shelf.speech.joined(shelf.group_people(division, one.group) for one in alike)
            reference = shelf.group_people(division, alike[0].reference or "")
            yield shelf.say("staying.mean_same", weeks=day // 7, reference=reference, groups=names)


def _clear(shelf: Shelf) -> frozenset[int]:
    """Which differences of means may be stated: those that hold under Holm's method over all of the release.

    A probability is that of the printed range on the side of no difference, taken for a normal one. They are a family
    of their own.
    """
    rules = load_rules()
    made = [one for one in stays_of(shelf) if one.measure == LONGER]
    figures, lower, upper = (
        np.array([getattr(one, name) for one in made], dtype=np.float64)
        for name in ("estimate", "lower", "upper")
    )
    error = np.where(figures > 0, figures - lower, upper - figures) / rules.z
    with np.errstate(divide="ignore", invalid="ignore"):
        chance = np.where(error > 0, 2 * ndtr(-np.abs(figures) / error), 1.0)
    held = holm(chance) < rules.test_level
    return frozenset(id(one) for one, holds in zip(made, held, strict=True) if holds)


def _apart(shelf: Shelf, division: Division, one: Stay) -> str:
    ends = sorted((abs(one.lower), abs(one.upper)))
    return shelf.say(
        "staying.mean_longer" if one.estimate > 0 else "staying.mean_shorter",
        weeks=one.day // 7,
        people=shelf.group_people(division, one.group),
        days=whole(abs(one.estimate)),
        reference=shelf.group_people(division, one.reference or ""),
        low=whole(ends[0]),
        high=whole(ends[1]),
    )


def not_shown(shelf: Shelf, area: str, division: Division) -> Iterator[str]:
    """Yield which groups of a division have no curve, and why."""
    absent = [
        one
        for one in shelf.release.run.get("without_curve", ())
        if one["area"] == area and division_of(one) == division
    ]
    parts = []
    for reason in _REASONS:
        names = [shelf.group_label(division, one["group"]) for one in absent if one["reason"] == reason]
        if names:
            parts.append(shelf.say(f"staying.not_shown_{reason}", groups=shelf.speech.joined(names)))
    if parts:
        yield shelf.say("staying.not_shown", groups="; ".join(parts))
