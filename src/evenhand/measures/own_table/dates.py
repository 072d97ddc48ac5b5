"""Dates and periods as people write them in a table, for the order of a series."""

from collections.abc import Sequence
from datetime import date, datetime

from evenhand.foundations import EvenhandError, Period
from evenhand.measures.own_table.settings import load_columns


def dates_of(cells: Sequence[str]) -> list[date] | None:
    """Return the first day of each cell's day or period; None where one of them can't be told."""
    found = [_date(" ".join(cell.split())) for cell in cells]
    return [one for one in found if one is not None] if all(found) else None


def _date(text: str) -> date | None:
    text = text[:10] if text[10:11] in ("T", " ") and text[4:5] == "-" else text
    for form in load_columns()["dates"]["formats"]:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no time, so no zone
        except ValueError:
            continue
    try:
        return Period.parse(text).first
    except EvenhandError:
        return None
