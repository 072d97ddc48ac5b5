"""A release as a reader holds it: its cells, what each shows, and how they add up."""

from collections.abc import Mapping

import numpy as np
import pyarrow.compute as pc

from evenhand.disclosure.linked import Published
from evenhand.disclosure.linked.linked_set import Mask, Number
from evenhand.disclosure.policy import Policy
from evenhand.disclosure.releases.context import Context
from evenhand.disclosure.releases.structure import codes_of, sums_of
from evenhand.disclosure.rounding import BELOW, ROUNDED, SUPPRESSED, WITHHELD
from evenhand.foundations import EVERYONE, REACHED, CountTable
from evenhand.vocabulary import Areas, CodeList, Programme

_HIDDEN = (BELOW, WITHHELD, SUPPRESSED)


def published_release(
    counts: CountTable,
    *,
    policy: Policy,
    programme: Programme | None,
    areas: Areas | None = None,
    code_lists: Mapping[str, CodeList] | None = None,
    name: str = "",
    as_at: str = "",
) -> Published:
    """Return protected counts as a reader holds them, with what the policy printed beside them says of the others.

    A group is listed in an area and period where somebody of it was counted at the first step. Counts of `exempt_units`
    are public and nothing is promised of them.
    """
    status = counts.text("status")
    return as_published(
        counts,
        counts.number("lower"),
        counts.number("upper"),
        rounded=status == ROUNDED,
        hidden=np.isin(status, _HIDDEN),
        context=Context(policy=policy, programme=programme, areas=areas, code_lists=code_lists),
        name=name,
        as_at=as_at,
    )


def as_published(
    counts: CountTable,
    least: Number,
    most: Number,
    *,
    rounded: Mask,
    hidden: Mask,
    context: Context,
    name: str = "",
    as_at: str = "",
) -> Published:
    """Return the cells of `counts`, of whose own figures nothing is used, with these bounds as what is shown of them."""
    policy = context.policy
    private = ~np.isin(counts.text("unit"), policy.exempt_units)
    rounded, hidden = rounded & private, hidden & private
    promised = np.where(hidden, policy.width, np.where(rounded, policy.width_rounded, 0))
    least = np.where(hidden & _listed(counts, context.programme), np.maximum(least, 1), least)
    return Published(
        name=name,
        as_at=as_at,
        codes=codes_of(counts),
        least=np.asarray(least, np.float64),
        most=np.asarray(np.maximum(least, most), np.float64),
        hidden=rounded | hidden,
        width=np.minimum(promised.astype(np.float64), most - least),
        public=~private,
        sums=sums_of(
            counts,
            programme=context.programme,
            areas=context.areas,
            code_lists=context.code_lists,
            beside_sensitive=policy.beside_sensitive,
        ),
    )


def _listed(counts: CountTable, programme: Programme | None) -> Mask:
    """Which cells hold somebody because they are there at all: the first step's, where there is one period."""
    nobody = np.zeros(len(counts), dtype=np.bool_)
    first = programme.stages[0] if programme else None
    if programme is None or first is None or len(pc.unique(counts.cells.column("period"))) > 1:
        return nobody
    if any(one.measure == "rate" and one.of == first.id for one in programme.stages):
        return nobody
    here = counts.text("stage") == programme.stage_key(first)
    whole = counts.text("characteristic") != EVERYONE
    return np.asarray(here & whole & (counts.text("state") == REACHED) & ~counts.is_crossing, dtype=np.bool_)
