"""The ledger: every release with its protected counts, so that a later one can be held against it."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from evenhand.foundations import CountTable, NotProtected, UnreadableFile


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """One release: its run, the policy, the day it speaks of, and the fingerprint and cells of what was shown."""

    run_id: str
    policy: str
    as_at: str
    fingerprint: str
    cells: tuple[tuple[str, int | None, int, int], ...]

    @classmethod
    def of(cls, counts: CountTable, *, run_id: str, as_at: str) -> Self:
        """Return the entry of a protected table; raise NotProtected for exact counts."""
        if counts.protection is None:
            raise NotProtected("Only protected counts are entered into a ledger.")
        names = ("cell_id", "value", "lower", "upper")
        columns = (counts.cells.column(name).to_pylist() for name in names)
        cells = tuple(zip(*columns, strict=True))
        fingerprint = _fingerprint(cells)
        policy = f"{counts.protection.policy} {counts.protection.version}"
        return cls(run_id=run_id, policy=policy, as_at=as_at, fingerprint=fingerprint, cells=cells)

    def to_row(self) -> dict[str, Any]:
        """Return the entry as a line of the ledger file."""
        return {
            "run_id": self.run_id,
            "policy": self.policy,
            "as_at": self.as_at,
            "fingerprint": self.fingerprint,
            "cells": [list(cell) for cell in self.cells],
        }


@dataclass(frozen=True, slots=True)
class Ledger:
    """The releases made so far, oldest first."""

    entries: tuple[LedgerEntry, ...] = ()

    def differing(self, new: LedgerEntry) -> int:
        """Return how many cells of `new` an earlier release showed otherwise: each lets two releases be compared."""
        known: dict[str, set[tuple[int, int]]] = {}
        for entry in self.entries:
            for cell_id, _, lower, upper in entry.cells:
                known.setdefault(cell_id, set()).add((lower, upper))
        return sum(
            1 for cell_id, _, low, high in new.cells if known.get(cell_id, {(low, high)}) != {(low, high)}
        )

    def with_entry(self, new: LedgerEntry) -> "Ledger":
        """Return the ledger with `new` at its end; the same release is entered once only."""
        if any(entry.fingerprint == new.fingerprint and entry.run_id == new.run_id for entry in self.entries):
            return self
        return Ledger((*self.entries, new))


def read_ledger(path: Path) -> Ledger:
    """Return the ledger in the file, one release a line; an empty one if the file does not exist yet."""
    if not path.exists():
        return Ledger()
    try:
        lines = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
        return Ledger(tuple(_entry(line) for line in lines))
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise UnreadableFile(
            f"The ledger {path.name} cannot be read.",
            mend="Give the file that an earlier report wrote, unchanged.",
        ) from error


def _entry(line: dict[str, Any]) -> LedgerEntry:
    """Return the entry in a line of the file; raise ValueError, TypeError or KeyError if it is damaged."""
    cells = tuple((str(name), value, int(low), int(high)) for name, value, low, high in line["cells"])
    if _fingerprint(cells) != line["fingerprint"]:
        raise ValueError("the cells are not those that were entered")
    return LedgerEntry(**{**line, "cells": cells})


def _fingerprint(cells: tuple[tuple[str, int | None, int, int], ...]) -> str:
    return hashlib.sha256(json.dumps(cells).encode()).hexdigest()


def write_ledger(ledger: Ledger, path: Path) -> None:
    """Write the ledger, one release a line."""
    lines = [json.dumps(entry.to_row(), sort_keys=True) for entry in ledger.entries]
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
