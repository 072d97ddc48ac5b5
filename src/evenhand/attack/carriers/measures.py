"""Measures held against the counts they are said to be made of: numerators, denominators, shares, ranges."""

import json
from collections.abc import Iterator, Mapping
from math import isclose, isnan, nan, sqrt
from pathlib import Path
from typing import Any

from evenhand.attack.carriers.figure import Entry
from evenhand.attack.carriers.fraction import only_fraction
from evenhand.attack.carriers.known import Known, rows_of
from evenhand.attack.carriers.names import slug
from evenhand.attack.carriers.report import leaked
from evenhand.attack.types import Recovered
from evenhand.foundations import AT_RISK, EVERYONE, PEOPLE_COLUMNS, REACHED, UnreadableFile
from evenhand.vocabulary import UNKNOWNS

_NEAR = 2e-5
"""How far a figure of six digits may lie from what is reckoned again, as a share of it."""
_Z = 1.959964
"""The normal quantile of a range of 95%, the narrowest that Evenhand prints."""
_MADE_OF_TWO = ("difference", "ratio", "relative_rate")
_SINGLE = ("proportion", "rate", "share")
_ALL_BUT_GROUP = tuple(name for name in PEOPLE_COLUMNS if name != "group")


def measures_files(folder: Path) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Yield the rows of measures.csv and measures.json, numbers as numbers and blanks as None."""
    if (folder / "measures.csv").is_file():
        rows = [dict(row) for row in rows_of(folder / "measures.csv")]
        numbers = ("numerator", "denominator", "estimate", "lower", "upper")
        yield "measures.csv", [row | {name: _number(row.get(name)) for name in numbers} for row in rows]
    if (folder / "measures.json").is_file():
        try:
            rows = json.loads((folder / "measures.json").read_text("utf-8"))
            if not all(isinstance(row, dict) for row in rows):
                raise ValueError("not a list of objects")
        except (OSError, ValueError, TypeError) as error:
            raise UnreadableFile(
                "measures.json cannot be read.", mend="Give the release as it was written."
            ) from error
        yield "measures.json", rows


def _number(text: str | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError as error:
        raise UnreadableFile(
            "measures.csv holds a text where a number belongs.", mend="Give the release as it was written."
        ) from error


def judge_measures(folder: Path, known: Known) -> Iterator[Recovered]:
    """Yield what the measures tell beyond the counts, and enter those that agree into `known`."""
    index = _Index(known)
    for name, rows in measures_files(folder):
        shares = {_key(row, "group"): row for row in rows if row.get("measure") in ("proportion", "rate")}
        for number, row in enumerate(rows, start=2):
            found = list(_judge(row, f"{name} line {number}", index, shares))
            yield from found
            if not found:
                _enter(row, known)


def _enter(row: Mapping[str, Any], known: Known) -> None:
    known.measures |= {abs(row[name]) for name in ("estimate", "lower", "upper") if row.get(name) is not None}
    known.derived |= {float(row[name]) for name in ("numerator", "denominator") if row.get(name) is not None}

    known.name(str(row.get(name) or "") for name in ("area_name", "group_label", "stage_label"))
    for parts in _in_drawings(row):
        per = 1 if str(row.get("units")).startswith(("per_", "ratio")) else 100
        figures = {per * row[name] for name in ("estimate", "lower", "upper") if row.get(name) is not None}
        known.drawn.setdefault(parts, set()).update(figures)


def _in_drawings(row: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """The parts that the name of a drawing has if it may show the measure."""
    made = str(row.get("measure"))
    characteristic, edition = str(row.get("characteristic")), str(row.get("edition"))
    if made.startswith("waterfall"):
        yield ("gap", slug(f"{characteristic}-{edition}-{row.get('group')}"))
    elif made == "share":
        yield ("need",)
    elif made != "smallest_gap":
        division = slug(f"{characteristic}-{row.get('code_list')}-{edition}")
        stage = slug(str(row.get("stage")).rpartition("/")[2])
        yield (stage,) if characteristic == EVERYONE else (stage, division)


def _key(row: Mapping[str, Any], group: str) -> tuple[str, ...]:
    return (*(str(row.get(name)) for name in (*_ALL_BUT_GROUP, "stage")), str(row.get(group)))


class _Index:
    """The cells of the counts, by the people they are about and by step."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.of_people: dict[tuple[str, ...], list[Entry]] = {}
        self.of_step: dict[tuple[str, ...], list[Entry]] = {}
        for entry in known.cells.values():
            people = tuple(entry.cell[name] for name in PEOPLE_COLUMNS)
            self.of_people.setdefault(people, []).append(entry)
            if entry.cell["state"] == REACHED and entry.cell["group"] not in UNKNOWNS:
                step = (*(entry.cell[name] for name in _ALL_BUT_GROUP), entry.cell["stage"])
                self.of_step.setdefault(step, []).append(entry)

    def beneath(self, row: Mapping[str, Any], x: Entry) -> tuple[float, float, float] | None:
        """Return point, least and most of the denominator that a row ought to have; None if it cannot be told."""
        if row.get("measure") == "share":
            parts = self.of_step.get((*(x.cell[name] for name in _ALL_BUT_GROUP), x.cell["stage"]), [])
            return sum(map(point, parts)), sum(one.lower for one in parts), sum(one.upper for one in parts)
        others = self.of_people.get(tuple(x.cell[name] for name in PEOPLE_COLUMNS), [])
        same = [
            one for one in others if one.cell["stage"] == x.cell["stage"] and one.cell["state"] == AT_RISK
        ]
        same = same or [
            one for one in others if one.value is not None and one.value == row.get("denominator")
        ]
        return (point(same[0]), same[0].lower, same[0].upper) if same else None


def point(entry: Entry) -> float:
    """Return the figure to reckon with: the count shown, or the middle of what is possible."""
    return float(entry.value) if entry.value is not None else (entry.lower + entry.upper) / 2


def _judge(
    row: Mapping[str, Any], where: str, index: _Index, shares: Mapping[tuple[str, ...], Mapping[str, Any]]
) -> Iterator[Recovered]:
    x = index.known.cells.get(str(row.get("cell_id")))
    if x is None:
        yield from _unknown_cell(row, where, index.known)
        return
    if row.get("numerator") is not None and row["numerator"] != x.value:
        words = "the numerator is not the count that is shown"
        yield leaked(where, words, least=row["numerator"], cell=x.cell)
    n = index.beneath(row, x)
    if n is not None:
        yield from _judge_denominator(row, where, x, n)
    if row.get("measure") in _SINGLE and n is not None:
        yield from _judge_share(row, where, x, n)
        if row.get("measure") != "rate":
            yield from _judge_range(row, where, x, n)
    elif row.get("measure") in _MADE_OF_TWO:
        own, other = shares.get(_key(row, "group")), shares.get(_key(row, "reference"))
        yield from _judge_comparison(row, where, x, own, other)


def _unknown_cell(row: Mapping[str, Any], where: str, known: Known) -> Iterator[Recovered]:
    """A measure of a cell that counts.csv does not hold: its counts must be shown elsewhere."""
    for name in ("numerator", "denominator"):
        if row.get(name) is not None and not known.is_count(float(row[name]), strict=False):
            yield leaked(where, f"the {name} is no count that is shown", least=row[name])


def _judge_denominator(
    row: Mapping[str, Any], where: str, x: Entry, n: tuple[float, float, float]
) -> Iterator[Recovered]:
    shown = row.get("denominator")
    if shown is not None and abs(float(shown) - n[0]) > 0.5:
        words = "the denominator is neither the count that is shown nor the sum of those that are"
        yield leaked(where, words, least=float(shown), cell={**x.cell, "state": AT_RISK})


def _judge_share(
    row: Mapping[str, Any], where: str, x: Entry, n: tuple[float, float, float]
) -> Iterator[Recovered]:
    estimate = row.get("estimate")
    if estimate is None or not n[0]:
        return
    per = _per(row)
    expected = per * point(x) / n[0]
    allowed = {expected, min(expected, per)} if row.get("measure") == "proportion" else {expected}
    beneath = row.get("denominator")
    if beneath:  # residents summed over periods stand in the row alone
        allowed.add(per * point(x) / float(beneath))
    if any(isclose(estimate, one, rel_tol=_NEAR, abs_tol=1e-6) for one in allowed):
        return
    found = only_fraction(estimate / per, (x.lower, x.upper), (int(n[1]), int(n[2])))
    said = f": {found[0]} of {found[1]} gives it, and no other counts that are possible" if found else ""
    yield leaked(
        where,
        f"the figure {estimate:g} is not that of the counts shown, {expected:g}{said}",
        least=found[0] if found else None,
        cell=x.cell,
    )


def _judge_range(
    row: Mapping[str, Any], where: str, x: Entry, n: tuple[float, float, float]
) -> Iterator[Recovered]:
    """A range may be no narrower than the widest that the possible counts give (Wilson's)."""
    if row.get("lower") is None or row.get("upper") is None:
        return
    fewest = max(n[1], x.lower)
    low, _ = _wilson(x.lower, max(n[2], x.lower))
    _, high = _wilson(min(x.upper, fewest), fewest)
    if isnan(low) or isnan(high):
        return
    if row["lower"] > low + _NEAR or row["upper"] < high - _NEAR:
        ends = f"{row['lower']:g} to {row['upper']:g}"
        words = f"the range {ends} is narrower than the possible counts give, {low:.4g} to {high:.4g}"
        yield leaked(where, words, cell=x.cell)


def _wilson(x: float, n: float) -> tuple[float, float]:
    if n <= 0:
        return nan, nan
    spread = _Z * sqrt(_Z * _Z + 4 * x * (1 - x / n))
    ends = ((2 * x + _Z * _Z + sign * spread) / (2 * (n + _Z * _Z)) for sign in (-1, 1))
    low, high = (min(max(end, 0.0), 1.0) for end in ends)
    return (0.0 if x == 0 else low), (1.0 if x == n else high)


def _judge_comparison(
    row: Mapping[str, Any],
    where: str,
    x: Entry,
    own: Mapping[str, Any] | None,
    other: Mapping[str, Any] | None,
) -> Iterator[Recovered]:
    if row.get("estimate") is None or own is None or other is None:
        return
    first, second = own.get("estimate"), other.get("estimate")
    if first is None or second is None or (not second and row.get("measure") != "difference"):
        return
    expected = first - second if row.get("measure") == "difference" else first / second
    slack = 2 * _NEAR * (abs(first) + abs(second) if row.get("measure") == "difference" else expected)
    if abs(row["estimate"] - expected) > slack + 1e-6:
        words = f"the {row['measure']} {row['estimate']:g} is not that of the two figures shown, {expected:g}"
        yield leaked(where, words, cell=x.cell)


def _per(row: Mapping[str, Any]) -> int:
    units = str(row.get("units"))
    return int(units.removeprefix("per_")) if units.startswith("per_") else 1
