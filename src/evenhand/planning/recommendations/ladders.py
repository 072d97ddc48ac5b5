"""Ladders: how long an answer may take and what follows when none comes, read from data with their source."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import Any

from evenhand.foundations import UnknownName
from evenhand.planning.months import add_months
from evenhand.planning.recommendations.types import SourceKind

_FILE = resources.files("evenhand.planning.recommendations") / "data" / "ladders-2026-11.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step: what is done (`key`), and how long the addressee then has; `verified` if the source gives the number."""

    key: str
    reply_months: int
    reply_days: int
    public: bool
    verified: bool

    def reply_due(self, done_on: date) -> date:
        """Return the last day for an answer when the step was taken on a day."""
        return add_months(done_on, self.reply_months) + timedelta(days=self.reply_days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """The steps in their order, what they are called in each language, and where they come from."""

    key: str
    titles: Mapping[str, str]
    source: str
    steps: tuple[Step, ...]

    def place_of(self, step: str) -> int:
        """Return where a step stands in the ladder; raise UnknownName with the steps there are."""
        keys = [one.key for one in self.steps]
        if step not in keys:
            raise UnknownName(
                f"The ladder '{self.key}' has no step '{step}'.", mend=f"Its steps: {', '.join(keys)}."
            )
        return keys.index(step)


def ladder(key: str) -> Ladder:
    """Return a ladder by its key; raise UnknownName with those there are."""
    known, _ = _loaded()
    if key not in known:
        raise UnknownName(f"There is no ladder '{key}'.", mend=f"Known: {', '.join(sorted(known))}.")
    return known[key]


def ladders() -> tuple[Ladder, ...]:
    """Return all ladders, in the order of the data."""
    return tuple(_loaded()[0].values())


def usual_ladder(kind: SourceKind) -> Ladder:
    """Return the ladder that fits a kind of source when nobody chose one."""
    known, usual = _loaded()
    return known[usual[kind]]


@cache
def _loaded() -> tuple[dict[str, Ladder], dict[str, str]]:
    data = tomllib.loads(_FILE.read_text("utf-8"))
    return {key: _ladder(key, one) for key, one in data["ladder"].items()}, data["default"]


def _ladder(key: str, data: Mapping[str, Any]) -> Ladder:
    return Ladder(
        key=key,
        titles={language: data[language] for language in ("en", "cy")},
        source=data["source"],
        steps=tuple(
            Step(
                key=one["key"],
                reply_months=one.get("reply_months", 0),
                reply_days=one.get("reply_days", 0),
                public=one.get("public", False),
                verified=one["verified"],
            )
            for one in data["step"]
        ),
    )
