"""Small published tables for tests of the attacker: written as a publisher writes them."""

import csv
import hashlib
import json
from collections.abc import Iterable, Sequence
from itertools import product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evenhand.attack.reading import Holding, open_release
from evenhand.attack.run import Report, attack

DIMENSIONS = ("area", "group", "outcome")


def with_margins(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """The counts with a total at the end of each dimension."""
    for axis in range(counts.ndim):
        counts = np.concatenate([counts, counts.sum(axis=axis, keepdims=True)], axis=axis)
    return counts


def poisson_table(*shape: int, seed: int = 1, mean: float = 6.0) -> NDArray[np.int64]:
    rng = np.random.default_rng(seed)
    return with_margins(rng.poisson(rng.gamma(1.0, mean, shape)))


def small(counts: NDArray[np.int64]) -> NDArray[np.bool_]:
    """What the usual rule hides: counts of 1 to 4."""
    return (counts > 0) & (counts < 5)


def codes(place: Sequence[int], shape: Sequence[int]) -> dict[str, str]:
    return {
        name: "Total" if at == size - 1 else f"{name[0]}{at}"
        for name, at, size in zip(DIMENSIONS, place, shape, strict=False)
    }


def place(cell: dict[str, str], shape: Sequence[int]) -> tuple[int, ...]:
    """Where a cell stands in a table of that shape."""
    listed = [cell.get(name, "Total") for name in DIMENSIONS[: len(shape)]]
    return tuple(
        size - 1 if one == "Total" else int(one[1:]) for one, size in zip(listed, shape, strict=True)
    )


def write_counts(
    path: Path, counts: NDArray[np.int64], hidden: NDArray[np.bool_], *, marker: str = ""
) -> Path:
    """Write a long table with a status; hidden counts are blank, or have a marker in their place."""
    rows: list[dict[str, object]] = []
    for at in product(*(range(size) for size in counts.shape)):
        said = (
            {"count": marker, "status": "suppressed"}
            if hidden[at]
            else {"count": counts[at], "status": "published"}
        )
        rows.append({**codes(at, counts.shape), **said})
    return write_rows(path, rows)


def write_rows(path: Path, rows: Iterable[dict[str, object]]) -> Path:
    rows = list(rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


SUPPRESSION = {
    "id": "suppress-5",
    "version": "1",
    "title": "",
    "words": "",
    "kind": "suppression",
    "threshold": 5,
}
SUPPRESSION |= {"base": 1, "width": 5, "above": 5, "insider": 4}
ROUNDING = {
    **SUPPRESSION,
    "id": "open-5",
    "kind": "rounding",
    "base": 5,
    "width": 2,
    "width_rounded": 1,
    "insider": 0,
}
CELL_KEYS = {**SUPPRESSION, "id": "cell-key-5", "kind": "cell_keys", "most_change": 5, "insider": 4}


def certify(
    folder: Path, policy: dict[str, object], sums: Iterable[dict[str, object]] = (), **more: object
) -> Path:
    """Write a certificate beside the tables of a folder, as `evenhand protect` does."""
    tables = sorted(folder.glob("*.csv"))
    with tables[0].open(encoding="utf-8") as file:
        names = next(csv.reader(file))
    known = {"count", "status", "rate"}
    data = {
        "format": "evenhand-certificate/1",
        "policy": policy,
        "count": "count",
        "dimensions": [name for name in names if name not in known],
        "total": "Total",
        "as_at": "",
        "overlapping": [],
        "sums": list(sums) or totals(tables[0]),
        "tables": [
            {"file": one.name, "sha256": hashlib.sha256(one.read_bytes()).hexdigest()} for one in tables
        ],
        **more,
    }
    (folder / "certificate.json").write_text(json.dumps(data), "utf-8")
    return folder


def totals(table: Path) -> list[dict[str, object]]:
    """In every dimension the total is the sum of all other codes."""
    with table.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    found = []
    for name in rows[0]:
        listed = list(dict.fromkeys(row[name] for row in rows))
        if "Total" in listed:
            found.append(
                {"dimension": name, "whole": "Total", "parts": [one for one in listed if one != "Total"]}
            )
    return found


def attacked(*paths: Path, knows: Sequence[str] = (), count: str | None = None) -> Report:
    return attack([open_release(one, count=count) for one in paths], knows=knows)


def opened(path: Path) -> Holding:
    return open_release(path)


def by_attack(report: Report, name: str) -> list[tuple[dict[str, str], float | None, float | None]]:
    """What one attack recovered: the codes of each cell that is divided, and its bounds."""
    return [
        ({key: code for key, code in one.cell.items() if code != "Total"}, one.least, one.most)
        for one in report.recovered
        if one.attack == name
    ]
