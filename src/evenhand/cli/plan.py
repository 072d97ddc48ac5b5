"""`evenhand plan read`: the rows of a plan in a document, and what could not be placed."""

import argparse
import json
import re
from pathlib import Path
from typing import Any

from evenhand.cli.arguments import add_command, day
from evenhand.cli.exit_codes import OK, SOME_REJECTED


def add(commands: Any) -> None:
    """Add the command and what it does with a plan."""
    one = add_command(commands, "plan", plan, "read a plan from a document")
    does = one.add_subparsers(title="what to do", metavar="WHAT", required=True)
    add_read(does)


def plan(options: argparse.Namespace) -> int:
    """Do what the word behind `plan` says."""
    return int(options.do(options))


def add_read(does: Any) -> None:
    """Add `plan read` and its options."""
    one = does.add_parser(
        "read",
        help="propose rows from a document, with what could not be placed",
        description="Propose a row for each action of a plan, with the document's own words beside it, and say what "
        "could not be placed and why.",
    )
    one.set_defaults(do=read)
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
    """Read a plan and print its rows; the exit code is 1 where not one row was found."""
    from evenhand.planning.reading import read_plan

    found = read_plan(options.file, written_on=options.written_on, pages=options.pages)
    if options.json:
        print(json.dumps(found.to_dict(), indent=2, ensure_ascii=False))
    else:
        from evenhand.cli.plan_shown import show_plan

        show_plan(found, options.file.name)
    return OK if found.rows else SOME_REJECTED


def pages(text: str) -> tuple[int, int]:
    """Return the first and last page that a text such as '40-52' or '7' names."""
    match = re.fullmatch(r"\s*(\d{1,5})\s*(?:[-–]\s*(\d{1,5}))?\s*", text)
    first = int(match[1]) if match else 0
    last = int(match[2] or match[1]) if match else 0
    if not 1 <= first <= last:
        raise argparse.ArgumentTypeError("write pages as 40-52, or one page as 7")
    return first, last
