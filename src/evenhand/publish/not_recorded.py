"""What people whose group was not recorded could change: how far each figure and each ratio could move."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evenhand.foundations import AT_RISK, REACHED
from evenhand.measures import Measure
from evenhand.measures.unknowns.bounds import Unknown
from evenhand.measures.unknowns.sensitivity import Curve, sensitivity_curve
from evenhand.publish.shelf import Count, Division, Estimate, Shelf
from evenhand.vocabulary import UNKNOWNS, Stage

Ends = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotRecorded:
    """People of a step who stand in no group: at most so many who took it, at most so many who did not, at most in all.

    `likely` are those who took it and those who did not as the counts are shown, or half way where they are hidden.
    """

    with_it: float
    without: float
    people: float
    likely: tuple[float, float]

    @property
    def at_most(self) -> int:
        """As many as there can be, to the next ten: a sum of ranges is no surer."""
        return int(10 * np.ceil(self.people / 10))


def not_recorded(shelf: Shelf, area: str, stage: Stage, division: Division) -> NotRecorded | None:
    """Return the people of a step in no group, as many as protection leaves possible; None where there are none."""
    with_it = without = people = likely = likely_all = 0.0
    for code in UNKNOWNS:
        reached = shelf.count(area, stage, REACHED, code, division)
        could = shelf.count(area, stage, AT_RISK, code, division)
        if reached is None or reached.upper is None:
            continue
        most = reached.upper if could is None or could.upper is None else could.upper
        with_it += min(reached.upper, most)
        without += max(most - (reached.lower or 0), 0)
        people += most
        likely += min(_middle(reached), most)
        likely_all += most if could is None else max(_middle(could), min(_middle(reached), most))
    if not people:
        return None
    likely_without = max(likely_all - likely, 0.0)
    return NotRecorded(with_it=with_it, without=without, people=people, likely=(likely, likely_without))


def _middle(count: Count) -> float:
    """The count that is shown, else half way between the least and the most it can be."""
    if count.value is not None and not count.is_hidden:
        return float(count.value)
    return ((count.lower or 0) + (count.upper or 0)) / 2


def bands(shelf: Shelf, area: str, stage: Stage, rows: Sequence[Estimate]) -> dict[str, Ends]:
    """Return by group from where to where its figure could lie, chance allowed for, in the units of the rows.

    Every one of the people not recorded may belong to the group, or none. Rows whose counts are hidden have no band.
    """
    name = Measure.RATE_BOUNDS if stage.measure == "rate" else Measure.PROPORTION_BOUNDS
    found = {(one.division, one.group): one for one in shelf.find_named(area, name, stage) if one.has_range}
    both = ((row, found.get((row.division, row.group))) for row in _counted(rows))
    return {
        row.group: (_least(row.lower, one.lower or 0.0), _most(row.upper, one.upper or 0.0))
        for row, one in both
        if one
    }


def curve(rows: Sequence[Estimate], group: str, reference: str, people: NotRecorded) -> Curve | None:
    """Return the ratio of one group by how many of the people not recorded are its own; None where a count is hidden."""
    known = {row.group: row for row in _counted(rows)}
    if group not in known or reference not in known:
        return None
    own, base = known[group], known[reference]
    others = sum(row.denominator or 0 for code, row in known.items() if code not in (group, reference))
    x, n, x0, n0, rest = (
        np.array([float(one or 0)])
        for one in (own.numerator, own.denominator, base.numerator, base.denominator, others)
    )
    unknown = Unknown(with_it=np.array(people.likely[:1]), without=np.array(people.likely[1:]))
    return sensitivity_curve(x, n, x0, n0, unknown, rest)


def _counted(rows: Sequence[Estimate]) -> list[Estimate]:
    """Groups of which both counts may be shown, and that have a range."""
    return [
        row
        for row in rows
        if row.group not in UNKNOWNS and row.has_range and row.numerator is not None and row.denominator
    ]


def _least(known: float | None, found: float) -> float:
    return found if known is None else min(known, found)


def _most(known: float | None, found: float) -> float:
    return found if known is None else max(known, found)
