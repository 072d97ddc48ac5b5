"""What the sums between published counts tell of those that are not shown: one linear programme serves many."""

from dataclasses import dataclass, replace

import numpy as np

from evenhand.attack.reading.holding import Holding
from evenhand.disclosure.linked import Audit, Contradiction, Demand, LinkedSet, audit
from evenhand.disclosure.linked.linked_set import Mask, Number, Whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """For each cell of a set the bounds that an attacker holds: those printed, narrowed where that is possible.

    `narrow`: cells of which less stays open than is demanded. `contradictions`: in how many parts of the set the
    figures contradict each other; there, nothing is derived.
    """

    linked: LinkedSet
    least: Number
    most: Number
    narrow: Whole
    tried: int
    programmes: int
    contradictions: int

    @property
    def exact(self) -> Mask:
        """Which counts are known to the person."""
        return np.asarray(self.least == self.most, dtype=np.bool_)

    def fixed(self) -> LinkedSet:
        """Return the set with the bounds that were derived."""
        return self.linked.bounded(self.least, self.most)


def derive(linked: LinkedSet, cells: Whole, width: Number) -> Derived:
    """Return what a reader can derive of `cells`, of each of which so much is to stay open."""
    least, most = linked.least.copy(), linked.most.copy()
    least, most = np.ceil(least - _NEAR), np.floor(most + _NEAR)
    tied = cells[_tied(linked)[cells]]
    asked = np.zeros(len(linked))
    asked[cells] = width
    found, contradictions = _audits(linked, tied, asked)
    for one in found:
        failing = ~one.passed
        least[one.demand.cells[failing]] = np.ceil(one.least[failing] - _NEAR)
        most[one.demand.cells[failing]] = np.floor(one.most[failing] + _NEAR)
    # A bound that meets no whole number: the printed figures are at odds; the printed bounds are kept.
    wrong = least > most
    least, most = np.where(wrong, linked.least, least), np.where(wrong, linked.most, most)
    return Derived(
        linked=linked,
        least=least,
        most=most,
        narrow=cells[(most - least)[cells] < width],
        tried=len(cells),
        programmes=sum(one.programmes for one in found),
        contradictions=contradictions + int(wrong.sum()),
    )


_NEAR = 1e-6


def _tied(linked: LinkedSet) -> Mask:
    """Which open cells stand in a sum at all."""
    used = np.zeros(len(linked), np.bool_)
    used[linked.sums.indices] = True
    return np.asarray(used & linked.open)


def _audits(linked: LinkedSet, cells: Whole, width: Number) -> tuple[list[Audit], int]:
    """The audits of `cells`: all at once, or part by part where some part contradicts itself; and how many do."""
    if len(cells) == 0:
        return [], 0
    try:
        return [audit(linked, _demand(cells, width))], 0
    except Contradiction:
        parts = linked.components()[cells]
        found, contradictions = [], 0
        for number in np.unique(parts):
            try:
                found.append(audit(linked, _demand(cells[parts == number], width)))
            except Contradiction:
                contradictions += 1
        return found, contradictions


def _demand(cells: Whole, width: Number) -> Demand:
    return replace(Demand.wide(cells, 0), width=width[cells])


def derive_release(held: Holding) -> Derived:
    """Return what the sums of a release tell of the counts that it does not show."""
    cells = np.flatnonzero(held.hidden & (held.published.width > 0))
    return derive(held.linked, cells, held.published.width[cells])
