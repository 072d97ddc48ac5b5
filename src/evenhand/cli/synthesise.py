"""`evenhand synthesise` and `evenhand demo`: a made-up partnership, and the page on one."""

import argparse
from pathlib import Path
from typing import Any

from evenhand.cli.arguments import add_command, whole
from evenhand.cli.exit_codes import OK
from evenhand.cli.reading import read_with_progress, vocabulary_for
from evenhand.cli.shown import show_report
from evenhand.cli.writing import check_folder, formats_of, write_in_languages

DEMO: tuple[dict[str, Any], ...] = (
    {"people": 500, "seed": 2006, "setting": "partnership", "prefix": "R"},
    {"people": 6000, "seed": 2006, "setting": "city", "prefix": "N"},
)
"""The demonstration: a partnership of about 500 people tested a year, beside one large city."""


def add(commands: Any) -> None:
    """Add the commands and their options."""
    one = add_command(
        commands, "synthesise", synthesise, "write a made-up partnership, with the truth planted in it"
    )
    one.add_argument("--people", type=whole, default=3000, metavar="N", help="people tested (default 3000)")
    one.add_argument(
        "--seed", type=int, default=1, metavar="S", help="the same seed gives the same files (default 1)"
    )
    one.add_argument("--no-disparity", action="store_true", help="plant no difference between groups")
    one.add_argument("--further", action="store_true", help="record more of people; add custody and orders")
    one.add_argument("--setting", default="partnership", metavar="NAME", help="partnership (default) or city")
    one.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder to write to")
    one = add_command(commands, "demo", demo, "write the page on a made-up partnership and a made-up city")
    one.add_argument(
        "--out", type=Path, default=Path("evenhand-demo"), metavar="DIR", help="the folder to write to"
    )


def synthesise(options: argparse.Namespace) -> int:
    """Write a made-up partnership: linked records, the counts of the same people, and the truth planted in them."""
    from evenhand.synthetic import make_partnership, write_partnership

    made = make_partnership(
        people=options.people,
        seed=options.seed,
        disparity=not options.no_disparity,
        setting=options.setting,
        further=options.further,
    )
    write_partnership(made, options.out)
    print(f"A made-up partnership of {options.people:,} people in {options.out}. Nobody in it is real.")
    return OK


def demo(options: argparse.Namespace) -> int:
    """Make up a small partnership and a large city, and write the page on both."""
    from evenhand.flow import run
    from evenhand.synthetic import make_partnership, write_partnership

    check_folder(options.out)
    folders = [options.out / "data" / place["setting"] for place in DEMO]
    for place, folder in zip(DEMO, folders, strict=True):
        write_partnership(make_partnership(**place), folder)
    vocabulary, _ = vocabulary_for(None)
    paths = [folder / name for folder in folders for name in ("records", "areas.csv")]
    release = run(read_with_progress(paths, vocabulary, None, ()), vocabulary=vocabulary)
    written = write_in_languages(release, options.out, formats=formats_of(None), both=True)
    print("Everything here is made up: nobody in it is real, and neither are the places.\n")
    show_report(release, options.out, written, as_json=False)
    return OK
