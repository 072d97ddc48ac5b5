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


def settle(counts: CountTable, shown: Shown, hidden: Mask, context: Context, *, shared: Mask) -> Settled:
    """Return which cells to withhold, those in `hidden` among them, with the certificate of the audit that then passed.

    `shared` are those of them that are withheld because all of a small group may share an outcome.

    What is withheld beside them is chosen from the figures shown alone, so that the choice tells nothing. `counts`
    are the exact ones (or what is known of them): they spare work as a table that fits. Where nothing more that could
    be withheld keeps a hidden count wide enough, what anybody can work out of it is told (that nobody is there, say),
    unless that is a small count itself, or would tell after all what all of a small group share: then CannotRelease is
    raised.
    """
    lower, upper = bounds_shown(counts, shown, hidden)
    if not context.policy.publishable:
        nothing = Certificate(counts=0, sums=0, withheld=0, attackers=())
        return Settled(hidden=hidden, lower=lower, upper=upper, certificate=nothing)
    linked = _sums_that_hold(counts, shown, hidden, context)
    by_rule, truth, asked = hidden, _truth(counts, linked), None
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
    told = _told(linked, published, failing)
    _refuse_what_may_not_be_told(told, by_rule, shared, context)
    lower[told.cells], upper[told.cells] = told.low, told.high
    made = _certificate(published, linked, int(hidden.sum() - by_rule.sum()))
    return Settled(hidden=hidden, lower=lower, upper=upper, certificate=made)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """Counts that nothing keeps as wide as the policy asks, and what sums tell of each."""

    cells: Whole
    low: Whole
    high: Whole


def _told(linked: LinkedSet, published: Published, failing: Whole) -> _Told:
    if len(failing) == 0:
        return _Told(cells=failing, low=failing, high=failing)
    found = audit(linked, Demand.wide(failing, published.width[failing]))
    ends = np.ceil(found.least - _NEAR), np.floor(found.most + _NEAR)
    low, high = (np.maximum(one[~found.passed], 0).astype(np.int64) for one in ends)
    return _Told(cells=failing[~found.passed], low=low, high=high)


def _refuse_what_may_not_be_told(told: _Told, by_rule: Mask, shared: Mask, context: Context) -> None:
    """Raise CannotRelease where sums fix a small count, one that is never told, or what all of a small group share."""
    fixed = told.low == told.high
    small = (told.low > 0) & ((told.low < context.policy.threshold) | by_rule[told.cells])
    refused = int((fixed & (small | shared[told.cells])).sum())
    if refused:
        raise CannotRelease(
            f"{refused:,} counts that may not be told could be worked out, whatever else is withheld.",
            mend="Put areas together (--area-level), take a longer time, or leave characteristics out.",
        )


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
