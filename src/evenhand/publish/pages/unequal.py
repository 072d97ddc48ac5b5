"""How unequal each step is, in one figure: all groups together, beside the widest gap, each with its range or why none."""

from collections.abc import Sequence

from evenhand.findings.words import capital
from evenhand.measures import Measure
from evenhand.publish.charts import DotRow, DotSpec, Shape, draw_dots
from evenhand.publish.facts import facts
from evenhand.publish.shelf import Division, Estimate, Shelf, compared
from evenhand.publish.step_words import range_words, value_words
from evenhand.publish.views import Figure, Section, Table
from evenhand.vocabulary import Stage

ABSOLUTE, RELATIVE = "bgsd_corrected", "idis_weighted"
"""Of all summary measures the two that are shown here: the first in points, the second in percent."""


def unequal_section(shelf: Shelf, area: str, anchor: str) -> Section | None:
    """Return the section; None where no step has a summary measure."""
    rows = [row for name in (ABSOLUTE, RELATIVE) for row in shelf.find_named(area, name)]
    divisions = compared(shelf, rows)
    stages = [stage for stage in shelf.programme.stages if stage.makes_a_gap]
    made = {one: _figure(shelf, area, anchor, one, stages) for one in divisions}
    divisions.sort(key=lambda one: made[one] is None)
    figures = [figure for one in divisions if (figure := made[one])]
    tables = [one for division in divisions if (one := _table(shelf, area, division, stages))]
    if not tables:
        return None
    return Section(
        id="unequal",
        title=shelf.say("page.unequal.title"),
        lead=shelf.say("page.unequal.lead"),
        figures=tuple(figures[:1]),
        tables=tuple(tables[:1]),
        more=tuple(tables[1:]),
        more_words=shelf.say("page.unequal.more"),
    )


def _rows(shelf: Shelf, area: str, name: str, stage: Stage, division: Division) -> list[Estimate]:
    return [row for row in shelf.find_named(area, name, stage) if row.division == division]


def _figure(
    shelf: Shelf, area: str, anchor: str, division: Division, stages: Sequence[Stage]
) -> Figure | None:
    """The steps as dots on one scale: the spread between groups once chance is taken off."""
    found = [(stage, row) for stage in stages for row in _rows(shelf, area, ABSOLUTE, stage, division)]
    known = [(stage, row) for stage, row in found if row.has_range and (row.units or "").startswith("share")]
    if len(known) < 2:
        return None
    title = shelf.vocabulary.characteristic_title(division.characteristic)
    dots = tuple(
        DotRow(
            label=stage.label,
            estimate=None if row.best is None else row.best * row.scale,
            lower=(row.lower or 0.0) * row.scale,
            upper=(row.upper or 0.0) * row.scale,
            figure=_said(shelf, row),
            of="",
        )
        for stage, row in known
    )
    spec = DotSpec(
        rows=dots,
        axis_words=shelf.say("page.unequal.axis", by=title),
        figure_words=shelf.say("figures.best_and_range"),
        low=0.0,
        high=max(one.upper for one in dots),
    )
    widest = max(known, key=lambda one: (one[1].lower or 0.0, one[1].best or 0.0))
    seen = "seen" if (widest[1].lower or 0.0) > 0 else "seen_none"
    return Figure(
        id=f"{anchor}-unequal-{division.characteristic}",
        title=shelf.say(
            f"page.unequal.{seen}", by=title, step=widest[0].label, figure=_said(shelf, widest[1])
        ),
        description="; ".join(f"{one.label} {one.figure}" for one in dots) + ".",
        wide=draw_dots(spec, Shape.WIDE),
        narrow=draw_dots(spec, Shape.NARROW),
        table=Table(
            caption=capital(shelf.say("page.unequal.axis", by=title)),
            heads=(shelf.say("figures.head_step"), shelf.say("page.unequal.absolute")),
            rows=tuple((one.label, one.figure) for one in dots),
            numbers=frozenset({1}),
        ),
        notes=(shelf.say("page.unequal.note"), shelf.say("figures.interval")),
        facts=facts(shelf, area),
    )


def _table(shelf: Shelf, area: str, division: Division, stages: Sequence[Stage]) -> Table | None:
    """Steps down; across, both summary measures, then the widest difference and ratio of a group to its reference."""
    lines = []
    for stage in stages:
        summaries = [_rows(shelf, area, name, stage, division) for name in (ABSOLUTE, RELATIVE)]
        if any(summaries):
            cells = [_said(shelf, own[0]) if own else "–" for own in summaries]
            lines.append((stage.label, *cells, *_widest(shelf, area, stage, division)))
    if not lines:
        return None
    title = shelf.vocabulary.characteristic_title(division.characteristic)
    names = ("absolute", "relative", "difference", "ratio")
    return Table(
        caption=shelf.say("page.unequal.caption", by=title, area=shelf.area_name(area)),
        heads=(shelf.say("figures.head_step"), *(shelf.say(f"page.unequal.{name}") for name in names)),
        rows=tuple(lines),
        numbers=frozenset({1, 2, 3, 4}),
    )


def _widest(shelf: Shelf, area: str, stage: Stage, division: Division) -> tuple[str, str]:
    """The group furthest from its reference, by difference and by ratio, with the ranges."""
    cells = []
    ratio = Measure.RELATIVE_RATE if stage.measure == "rate" else Measure.RATIO
    for measure in (Measure.DIFFERENCE, ratio):
        own = [row for row in shelf.find(area, measure, stage) if row.division == division]
        known = [row for row in own if row.has_range and row.best is not None]
        if measure == Measure.DIFFERENCE:
            known.sort(key=lambda row: -abs(row.best or 0.0))
        else:
            known.sort(key=lambda row: -max(row.best or 0.0, 1 / (row.best or 1e-9)))
        cells.append(_named(shelf, known[0]) if known else shelf.say("figures.too_few"))
    return cells[0], cells[1]


def _named(shelf: Shelf, row: Estimate) -> str:
    return f"{shelf.group_label(row.division, row.group)}: {_said(shelf, row)}"


def _said(shelf: Shelf, row: Estimate) -> str:
    """A figure with its range; without one, the words why there is none."""
    if row.estimate is None:
        return shelf.say("figures.withheld" if row.state == "withheld" else "figures.too_few")
    said = value_words(row, row.estimate)
    if not row.has_range:
        return shelf.say("page.unequal.no_range", figure=said)
    return f"{said} ({range_words(shelf, row)})"
