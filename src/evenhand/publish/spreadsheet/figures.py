"""The tables of measures: a sheet for every measure, by characteristic where that is how it is asked for."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from evenhand.foundations import EVERYONE
from evenhand.measures import Measure, State
from evenhand.publish.shelf import Division, Estimate, Shelf
from evenhand.publish.spreadsheet.names import Names
from evenhand.publish.spreadsheet.sheets import Cell
from evenhand.publish.spreadsheet.tables import CONFIDENTIAL, NOT_APPLICABLE, UNAVAILABLE, UNRELIABLE, Draft

_SYMBOLS = {
    State.WITHHELD: CONFIDENTIAL,
    State.BELOW_THRESHOLD: CONFIDENTIAL,
    State.TOO_FEW: UNRELIABLE,
    State.NO_REFERENCE: NOT_APPLICABLE,
    State.NO_ONE: NOT_APPLICABLE,
    State.NO_INTERVAL: NOT_APPLICABLE,
}
"""What stands for a figure or an end of a range that is not given, by the row's state."""


def figure_sheets(shelf: Shelf, names: Names, layout: Mapping[str, Any]) -> Iterator[Draft]:
    """Yield the tables of measures, in the order in which measures are listed; new ones come last."""
    listed = [str(one) for one in Measure]
    kinds = dict.fromkeys((row.measure, row.units or "") for row in shelf.estimates)
    ordered = sorted(
        kinds, key=lambda kind: (listed.index(kind[0]) if kind[0] in listed else len(listed), kind)
    )
    for measure, units in ordered:
        rows = [row for row in shelf.estimates if (row.measure, row.units or "") == (measure, units)]
        if measure in layout["by_characteristic"]:
            for division in dict.fromkeys(row.division for row in rows):
                yield _draft(
                    shelf, names, layout, [row for row in rows if row.division == division], division
                )
        else:
            yield _draft(shelf, names, layout, rows, None)


def _draft(
    shelf: Shelf, names: Names, layout: Mapping[str, Any], rows: Sequence[Estimate], division: Division | None
) -> Draft:
    say, measure, units = shelf.say, rows[0].measure, rows[0].units or ""
    words = _words(shelf, f"files.units.{units}", say("files.units.other"))
    title = _words(shelf, f"files.measure.{measure}", measure.replace("_", " ").capitalize())
    if division is not None and division.characteristic != EVERYONE:
        named = f"{shelf.vocabulary.characteristic_title(division.characteristic)} ({_listed(division)})"
        title = say("files.sheet.by", title=title, characteristic=named)
    times = layout["times"].get(units, 1)
    extra = {
        "characteristic": division is None,
        "compared": any(row.reference for row in rows) and measure not in layout["by_characteristic"],
        "within": any(row.within for row in rows),
    }
    ordered = sorted(rows, key=_order(shelf))
    return Draft(
        title=f"{title} ({words})",
        lines=(say("files.sheet.range"),),
        heads=_heads(shelf, names.programme_unit, measure, words, extra),
        rows=[_row(shelf, names, row, times, extra) for row in ordered],
    )


def _heads(shelf: Shelf, unit: str, measure: str, units: str, extra: Mapping[str, bool]) -> list[str]:
    say = shelf.say
    counted = ("in_group", "in_all") if measure == Measure.SHARE else ("numerator", "denominator")
    return [
        *(say(f"files.sheet.{name}") for name in ("area", "area_code", "period")),
        *(
            [say("files.sheet.characteristic"), say("files.sheet.code_list")]
            if extra["characteristic"]
            else []
        ),
        say("files.sheet.group"),
        *([say("files.sheet.compared")] if extra["compared"] else []),
        *([say("files.sheet.within")] if extra["within"] else []),
        say("files.sheet.step"),
        *(say(f"files.sheet.{name}", unit=unit) for name in counted),
        *(say(f"files.sheet.{name}", units=units) for name in ("estimate", "lower", "upper")),
        say("files.sheet.holds"),
    ]


def _row(
    shelf: Shelf, names: Names, row: Estimate, times: float, extra: Mapping[str, bool]
) -> list[Cell | None]:
    division = row.division
    reference = names.group(row.code_list, row.edition, row.reference) if row.reference else NOT_APPLICABLE
    characteristic = shelf.vocabulary.characteristic_title(division.characteristic)
    within = names.within(row.within) if row.within else NOT_APPLICABLE
    return [
        names.area(row.area),
        row.area,
        names.period(row.period),
        *([characteristic, _listed(division)] if extra["characteristic"] else []),
        names.group(row.code_list, row.edition, row.group),
        *([reference] if extra["compared"] else []),
        *([within] if extra["within"] else []),
        names.step(row.stage),
        _count(row.numerator, row),
        _count(row.denominator, row),
        _figure(row.estimate, row, times),
        _figure(row.lower, row, times),
        _figure(row.upper, row, times),
        _words(shelf, f"files.held.{row.state}", row.state),
    ]


def _figure(value: float | None, row: Estimate, times: float) -> Cell:
    """A figure with six digits at most, in the units of its heading; a symbol where there is none."""
    if value is None:
        return _SYMBOLS.get(State(row.state), UNAVAILABLE) if row.state in list(State) else UNAVAILABLE
    return float(f"{value * times:.6g}") + 0.0


def _count(value: int | None, row: Estimate) -> Cell:
    if value is not None:
        return value
    hidden = row.state in (State.WITHHELD, State.BELOW_THRESHOLD)
    return CONFIDENTIAL if hidden else NOT_APPLICABLE


def _listed(division: Division) -> str:
    return f"{division.code_list} {division.edition}".strip()


def _words(shelf: Shelf, key: str, otherwise: str) -> str:
    return shelf.say(key) if shelf.speech.messages.has(key) else otherwise


def _order(shelf: Shelf) -> Callable[[Estimate], tuple[Any, ...]]:
    """Areas by name, the latest period first, then steps and groups as they are listed."""
    steps = {shelf.programme.stage_key(one): n for n, one in enumerate(shelf.programme.stages)}
    periods = {one: n for n, one in enumerate(shelf.periods)}
    codes = {
        (listed.id, listed.edition, value.code): n
        for listed in shelf.vocabulary.code_lists.values()
        for n, value in enumerate(listed.values)
    }
    last = max(len(steps), len(periods), len(codes))

    def place(row: Estimate) -> tuple[Any, ...]:
        return (
            shelf.area_name(row.area),
            row.area,
            periods.get(row.period, last),
            row.characteristic,
            row.code_list,
            row.edition,
            steps.get(row.stage, last),
            codes.get((row.code_list, row.edition, row.group), last),
            row.group,
            row.reference or "",
            row.cell_id,
        )

    return place
