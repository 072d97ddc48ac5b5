"""`evenhand protect`: tables of counts from elsewhere in, tables that may be published out, with a certificate."""

import argparse
import json
import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evenhand.cli.arguments import add_command, day, whole
from evenhand.cli.exit_codes import OK
from evenhand.cli.reading import keep_apart
from evenhand.cli.writing import check_folder

if TYPE_CHECKING:
    from evenhand.disclosure.ledger import LedgerEntry
    from evenhand.disclosure.policy import Policy
    from evenhand.disclosure.tables import Protected, Reading


def add(commands: Any) -> None:
    """Add the command and its options."""
    one = add_command(
        commands, "protect", protect, "protect tables of counts from elsewhere, all of them together"
    )
    one.add_argument(
        "tables",
        nargs="+",
        type=Path,
        metavar="TABLE",
        help="tables with a row for each cell and a column for each dimension (CSV, XLSX, ODS)",
    )
    one.add_argument("--count", required=True, metavar="COLUMN", help="the column of the counts")
    one.add_argument("--out", required=True, type=Path, metavar="DIR", help="the folder to write to")
    one.add_argument(
        "--policy",
        default="round",
        metavar="NAME",
        help="round (default), suppress or cellkey; or the name of a policy, or a .toml file of your own",
    )
    _add_reading(one)
    one.add_argument("--width", type=whole, metavar="N", help="how wide a hidden count must stay unknown")
    one.add_argument("--threshold", type=whole, metavar="N", help="counts below are hidden")
    one.add_argument(
        "--key", type=Path, metavar="FILE", help="the secret for cellkey (default: one that is made for you)"
    )
    one.add_argument(
        "--as-at", type=day, metavar="DATE", help="the day that the counts speak of (YYYY-MM-DD)"
    )
    one.add_argument(
        "--ledger", type=Path, metavar="FILE", help="audit with the releases in this ledger, then enter it"
    )
    one.add_argument("--json", action="store_true", help="print what was done as JSON")


def _add_reading(one: argparse.ArgumentParser) -> None:
    one.add_argument(
        "--hierarchy",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="which codes are part of which: CSV with the columns code and parent, or levels marked with @",
    )
    one.add_argument(
        "--total", default="Total", metavar="WORD", help="the code of all together (default Total)"
    )
    for name, said in (
        ("other", "a column that is no dimension: a name, or a rate, which is left blank"),
        ("overlapping", "a column in whose codes one person may be several times"),
        ("incomplete", "a column that leaves some people of the total out"),
        ("steps", "a column whose later codes count people of the earlier ones (tested, assessed, started)"),
        (
            "largest",
            "a column with the largest number of events of one person, for dominance; not written out",
        ),
    ):
        one.add_argument(f"--{name}", action="append", default=[], metavar="COLUMN", help=said)


def protect(options: argparse.Namespace) -> int:
    """Read tables, protect them together, and write all of them or none."""
    from importlib.metadata import version

    from evenhand.cli.key_file import key_for
    from evenhand.cli.tables_in import read_given
    from evenhand.disclosure.ledger import Ledger, read_ledger, write_ledger
    from evenhand.disclosure.policy import CELL_KEYS
    from evenhand.disclosure.tables import policy_for, protect_tables

    keep_apart(options.out, options.tables)
    check_folder(options.out)
    policy = policy_for(options.policy, width=options.width, threshold=options.threshold)
    reading = _reading(options)
    read = [read_given(path, options.count) for path in options.tables]
    notes = [f"{given.name}: {note}" for given, said in read for note in said]
    ledger = read_ledger(options.ledger) if options.ledger else Ledger()
    key, told = key_for(options.key) if policy.kind == CELL_KEYS else (b"", "")
    made = protect_tables(
        [given for given, _ in read],
        reading,
        policy,
        key=key,
        made_with=version("evenhand"),
        as_at=options.as_at.isoformat() if options.as_at else "",
        beside=ledger.entries,
    )
    if options.ledger:  # first, so that nothing is written that is not entered
        write_ledger(ledger.admit(_entry(made, policy, options), certified=True), options.ledger)
    _write(made, options.out)
    _show(made, options.out, [*notes, *([told] if told else []), *made.notes], as_json=options.json)
    return OK


def _entry(made: "Protected", policy: "Policy", options: argparse.Namespace) -> "LedgerEntry":
    """The entry of the tables in a ledger, named after the folder they are written to."""
    from evenhand.disclosure.ledger import LedgerEntry
    from evenhand.disclosure.tables import published_of

    as_at = made.certificate["as_at"]
    published = published_of(made.tables, made.shown, name=options.out.name, as_at=as_at)
    run_id = " ".join(one.sha256[:12] for one in made.files)
    return LedgerEntry.of_release(published, run_id=run_id, policy=policy)


def _reading(options: argparse.Namespace) -> "Reading":
    from evenhand.cli.tables_in import read_hierarchies
    from evenhand.disclosure.tables import Reading

    return Reading(
        count=options.count,
        other=tuple(options.other),
        largest=tuple(options.largest),
        total=options.total,
        overlapping=tuple(options.overlapping),
        incomplete=tuple(options.incomplete),
        steps=tuple(options.steps),
        hierarchies=read_hierarchies(options.hierarchy),
    )


def _write(made: "Protected", out: Path) -> None:
    """Write all files, or none where the folder holds others, one cannot be written, or protection did not make them."""
    from evenhand.disclosure.tables import CERTIFICATE, Protected
    from evenhand.foundations import EvenhandError, NotProtected

    if type(made) is not Protected:
        raise NotProtected("Protected tables are made by `protect_tables` alone.")
    made = replace(made)  # looks at the seal once more
    text = json.dumps(made.certificate, indent=2, ensure_ascii=False) + "\n"
    files: Mapping[str, bytes] = {**{one.file: one.data for one in made.files}, CERTIFICATE: text.encode()}
    others = sorted(one.name for one in out.iterdir() if one.name not in files) if out.is_dir() else []
    if others:
        raise EvenhandError(
            f"The folder {out.name} holds other files ({', '.join(others[:3])}), which the certificate might be taken for.",
            mend="Choose an empty folder with --out.",
        )
    out.mkdir(parents=True, exist_ok=True)
    begun = {name: out / f".{name}.part" for name in files}
    try:
        for name, data in files.items():
            begun[name].write_bytes(data)
        for name, path in begun.items():
            os.replace(path, out / name)
    finally:
        for path in begun.values():
            path.unlink(missing_ok=True)


def _show(made: "Protected", out: Path, notes: list[str], *, as_json: bool) -> None:
    if as_json:
        told = {"out": str(out), "notes": notes, "certificate": made.certificate}
        print(json.dumps(told, indent=2, ensure_ascii=False))
        return
    policy = made.certificate["policy"]
    print(f"Protected under {policy['id']} {policy['version']}: {policy['words']}.")
    for one in made.files:
        print(f"{one.file}: {one.rows:,} rows = {one.published:,} published + {one.suppressed:,} suppressed")
    print(
        f"Held together by {made.certificate['equations']:,} sums"
        + (f", {made.tables.joint:,} counts of them in no table" if made.tables.joint else "")
        + f"; {made.certificate['programmes']:,} linear programmes."
    )
    for one in made.certificate["attackers"]:
        print(f"Nothing is told to somebody who {one['knowledge']} ({one['cells']:,} counts tried).")
    for note in notes:
        print(note)
    print(f"Written: {out}")
