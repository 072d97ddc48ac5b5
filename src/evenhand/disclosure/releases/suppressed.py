"""Exact counts with small ones hidden, and others with them, over all counts of a release at once."""

from dataclasses import dataclass

import numpy as np

from evenhand.disclosure.linked import Demand, LinkedSet, audit
from evenhand.disclosure.linked.linked_set import Mask
from evenhand.disclosure.releases.context import Context
from evenhand.disclosure.releases.order import rank_to_withhold
from evenhand.disclosure.releases.published import as_published
from evenhand.disclosure.rounding import EXACT, SUPPRESSED, Shown
from evenhand.disclosure.suppress import CannotProtect, Problem, certify, suppress
from evenhand.disclosure.tables.same_people import SamePeople
from evenhand.foundations import PEOPLE_COLUMNS, Certificate, CountTable, EvenhandError

_DEARER = 100.0
"""A count of a group is so much dearer to hide than one within strata, one of everyone so much dearer again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppressed:
    """What may be shown of each count, and the certificate of the audit it passed."""

    shown: Shown
    certificate: Certificate


def suppressed(counts: CountTable, exempt: Mask, withheld: Mask, context: Context) -> Suppressed:
    """Return the counts with small ones hidden, those in `withheld` too, and others for their sake.

    Counts from 1 to below the threshold are hidden for their own sake. Raises EvenhandError where the
    counts are not exact, or where nothing that may be hidden protects them.
    """
    truth = counts.number("lower")
    if (truth != counts.number("upper")).any():
        raise EvenhandError(
            f"The policy {context.policy.id} shows exact counts, and these were rounded or hidden by their publisher.",
            mend="Choose open-5.",
        )
    linked = _sums_that_hold(counts, context)
    made = SamePeople.of(_problem(counts, linked, exempt, withheld, context))
    try:
        pattern = suppress(made.problem, context.policy)
    except CannotProtect as error:
        raise EvenhandError(
            "Some small counts cannot be protected, whatever else is hidden.",
            mend="Choose open-5, put areas together (--area-level), or take a longer time.",
        ) from error
    audited = certify(made.problem, pattern.hidden, context.policy, seen=pattern.tables)
    if not audited.passed:
        raise EvenhandError("The audit of what was to be shown failed.", mend="Choose open-5.")
    hidden = _held_against_a_reader(counts, linked, pattern.hidden[made.group] | withheld, exempt, context)
    certificate = Certificate(
        counts=int(hidden.sum()),
        sums=linked.sums.shape[0],
        withheld=int((hidden & ~withheld & ~_small(counts, exempt, context)).sum()),
        attackers=tuple(one.knowledge for one in audited.attackers),
    )
    return Suppressed(shown=_shown(counts, exempt, hidden), certificate=certificate)


def _held_against_a_reader(
    counts: CountTable, linked: LinkedSet, hidden: Mask, public: Mask, context: Context
) -> Mask:
    """Return what is hidden; raise EvenhandError where a reader, who can't tell why, narrows any of it too far.

    He sees one status. Whatever is hidden must hold against him, be it small, withheld or hidden for others' sake.
    """
    truth = counts.number("lower")
    bounded = linked.bounded(np.where(hidden, 0.0, truth), np.where(hidden, np.inf, truth))
    cells = np.flatnonzero(hidden & ~public)
    failing = audit(bounded, Demand.wide(cells, context.policy.width), seen=truth, narrow=False).failing
    if len(failing):
        raise EvenhandError(
            f"{len(failing):,} of {len(cells):,} counts hidden under {context.policy.id} could be worked out: too many "
            "steps of too few people.",
            mend="Choose open-5; or protect the tables that are needed exactly, with 'evenhand protect'.",
        )
    return hidden


def _shown(counts: CountTable, exempt: Mask, hidden: Mask) -> Shown:
    """The counts as they are, and of hidden ones no more than the shown ones of the same people allow."""
    truth = counts.number("lower").astype(np.int64)
    place = counts.codes(*PEOPLE_COLUMNS)
    shown, needed = np.zeros(place.max() + 1, np.int64), np.zeros(place.max() + 1, np.int64)
    np.maximum.at(shown, place[~hidden], truth[~hidden])
    np.maximum.at(needed, place[hidden], truth[hidden])
    round_number = 10 ** len(
        str(int(truth.max()))
    )  # tells nothing of a hidden count but how many figures it may have
    return Shown(
        value=np.where(hidden, 0, truth),
        lower=np.where(hidden, 0, truth),
        upper=np.where(hidden, np.where(shown >= needed, shown, round_number)[place], truth),
        status=np.where(hidden, SUPPRESSED, EXACT),
        hidden=hidden,
    )


def _sums_that_hold(counts: CountTable, context: Context) -> LinkedSet:
    truth, nothing = counts.number("lower"), np.zeros(len(counts), np.bool_)
    linked = as_published(counts, truth, truth, rounded=nothing, hidden=nothing, context=context).linked()
    return linked.keeping(linked.possible(truth, truth))


def _problem(
    counts: CountTable, linked: LinkedSet, public: Mask, withheld: Mask, context: Context
) -> Problem:
    policy, truth = context.policy, counts.number("lower")
    small = _small(counts, public, context)
    return Problem(
        counts=truth,
        sums=linked.sums,
        sum_least=linked.sum_least,
        sum_most=linked.sum_most,
        primary=small,
        shown=(public | ((truth == 0) & (policy.least_hidden > 0))) & ~withheld,
        hidden=withheld & ~small,
        cost=(1.0 + truth) * _DEARER ** rank_to_withhold(counts),
        least_hidden=float(policy.least_hidden),
    )


def _small(counts: CountTable, public: Mask, context: Context) -> Mask:
    truth = counts.number("lower")
    return np.asarray((truth > 0) & (truth < context.policy.threshold) & ~public, dtype=np.bool_)
