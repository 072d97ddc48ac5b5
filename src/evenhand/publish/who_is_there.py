"""Who is at each stage: the share of every group among the people who got there."""

from evenhand.findings.words import capital
from evenhand.measures import Measure
from evenhand.publish.interest import findings_of
from evenhand.publish.shelf import Division, Estimate, Shelf, compared
from evenhand.publish.step_words import estimate_words
from evenhand.publish.views import Table
from evenhand.publish.words import figure
from evenhand.vocabulary import UNKNOWNS, Stage


def share_tables(shelf: Shelf, area: str) -> tuple[Table, ...]:
    """Return a table per division that the programme compares: groups down, stages across, of every 100."""
    rows = shelf.find(area, Measure.SHARE)
    found = compared(shelf, rows)
    tables = (_table(shelf, area, one, [row for row in rows if row.division == one]) for one in found)
    return tuple(table for table in tables if table)


def share_sentences(shelf: Shelf, area: str) -> tuple[str, ...]:
    """Return for each group that a finding of interest names how its share changes from the first stage to the last."""
    said = []
    rows = shelf.find(area, Measure.SHARE)
    for one in findings_of(shelf, area):
        division = Division(one.characteristic, one.code_list, one.edition)
        own = [row for row in rows if (row.division, row.group, one.area) == (division, one.group, row.area)]
        ordered = [(stage, row) for stage in _stages(shelf, own) for row in own if _at(shelf, row, stage)]
        known = [(stage, row) for stage, row in ordered if row.best is not None and row.has_range]
        if len(known) > 1:
            (first, start), (last, end) = known[0], known[-1]
            people = capital(shelf.group_people(division, one.group))
            said.append(
                shelf.say(
                    "figures.share_changes",
                    people=people,
                    start=_hundred(start),
                    first=first.people,
                    end=_hundred(end),
                    last=last.people,
                )
            )
    return tuple(dict.fromkeys(said))


def _table(shelf: Shelf, area: str, division: Division, rows: list[Estimate]) -> Table | None:
    stages = _stages(shelf, rows)
    groups = dict.fromkeys(row.group for row in rows if row.group not in UNKNOWNS)
    by_cell = {(row.group, shelf.programme.stage(row.stage).id): row for row in rows}
    lines = [
        (
            shelf.group_label(division, group),
            *(_cell(shelf, by_cell.get((group, stage.id))) for stage in stages),
        )
        for group in _as_listed(shelf, division, list(groups))
    ]
    title = shelf.vocabulary.characteristic_title(division.characteristic)
    if not lines or not stages:
        return None
    return Table(
        caption=shelf.say("figures.share_caption", title=title, area=shelf.area_name(area)),
        heads=(capital(title), *(stage.label for stage in stages)),
        rows=tuple(lines),
        numbers=frozenset(range(1, len(stages) + 1)),
    )


def _stages(shelf: Shelf, rows: list[Estimate]) -> list[Stage]:
    present = {shelf.programme.stage(row.stage).id for row in rows}
    return [stage for stage in shelf.programme.stages if stage.id in present]


def _as_listed(shelf: Shelf, division: Division, groups: list[str]) -> list[str]:
    listed = shelf.vocabulary.code_lists.get(f"{division.code_list}:{division.edition}")
    order = {value.code: n for n, value in enumerate(listed.values)} if listed else {}
    return sorted(groups, key=lambda group: (order.get(group, len(order)), group))


def _cell(shelf: Shelf, row: Estimate | None) -> str:
    return "–" if row is None else estimate_words(shelf, row)


def _hundred(row: Estimate) -> str:
    return figure((row.best or 0) * 100)


def _at(shelf: Shelf, row: Estimate, stage: Stage) -> bool:
    return shelf.programme.stage(row.stage).id == stage.id
