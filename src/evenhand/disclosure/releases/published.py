"""A release as a reader holds it: its cells, what each shows, and how they add up."""

from collections.abc import Mapping

import numpy as np
import pyarrow.compute as pc

from evenhand.disclosure.linked import Published
from evenhand.disclosure.linked.linked_set import Mask
from evenhand.disclosure.policy import Policy
from evenhand.disclosure.releases.structure import codes_of, sums_of
from evenhand.disclosure.rounding import BELOW, ROUNDED, SUPPRESSED, WITHHELD
from evenhand.foundations import EVERYONE, REACHED, CountTable
from evenhand.vocabulary import Areas, CodeList, Programme

_CHANGED = (ROUNDED, BELOW, WITHHELD, SUPPRESSED)


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
    codes = codes_of(counts)
    least, most = counts.number("lower"), counts.number("upper")
    hidden = np.isin(counts.text("status"), _CHANGED)
    least = np.where(hidden & _listed(counts, programme), np.maximum(least, 1), least)
    exempt = np.isin(counts.text("unit"), policy.exempt_units)
    return Published(
        name=name,
        as_at=as_at,
        codes=codes,
        least=least,
        most=np.maximum(least, most),
        hidden=hidden & ~exempt,
        width=np.where(hidden & ~exempt, np.minimum(float(policy.width), most - least), 0.0),
        sums=sums_of(
            counts,
            programme=programme,
            areas=areas,
            code_lists=code_lists,
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
