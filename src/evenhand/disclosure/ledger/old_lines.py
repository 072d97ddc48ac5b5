"""Ledgers written before releases were audited: a line for each release, a cell id with its figures for each cell."""

import hashlib
import json
from typing import Any

import pyarrow as pa

from evenhand.disclosure.ledger.entry import LedgerEntry
from evenhand.disclosure.policy import DEFAULT_POLICY, load_policy, policy_names
from evenhand.disclosure.releases.published import published_release
from evenhand.disclosure.rounding import BELOW, EXACT, ROUNDED
from evenhand.foundations import DIVISION_COLUMNS, EVERYONE, SCHEMA, CellId, CountTable, cross


def old_entry(line: dict[str, Any]) -> LedgerEntry:
    """Return the entry in a line of an old ledger; raise ValueError, TypeError or LookupError if it is damaged.

    Such a line says nothing of sums: groups make everyone, and that is all that is taken to add up.
    """
    cells = [(str(name), value, int(low), int(high)) for name, value, low, high in line["cells"]]
    if hashlib.sha256(json.dumps(cells).encode()).hexdigest() != line["fingerprint"]:
        raise ValueError("the cells are not those that were entered")
    named = str(line["policy"]).split(" ")[0]
    policy = load_policy(named if named in policy_names() else DEFAULT_POLICY)
    published = published_release(
        _table(cells), policy=policy, programme=None, name=str(line["run_id"]), as_at=str(line["as_at"])
    )
    return LedgerEntry(
        run_id=str(line["run_id"]),
        policy=str(line["policy"]),
        kind=policy.kind,
        threshold=policy.threshold,
        published=published,
    )


def _table(cells: list[tuple[str, Any, int, int]]) -> CountTable:
    """The cells as they were shown: parsed one by one, as old ledgers are small and read once."""
    rows = []
    for name, value, low, high in cells:
        status = BELOW if value is None else EXACT if low == high else ROUNDED
        shown = {"cell_id": name, "value": value, "lower": low, "upper": high, "status": status}
        rows.append({**_keys(CellId.parse(name)), **shown})
    return CountTable(cells=pa.Table.from_pylist(rows, schema=SCHEMA))


def _keys(one: CellId) -> dict[str, str]:
    place = {
        "area": one.area,
        "period": str(one.period),
        "stage": one.stage,
        "state": one.state,
        "unit": one.unit,
    }
    values = [(each.characteristic, each.code_list, each.edition, each.value) for each in one.characteristics]
    division: tuple[str, ...]
    match values:
        case []:
            division = (EVERYONE, "", "", EVERYONE)
        case [alone]:
            division = alone
        case [first, second, *_]:
            division = tuple(cross(*pair) for pair in zip(first, second, strict=True))
    return {**place, **dict(zip(DIVISION_COLUMNS, division, strict=True))}
