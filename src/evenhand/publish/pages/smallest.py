"""Before any result of an area: how small a difference could have been seen in it, by step and group."""

from collections.abc import Sequence

from evenhand.findings.words import capital, years_together
from evenhand.measures import Measure
from evenhand.publish.shelf import Division, Estimate, Shelf, compared
from evenhand.publish.step_words import value_words
from evenhand.publish.views import Section, Table
from evenhand.vocabulary import Stage


def smallest_section(shelf: Shelf, area: str) -> Section | None:
    """Return the section; None where nothing was compared. Source: C8, smallness first."""
    rows = _rows(shelf, area)
    stages = [stage for stage in shelf.programme.stages if any(_is_at(shelf, row, stage) for row in rows)]
    tables = [_table(shelf, area, one, rows, stages) for one in compared(shelf, rows)]
    if not tables:
        return None
    first = compared(shelf, rows)[0]
    said = (_sentence(shelf, stage, [row for row in rows if row.division == first]) for stage in stages)
    return Section(
        id="smallest",
        title=shelf.say("page.smallest.title"),
        lead=shelf.say("page.smallest.lead"),
        sentences=tuple(one for one in said if one),
        more=tuple(tables),
        more_words=shelf.say("page.smallest.tables"),
    )


def _rows(shelf: Shelf, area: str) -> list[Estimate]:
    """The rows of the area's latest period, and of years together that end with it."""
    end = shelf.period(area).partition("/")[2]
    return [
        row
        for row in shelf.estimates
        if row.area == area and row.measure == Measure.SMALLEST_GAP and row.period.endswith(f"/{end}")
    ]


def _is_at(shelf: Shelf, row: Estimate, stage: Stage) -> bool:
    return row.stage in (shelf.programme.stage_key(stage), stage.id)


def _sentence(shelf: Shelf, stage: Stage, rows: Sequence[Estimate]) -> str:
    """The narrowest and the widest of the smallest gaps of one step, with the groups they are of."""
    own = [row for row in rows if _is_at(shelf, row, stage) and row.period == shelf.period(row.area)]
    known = sorted((row for row in own if row.estimate is not None), key=lambda row: row.estimate or 0.0)
    if not own:
        return ""
    if not known:
        return shelf.say("page.smallest.none", step=stage.label)
    low, high = known[0], known[-1]
    ends = {
        "step": stage.label,
        "units": shelf.say(f"page.smallest.units.{'rate' if stage.measure == 'rate' else 'share'}"),
        "low": value_words(low, low.estimate or 0.0),
        "who": shelf.group_people(low.division, low.group),
    }
    if len(known) == 1:
        return shelf.say("page.smallest.one", **ends)
    ends |= {
        "high": value_words(high, high.estimate or 0.0),
        "other": shelf.group_people(high.division, high.group),
    }
    return shelf.say("page.smallest.ends", **ends)


def _table(
    shelf: Shelf, area: str, division: Division, rows: Sequence[Estimate], stages: Sequence[Stage]
) -> Table:
    own = [row for row in rows if row.division == division]
    here = [stage for stage in stages if any(_is_at(shelf, row, stage) for row in own)]
    lines = tuple(
        (
            shelf.group_label(division, group),
            *(
                _cell(shelf, [row for row in own if row.group == group and _is_at(shelf, row, stage)])
                for stage in here
            ),
        )
        for group in dict.fromkeys(row.group for row in own)
    )
    title = shelf.vocabulary.characteristic_title(division.characteristic)
    return Table(
        caption=shelf.say("page.smallest.caption", by=title, area=shelf.area_name(area)),
        heads=(capital(title), *(capital(stage.label) for stage in here)),
        rows=lines,
        numbers=frozenset(range(1, len(here) + 1)),
    )


def _cell(shelf: Shelf, rows: Sequence[Estimate]) -> str:
    """The smallest gap of the latest period; beside it that of years together."""
    said = []
    for row in sorted(rows, key=lambda one: one.period != shelf.period(one.area)):
        value = shelf.say("page.smallest.unseen") if row.estimate is None else value_words(row, row.estimate)
        if row.period != shelf.period(row.area):
            years = years_together(row.period, shelf.speech)
            value = shelf.say("page.smallest.together", years=years, value=value)
        said.append(value)
    return "; ".join(said) or "–"
