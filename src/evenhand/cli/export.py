"""`evenhand export`: treatment records as a file of the treatment monitoring system's format."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evenhand.cli.arguments import add_command, add_profile, add_secret
from evenhand.cli.exit_codes import OK
from evenhand.cli.reading import keep_apart, vocabulary_for
from evenhand.cli.shown import show_files

if TYPE_CHECKING:
    from evenhand.records.export import Exported

RETURN, PARTNER = "ndtms", "partner"
IDENTIFYING = (
    "This file tells people apart, a row for each episode. It is for the national system's return, under the agreement "
    "for that, or for your own use. For anybody else: --for partner --columns NAME,NAME."
)


def add(commands: Any) -> None:
    """Add the command and its options."""
    one = add_command(commands, "export", export, "write treatment records as NDTMS core data set K")
    one.add_argument(
        "paths", type=Path, nargs="+", metavar="PATH", help="files or folders with treatment records"
    )
    one.add_argument("--out", type=Path, required=True, metavar="OUT.csv", help="where to write")
    one.add_argument(
        "--for",
        dest="recipient",
        choices=(RETURN, PARTNER),
        default=RETURN,
        help="who gets it: the national system (people can be told), or a partner (checked, and refused if they can)",
    )
    one.add_argument(
        "--columns", metavar="NAME,NAME", help="for a partner: the columns of the file, and no others"
    )
    one.add_argument(
        "--policy", metavar="NAME", help="for a partner: the rules, a name or a .toml file of your own"
    )
    add_profile(one)
    add_secret(one)
    one.add_argument(
        "--to-send",
        action="store_true",
        help="leave out Evenhand's own columns, needed to read the file again",
    )


def export(options: argparse.Namespace) -> int:
    """Read, write, and say what could not be written and what the file is."""
    from evenhand.foundations import EvenhandError
    from evenhand.records import read
    from evenhand.records.export import export_treatments, write_export
    from evenhand.records.person_key import read_secret

    keep_apart(options.out, options.paths)
    columns = _columns(options)
    vocabulary, _ = vocabulary_for(None)
    secret = read_secret(options.secret) if options.secret else None
    inputs = read(options.paths, vocabulary=vocabulary, profile=options.profile, secret=secret)
    show_files(inputs.files)
    if "treatment" not in inputs.records:
        raise EvenhandError(
            "These files hold no treatment records.",
            mend="Give those of treatment; 'evenhand check FILE' says what a file was read as.",
        )
    made = export_treatments(inputs, vocabulary, own_columns=not options.to_send)
    print("\n".join(made.told()))
    if not made.rows.num_rows:
        raise EvenhandError(
            "No record can be written.",
            mend="Above stands what they lack, with the name of Evenhand's own column after it. Give the records that "
            "column, or the profile by which they are read.",
        )
    if columns:
        return _share(made, columns, options)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    write_export(made, options.out)
    print(f"{options.out}: {made.rows.num_rows:,} rows. {IDENTIFYING}")
    return OK


def _columns(options: argparse.Namespace) -> list[str]:
    """Return the columns that a partner gets; none for the national system's return."""
    from evenhand.foundations import EvenhandError

    named = [one.strip().upper() for one in (options.columns or "").split(",") if one.strip()]
    if options.recipient == PARTNER and (not named or options.to_send):
        raise EvenhandError(
            "A file for a partner needs its columns named, and no --to-send.",
            mend="Name those that the partner needs, and no more: --columns SEX,AGE,DRUG1.",
        )
    if options.recipient == RETURN and (named or options.policy):
        raise EvenhandError(
            "The national system's return has all columns and is not checked.",
            mend="Add --for partner to have some of them, checked; or leave out --columns and --policy.",
        )
    return named


def _share(made: "Exported", columns: list[str], options: argparse.Namespace) -> int:
    """Write the columns for a partner if nobody can be told by them; refuse otherwise, and write nothing."""
    import pyarrow as pa

    from evenhand.disclosure.rows import DEFAULT_ROW_POLICY, load_row_policy, share_rows, write_shared_rows
    from evenhand.foundations import UnknownName
    from evenhand.foundations.cells import as_given

    unknown = [one for one in columns if one not in made.rows.schema.names]
    if unknown:
        raise UnknownName(
            f"The format has no column {', '.join(unknown)}.",
            mend="Its columns: docs/how-to/export-ndtms.md.",
        )
    rows = pa.table({one: as_given(made.rows.column(one)) for one in columns})
    policy = load_row_policy(options.policy or DEFAULT_ROW_POLICY)
    shared = share_rows(rows, policy=policy, people=made.rows.column("PERSON"))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    write_shared_rows(shared, options.out)
    print(f"{options.out}: {rows.num_rows:,} rows for a partner, checked under {policy.id}: {policy.words}.")
    return OK
