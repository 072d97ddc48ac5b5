"""Withholds what must be withheld, until no sum of what is shown narrows a count more than the policy allows."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evenhand.disclosure.linked import Demand, LinkedSet, Published, audit
from evenhand.disclosure.linked.linked_set import Mask, Number, Whole
from evenhand.disclosure.linked.reconcile import reconcilable
from evenhand.disclosure.releases.binding import cheapest_to_withhold
from evenhand.disclosure.releases.context import Context
from evenhand.disclosure.releases.order import rank_to_withhold
from evenhand.disclosure.releases.published import as_published
from evenhand.disclosure.rounding import BELOW, ROUNDED, Shown
from evenhand.foundations import PEOPLE_COLUMNS, Certificate, CountTable, EvenhandError

ATTACKERS = ("sums",)
ROUNDS = 6
"""After so many rounds of withholding more, what can still be worked out is told."""
_NEAR = 1e-6


class CannotRelease(EvenhandError):
    """Counts that no withholding makes fit to publish."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """Which cells are withheld, what is known of each count then, and the certificate of the audit that passed."""

    hidden: Mask
    lower: Whole
    upper: Whole
    certificate: Certificate


def settle(counts: CountTable, shown: Shown, hidden: Mask, context: Context) -> Settled:
    """Return which cells to withhold, those in `hidden` among them, with the certificate of the audit that then passed.

    What is withheld beside them is chosen from the figures shown alone, so that the choice tells nothing. `counts`
    are the exact ones (or what is known of them): they spare work as a table that fits. Where nothing more that could
    be withheld keeps a hidden count wide enough, what anybody can work out of it is told (that nobody is there, say),
    unless that is a small count itself: then CannotRelease is raised.
    """
    lower, upper = bounds_shown(counts, shown, hidden)
    if not context.policy.publishable:
        nothing = Certificate(counts=0, sums=0, withheld=0, attackers=())
        return Settled(hidden=hidden, lower=lower, upper=upper, certificate=nothing)
    linked = _sums_that_hold(counts, shown, hidden, context)
    before, truth, asked = int(hidden.sum()), _truth(counts, linked), None
    for turn in range(ROUNDS + 1):
        published = _as_published(counts, shown, hidden, context)
        linked = linked.bounded(published.least, published.most)
        # What was seen to be possible stays so when more is withheld: the others need not be asked again.
        demand = _demand(published, published.hidden if asked is None else asked)
        failing = audit(linked, demand, seen=truth, narrow=False).failing
        may = published.hidden & ~hidden
        more = failing[:0]
        if len(failing) and turn < ROUNDS:
            more = cheapest_to_withhold(linked, failing, rank_to_withhold(counts), may)
        if len(more) == 0:
            break
        hidden, asked = hidden.copy(), np.zeros(len(hidden), np.bool_)
        hidden[more] = asked[more] = asked[failing] = True
    lower, upper = bounds_shown(counts, shown, hidden)
    _tell_what_is_known(linked, published, failing, lower, upper, context)
    made = _certificate(published, linked, int(hidden.sum()) - before)
    return Settled(hidden=hidden, lower=lower, upper=upper, certificate=made)


def _tell_what_is_known(
    linked: LinkedSet, published: Published, failing: Whole, lower: Whole, upper: Whole, context: Context
) -> None:
    """Narrow bounds that nothing keeps wider to what sums tell; raise CannotRelease where that is a small count."""
    if len(failing) == 0:
        return
    found = audit(linked, Demand.wide(failing, published.width[failing]))
    low = np.ceil(found.least - _NEAR).astype(np.int64)
    high = np.floor(found.most + _NEAR).astype(np.int64)
    small = ~found.passed & (low == high) & (low > 0) & (low < context.policy.threshold)
    if small.any():
        raise CannotRelease(
            f"{int(small.sum()):,} small counts could be worked out, whatever else is withheld.",
            mend="Put areas together (--area-level), take a longer time, or leave characteristics out.",
        )
    told = failing[~found.passed]
    lower[told], upper[told] = np.maximum(low[~found.passed], 0), np.maximum(high[~found.passed], 0)


def bounds_shown(counts: CountTable, shown: Shown, hidden: Mask) -> tuple[Whole, Whole]:
    """Return what is known of each count: of a withheld one, no more than the shown ones of the same people allow."""
    at_most = _known_at_most(counts.codes(*PEOPLE_COLUMNS), shown.upper, hidden)
    return np.where(hidden, 0, shown.lower), np.where(hidden, at_most, shown.upper)


def _known_at_most(
    place: NDArray[np.int64], upper: NDArray[np.int64], hidden: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """For withheld cells: the most that the shown cells of the same people allow.

    Where these allow less than is true (a table that lacks the stages before), it is the most of the whole table:
    a bound that is the same for all, so that it tells nothing of the cell.
    """
    places = place.max(initial=0) + 1
    shown, needed = np.zeros(places, dtype=np.int64), np.zeros(places, dtype=np.int64)
    np.maximum.at(shown, place[~hidden], upper[~hidden])
    np.maximum.at(needed, place[hidden], upper[hidden])
    return np.where(shown >= needed, shown, upper.max(initial=0))[place]


def _as_published(counts: CountTable, shown: Shown, hidden: Mask, context: Context) -> Published:
    least, most = bounds_shown(counts, shown, hidden)
    return as_published(
        counts,
        least.astype(np.float64),
        most.astype(np.float64),
        rounded=(shown.status == ROUNDED) & ~hidden,
        hidden=(shown.status == BELOW) | hidden,
        context=context,
    )


def _sums_that_hold(counts: CountTable, shown: Shown, hidden: Mask, context: Context) -> LinkedSet:
    """The sums that what is shown can fulfil: where it cannot (people in several groups) they tell nobody anything."""
    linked = _as_published(counts, shown, hidden, context).linked()
    linked = linked.keeping(linked.possible(linked.least, linked.most))
    low, high = counts.number("lower"), counts.number("upper")
    if (low == high).all() and len(linked.breaks(low)) == 0:
        return linked
    return linked.keeping(reconcilable(linked))


def _certificate(published: Published, linked: LinkedSet, withheld: int) -> Certificate:
    return Certificate(
        counts=int(published.hidden.sum()),
        sums=linked.sums.shape[0],
        withheld=withheld,
        attackers=ATTACKERS,
    )


def _demand(published: Published, asked: Mask) -> Demand:
    cells = np.flatnonzero(published.hidden & asked)
    return Demand.wide(cells, published.width[cells])


def _truth(counts: CountTable, linked: LinkedSet) -> Number | None:
    """The counts as a table that fits, where all are exact and fit."""
    low, high = counts.number("lower"), counts.number("upper")
    return low if (low == high).all() and len(linked.breaks(low)) == 0 else None
