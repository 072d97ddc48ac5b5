"""What an attack says: what it tried with which knowledge, and what it recovered."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from math import isfinite
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovered:
    """One thing that published files told though they should not: a count, exactly or to an interval, or a statement.

    `attack` and `knowledge` are ids of attackers.toml; `where` names the release and file. `cell`: its code in each
    dimension. The count is from `least` to `most`, both included; both None where a statement is what was recovered
    (a carrier that held something). `words` say it in plain English.
    """

    attack: str
    knowledge: str
    where: str
    cell: Mapping[str, str] = field(default_factory=dict)
    least: float | None = None
    most: float | None = None
    words: str = ""

    @property
    def exact(self) -> bool:
        """Whether it is known to the person."""
        return self.least is not None and self.least == self.most

    def to_row(self) -> dict[str, Any]:
        """Return it as a plain row for JSON; a bound that is infinite is None there."""
        row = asdict(self)
        for name in ("least", "most"):
            if row[name] is not None and not isfinite(row[name]):
                row[name] = None
        return {**row, "cell": dict(self.cell), "exact": self.exact}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What one attacker tried: on how many `cells`, with how many linear `programmes`, and what was recovered.

    `note` says what a reader should know of it: that a sample was tried, that there was nothing to try, or what
    could be learnt although nothing was promised about it.
    """

    attack: str
    knowledge: str
    cells: int = 0
    recovered: tuple[Recovered, ...] = ()
    programmes: int = 0
    note: str = ""

    def to_row(self) -> dict[str, Any]:
        """Return it as a plain row for JSON, with the number of things recovered."""
        return {
            "attack": self.attack,
            "knowledge": self.knowledge,
            "cells": self.cells,
            "recovered": len(self.recovered),
            "programmes": self.programmes,
            "note": self.note,
        }
