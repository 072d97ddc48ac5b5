"""`evenhand plan read`: the rows of a plan in a document, and what could not be placed."""

import argparse
import json
import re
from pathlib import Path
from typing import Any

from evenhand.cli.arguments import add_command, day
from evenhand.cli.exit_codes import OK, SOME_REJECTED


def add(commands: Any) -> None:
    """Add the command and its options."""
    one = add_command(
        commands,
        "plan",
        read,
        "propose rows from a plan's document, with the document's own words beside them, and say what could not be placed",
    )
    one.add_argument("what", choices=("read",), metavar="read", help="what to do with the plan: read it")
    one.add_argument(
        "file", type=Path, metavar="FILE", help="the plan: text, Markdown, DOCX, PDF, XLSX, ODS or CSV"
    )
    one.add_argument(
        "--pages", type=pages, metavar="FIRST-LAST", help="of a PDF, read these pages, such as 40-52"
    )
    one.add_argument(
        "--written-on",
        type=day,
        metavar="DATE",
        help="when the plan was written (YYYY-MM-DD): dates such as 'this year' count from it",
    )
    one.add_argument("--json", action="store_true", help="print the result as JSON")


def read(options: argparse.Namespace) -> int:
    """Read a plan and print its rows; the exit code is 1 where neither a row nor a recommendation was found."""
    from evenhand.planning.reading import read_plan

    found = read_plan(options.file, written_on=options.written_on, pages=options.pages)
    if options.json:
        print(json.dumps(found.to_dict(), indent=2, ensure_ascii=False))
    else:
        from evenhand.cli.plan_shown import show_plan

        show_plan(found, options.file.name)
    return OK if found.rows or found.recommendations else SOME_REJECTED


def pages(text: str) -> tuple[int, int]:
    """Return the first and last page that a text such as '40-52' or '7' names."""
    match = re.fullmatch(r"\s*(\d{1,5})\s*(?:[-–]\s*(\d{1,5}))?\s*", text)
    first = int(match[1]) if match else 0
    last = int(match[2] or match[1]) if match else 0
    if not 1 <= first <= last:
        raise argparse.ArgumentTypeError("write pages as 40-52, or one page as 7")
    return first, last
