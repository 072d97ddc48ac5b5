"""From exact counts to protected ones: the only place where a table that may be published is made."""

from collections.abc import Collection, Mapping
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from evenhand.disclosure.policy import SUPPRESSION, Policy
from evenhand.disclosure.releases.context import Context
from evenhand.disclosure.releases.settle import settle
from evenhand.disclosure.releases.suppressed import suppressed
from evenhand.disclosure.rounding import (
    BELOW,
    EXACT,
    ROUNDED,
    SUPPRESSED,
    WITHHELD,
    Shown,
    beside,
    round_counts,
)
from evenhand.disclosure.sensitive import merge_sensitive
from evenhand.disclosure.small_groups import shared_by_all, withheld_undivided
from evenhand.foundations import EVERYONE, SCHEMA, CountTable, EvenhandError, seal
from evenhand.vocabulary import Areas, CodeList, Programme


def protect(
    counts: CountTable,
    *,
    policy: Policy,
    programme: Programme,
    areas: Areas | None = None,
    code_lists: Mapping[str, CodeList] | None = None,
) -> CountTable:
    """Return `counts` protected under `policy`; for each cell what may be shown and what is then known.

    Columns: value (null: hidden), lower and upper (the true count lies between them, both included), status.
    The same counts give the same table, and no cell's treatment depends on anything that is not shown.
    Exits that may not be told of groups in small areas (deaths) are withheld there, and counted in
    `left_otherwise`; without `areas`, which say how large an area is, in all. What may be published was audited: no
    sum or difference of what is shown narrows a count more than the policy allows, and more is withheld until that
    holds. `code_lists` tell which groups make a coarser one. Raises EvenhandError if `counts` are protected already.
    Source: C9; 001 3.8 'identifying no one'.
    """
    if counts.is_protected:
        raise EvenhandError("These counts are protected already.", mend="Protect the exact counts instead.")
    counts, merged = merge_sensitive(counts, policy=policy, programme=programme, areas=areas)
    context = Context(policy=policy, programme=programme, areas=areas, code_lists=code_lists)
    exempt = np.isin(counts.text("unit"), policy.exempt_units)
    least, most = (counts.number(name).astype(np.int64) for name in ("lower", "upper"))
    rounded = round_counts(counts.number("value"), least, most, exempt, policy)
    if policy.kind == SUPPRESSION:
        exact = replace(rounded, lower=least, upper=most, status=np.full(len(counts), EXACT))
        made = suppressed(counts, exempt, merged | _shared(counts, exact, merged, context), context)
        return seal(_table(counts, made.shown), policy.protection, made.certificate)
    shared = _shared(counts, rounded, merged, context)
    hidden = merged | shared
    settled = settle(counts, rounded, hidden, context, shared=shared)
    status = np.select([hidden, settled.hidden], [WITHHELD, SUPPRESSED], rounded.status)
    nobody = (status == BELOW) & (settled.upper == 0)  # anybody can work it out, so it is shown
    shown = replace(
        rounded,
        lower=settled.lower,
        upper=settled.upper,
        status=np.where(nobody, ROUNDED, status),
        hidden=(rounded.hidden | settled.hidden) & ~nobody,
    )
    return seal(_table(counts, shown), policy.protection, settled.certificate)


def _shared(
    counts: CountTable, shown: Shown, merged: NDArray[np.bool_], context: Context
) -> NDArray[np.bool_]:
    """Which cells are withheld, beside `merged`, because all of a small group may share an outcome there."""
    assert context.programme is not None  # noqa: S101 - protect has one
    shared = shared_by_all(
        counts,
        shown.lower,
        shown.upper,
        shown.status,
        ~merged,
        policy=context.policy,
        programme=context.programme,
    )
    return shared | withheld_undivided(counts, merged | shared)


def _table(counts: CountTable, shown: Shown) -> pa.Table:
    """The cells with what may be shown of each."""
    kept = (name for name in SCHEMA.names if name not in ("value", "lower", "upper", "status"))
    return pa.table(
        [
            *(counts.cells.column(name) for name in kept),
            pa.array(shown.value, mask=shown.hidden),
            pa.array(shown.lower),
            pa.array(shown.upper),
            pa.array(shown.status.tolist(), pa.string()),
        ],
        schema=SCHEMA,
    )


def without_tiny_areas(
    counts: CountTable, *, policy: Policy, known: Collection[str]
) -> tuple[CountTable, int]:
    """Return the counts without tiny areas that nobody has named, and how many such areas there were.

    Tiny is fewer people than the threshold in all; `known` are the areas of the vocabulary. The name of another
    could be anything that stood in its column, a person's own words included.
    """
    people = pc.invert(
        pc.is_in(counts.cells.column("unit"), value_set=pa.array(policy.exempt_units, pa.string()))
    )
    whole = counts.cells.filter(pc.and_(people, pc.equal(counts.cells.column("characteristic"), EVERYONE)))
    sizes = whole.group_by("area").aggregate([("upper", "max")])
    small = sizes.filter(pc.less(sizes.column("upper_max"), policy.threshold)).column("area").to_pylist()
    tiny = pa.array([area for area in small if area not in known], pa.string())
    kept = counts.cells.filter(pc.invert(pc.is_in(counts.cells.column("area"), value_set=tiny)))
    return (CountTable(cells=kept.combine_chunks()), len(tiny)) if len(tiny) else (counts, 0)


def show_count(count: int, policy: Policy) -> str:
    """Return how one count that stands outside the table may be said: '10', or 'fewer than 5'."""
    one = np.array([count])
    shown = round_counts(one.astype(np.float64), one, one, np.array([False]), beside(policy))
    return f"fewer than {policy.threshold}" if shown.status[0] == BELOW else f"{int(shown.value[0]):,}"
