"""All attacks on some releases, one after the other, and what came of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evenhand.attack.averaging import attack_averaging
from evenhand.attack.carriers import carriers
from evenhand.attack.derive import Derived, derive_release
from evenhand.attack.implied import attack_implied
from evenhand.attack.insiders import attack_insiders
from evenhand.attack.knowing import RULE, Known, attack_given, attack_rule, known_of
from evenhand.attack.movable import Movable, movable
from evenhand.attack.over_dates import attack_dates
from evenhand.attack.rates import attack_rates
from evenhand.attack.reading import Holding
from evenhand.attack.reading.evenhand_release import COUNTS
from evenhand.attack.same_outcome import attack_same_outcome
from evenhand.attack.sums import attack_sums
from evenhand.attack.types import Recovered, Tried
from evenhand.disclosure.linked import Contradiction


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was tried on which releases, and what was recovered.

    `releases`: for each its name, how many counts it holds and how many are not shown as they are. `notes`: what a
    reader should know of the files.
    """

    releases: tuple[dict[str, Any], ...]
    tried: tuple[Tried, ...]
    notes: tuple[str, ...]

    @property
    def recovered(self) -> tuple[Recovered, ...]:
        """Everything that was recovered, in the order of the attacks."""
        return tuple(one for tried in self.tried for one in tried.recovered)

    def to_row(self) -> dict[str, Any]:
        """Return the report as plain data for JSON."""
        return {
            "recovered": [one.to_row() for one in self.recovered],
            "tried": [one.to_row() for one in self.tried],
            "notes": list(self.notes),
            "releases": list(self.releases),
        }


def attack(holdings: Sequence[Holding], *, knows: Sequence[str] = (), folders: Sequence[Path] = ()) -> Report:
    """Return what attackers recover from releases; `knows` is what somebody knows besides (see `known_of`).

    `folders`: where these were read from; pages, pictures and workbooks that lie there are read as well.
    """
    told = [known_of(one) for one in knows if one != RULE]
    tried: list[Tried] = []
    beside = [one.beside for one in holdings if one.beside]
    for together in (list(holdings), beside):
        derived = [derive_release(held) for held in together]
        for held, one in zip(together, derived, strict=True):
            tried += _on_one(held, one, told if together is not beside else (), asked=RULE in knows)
        if together:
            tried += [attack_dates(together, derived), attack_averaging(together)]
    tried += _files(folders)
    every = [*holdings, *beside]
    return Report(
        releases=tuple(_said(one) for one in every),
        tried=tuple(tried),
        notes=tuple(f"{one.name}: {note}" for one in every for note in one.notes),
    )


def _on_one(held: Holding, derived: Derived, told: Sequence[Known], *, asked: bool) -> list[Tried]:
    free = _movable(derived)
    found = [
        attack_sums(held, derived),
        attack_implied(held, free),
        attack_rates(held, derived),
        *attack_insiders(held, derived, free),
        attack_rule(held, derived, asked=asked),
        attack_same_outcome(held, derived),
    ]
    return [*found, attack_given(held, derived, told)] if told else found


def _movable(derived: Derived) -> Movable | None:
    """How the counts of a release can move; None where its figures contradict each other."""
    try:
        return movable(derived.fixed())
    except Contradiction:
        return None


def _files(folders: Sequence[Path]) -> list[Tried]:
    return [carriers(one) for one in folders if one.is_dir() and (one / COUNTS).is_file()]


def _said(held: Holding) -> dict[str, Any]:
    return {
        "name": held.name,
        "as_at": held.published.as_at,
        "counts": len(held.published),
        "hidden": int(held.hidden.sum()),
        "sums": int(held.linked.sums.shape[0]),
        "policy": held.kind,
    }
