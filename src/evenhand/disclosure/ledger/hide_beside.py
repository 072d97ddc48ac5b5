"""Chooses what a release hides so that it tells nothing beside earlier ones either."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from evenhand.disclosure.ledger.beside import constraints_of
from evenhand.disclosure.ledger.entry import LedgerEntry
from evenhand.disclosure.ledger.overlap import overlapping
from evenhand.disclosure.ledger.settings import settings
from evenhand.disclosure.ledger.trial import Trial
from evenhand.disclosure.ledger.types import Cell
from evenhand.disclosure.linked import Published, Sum
from evenhand.disclosure.linked.cell_space import TOTAL
from evenhand.disclosure.linked.linked_set import Mask
from evenhand.disclosure.policy import Policy
from evenhand.disclosure.suppress import Attacker, Problem, certify, suppress


@dataclass(frozen=True, slots=True, kw_only=True)
class HiddenBeside:
    """Which cells of a problem are hidden, the attackers that were held against it, and how many programmes it took.

    `passed`: nothing can be worked out beside the earlier releases; where False the audit says what.
    """

    hidden: Mask
    attackers: tuple[Attacker, ...]
    programmes: int
    passed: bool


def hide_beside(
    entries: Sequence[LedgerEntry],
    problem: Problem,
    *,
    codes: Mapping[str, NDArray[np.str_]],
    sums: tuple[Sum, ...],
    as_at: str,
    policy: Policy,
) -> HiddenBeside:
    """Return what to hide of a problem so that nothing is told by it and the earlier releases together.

    What is weak beside them is hidden too, and all is chosen again, until nothing is weak or nothing more can be
    hidden. `codes`: one a cell of the problem. Raises CannotProtect where the problem itself cannot be protected.
    """
    must, programmes = problem.hidden.copy(), 0
    for turn in range(settings().turns):
        whole = constraints_of(
            entries, replace(problem, hidden=must), codes=codes, sums=sums, as_at=as_at, policy=policy
        )
        pattern = suppress(whole, policy)
        certificate = certify(whole, pattern.hidden | whole.unpublished, policy)
        hidden = pattern.hidden[: len(problem)]
        weak, tried = _weak(entries, problem, hidden, codes=codes, sums=sums, as_at=as_at, policy=policy)
        programmes += pattern.programmes + certificate.programmes + tried
        more = _cells(weak, codes) & ~problem.shown & ~problem.unpublished & ~hidden
        if not more.any() or turn == settings().turns - 1:
            break
        must = must | more
    own = tuple(
        replace(one, failing=one.failing[one.failing < len(problem)]) for one in certificate.attackers
    )
    return HiddenBeside(hidden=hidden, attackers=own, programmes=programmes, passed=not weak)


def _weak(
    entries: Sequence[LedgerEntry],
    problem: Problem,
    hidden: Mask,
    *,
    codes: Mapping[str, NDArray[np.str_]],
    sums: tuple[Sum, ...],
    as_at: str,
    policy: Policy,
) -> tuple[frozenset[Cell], int]:
    """The cells that can be worked out beside the earlier releases, and how many programmes it took to see."""
    mine = ~problem.unpublished
    new = Published(
        name="",
        as_at=as_at,
        codes={name: values[mine] for name, values in codes.items()},
        least=np.where(hidden, 1.0, problem.counts)[mine],
        most=np.where(hidden, np.inf, problem.counts)[mine],
        hidden=hidden[mine],
        width=np.where(hidden, float(policy.width), 0.0)[mine],
        sums=sums,
    )
    places = overlapping(new, [one.published for one in entries])
    trial = Trial(new=new, earlier={}, place=len(entries), threshold=policy.threshold)
    weak, found = trial.of(new, {place: entries[place].published for place in places})
    return frozenset(one.cell for one in weak), sum(one.programmes for one in found.values())


def _cells(weak: frozenset[Cell], codes: Mapping[str, NDArray[np.str_]]) -> Mask:
    found = np.zeros(len(next(iter(codes.values()))), dtype=np.bool_)
    for cell in weak:
        named = dict(cell)
        here = ~found
        for name, values in codes.items():
            here &= values == named.get(name, TOTAL)
        found |= here
    return found
