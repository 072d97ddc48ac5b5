"""Dates and periods as people write them in a table, for the order of a series."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from evenhand.foundations import EvenhandError, Period
from evenhand.measures.own_table.settings import load_columns
from evenhand.measures.own_table.types import UnusableOwnTable

_SHOWN = 3
"""How many labels that are no dates are told."""


def dates_of(cells: Sequence[str]) -> list[date] | None:
    """Return the first day of each cell's day or period; None where one of them can't be told."""
    found = [_date(" ".join(cell.split())) for cell in cells]
    return [one for one in found if one is not None] if all(found) else None


def check_dates(cells: Sequence[str], heading: str) -> None:
    """Raise UnusableOwnTable where not one cell of the column is a date or names a period: it is no series."""
    period = re.compile(load_columns()["dates"]["period"])
    if any(_date(cell) is not None or period.fullmatch(cell.lower()) for cell in cells):
        return
    shown = ", ".join(f"'{cell}'" for cell in cells[:_SHOWN])
    more = f" and {len(cells) - _SHOWN} more" if len(cells) > _SHOWN else ""
    raise UnusableOwnTable(
        f"Not one date can be read in '{heading}' ({shown}{more}), so the rows have no order in time.",
        mend="Write 2024-03, Mar 2024, 2024-Q1 or 31/03/2024. If the rows are groups or areas, measure them as such: "
        "--kind groups or --kind areas.",
    )


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
