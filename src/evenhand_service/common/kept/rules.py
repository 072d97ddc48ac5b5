"""What is kept of a form, for how long, and what never is."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class KeepingRule:
    """How long, how many, how large, and which fields never."""

    lasts: timedelta
    most_forms: int
    largest_octets: int
    never: frozenset[str]


@cache
def keeping_rule() -> KeepingRule:
    """Return the rule from data/kept_forms.toml."""
    told = tomllib.loads((resources.files(__package__) / "../data/kept_forms.toml").read_text("utf-8"))
    return KeepingRule(
        lasts=timedelta(hours=told["hours"]),
        most_forms=told["most_forms"],
        largest_octets=told["largest_octets"],
        never=frozenset(told["never"]),
    )


def may_be_kept(name: str) -> bool:
    """Return whether a field of this name may be kept: what proves who somebody is may not."""
    plain = name.lower()
    return not any(word in plain for word in keeping_rule().never)


def keepable(fields: Iterable[tuple[str, list[str]]]) -> dict[str, list[str]]:
    """Return the fields of a form that may be kept."""
    return {name: values for name, values in fields if may_be_kept(name)}
