"""How what was recovered is said: which cell of which file, and the count or its interval."""

from collections.abc import Mapping

import numpy as np

from evenhand.attack.reading.holding import TOTAL, Holding
from evenhand.attack.types import Recovered


def named(cell: Mapping[str, str]) -> str:
    """Return a cell's codes in words, without those by which it is not divided."""
    told = ", ".join(f"{name} {code}" for name, code in cell.items() if code != TOTAL)
    return told.replace("\x1f", " ") or "everyone"


def between(least: float, most: float) -> str:
    """Return bounds in words."""
    least, most = least + 0.0, most + 0.0  # no minus before a zero
    if least == most:
        return f"{least:,.0f}"
    return f"from {least:,.0f} to {most:,.0f}" if np.isfinite(most) else f"{least:,.0f} or more"


def where_of(held: Holding, place: int) -> str:
    """Return the release and the first file that prints a cell without its count, or prints it at all."""
    first = ""
    for table in held.tables:
        mine = table.cells == place
        if mine.any():
            first = first or table.file
            if table.shown.hidden[mine].any():
                first = table.file
                break
    return f"{held.name}/{first}" if first and first != held.name else held.name


def count_recovered(
    held: Holding, place: int, least: float, most: float, *, attack: str, knowledge: str, words: str = ""
) -> Recovered:
    """Return a count of a release that was recovered, exactly or to an interval."""
    cell = held.cell(place)
    promised = held.published.width[place]
    said = words or f"{named(cell)}: {between(least, most)}" + (
        "" if least == most else f", where at least {promised:g} apart should stay possible"
    )
    return Recovered(
        attack=attack,
        knowledge=knowledge,
        where=where_of(held, place),
        cell=cell,
        least=float(least),
        most=float(most),
        words=said,
    )
