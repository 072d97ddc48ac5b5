"""One step over time: lines for everyone and a few groups with their ranges, and the ratio of one to its reference."""

from collections.abc import Sequence

from evenhand.findings.words import capital
from evenhand.foundations import EVERYONE, Period
from evenhand.measures import Measure
from evenhand.publish.charts import Point, Series, SeriesSpec, Shape, draw_series
from evenhand.publish.facts import protection_words
from evenhand.publish.interest import groups_at
from evenhand.publish.shelf import Division, Estimate, Shelf
from evenhand.publish.step_words import axis_words, figure_words, value_words
from evenhand.publish.views import Figure, Table
from evenhand.vocabulary import UNKNOWNS, Stage

MOST_LINES = 4
"""More lines than this cannot be told apart on one chart; the table holds every group."""


def time_figure(
    shelf: Shelf,
    name: str,
    stage: Stage,
    periods: tuple[str, ...],
    all_rows: Sequence[Estimate],
    division: Division,
) -> Figure | None:
    """Return the figure of one division; None where no line has two points, or nobody's group is known."""
    area = all_rows[0].area
    rows = [row for row in all_rows if row.division == division and row.group not in UNKNOWNS]
    if not rows:
        return None
    everyone = [row for row in all_rows if row.characteristic == EVERYONE]
    groups = _groups(shelf, area, stage, division, rows)
    strong = groups_at(shelf, area, stage, division)
    lines = [_line(shelf.say("page.over_time.everyone"), periods, everyone, strong=False)]
    lines += [
        _line(
            shelf.group_label(division, group),
            periods,
            [row for row in rows if row.group == group],
            strong=group in strong,
        )
        for group in groups
    ]
    lines = [one for one in lines if one.points]
    if not any(len(one.points) > 1 for one in lines):
        return None
    ratio = _ratio(shelf, stage, periods, division, groups, rows)
    spec = SeriesSpec(
        lines=tuple(lines),
        periods=tuple(shelf.speech.period(one) for one in periods),
        axis_words=axis_words(shelf, stage),
        breaks=breaks_between(periods, [when for when, _ in shelf.release.breaks]),
        ratio=ratio,
    )
    named = [group for group in groups if group in strong]
    span = str(Period(Period.parse(periods[0]).first, Period.parse(periods[-1]).last))
    return Figure(
        id=f"{name}-{division.characteristic}-{division.code_list}-{division.edition}".replace("+", "-"),
        title=seen_words(shelf, stage, division, everyone, rows, named),
        description=_description(shelf, rows),
        wide=draw_series(spec, Shape.WIDE),
        narrow=draw_series(spec, Shape.NARROW),
        table=_table(shelf, stage, periods, rows),
        notes=(
            *break_notes(shelf, periods),
            *([shelf.say("page.over_time.ratio_note")] if ratio else []),
            shelf.say("figures.interval"),
        ),
        facts=" · ".join(
            one
            for one in (
                capital(shelf.speech.period(span)),
                shelf.say("figures.source"),
                protection_words(shelf),
            )
            if one
        ),
    )


def seen_words(
    shelf: Shelf,
    stage: Stage,
    division: Division,
    everyone: Sequence[Estimate],
    rows: Sequence[Estimate],
    named: Sequence[str],
) -> str:
    """Return what is seen: the first and the last figure of the groups of interest, else of everyone."""
    reference = next((row.reference for row in rows if row.reference), None)
    groups = [*named, *([reference] if named and reference else [])]
    parts = [
        (shelf.group_people(division, group), [row for row in rows if row.group == group]) for group in groups
    ] or [(shelf.say("page.over_time.everyone_small"), list(everyone))]
    said, meets = [], True
    for people, own in parts:
        known = [row for row in own if row.best is not None and row.has_range]
        if len(known) > 1:
            first, last = known[0], known[-1]
            ends = {
                "first": value_words(first, first.best or 0.0),
                "last": value_words(last, last.best or 0.0),
            }
            said.append(shelf.say("page.over_time.from_to", people=people, **ends))
            meets = (
                meets
                and (first.lower or 0.0) <= (last.upper or 0.0)
                and (last.lower or 0.0) <= (first.upper or 0.0)
            )
    what = capital(axis_words(shelf, stage))
    if not said:
        title = shelf.vocabulary.characteristic_title(division.characteristic)
        return shelf.say("page.over_time.seen", what=what, by=title)
    ending = shelf.say("page.over_time.meets") if meets else shelf.say("page.over_time.apart")
    return f"{what}: {shelf.speech.joined(said)}; {ending}"


def _ratio(
    shelf: Shelf,
    stage: Stage,
    periods: tuple[str, ...],
    division: Division,
    groups: Sequence[str],
    rows: Sequence[Estimate],
) -> Series | None:
    """The first group drawn that has a ratio to its reference in two periods or more."""
    area = rows[0].area
    strong = groups_at(shelf, area, stage, division)
    measure = Measure.RELATIVE_RATE if stage.measure == "rate" else Measure.RATIO
    for group in groups:
        own = [
            row
            for row in shelf.over_time(area, measure, stage)
            if row.division == division and row.group == group and row.period in periods
        ]
        label = shelf.say(
            "page.over_time.ratio",
            group=capital(shelf.group_people(division, group)),
            reference=shelf.group_people(division, own[0].reference or "") if own else "",
        )
        line = _line(label, periods, own, strong=group in strong)
        if len(line.points) > 1:
            return line
    return None


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


def break_notes(shelf: Shelf, periods: Sequence[str]) -> tuple[str, ...]:
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
    heads = (capital(title), *(shelf.speech.period(one) for one in periods))
    return Table(
        caption=f"{capital(axis_words(shelf, stage))}, {shelf.area_name(rows[0].area)}",
        heads=heads,
        rows=lines,
        numbers=frozenset(range(1, len(heads))),
    )
