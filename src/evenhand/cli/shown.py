"""What the commands print of what was read and written; never a value of the file."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from evenhand.publish import Release
    from evenhand.records import Inputs


_SELDOM = {"folded": "joined to a record of theirs", "without_consent": "without consent"}
"""Rows that few formats have, with their words; left unsaid where there are none."""


def show_report(
    release: "Release", folder: Path, written: tuple[Sequence[Path], Sequence[str]], *, as_json: bool
) -> None:
    """Print a release in a few lines, what was read and what was written; or the run as JSON."""
    from evenhand.publish import text_summary

    if as_json:
        print(
            json.dumps(
                {
                    **release.run,
                    "written": [str(path) for path in written[0]],
                    "unwritten": list(written[1]),
                },
                indent=2,
                ensure_ascii=False,
            )
        )
        return
    print(text_summary(release))
    for one in release.run["inputs"]:
        show_file(one)
    for name in ("skipped",):
        for one in release.run[name]:
            print(f"Not read: {one['file']}: {one['reason']}")
    for note in release.run["warnings"]:
        print(note)
    for note in written[1]:
        print(f"Not written: {note}")
    print(f"As at {release.run['as_at']}. The page: {folder / 'index.html'}")


def show_files(files: Sequence[Any]) -> None:
    for one in files:
        show_file(one.to_row())


def show_file(row: dict[str, Any]) -> None:
    parts = [f"{row[name]:,} {name}" for name in ("accepted", "rejected", "duplicates")]
    parts += [f"{row[name]:,} {words}" for name, words in _SELDOM.items() if row.get(name)]
    print(f"{row['file']}: {row['read']:,} rows read = {' + '.join(parts)} ({row['profile']})")
    for warning in row["warnings"]:
        print(f"  {warning}")


def show_faults(inputs: "Inputs") -> None:
    """Print the faults by rule, the lines of the first few; never a value of the file."""
    faults: dict[tuple[str, str, str], list[int]] = {}
    for row in inputs.rejected.to_pylist():
        faults.setdefault((row["column"] or "", row["rule"], row["mend"]), []).append(row["line"])
    for (column, rule, mend), lines in sorted(faults.items(), key=lambda item: -len(item[1])):
        shown = ", ".join(str(line) for line in lines[:5])
        more = f" and {len(lines) - 5:,} more" if len(lines) > 5 else ""
        where = f"Line{'s' if len(lines) > 1 else ''} {shown}{more}."
        print(f"  {len(lines):,} x {column + ': ' if column else ''}{rule} {where} {mend}")
