"""What is left out with a count and the reason: columns that are off for a purpose, people who object or were removed."""

from typing import Any

import pyarrow as pa
from django.utils.translation import gettext as _

from evenhand_service.organisations.kinds import words_of
from evenhand_service.organisations.models import Area, Erasure
from evenhand_service.organisations.stores.parts import (
    LeftOut,
    values_in,
    without_columns,
    without_people,
)
from evenhand_service.organisations.stores.rules import sensitive_columns


def off_for(purpose: Any | None) -> dict[str, str]:
    """Return the sensitive columns that are off for a purpose, each with its code; without a purpose, all."""
    on = set(purpose.switched_on) if purpose else set()
    return {column: code for column, code in sensitive_columns().items() if code not in on}


def without_columns_off(rows: pa.Table, *, off: dict[str, str]) -> tuple[pa.Table, list[LeftOut]]:
    """Return the rows without those columns, and what was left out."""
    here = [name for name in rows.column_names if name in off]
    left = [
        LeftOut(
            what=words_of("sensitive", off[name]),
            rows=values_in(rows, name),
            reason=_("It is not switched on for this purpose."),
        )
        for name in here
    ]
    return without_columns(rows, here), left


def removed_people(area: Area, *, person: Any) -> frozenset[str]:
    """Return the digests of the people of an area who asked to be removed."""
    rows = Erasure.objects.visible_to(person).filter(area=area)
    return frozenset(rows.values_list("digest", flat=True))


def without_people_who(
    rows: pa.Table, *, column: str, object_to: frozenset[str], were_removed: frozenset[str] = frozenset()
) -> tuple[pa.Table, list[LeftOut]]:
    """Return the rows without those of people who object or were removed, and how many rows those were."""
    left = []
    reasons = (
        (object_to, _("People who object"), _("They object to this purpose.")),
        (were_removed, _("People who were removed"), _("They are not to be kept here.")),
    )
    for digests, what, reason in reasons:
        rows, number = without_people(rows, person=column, digests=digests)
        if number:
            left.append(LeftOut(what=what, rows=number, reason=reason))
    return rows, left
