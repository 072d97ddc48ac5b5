"""`evenhand attack`: what published files tell beyond what they should."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evenhand.cli.arguments import add_command
from evenhand.cli.exit_codes import OK, RECOVERED

if TYPE_CHECKING:
    from evenhand.attack.run import Report
    from evenhand.attack.types import Recovered, Tried


def add(commands: Any) -> None:
    """Add the command and its options."""
    one = add_command(
        commands, "attack", attack, "try to recover from published files what they should not tell"
    )
    one.add_argument(
        "releases",
        nargs="+",
        type=Path,
        metavar="RELEASE",
        help="a folder as it was published (pages and counts.csv, or tables as CSV), or one CSV file",
    )
    one.add_argument("--count", metavar="COLUMN", help="the column that holds the counts, if it is not found")
    one.add_argument(
        "--hierarchy",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="how codes stand under each other: columns code and parent (and dimension), or lines marked with @",
    )
    one.add_argument(
        "--steps",
        action="append",
        default=[],
        metavar="COLUMN",
        help="a column whose later codes count people of the earlier ones (tested, assessed, started)",
    )
    one.add_argument(
        "--knows",
        action="append",
        default=[],
        metavar="WHAT",
        help="what somebody knows besides: area=North,group=X:3 (one count), group=X (all counts of a group), or rule "
        "(every hidden count is small)",
    )
    one.add_argument("--json", action="store_true", help="print the result as JSON")


def attack(options: argparse.Namespace) -> int:
    """Attack releases, print what was tried and recovered; 0 where nothing was."""
    from evenhand.attack.reading import open_release, read_hierarchies
    from evenhand.attack.run import attack as run

    hierarchies = read_hierarchies(options.hierarchy)
    holdings = [
        open_release(one, count=options.count, hierarchies=hierarchies, steps=options.steps)
        for one in options.releases
    ]
    report = run(holdings, knows=options.knows, folders=options.releases)
    if options.json:
        print(json.dumps(report.to_row(), indent=2, ensure_ascii=False))
    else:
        _show(report)
    return RECOVERED if report.recovered else OK


def _show(report: "Report") -> None:
    from rich.console import Console
    from rich.table import Table

    from evenhand.attack.attackers import title_of, words_of

    console = Console(highlight=False)
    for one in report.releases:
        console.print(
            f"{one['name']}: {one['counts']:,} counts, {one['hidden']:,} of them not shown as they are; "
            f"{one['sums']:,} sums between them.",
            markup=False,
        )
    table = Table("Attack", "Knowing", "Tried", "Recovered", box=None, pad_edge=False)
    for (name, knowledge), (cells, found) in _by_attack(report).items():
        table.add_row(title_of(name), words_of(knowledge), f"{cells:,}", f"{found:,}" if found else "nothing")
    console.print(table)
    for tried in report.tried:
        _show_recovered(console, tried)
    for name, note in dict.fromkeys((one.attack, one.note) for one in report.tried if one.note):
        console.print(f"{title_of(name)}: {note}", markup=False, soft_wrap=True)
    for note in report.notes:
        console.print(note, markup=False, soft_wrap=True)
    every = len(report.recovered)
    said = f"Recovered: {every:,}." if every else "Nothing was recovered."
    if any("contradict" in one.note for one in report.tried):
        said += " Where the figures contradict each other nothing was tried: say with --hierarchy how codes add up."
    console.print(said, markup=False, soft_wrap=True)


def _by_attack(report: "Report") -> dict[tuple[str, str], tuple[int, int]]:
    """How many counts each attacker tried, and how many things it recovered, over all releases."""
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for tried in report.tried:
        key = tried.attack, tried.knowledge
        cells, recovered = found.get(key, (0, 0))
        found[key] = cells + tried.cells, recovered + len(tried.recovered)
    return found


def _show_recovered(console: Any, tried: "Tried") -> None:
    from evenhand.attack.attackers import limit, title_of

    if tried.recovered:
        console.print(f"{title_of(tried.attack)}:", markup=False)
        shown: tuple[Recovered, ...] = tried.recovered[: limit("shown")]
        for one in shown:
            console.print(f"  {one.where}: {one.words}", markup=False, soft_wrap=True)
        more = len(tried.recovered) - len(shown)
        if more:
            console.print(f"  and {more:,} more (--json lists them all)", markup=False)
