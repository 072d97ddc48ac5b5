"""Tables under a policy of suppression: small counts are hidden, and others so that no sum tells them."""

from dataclasses import replace

import numpy as np

from evenhand.disclosure.ledger import Earlier
from evenhand.disclosure.linked import Demand, audit
from evenhand.disclosure.linked.linked_set import Mask, Whole
from evenhand.disclosure.policy import Policy
from evenhand.disclosure.suppress import (
    Attacker,
    CannotProtect,
    Problem,
    below_threshold,
    certify,
    dominated,
    suppress,
)
from evenhand.disclosure.suppress.attackers import ANYONE
from evenhand.disclosure.tables.same_people import SamePeople
from evenhand.disclosure.tables.shown import ShownCells
from evenhand.disclosure.tables.table_set import TableSet
from evenhand.foundations import NotProtected


def by_suppression(tables: TableSet, policy: Policy, earlier: Earlier | None = None) -> ShownCells:
    """Return what is shown of each cell under a policy of suppression; raise CannotProtect where none would do.

    Tables that hide counts already are not protected again but checked: they are shown as they are, or not at all.
    `earlier`: releases beside which these are made; their cells, if they join the problem, come after those of `tables`.
    """
    if tables.hidden.any():
        return _checked_again(tables, policy)
    asked = problem_of(tables, policy)
    if earlier:
        asked = earlier.demands(asked, tables.codes, tables.sums)
    spared = np.zeros(len(asked), np.bool_)
    while True:
        try:
            shown = _hiding(tables, replace(asked, primary=asked.primary & ~spared), policy)
            break
        except CannotProtect as error:
            # Of what no table shows it is asked that nobody can work it out, and not that an insider cannot.
            between = error.cells[tables.unpublished[error.cells]]
            if not len(between) or spared[between].all():
                raise
            spared[between] = True
    return _with_spared(tables, shown, np.flatnonzero(spared))


def _with_spared(tables: TableSet, shown: ShownCells, cells: Whole) -> ShownCells:
    """What is shown, if a reader cannot work out these counts, which no table shows."""
    if not len(cells):
        return shown
    linked = tables.linked.bounded(shown.least, shown.most)
    found = audit(linked, Demand.wide(cells, 1.0), seen=tables.counts)
    if len(found.failing):
        raise _cannot(
            tables,
            f"{len(found.failing):,} small counts that no table shows can be worked out.",
            "Leave out one of the tables.",
            found.failing,
        )
    return replace(shown, programmes=shown.programmes + found.programmes)


def _hiding(tables: TableSet, asked: Problem, policy: Policy) -> ShownCells:
    """What is shown where small counts are hidden with the cheapest others; raise CannotProtect where none would do."""
    made = SamePeople.of(asked)
    problem, hidden, programmes = made.problem, made.problem.kept, 0
    if problem.candidates.any():
        try:
            pattern = suppress(problem, policy)
        except CannotProtect as error:
            raise _cannot(tables, error.what, error.mend, made.first[error.cells]) from error
        hidden, programmes = pattern.hidden | problem.unpublished, pattern.programmes
    certificate = certify(problem, hidden, policy)
    for one in certificate.attackers:
        if not one.passed:
            raise _cannot(
                tables,
                f"{len(one.failing):,} small counts cannot be kept from somebody who {one.knowledge}.",
                "Use coarser groups, areas or periods.",
                made.first[one.failing],
            )
    hidden = hidden[made.group][: len(tables)] | tables.unpublished
    shown = _shown(tables, policy, hidden, certificate.attackers, programmes + certificate.programmes)
    return _with_told(tables, shown, (asked.primary | asked.hidden)[: len(tables)])


def _with_told(tables: TableSet, shown: ShownCells, kept: Mask) -> ShownCells:
    """What is shown, and the counts that are hidden though anybody can work them out: hiding those hides nothing.

    A choice that is not the cheapest may hold some. Who sees them learns nothing, so that all attackers fail as before.
    """
    cells = np.flatnonzero(shown.hidden & ~tables.unpublished & ~kept)
    linked = tables.linked.bounded(shown.least, shown.most)
    found = audit(linked, Demand.wide(cells, 1.0), seen=tables.counts)
    told = np.zeros(len(tables), np.bool_)
    told[found.failing] = True
    return replace(
        shown,
        hidden=shown.hidden & ~told,
        least=np.where(told, tables.counts, shown.least),
        most=np.where(told, tables.counts, shown.most),
        width=np.where(told, 0.0, shown.width),
        programmes=shown.programmes + found.programmes,
    )


def _cannot(tables: TableSet, what: str, mend: str, cells: Whole) -> CannotProtect:
    cells = cells[cells < len(tables)]
    places = "; ".join(tables.words(int(cell)) for cell in cells[:3]) or "of an earlier release"
    return CannotProtect(
        f"{what.rstrip('.')} ({places}).", mend=f"{mend} Or take --policy round.", cells=cells
    )


def problem_of(tables: TableSet, policy: Policy) -> Problem:
    """Return what is to be protected: small counts, events of few people's making, and small counts between tables."""
    counts = tables.counts
    small = below_threshold(np.round(counts), policy)
    primary = small & (~tables.unpublished | tables.fixed)
    if tables.largest.shape[1]:
        primary |= dominated(counts, tables.largest, policy) & ~tables.unpublished
    unpublished = tables.unpublished & ~tables.empty
    return Problem(
        counts=counts,
        sums=tables.linked.sums,
        sum_least=tables.linked.sum_least,
        sum_most=tables.linked.sum_most,
        primary=primary,
        shown=(counts == 0) & ~unpublished & ((policy.least_hidden > 0) | tables.empty),
        hidden=np.zeros(len(tables), np.bool_),
        cost=np.where(unpublished, 1.0, np.maximum(counts, 1.0)),
        unpublished=unpublished,
        least_hidden=float(policy.least_hidden),
    )


def _shown(
    tables: TableSet, policy: Policy, hidden: Mask, attackers: tuple[Attacker, ...], programmes: int
) -> ShownCells:
    open_ = hidden & ~tables.empty
    return ShownCells(
        policy=policy,
        value=tables.figures,
        hidden=hidden,
        least=np.where(open_, np.where(tables.unpublished, 0.0, float(policy.least_hidden)), tables.counts),
        most=np.where(open_, np.inf, tables.counts),
        width=np.where(open_ & ~tables.unpublished, float(policy.width), 0.0),
        attackers=attackers,
        programmes=programmes,
    )


def _checked_again(tables: TableSet, policy: Policy) -> ShownCells:
    """What is shown of tables that were protected before: the same, if no shown count is small and no hidden one told."""
    shown = ~(tables.hidden | tables.unpublished)
    small = shown & below_threshold(tables.figures, policy)
    if small.any():
        raise NotProtected(
            f"The tables hide some counts and show {int(small.sum()):,} small ones.",
            mend="Start from the exact counts, without the column status.",
        )
    made = _shown(tables, policy, tables.hidden | tables.unpublished, (), 0)
    cells = np.flatnonzero(tables.hidden)
    found = audit(tables.linked.bounded(made.least, made.most), Demand.wide(cells, policy.width))
    attacker = Attacker(knowledge=ANYONE, cells=len(cells), failing=found.failing)
    return _shown(tables, policy, made.hidden, (attacker,), found.programmes)
