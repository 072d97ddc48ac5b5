"""`evenhand calibrate`: how often intervals hold the truth and rules raise false alarms, by simulation."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evenhand.cli.arguments import add_command, whole
from evenhand.cli.exit_codes import OK

if TYPE_CHECKING:
    from evenhand.calibration import Row


def add(commands: Any) -> None:
    """Add the command and its options."""
    one = add_command(
        commands,
        "calibrate",
        calibrate,
        "simulate how often intervals hold the truth and rules raise false alarms",
    )
    one.add_argument("--seed", type=int, default=1, metavar="NUMBER", help="of all that is drawn (default 1)")
    one.add_argument("--draws", type=whole, metavar="NUMBER", help="made-up areas for each line of the table")
    one.add_argument("--jobs", type=whole, default=1, metavar="NUMBER", help="processes (default 1)")
    one.add_argument(
        "--only", action="append", default=[], metavar="NAME", help="a family of measures, such as compared"
    )
    one.add_argument(
        "--size",
        action="append",
        default=[],
        metavar="NAME",
        help="a size of area, such as 'small area' or region",
    )
    one.add_argument("--quick", action="store_true", help="few draws: to see that it works, not what holds")
    one.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        help="a .csv or .json file; rows of a .csv that are not simulated anew are kept",
    )
    one.add_argument("--json", action="store_true", help="print the table as JSON instead of CSV")


def calibrate(options: argparse.Namespace) -> int:
    """Simulate, and write or print the table."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from evenhand.calibration import calibrate as simulated
    from evenhand.calibration import to_csv, to_json

    if options.out is not None:
        _check(options.out)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        shown = bar.add_task("Simulating", total=None)
        rows = simulated(
            seed=options.seed,
            draws=options.draws,
            jobs=options.jobs,
            only=options.only,
            sizes=options.size,
            quick=options.quick,
            told=lambda name, done, every: bar.update(shown, description=name, completed=done, total=every),
        )
    if options.out is None:
        print(to_json(rows) if options.json else to_csv(rows), end="")
    else:
        _write(options.out, rows)
    return OK


def _check(out: Path) -> None:
    from evenhand.foundations import EvenhandError

    if out.suffix.lower() not in (".csv", ".json"):
        raise EvenhandError(
            f"The table can't be written to {out.name}.", mend="Give a name that ends in .csv or .json."
        )


def _write(out: Path, rows: "Sequence[Row]") -> None:
    """Write the table, and beside it nothing else."""
    from evenhand.calibration import families, merged, read_rows, to_csv, to_json

    out.parent.mkdir(parents=True, exist_ok=True)
    if out.suffix.lower() == ".json":
        out.write_text(to_json(rows), encoding="utf-8", newline="\n")
    else:
        old = read_rows(out) if out.exists() else []
        out.write_text(to_csv(merged(old, rows, tuple(families()))), encoding="utf-8", newline="\n")
    print(f"{out}: {len(rows):,} lines simulated")
