"""`evenhand compare`: who is in one file against who is in another, by group, without joining anybody."""

import argparse
import csv
import json
import sys
from pathlib import Path
from typing import Any

from evenhand.cli.arguments import add_command
from evenhand.cli.exit_codes import OK
from evenhand.cli.reading import read_with_progress, vocabulary_for


def add(commands: Any) -> None:
    """Add the command and its options."""
    one = add_command(
        commands, "compare", compare, "set the people of two files beside each other, without joining anybody"
    )
    one.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files and folders")
    one.add_argument("--first", default="test", metavar="RECORD", help="the first record type (default test)")
    one.add_argument(
        "--second", default="contact", metavar="RECORD", help="the second record type (default contact)"
    )
    one.add_argument("--area-level", metavar="LEVEL", help="put areas together, for example region")
    one.add_argument("--policy", default="open-5", metavar="NAME", help="disclosure policy (default open-5)")
    one.add_argument("--json", action="store_true", help="print JSON instead of CSV")


def compare(options: argparse.Namespace) -> int:
    """Print the share of every group in both files, with ranges."""
    from evenhand.flow.compare import compare as compared

    vocabulary, _ = vocabulary_for(None)
    inputs = read_with_progress(options.paths, vocabulary, None, ())
    rows = compared(
        inputs,
        vocabulary,
        options.policy,
        first=options.first,
        second=options.second,
        area_level=options.area_level,
    )
    if options.json:
        print(json.dumps(rows, indent=2, ensure_ascii=False))
    elif rows:
        writer = csv.DictWriter(sys.stdout, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return OK
