"""The curve of a comparison against how many of the people not recorded belong to the group."""

import numpy as np

from evenhand.findings.words import capital
from evenhand.publish.anchors import figure_anchor
from evenhand.publish.charts import CurvePoint, SensitivitySpec, Shape, draw_sensitivity
from evenhand.publish.facts import facts
from evenhand.publish.interest import groups_at
from evenhand.publish.not_recorded import NotRecorded, curve, not_recorded
from evenhand.publish.shelf import Division, Estimate, Shelf
from evenhand.publish.step_figures import reference_of, step_rows
from evenhand.publish.step_words import axis_words
from evenhand.publish.views import Figure, Table
from evenhand.publish.words import figure, rate_figure, whole
from evenhand.vocabulary import UNKNOWNS, Stage

EVERY = 10
"""The table has a row for every ten of the hundred."""


def not_recorded_figure(
    shelf: Shelf, area: str, anchor: str, stage: Stage, division: Division
) -> Figure | None:
    """Return the curve of the group of interest, else of the largest; None for rates, or where counts are hidden."""
    rows = [row for row in step_rows(shelf, area, stage) if row.division == division]
    people, reference = not_recorded(shelf, area, stage, division), reference_of(rows)
    if people is None or reference is None or stage.measure == "rate":
        return None
    group = _group(shelf, area, stage, division, rows, reference)
    found = curve(rows, group, reference, people) if group else None
    if found is None or not np.isfinite(found.ratio[0]).all():
        return None
    own = [row for row in rows if row.group not in UNKNOWNS and row.denominator]
    known = sum(row.denominator or 0 for row in own)
    even = 100 * sum(row.denominator or 0 for row in own if row.group == group) / max(known, 1)
    tip = None if np.isnan(found.tipping[0]) else float(100 * found.tipping[0])
    points = tuple(
        CurvePoint(share=float(100 * part), value=float(ratio))
        for part, ratio in zip(found.part[0], found.ratio[0], strict=True)
    )
    named = {
        "group": shelf.group_people(division, group),
        "reference": shelf.group_people(division, reference),
    }
    return _figure(
        shelf,
        stage,
        named,
        points,
        (even, tip),
        people,
        f"{figure_anchor(anchor, stage, division)}-not-recorded",
        area,
    )


def _figure(
    shelf: Shelf,
    stage: Stage,
    named: dict[str, str],
    points: tuple[CurvePoint, ...],
    marks: tuple[float, float | None],
    people: NotRecorded,
    name: str,
    area: str,
) -> Figure:
    say, (even, tip) = shelf.say, marks
    spec = SensitivitySpec(
        points=points,
        none=1.0,
        axis_words=say("figures.not_recorded.axis", **named, what=axis_words(shelf, stage)),
        share_words=say("figures.not_recorded.share", **named),
        curve_words=say("figures.not_recorded.curve"),
        range_words="",
        none_words=say("figures.not_recorded.level"),
    )
    low, high = min(one.value for one in points), max(one.value for one in points)
    ends = {"low": rate_figure(low), "high": rate_figure(high)}
    key = "tips" if tip is not None else "even" if ends["low"] == ends["high"] else "none"
    title = say(f"figures.not_recorded.seen_{key}", **named, **ends, share=figure(tip or 0.0))
    return Figure(
        id=name,
        title=capital(title),
        lead=say("figures.not_recorded.lead"),
        description=say("figures.not_recorded.description", **named, **ends, even=figure(even)),
        wide=draw_sensitivity(spec, Shape.WIDE),
        narrow=draw_sensitivity(spec, Shape.NARROW),
        table=_table(shelf, named, points),
        notes=(say("figures.not_recorded.note"),),
        facts=facts(shelf, area, say("figures.not_recorded.people", number=whole(people.at_most))),
    )


def _table(shelf: Shelf, named: dict[str, str], points: tuple[CurvePoint, ...]) -> Table:
    rows = [one for one in points if abs(one.share / EVERY - round(one.share / EVERY)) < 1e-6]
    return Table(
        caption=capital(shelf.say("figures.not_recorded.caption", **named)),
        heads=(
            capital(shelf.say("figures.not_recorded.share", **named)),
            shelf.say("figures.not_recorded.head"),
        ),
        rows=tuple((figure(one.share), rate_figure(one.value)) for one in rows),
        numbers=frozenset({0, 1}),
    )


def _group(
    shelf: Shelf, area: str, stage: Stage, division: Division, rows: list[Estimate], reference: str
) -> str:
    """The group that a finding of interest names, else the largest beside the reference that has a figure."""
    known = [
        row
        for row in rows
        if row.group not in (*UNKNOWNS, reference) and row.has_range and row.best is not None
    ]
    named = groups_at(shelf, area, stage, division)
    ordered = sorted(known, key=lambda row: (row.group not in named, -(row.denominator or 0), row.group))
    return ordered[0].group if ordered else ""
