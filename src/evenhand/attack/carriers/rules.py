"""What is no count although it has digits, and what a release may hold: rules as data, read once."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

_FILE = resources.files("evenhand.attack.carriers") / "rules.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The rules of rules.toml, each with its reason there.

    `no_count`: what to take out of a text before its numbers are read. `after`, `before`: words that make a
    number a count; `heads`: those of a column of counts; `range_before`, `share_before`: what stands before the
    end of a range, or before a share; `share_after`: what stands after one.
    `ordinals`: numbered parts in names.
    `layout`, `names`, `spoken`: attributes by what they are for. `written`: names of files that Evenhand writes.
    `noted`, `leftover`: other files, with the reason. `made_up`: files that mark a folder of synthetic data.
    """

    no_count: re.Pattern[str]
    after: re.Pattern[str]
    before: re.Pattern[str]
    heads: re.Pattern[str]
    range_before: re.Pattern[str]
    share_before: re.Pattern[str]
    share_after: re.Pattern[str]
    ordinals: re.Pattern[str]
    layout: frozenset[str]
    names: frozenset[str]
    spoken: frozenset[str]
    written: tuple[str, ...]
    noted: tuple[tuple[re.Pattern[str], str], ...]
    leftover: tuple[tuple[re.Pattern[str], str], ...]
    made_up: frozenset[str]
    persons: frozenset[str]


@cache
def rules() -> Rules:
    """Return the rules that come with Evenhand."""
    data: dict[str, Any] = tomllib.loads(_FILE.read_text("utf-8"))
    taken = "|".join(f"(?:{one['pattern']})" for one in data["no_count"])
    flags = re.IGNORECASE
    return Rules(
        no_count=re.compile(taken, flags),
        after=re.compile(rf"\s*(?:{data['count_after']})\b", flags),
        before=re.compile(rf"(?:{data['count_before']})\s*$", flags),
        heads=re.compile(data["count_heads"], flags),
        range_before=re.compile(data["range_before"], flags),
        share_before=re.compile(data["share_before"], flags),
        share_after=re.compile(data["share_after"], flags),
        ordinals=re.compile(data["ordinals"], flags),
        layout=frozenset(data["layout"]["attributes"]),
        names=frozenset(data["layout"]["names"]),
        spoken=frozenset(data["layout"]["spoken"]),
        written=tuple(one["pattern"] for one in data["written"]),
        noted=_named(data["noted"]),
        leftover=_named(data["leftover"]),
        made_up=frozenset(one["marker"] for one in data["made_up"]),
        persons=frozenset(data["persons"]["columns"]),
    )


def _named(listed: list[dict[str, str]]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(one["pattern"], re.IGNORECASE), one["reason"]) for one in listed)
