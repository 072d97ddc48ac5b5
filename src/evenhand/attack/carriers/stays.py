"""Curves and means of how long people stay: a second class of figures, checked by itself; held to what it says of itself."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from evenhand.attack.carriers.known import Known, rows_of
from evenhand.attack.carriers.report import leaked
from evenhand.attack.types import Recovered
from evenhand.foundations import REACHED

_PEOPLE = ("area", "period", "characteristic", "code_list", "edition", "group")
_SHARES = ("staying", "finished", "left")
_FIGURES = ("estimate", "lower", "upper")
_CURVES, _STAYS = "curves.csv", "stays.csv"


def judge_stays(folder: Path, known: Known) -> Iterator[Recovered]:
    """Yield shares of curves.csv that are finer than they say, or worth fewer people than a count's rounding.

    What stands in curves.csv and stays.csv may stand in words and drawings too: it is entered in `known`.
    """
    largest: dict[tuple[str, ...], int] = {}
    for entry in known.cells.values():
        if entry.cell["state"] == REACHED:
            people = tuple(entry.cell[name] for name in _PEOPLE)
            largest[people] = max(largest.get(people, 0), entry.upper)
    if (folder / _CURVES).is_file():
        for number, row in enumerate(rows_of(folder / _CURVES), start=2):
            yield from _judge(row, f"{_CURVES} line {number}", largest, known)
    if (folder / _STAYS).is_file():
        for row in rows_of(folder / _STAYS):
            figures = {abs(float(row[name])) for name in _FIGURES if row[name]}
            known.measures |= figures
            known.derived |= figures if row["measure"].startswith("mean") else set()


def _judge(
    row: Mapping[str, str], where: str, largest: Mapping[tuple[str, ...], int], known: Known
) -> Iterator[Recovered]:
    step = float(row["rounded_to"])
    shares = [float(row[name]) for name in _SHARES if row[name]]
    known.measures |= set(shares)
    if any(abs(share / step - round(share / step)) > 1e-6 for share in shares):
        yield leaked(where, "a share of a curve is finer than it is said to be")
    if step * largest.get(tuple(row[name] for name in _PEOPLE), 0) < known.base - 1e-9:
        yield leaked(where, "a step of a curve is worth fewer people than the rounding of counts")
