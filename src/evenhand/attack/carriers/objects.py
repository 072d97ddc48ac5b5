"""JSON beside the tables: findings, and what CSV on the Web says of each file."""

import json
from collections.abc import Callable, Iterator, Mapping
from math import ceil, floor
from pathlib import Path
from typing import Any

from evenhand.attack.carriers.figure import Entry, Figure, Said, Thing
from evenhand.attack.carriers.known import Known
from evenhand.attack.carriers.measures import point
from evenhand.attack.carriers.names import name_figures
from evenhand.attack.carriers.numbers import figures_of
from evenhand.foundations import AT_RISK, KEY_COLUMNS, REACHED

_CODES = frozenset(
    (*KEY_COLUMNS, "cell_id", "cell_ids", "reference", "within", "protection", "url", "name", "primaryKey")
)
_OF_THE_TEST = frozenset(
    (
        *("adjusted_p", "by_chance_alone", "comparisons", "error_rate", "false_alarms", "p", "power", "rank"),
        *("standing", "version"),
    )
)
"""What a test says of a difference, and the order of findings: made of many counts at once, and of none alone."""


def object_figures(path: Path, name: str, known: Known) -> Iterator[Figure | Thing]:
    """Yield the figures of a JSON file by the path of keys that leads to them."""
    try:
        data = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        yield Thing(where=name, words="JSON that cannot be read", told=False)
        return
    yield from _walk(data, name, "", known)


def _walk(value: Any, where: str, key: str, known: Known) -> Iterator[Figure]:
    if isinstance(value, Mapping):
        for one, inside in value.items():
            yield from name_figures(str(one), f"{where} a key", known)
            yield from _walk(inside, f"{where} {one}", str(one), known)
    elif isinstance(value, list):
        for inside in value:
            yield from _walk(inside, where, key, known)
    elif isinstance(value, str):
        if key in _CODES:
            yield from name_figures(value, where, known)
        else:
            yield from figures_of(value, where, visible=True)
    elif isinstance(value, int | float) and not isinstance(value, bool) and key not in _OF_THE_TEST:
        said = Said.COUNT if float(value).is_integer() and not isinstance(value, float) else Said.SHARE
        decimals = max(0, 6 - len(str(int(abs(value))))) if said is Said.SHARE else 0
        if said is Said.SHARE and float(value).is_integer() and abs(value) <= 1:
            return  # the end of a scale
        yield Figure(where=where, words=key, number=float(value), said=said, visible=False, decimals=decimals)


def people_of_findings(path: Path, known: Known) -> None:
    """Enter into `known` the people that findings come to, where the difference and the counts give them."""
    try:
        data = json.loads(path.read_text("utf-8"))
        findings = [*data["findings"], *data.get("further", [])]
    except (OSError, ValueError, KeyError, TypeError):
        return
    for one in findings:
        ends = _people(one, known)
        told = one.get("people") if isinstance(one, Mapping) else None
        if ends and isinstance(told, list):
            known.derived |= {float(number) for number in told if ends[0] <= number <= ends[1]}
        if isinstance(one, Mapping) and isinstance(one.get("adjusted_p"), float):
            known.measures.add(one["adjusted_p"])


def _people(finding: Mapping[str, Any], known: Known) -> tuple[int, int] | None:
    """Between which numbers the people of a finding may lie: the range of the difference, of those at risk."""
    try:
        cell = known.cells[finding["cell_ids"][0]]
        first, last = sorted((abs(float(finding["lower"])), abs(float(finding["upper"]))))
        per = (
            int(str(finding["units"]).removeprefix("per_")) if str(finding["units"]).startswith("per_") else 1
        )
    except (KeyError, IndexError, TypeError, ValueError):
        return None
    beneath = [one for one in known.cells.values() if _is_beneath(one, cell)]
    if not beneath:
        return None
    least, most = min(one.lower for one in beneath), max(max(one.upper, int(point(one))) for one in beneath)
    return _two_digits(first / per * least, floor) - 1, _two_digits(last / per * most, ceil) + 1


def _two_digits(number: float, end: Callable[[float], int]) -> int:
    """The number to two digits, away from the range that it ends: as findings say people."""
    step: int = 10 ** max(0, len(str(int(number))) - 2)
    return end(number / step) * step


def _is_beneath(one: Entry, cell: Entry) -> bool:
    same = ("area", "period", "characteristic", "code_list", "edition", "group")
    if any(one.cell[name] != cell.cell[name] for name in same):
        return False
    own_risk = one.cell["stage"] == cell.cell["stage"] and one.cell["state"] == AT_RISK
    return own_risk or (one.cell["unit"] != cell.cell["unit"] and one.cell["state"] == REACHED)
