"""Dates as SQL: the forms that are read, what a date without a day means, and what is wrong with others."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from evenhand.records.profiles import Column, Partial
from evenhand.records.sql import Fault, literal

_MIDDLE = {"year": "INTERVAL 6 MONTH", "month": "INTERVAL 14 DAY"}


@cache
def date_forms() -> Mapping[str, Any]:
    """Return the forms of dates, and the faults that others have: dates.toml."""
    return tomllib.loads((resources.files("evenhand.records") / "dates.toml").read_text("utf-8"))


def date_value(t: str, partial: Partial = Partial.REFUSE) -> str:
    """Return the SQL of the day that a cell `t` holds, as a date; null where it can't be told."""
    whens = []
    if partial is not Partial.REFUSE:
        for one in _list("partial"):
            first = _parsed(t, one["take"], one["format"])
            day = first if partial is Partial.FIRST else f"({first} + {_MIDDLE[one['lacks']]})"
            whens.append((_matches(t, one["pattern"]), day))
    whens += [
        (_matches(t, one["pattern"]), _parsed(t, one["pattern"], one["format"])) for one in _list("form")
    ]
    cases = " ".join(f"WHEN {test} THEN CAST({day} AS DATE)" for test, day in whens)
    return f"CASE {cases} END"


def date_faults(column: Column, t: str, v: str) -> Iterator[Fault]:
    """Yield what can be wrong with a cell `t` that means the day `v`; of each cell one thing is true."""
    years = {one: int(date_forms()[one]) for one in ("earliest", "latest")}
    outside = f"coalesce(year({v}) NOT BETWEEN {years['earliest']} AND {years['latest']}, false)"
    unclear = f"({t} IS NOT NULL AND {v} IS NULL)"
    earlier: list[str] = []
    for one in _list("fault"):
        test = outside if one.get("outside") else _and(unclear, _any(t, _patterns(one)))
        where = _and(test, *(f"NOT {other}" for other in earlier))
        earlier.append(f"({test})")
        rule = one["rule"].format(column=column.name, **years)
        special = len(one) > len(("rule", "mend"))
        mend = one["mend"] if special else column.mend or one["mend"]
        yield Fault(column=column.name, where=where, rule=rule, mend=mend)


def is_partial(t: str) -> str:
    """Return the SQL that is true of a date without a day."""
    return _any(t, [one["pattern"] for one in _list("partial")])


def fits_either_order(t: str) -> str:
    """Return the SQL that is true of a day that the American order would read too."""
    return _matches(t, date_forms()["either"]["pattern"])


def _patterns(fault: Mapping[str, Any]) -> list[str]:
    if "pattern" in fault:
        return [fault["pattern"]]
    if fault.get("form"):
        return [one["pattern"] for one in _list("form")]
    return [one["pattern"] for one in _list("partial") if one["lacks"] == fault.get("partial")]


def _list(table: str) -> Sequence[Mapping[str, Any]]:
    found: Sequence[Mapping[str, Any]] = date_forms()[table]
    return found


def _matches(t: str, pattern: str) -> str:
    return f"regexp_full_match({t}, {literal(pattern)})"


def _any(t: str, patterns: Sequence[str]) -> str:
    return f"({' OR '.join(_matches(t, one) for one in patterns)})" if patterns else ""


def _and(*tests: str) -> str:
    return " AND ".join(one for one in tests if one)


def _parsed(t: str, pattern: str, form: str) -> str:
    return f"try_strptime(regexp_extract({t}, {literal(pattern)}, 1), {literal(form)})"
