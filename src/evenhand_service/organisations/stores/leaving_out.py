"""Columns that are off until they are switched on for a purpose: left out with a count and the reason."""

from typing import Any

import pyarrow as pa
from django.utils.translation import gettext as _

from evenhand_service.organisations.kinds import words_of
from evenhand_service.organisations.stores.parts import LeftOut, values_in, without_columns
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
