"""Side tables of counts under the same threshold and rounding as the cells of a release, audited together."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from evenhand.disclosure.linked import Demand, LinkedSet, audit
from evenhand.disclosure.linked.linked_set import Mask, Whole
from evenhand.disclosure.linked.reconcile import reconcilable
from evenhand.disclosure.policy import Policy
from evenhand.disclosure.releases.binding import cheapest_to_withhold
from evenhand.disclosure.releases.settle import CannotRelease
from evenhand.disclosure.rounding import BELOW, ROUNDED, SUPPRESSED, WITHHELD, Shown, beside, round_counts
from evenhand.disclosure.side_tables.tied import tie
from evenhand.foundations import TALLY_COUNTS, EvenhandError, Tally, seal_tally

_PROTECTED = (ROUNDED, BELOW, WITHHELD, SUPPRESSED)
"""What counts taken from a protected table are: it was done here, and not by the publisher of the source."""

_ROUNDS = 60
"""More than so many rounds mean that nearly everything would have to go."""


def protect_tally(tally: Tally, policy: Policy) -> Tally:
    """Return one tally as it may be shown; see `protect_tallies`."""
    return protect_tallies((tally,), policy)[0]


def protect_tallies(tallies: Sequence[Tally], policy: Policy) -> tuple[Tally, ...]:
    """Return tallies as they may be shown together under `policy`; their rows, keys and words stay.

    Every row is treated like a cell of the count table: under the threshold hidden, zeros among them, else
    rounded by itself, a row that holds a total too. Then all are audited together by the sums that tie them, and
    further rows are hidden until none is narrowed more than the policy allows. Raises EvenhandError if a tally is
    protected already. Source: C9.
    """
    if any(one.protection is not None for one in tallies):
        raise EvenhandError("This tally is protected already.", mend="Protect the exact tally instead.")
    if not tallies:
        return ()
    shown = [_rounded(one, policy) for one in tallies]
    hidden = _settled(tallies, shown, policy)
    return tuple(
        _sealed(tally, one, gone, policy) for tally, one, gone in zip(tallies, shown, hidden, strict=True)
    )


def _rounded(tally: Tally, policy: Policy) -> Shown:
    point = tally.rows.column("value").cast(pa.float64()).to_numpy(zero_copy_only=False)
    lower, upper = (np.asarray(tally.rows.column(name).to_numpy(), np.int64) for name in ("lower", "upper"))
    exempt = np.full(len(point), tally.unit in policy.exempt_units)
    return round_counts(np.asarray(point, np.float64), lower, upper, exempt, beside(policy))


def _settled(tallies: Sequence[Tally], shown: Sequence[Shown], policy: Policy) -> list[Mask]:
    """Which rows of each to hide beside the small ones; chosen from what is shown alone."""
    sizes = [one.rows.num_rows for one in tallies]
    cuts = np.cumsum(sizes)[:-1]
    hidden = np.zeros(sum(sizes), np.bool_)
    if not policy.publishable:
        return np.split(hidden, cuts)
    kinds = np.concatenate([one.status for one in shown])
    asked: Mask | None = None
    for _ in range(_ROUNDS):
        linked = _linked(tallies, shown, np.split(hidden, cuts))
        demand = _demand(kinds, hidden, linked, policy, asked)
        failing = audit(linked, demand, narrow=False).failing
        if len(failing) == 0:
            return np.split(hidden, cuts)
        may = np.zeros(len(linked), np.bool_)
        may[: len(hidden)] = np.isin(kinds, (ROUNDED, BELOW)) & ~hidden
        more = cheapest_to_withhold(linked, failing, np.zeros(len(linked), np.int64), may)
        if len(more) == 0:
            break
        hidden, asked = hidden.copy(), np.zeros(len(hidden), np.bool_)
        hidden[more] = asked[more] = asked[failing] = True
    raise CannotRelease(
        "Too many counts of the tables on the recording would have to be hidden.",
        mend="Report on a longer time, or on fewer places.",
    )


def _linked(tallies: Sequence[Tally], shown: Sequence[Shown], hidden: Sequence[Mask]) -> LinkedSet:
    bounds = [_bounds(one, gone) for one, gone in zip(shown, hidden, strict=True)]
    linked = tie(tallies, [(low.astype(np.float64), high.astype(np.float64)) for low, high in bounds]).linked
    linked = linked.keeping(linked.possible(linked.least, linked.most))
    return linked.keeping(reconcilable(linked))


def _bounds(shown: Shown, hidden: Mask) -> tuple[Whole, Whole]:
    """What is known of each row; of one that was hidden for others, no more than the largest of its table."""
    return np.where(hidden, 0, shown.lower), np.where(hidden, shown.upper.max(initial=0), shown.upper)


def _demand(
    kinds: NDArray[np.str_], hidden: Mask, linked: LinkedSet, policy: Policy, asked: Mask | None
) -> Demand:
    small = (kinds == BELOW) | hidden
    cells = np.flatnonzero((small | (kinds == ROUNDED)) & (True if asked is None else asked))
    promised = np.where(small, policy.width, policy.width_rounded)[cells].astype(np.float64)
    return Demand.wide(cells, np.minimum(promised, (linked.most - linked.least)[cells]))


def _sealed(tally: Tally, shown: Shown, hidden: Mask, policy: Policy) -> Tally:
    lower, upper = _bounds(shown, hidden)
    given = np.asarray(tally.rows.column("status").to_pylist(), dtype=np.str_)
    status = np.where(hidden, SUPPRESSED, np.where(np.isin(given, _PROTECTED), given, shown.status))
    counts = [
        pa.array(shown.value, mask=shown.hidden | hidden),
        pa.array(lower),
        pa.array(upper),
        pa.array(status.tolist(), pa.string()),
    ]
    columns = [tally.rows.column(key) for key in tally.keys]
    rows = pa.table([*columns, *counts], names=[*tally.keys, *TALLY_COUNTS.names])
    return seal_tally(tally, rows, policy.protection)
