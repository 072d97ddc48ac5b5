"""`evenhand measures`: everything that can be measured of a small table that somebody already has."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evenhand.cli.arguments import add_command
from evenhand.cli.exit_codes import OK

if TYPE_CHECKING:
    from evenhand.measures.own_table import Table

KINDS = ("groups", "areas", "series", "people")
_USUAL = 0.95


def add(commands: Any) -> None:
    """Add the command and its options."""
    one = add_command(
        commands, "measures", measures, "measure a small table of your own, every figure with its interval"
    )
    one.add_argument("table", type=Path, metavar="TABLE", help="a CSV file or a workbook (XLSX, ODS)")
    one.add_argument(
        "--kind",
        required=True,
        choices=KINDS,
        help="what its rows are. Columns: groups: group, numerator, denominator (population, order); areas: area, "
        "numerator, denominator (expected); series: date, numerator, denominator or value; people: time, event (group)",
    )
    one.add_argument(
        "--measure",
        action="extend",
        nargs="+",
        default=[],
        metavar="NAME",
        help="these measures alone, after the table (default: all that apply)",
    )
    one.add_argument(
        "--reference", metavar="GROUP", help="the group that others are compared with (default: the largest)"
    )
    one.add_argument("--favourable", choices=("up", "down"), help="whether more is better, or less is")
    one.add_argument(
        "--confidence",
        type=_share,
        default=_USUAL,
        metavar="SHARE",
        help="of the intervals (default 0.95)",
    )
    one.add_argument("--json", action="store_true", help="print the figures as JSON")


def measures(options: argparse.Namespace) -> int:
    """Read a table, measure it, and print tables or JSON."""
    from evenhand.measures.own_table import measure_table, remarks

    table = read_own_table(options.table, options.kind)
    # Who asks for a funnel wants its areas too.
    asked = [one.strip() for names in options.measure for one in names.split(",")]
    rows = measure_table(
        table,
        [*asked, *(["funnel_point"] if "funnel" in asked else [])],
        reference=options.reference,
        favourable=options.favourable,
        level=options.confidence,
    )
    notes = [*table.notes, *remarks(table, rows), *_unused(options)]
    if options.json:
        for note in notes:
            print(note, file=sys.stderr)
        print(json.dumps([row.to_dict() for row in rows], indent=2, ensure_ascii=False))
        return OK
    from evenhand.cli.measures_shown import show

    show(table, rows, notes, level=options.confidence, asked=bool(options.measure))
    return OK


def _unused(options: argparse.Namespace) -> list[str]:
    """Sentences on options that say nothing of this kind of table."""
    told = []
    if options.reference is not None and options.kind in ("areas", "series"):
        told.append(f"--reference is not used: {options.kind} are not compared with one of them.")
    if options.favourable is not None and options.kind != "groups":
        told.append(f"--favourable is not used: no measure of {options.kind} needs a direction.")
    if options.confidence != _USUAL and options.kind == "series":
        told.append("--confidence is not used: the limits of charts over time are three standard deviations.")
    return told


def read_own_table(path: Path, kind: str) -> "Table":
    """Return the table in a file; in a workbook the first that has the columns of its kind.

    Raises EvenhandError where the file cannot be used, or no table in it has these columns.
    """
    from evenhand.foundations import EvenhandError
    from evenhand.measures.own_table import UnusableOwnTable, has_columns, read_columns
    from evenhand.records.contents import load
    from evenhand.records.limits import load_limits
    from evenhand.records.tables import tables

    found = list(tables(load(path, path.name), load_limits()))
    if not found:
        raise UnusableOwnTable(
            f"{path.name} holds no table.", mend="Give a line of headings and a row for each of them."
        )
    table = next((one for one in found if has_columns(one.header, kind)), found[0])
    raw = table.take_apart()
    if raw.malformed.num_rows:
        fault = raw.faults.slice(0, 1).to_pylist()[0]
        raise UnusableOwnTable(f"{path.name}, line {fault['line']}: {fault['rule']}", mend=fault["mend"])
    columns = _columns(table.header, raw.cells)
    lines = raw.cells.column("line").to_pylist()
    try:
        return read_columns(columns, kind, lines=lines, notes=_notes(raw.notes, raw.blank))
    except UnusableOwnTable as error:
        raise EvenhandError(f"{path.name}{table.where}: {error.what}", mend=error.mend) from error


def _columns(header: Sequence[str], cells: Any) -> dict[str, list[str]]:
    """The cells of each column that has a heading; of two alike the second says so."""
    found: dict[str, list[str]] = {}
    for place, heading in enumerate(header):
        name = heading.strip()
        values = [cell or "" for cell in cells.column(f"c{place}").to_pylist()]
        if name or any(cell.strip() for cell in values):
            name = name or f"column {place + 1}"
            found[name if name not in found else f"{name} (column {place + 1})"] = values
    return found


def _notes(said: Sequence[str], blank: int) -> list[str]:
    return [*said, *([f"{blank} empty row{'s' if blank > 1 else ''} passed over."] if blank else [])]


def _share(text: str) -> float:
    try:
        value = float(text.strip().removesuffix("%"))
    except ValueError:
        value = 0.0
    value = value / 100 if value > 1 else value
    if 0.5 <= value < 1:
        return value
    raise argparse.ArgumentTypeError("write the confidence as a share such as 0.95 or 0.99")
