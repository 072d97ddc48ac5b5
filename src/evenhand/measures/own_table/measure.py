"""Everything that can be measured of a table of one's own, by name."""

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np

from evenhand.measures.estimate import Array
from evenhand.measures.own_table.areas import OfAreas
from evenhand.measures.own_table.groups import OfGroups, names_of_groups
from evenhand.measures.own_table.people import OfPeople
from evenhand.measures.own_table.series import OfSeries
from evenhand.measures.own_table.settings import Name, known_names
from evenhand.measures.own_table.types import Kind, Row, Table, UnusableOwnTable

_DIRECTIONS = {"up": True, "down": False}


class _Measured(Protocol):
    def rows(self, measure: str) -> Any: ...


def measure_table(
    table: Table,
    measures: Sequence[str] = (),
    *,
    reference: str | None = None,
    favourable: str | None = None,
    level: float = 0.95,
) -> list[Row]:
    """Return the rows of the measures named, or of all that come by themselves for the kind of table.

    `reference`: the group that others are compared with (the largest, unless given). `favourable`: 'up' where more is
    better, 'down' where less is; without it what needs a direction is not estimable. `level`: of the intervals.
    Raises UnusableOwnTable where a name, the reference or the direction is not known, or counts do not fit.
    """
    if favourable not in (None, *_DIRECTIONS):
        raise UnusableOwnTable(f"'{favourable}' is no direction.", mend="Say up or down.")
    if not 0.5 <= level < 1:
        raise UnusableOwnTable(
            f"{level:g} is no confidence.", mend="Give a number from 0.5 to 0.999, such as 0.95."
        )
    names = wanted(table.kind, measures)
    is_rate = counts_events(table, names)
    names = [_as_rate(one, names) if is_rate else one for one in names]
    direction = None if favourable is None else _DIRECTIONS[favourable]
    of: _Measured
    if table.kind is Kind.GROUPS:
        of = OfGroups(table=table, is_rate=is_rate, reference=reference, favourable=direction, level=level)
        if reference is not None:
            _ = of.place
    elif table.kind is Kind.AREAS:
        of = OfAreas(table=table, is_rate=is_rate, level=level)
    elif table.kind is Kind.SERIES:
        of = OfSeries(table=table)
    else:
        of = OfPeople(table=table, reference=reference, level=level)
    return [row for name in dict.fromkeys(names) for row in of.rows(name)]


def wanted(kind: Kind, measures: Sequence[str]) -> list[str]:
    """Return the names asked for; all that come by themselves where none is. Raises UnusableOwnTable for others."""
    listed = {one.name: one for one in all_names(kind)}
    names = [part.strip().lower() for one in measures for part in one.split(",") if part.strip()]
    unknown = [one for one in names if one not in listed]
    if unknown:
        homes = [str(other) for other in Kind if unknown[0] in {one.name for one in all_names(other)}]
        elsewhere = f" '{unknown[0]}' is measured of a table of {' or '.join(homes)}." if homes else ""
        raise UnusableOwnTable(
            f"There is no measure {', '.join(repr(one) for one in unknown)} of {kind}.{elsewhere}",
            mend=f"Known: {', '.join(listed)}.",
        )
    return names or [one.name for one in listed.values() if one.default]


def all_names(kind: Kind) -> tuple[Name, ...]:
    """Return what can be measured of a kind of table: those that come by themselves, and their further versions."""
    listed = known_names(kind)
    if kind is not Kind.GROUPS:
        return listed
    by_name = {one.name: one for one in listed}
    more = [_version(one, by_name) for one in names_of_groups() if one not in by_name]
    return (*listed, *more)


def counts_events(table: Table, names: Sequence[str]) -> bool:
    """Return whether a table is measured by rates: asked for, or since some numerators exceed their denominators.

    Raises UnusableOwnTable where shares were asked for and there are none.
    """
    x, n = table.numbers.get("numerator"), table.numbers.get("denominator")
    if x is None or n is None or table.kind not in (Kind.GROUPS, Kind.AREAS):
        return False
    above = np.flatnonzero(x > n)
    whole = bool((n == np.round(n)).all())
    if "rate" in names and "proportion" not in names:
        return True
    if not len(above) and whole:
        return False
    asked = "proportion" in names and len(names) < len([one for one in all_names(table.kind) if one.default])
    if asked:
        which = (
            f"'{table.labels[above[0]]}' has more events than people"
            if len(above)
            else "Denominators are not whole"
        )
        raise UnusableOwnTable(
            f"{which}, so there is no share.", mend="Correct the counts; or ask for rates: --measure rate."
        )
    return True


def remarks(table: Table, rows: Sequence[Row]) -> list[str]:
    """Return sentences on what a reader of the rows has to know: rates for shares, groups not compared."""
    said = []
    x, n = table.numbers.get("numerator"), table.numbers.get("denominator")
    if any(row.measure == "rate" for row in rows) and x is not None and n is not None and bool((x > n).any()):
        high = [label for label, one in zip(table.labels, x > n, strict=True) if one]
        said.append(
            f"More events than people in {len(high)} of {len(table.labels)} rows ({', '.join(high[:3])}): rates are "
            "given in place of shares. If each person counts once, correct these rows."
        )
    elif any(row.measure == "rate" for row in rows) and n is not None and bool((n != np.round(n)).any()):
        said.append(
            "Denominators are not whole (person-years, or estimates of residents), so rates are given."
        )
    if any(row.measure == "dsr" and row.lower is not None for row in rows) and _are_shares(x, n):
        said.append(
            "The range of dsr is for events that one person can have several times: where each person counts once it is "
            "too wide, and of shares near 1 far too wide."
        )
    left = [label for label, one in zip(table.labels, table.unknown, strict=True) if one]
    if left and table.kind is Kind.GROUPS:
        people = int(sum(n[table.unknown])) if n is not None else 0
        said.append(
            f"Not compared, and in no summary: {', '.join(left)} ({people:,} people of whom the group is not known). "
            "If they differ from the others, every comparison moves."
        )
    return said


def _are_shares(x: Array | None, n: Array | None) -> bool:
    """Whether every numerator could be people of its denominator."""
    return x is not None and n is not None and bool((x <= n).all()) and bool((n == np.round(n)).all())


def _as_rate(name: str, names: Sequence[str]) -> str:
    return "rate" if name == "proportion" and "rate" not in names else name


def _version(name: str, by_name: dict[str, Name]) -> Name:
    """A further version of a measure: without what chance adds, or by another line."""
    base, _, end = name.rpartition("_")
    one = by_name[base]
    how = "without what chance adds" if end == "corrected" else f"{end} version"
    return Name(name=name, title=f"{one.title}, {how}", shown=one.shown, said=one.said, default=False)
