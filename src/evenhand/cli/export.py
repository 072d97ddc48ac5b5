"""`evenhand export`: treatment records as a file of the treatment monitoring system's format."""

import argparse
from pathlib import Path
from typing import Any

from evenhand.cli.arguments import add_command, add_profile, add_secret
from evenhand.cli.exit_codes import OK
from evenhand.cli.reading import keep_apart, vocabulary_for
from evenhand.cli.shown import show_files


def add(commands: Any) -> None:
    """Add the command and its options."""
    one = add_command(commands, "export", export, "write treatment records as NDTMS core data set K")
    one.add_argument(
        "paths", type=Path, nargs="+", metavar="PATH", help="files or folders with treatment records"
    )
    one.add_argument("--out", type=Path, required=True, metavar="OUT.csv", help="where to write")
    add_profile(one)
    add_secret(one)
    one.add_argument(
        "--to-send",
        action="store_true",
        help="leave out Evenhand's own columns, needed to read the file again",
    )


def export(options: argparse.Namespace) -> int:
    """Read, write, and say what could not be written."""
    from evenhand.foundations import EvenhandError
    from evenhand.records import read
    from evenhand.records.export import export_treatments, write_export
    from evenhand.records.person_key import read_secret

    keep_apart(options.out, options.paths)
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
    options.out.parent.mkdir(parents=True, exist_ok=True)
    write_export(made, options.out)
    print(f"{options.out}: {made.rows.num_rows:,} rows.")
    return OK
