"""Attack: what somebody says that he knows (--knows) is set beside what is published."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from evenhand.attack.derive import Derived, derive
from evenhand.attack.movable import Movable, movable
from evenhand.attack.reading.holding import TOTAL, Holding
from evenhand.attack.said import between, count_recovered, named
from evenhand.attack.types import Recovered, Tried
from evenhand.disclosure.linked import Contradiction
from evenhand.disclosure.linked.linked_set import Mask, Whole
from evenhand.foundations import EvenhandError

GIVEN, RULE = "given", "rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What somebody knows: the count of one cell, or (without a count) those of all cells with these codes."""

    codes: Mapping[str, str]
    count: int | None = None


def known_of(text: str) -> Known:
    """Return what `area=North,group=X:3` says, or without a count `group=X`; raise EvenhandError otherwise."""
    cell, colon, count = text.rpartition(":")
    if not colon or not count.strip().isdigit():
        cell, count = text, ""
    pairs = [one.partition("=") for one in cell.split(",")]
    if any(not (name.strip() and sign and code.strip()) for name, sign, code in pairs):
        raise EvenhandError(
            f"'{text}' does not say what is known.",
            mend="Write area=North,group=X:3 for one count, group=X for all counts of a group, or rule.",
        )
    codes = {name.strip(): code.strip() for name, _, code in pairs}
    return Known(codes=codes, count=int(count) if count else None)


def attack_given(held: Holding, derived: Derived, known: Sequence[Known]) -> Tried:
    """Return the hidden counts that become exact for somebody with this knowledge.

    Of a community without counts, all of its counts are taken as known: what then becomes exact has no count here.
    """
    linked = derived.fixed()
    told = [one for one in known if one.count is not None]
    cells = np.array([_cell(held, one) for one in told], dtype=np.int64)
    counts = np.array([float(one.count or 0) for one in told])
    others = np.setdiff1d(np.flatnonzero(held.hidden), cells)
    try:
        knowing = movable(linked.known(cells, counts, counts))
    except Contradiction:
        return Tried(attack=GIVEN, knowledge=GIVEN, note="What was given does not fit what is published.")
    news = others[knowing.fixed[others] & ~derived.exact[others]]
    exact = np.round(knowing.counts)
    recovered = [
        count_recovered(held, place, exact[place], exact[place], attack=GIVEN, knowledge=GIVEN)
        for place in news.tolist()
    ]
    for one in known:
        if one.count is None:
            recovered += _of_community(held, derived, knowing, one)
    return Tried(
        attack=GIVEN,
        knowledge=GIVEN,
        cells=len(others),
        recovered=tuple(recovered),
        programmes=1,
        note="" if known else "Nothing was given.",
    )


def _matching(held: Holding, one: Known) -> Mask:
    unknown = [name for name in one.codes if name not in held.published.codes]
    if unknown:
        raise EvenhandError(
            f"{held.name} is not divided by '{unknown[0]}'.",
            mend=f"It is divided by {', '.join(held.published.codes)}.",
        )
    found = np.ones(len(held.published), np.bool_)
    for name, code in one.codes.items():
        found &= held.published.codes[name] == code
    return found


def _cell(held: Holding, one: Known) -> int:
    found = _matching(held, one)
    for name, column in held.published.codes.items():
        if name not in one.codes:
            found &= column == TOTAL
    if not found.any():
        raise EvenhandError(
            f"{held.name} has no count of {named(one.codes)}.", mend="Name the codes as the tables have them."
        )
    return int(np.flatnonzero(found)[0])


def _of_community(held: Holding, derived: Derived, knowing: Movable, one: Known) -> list[Recovered]:
    known: Whole = np.flatnonzero(_matching(held, one) & held.hidden)
    others = knowing.ties.fixed_by(known)
    found = []
    for place in others[held.hidden[others]].tolist():
        least, most = float(derived.least[place]), float(derived.most[place])
        words = (
            f"{named(held.cell(place))}: known exactly ({between(least, most)} for others) to whoever knows all of "
            f"{named(one.codes)}"
        )
        found.append(
            count_recovered(held, place, least, most, attack=GIVEN, knowledge="community", words=words)
        )
    return found


def attack_rule(held: Holding, derived: Derived, *, asked: bool) -> Tried:
    """Return the counts that are exact if every hidden one is from 1 to one less than the threshold.

    That is taken as recovered if it may be so of all of them (nothing seems to be hidden for the sake of others), or
    if it is `asked` for. A policy that is printed says that larger ones are hidden too.
    """
    if held.promise.stated and not asked:
        return Tried(
            attack="primary", knowledge=RULE, note="The policy says that larger counts are hidden as well."
        )
    most = held.promise.threshold - 1
    hidden = np.flatnonzero(held.hidden & np.isinf(held.published.most))
    open_ = hidden[(derived.least[hidden] <= most) & (derived.most[hidden] >= 1)]
    linked = derived.fixed().known(open_, np.ones(len(open_)), np.full(len(open_), float(most)))
    again = derive(linked, open_, np.ones(len(open_)))
    news = open_[again.exact[open_] & ~derived.exact[open_]]
    doubtful = again.contradictions > 0 or len(open_) < len(hidden)
    if doubtful and not asked:
        return Tried(
            attack="primary",
            knowledge=RULE,
            cells=len(open_),
            programmes=again.programmes,
            note="Some hidden counts are larger: counts are hidden for the sake of others here.",
        )
    words = f"if every hidden count is from 1 to {most}"
    return Tried(
        attack="primary",
        knowledge=RULE,
        cells=len(open_),
        programmes=again.programmes,
        recovered=tuple(
            count_recovered(
                held,
                place,
                again.least[place],
                again.most[place],
                attack="primary",
                knowledge=RULE,
                words=f"{named(held.cell(place))}: {between(again.least[place], again.most[place])}, {words}",
            )
            for place in news.tolist()
        ),
    )
