"""Rows for a partner: checked that nobody can be told by them, or refused."""

from evenhand.disclosure.rows.check_rows import RowCheck, check_rows
from evenhand.disclosure.rows.row_policy import (
    DEFAULT_ROW_POLICY,
    RowPolicy,
    load_row_policy,
    row_policy_names,
)
from evenhand.disclosure.rows.share import SharedRows, share_rows, write_shared_rows

__all__ = [
    "DEFAULT_ROW_POLICY",
    "RowCheck",
    "RowPolicy",
    "SharedRows",
    "check_rows",
    "load_row_policy",
    "row_policy_names",
    "share_rows",
    "write_shared_rows",
]
