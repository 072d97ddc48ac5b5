"""The page on change: each step over the periods, for everyone and for the groups of interest, breaks marked."""

from collections.abc import Sequence

from evenhand.foundations import EVERYONE, Period
from evenhand.measures import Measure
from evenhand.publish.charts import Point, Series, SeriesSpec, Shape, draw_series
from evenhand.publish.interest import groups_at
from evenhand.publish.shelf import Division, Estimate, Shelf, compared
from evenhand.publish.step_words import axis_words, figure_words
from evenhand.publish.views import Figure, Page, Section, Table
from evenhand.publish.words import opened
from evenhand.vocabulary import UNKNOWNS, Stage

FILE = "over-time.html"
MOST_LINES = 4
"""More lines than this cannot be told apart on one chart; the table holds every group."""


def over_time_page(shelf: Shelf) -> Page | None:
    """Return the page; None where the release has one period only."""
    say = shelf.say
    sections = tuple(
        one
        for number, area in enumerate(shelf.areas, start=1)
        for stage in shelf.programme.stages
        if stage.makes_a_gap and (one := _section(shelf, number, area, stage))
    )
    if not sections:
        return None
    return Page(
        file=FILE,
        name=say("page.over_time.name"),
        title=say("page.over_time.title"),
        lead=say("page.over_time.lead"),
        sections=sections,
    )


def _section(shelf: Shelf, number: int, area: str, stage: Stage) -> Section | None:
    measure = Measure.RATE if stage.measure == "rate" else Measure.PROPORTION
    rows = shelf.over_time(area, measure, stage)
    periods = tuple(dict.fromkeys(row.period for row in rows))
    if len(periods) < 2:
        return None
    everyone = [row for row in rows if row.characteristic == EVERYONE]
    figures = tuple(
        figure
        for division in compared(shelf, rows)
        if (
            figure := _figure(
                shelf, f"time-{number}-{stage.id}", stage, periods, everyone, _of(rows, division)
            )
        )
    )
    return Section(
        id=f"time-{number}-{stage.id}", title=f"{shelf.area_name(area)}: {stage.label}", figures=figures
    )


def _of(rows: Sequence[Estimate], division: Division) -> list[Estimate]:
    return [row for row in rows if row.division == division and row.group not in UNKNOWNS]


def _figure(
    shelf: Shelf,
    name: str,
    stage: Stage,
    periods: tuple[str, ...],
    everyone: Sequence[Estimate],
    rows: Sequence[Estimate],
) -> Figure | None:
    area, division = rows[0].area, rows[0].division
    lines = [_line(shelf.say("page.over_time.everyone"), periods, everyone, strong=False)]
    for group in _groups(shelf, area, stage, division, rows):
        own = [row for row in rows if row.group == group]
        strong = group in groups_at(shelf, area, stage, division)
        lines.append(_line(shelf.group_label(division, group), periods, own, strong=strong))
    lines = [one for one in lines if one.points]
    if not any(len(one.points) > 1 for one in lines):
        return None
    breaks = breaks_between(periods, [when for when, _ in shelf.release.breaks])
    spec = SeriesSpec(
        lines=tuple(lines),
        periods=tuple(shelf.speech.period(one) for one in periods),
        axis_words=axis_words(shelf, stage),
        breaks=breaks,
    )
    title = shelf.vocabulary.characteristic_title(division.characteristic)
    return Figure(
        id=f"{name}-{division.characteristic}-{division.code_list}-{division.edition}".replace("+", "-"),
        title=shelf.say("page.over_time.seen", what=opened(axis_words(shelf, stage)), by=title),
        description=_description(shelf, rows),
        wide=draw_series(spec, Shape.WIDE),
        narrow=draw_series(spec, Shape.NARROW),
        table=_table(shelf, stage, periods, rows),
        notes=(*_break_notes(shelf, periods), shelf.say("figures.interval")),
        facts=f"{shelf.speech.period(periods[0])} – {shelf.speech.period(periods[-1])}",
    )


def _line(label: str, periods: tuple[str, ...], rows: Sequence[Estimate], *, strong: bool) -> Series:
    points = tuple(
        Point(
            period=periods.index(row.period),
            estimate=None if row.best is None else row.best * row.scale,
            lower=(row.lower or 0.0) * row.scale,
            upper=(row.upper or 0.0) * row.scale,
        )
        for row in rows
        if row.has_range
    )
    return Series(label=label, points=points, strong=strong)


def _groups(shelf: Shelf, area: str, stage: Stage, division: Division, rows: Sequence[Estimate]) -> list[str]:
    """The groups that findings name, the reference, then the largest, as many as can be told apart."""
    size: dict[str, int] = {}
    for row in rows:
        size[row.group] = size.get(row.group, 0) + (row.denominator or 0)
    named = sorted(groups_at(shelf, area, stage, division))
    references = [row.reference for row in rows if row.reference]
    order = [*named, *references[:1], *sorted(size, key=lambda one: (-size[one], one))]
    return [one for one in dict.fromkeys(order) if one in size][: MOST_LINES - 1]


def breaks_between(periods: Sequence[str], days: Sequence[str]) -> tuple[int, ...]:
    """Return the numbers of the periods before which something changed: in the period before them or within them."""
    spans = [Period.parse(one) for one in periods]
    found = []
    for number in range(1, len(spans)):
        last, here = spans[number - 1].last.isoformat(), spans[number].last.isoformat()
        if any(last < when <= here for when in days):
            found.append(number)
    return tuple(found)


def _break_notes(shelf: Shelf, periods: Sequence[str]) -> tuple[str, ...]:
    first, last = Period.parse(periods[0]).last.isoformat(), Period.parse(periods[-1]).last.isoformat()
    return tuple(
        shelf.say("page.over_time.break", day=shelf.speech.day(when), what=what)
        for when, what in shelf.release.breaks
        if first < when <= last
    )


def _description(shelf: Shelf, rows: Sequence[Estimate]) -> str:
    groups = dict.fromkeys(row.group for row in rows)
    parts = []
    for group in groups:
        own = [row for row in rows if row.group == group and row.has_range]
        if own:
            said = ", ".join(f"{shelf.speech.period(row.period)} {figure_words(shelf, row)}" for row in own)
            parts.append(f"{shelf.group_label(own[0].division, group)}: {said}")
    return f"{'; '.join(parts)}."


def _table(shelf: Shelf, stage: Stage, periods: Sequence[str], rows: Sequence[Estimate]) -> Table:
    cells = {(row.group, row.period): figure_words(shelf, row) if row.has_range else "–" for row in rows}
    division = rows[0].division
    lines = tuple(
        (shelf.group_label(division, group), *(cells.get((group, one), "–") for one in periods))
        for group in dict.fromkeys(row.group for row in rows)
    )
    title = shelf.vocabulary.characteristic_title(division.characteristic)
    heads = (opened(title), *(shelf.speech.period(one) for one in periods))
    return Table(
        caption=f"{opened(axis_words(shelf, stage))}, {shelf.area_name(rows[0].area)}",
        heads=heads,
        rows=lines,
        numbers=frozenset(range(1, len(heads))),
    )
