"""`evenhand check`: what of a file cannot be used, why, and what would mend it."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evenhand.cli.arguments import add_command, add_profile, add_secret, add_vocabulary
from evenhand.cli.exit_codes import OK, SOME_REJECTED
from evenhand.cli.reading import keep_apart, read_with_progress, vocabulary_for
from evenhand.cli.shown import show_faults, show_files

if TYPE_CHECKING:
    from evenhand.records import Inputs


def add(commands: Any) -> None:
    """Add the command and its options."""
    one = add_command(
        commands, "check", check, "say which rows of a file cannot be used, and what would mend them"
    )
    one.add_argument("file", type=Path, metavar="FILE", help="the file to check (CSV, XLSX, ODS, Parquet)")
    add_profile(one, "file")
    one.add_argument(
        "--rejects", type=Path, metavar="OUT.csv", help="write the rejected rows here, for correction"
    )
    add_vocabulary(one)
    add_secret(one)
    one.add_argument("--json", action="store_true", help="print the result as JSON")


def check(options: argparse.Namespace) -> int:
    """Say which rows of a file cannot be used, why, and what would mend them."""
    from evenhand.records import write_rejects

    if options.rejects:
        keep_apart(options.rejects, [options.file])
        _check_place(options.rejects)
    vocabulary, _ = vocabulary_for(None, options.vocabulary)
    inputs = read_with_progress([options.file], vocabulary, options.profile, (), secret=options.secret)
    if options.rejects:
        write_rejects(inputs, options.rejects)
    if options.json:
        print(json.dumps(_result(inputs), indent=2, ensure_ascii=False))
    else:
        show_files(inputs.files)
        show_faults(inputs)
        if options.rejects and inputs.rejected.num_rows:
            print(f"Rejected rows written to {options.rejects}: correct them there and give that file too.")
    return SOME_REJECTED if inputs.rejected.num_rows else OK


def _check_place(rejects: Path) -> None:
    """Raise EvenhandError where rejected rows can't be written: neither a .csv file nor a folder."""
    from evenhand.foundations import EvenhandError

    if rejects.is_file() and rejects.suffix.lower() != ".csv":
        raise EvenhandError(
            f"The rejected rows can't be written to {rejects.name}.",
            mend="Give the name of a .csv file, or of a folder for a file each.",
        )


def _result(inputs: "Inputs") -> dict[str, Any]:
    return {"files": [one.to_row() for one in inputs.files], "rejected": inputs.rejected.to_pylist()}
