"""The ledger's file: one line for each release, each bound to the one before, so that a change is seen."""

import hashlib
import json
from pathlib import Path
from typing import Any

from evenhand.disclosure.ledger.entry import LedgerEntry
from evenhand.disclosure.ledger.ledger import Ledger
from evenhand.disclosure.ledger.old_lines import old_entry
from evenhand.foundations import EvenhandError, UnreadableFile

FORMAT = "evenhand-ledger/2"
_MEND = "Give the file that an earlier run wrote, unchanged."


class ChangedLedger(UnreadableFile):
    """A ledger whose lines are not those that were written."""


def read_ledger(path: Path) -> Ledger:
    """Return the ledger in the file, oldest release first; an empty one if the file does not exist yet.

    Raises UnreadableFile where it is damaged, ChangedLedger where lines were changed, moved or taken out.
    """
    if not path.exists():
        return Ledger()
    try:
        lines = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    except (OSError, ValueError) as error:
        raise UnreadableFile(f"The ledger {path.name} cannot be read.", mend=_MEND) from error
    if not lines:
        raise UnreadableFile(
            f"The ledger {path.name} is empty: whatever releases it held are not known.",
            mend="Take its last copy; or name a file that does not exist yet, to begin a ledger.",
        )
    if isinstance(lines[0], dict) and "format" in lines[0]:
        return _entries(path, lines[0], lines[1:])
    return Ledger(tuple(_parsed(path, number, line, old_entry) for number, line in enumerate(lines, 1)))


def _entries(path: Path, head: dict[str, Any], lines: list[Any]) -> Ledger:
    if head["format"] != FORMAT:
        raise UnreadableFile(
            f"The ledger {path.name} cannot be read: its format is not {FORMAT}.",
            mend="Use a newer version of Evenhand, or the file that this version wrote.",
        )
    entries, before = [], ""
    for number, line in enumerate(lines, 2):
        entry = _parsed(path, number, line, LedgerEntry.from_row)
        if line.get("before") != before:
            raise _changed(
                path, f"line {number} does not follow the one before: a release was taken out or moved"
            )
        before = _hash(before, entry)
        if line.get("hash") != before:
            raise _changed(path, f"line {number} is not as it was written")
        entries.append(entry)
    if (head.get("releases"), head.get("last")) != (len(entries), before):
        raise _changed(path, "releases at its end were taken out or added")
    return Ledger(tuple(entries))


def _changed(path: Path, what: str) -> ChangedLedger:
    return ChangedLedger(f"The ledger {path.name} cannot be read: {what}.", mend=_MEND)


def _parsed(path: Path, number: int, line: Any, parse: Any) -> LedgerEntry:
    try:
        entry: LedgerEntry = parse(line)
    except (ValueError, TypeError, LookupError, AttributeError, EvenhandError) as error:
        raise UnreadableFile(
            f"The ledger {path.name} cannot be read: line {number} is damaged.", mend=_MEND
        ) from error
    return entry


def _hash(before: str, entry: LedgerEntry) -> str:
    said = json.dumps([before, entry.fingerprint, entry.run_id, entry.published.name])
    return hashlib.sha256(said.encode()).hexdigest()


def write_ledger(ledger: Ledger, path: Path) -> None:
    """Write the ledger: a line that says what it is, then one release a line. Nothing is left half written."""
    lines, before = [], ""
    for entry in ledger.entries:
        row = entry.to_row() | {"before": before}
        before = _hash(before, entry)
        lines.append(row | {"hash": before})
    head = {"format": FORMAT, "releases": len(lines), "last": before}
    text = "".join(f"{json.dumps(line, sort_keys=True)}\n" for line in (head, *lines))
    beside = path.with_name(f"{path.name}.new")
    beside.write_text(text, "utf-8")
    beside.replace(path)
