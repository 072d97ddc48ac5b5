"""`evenhand report`: from files to the page and its tables."""

import argparse
from pathlib import Path
from typing import Any

from evenhand.cli.arguments import add_command, add_profile, add_secret, add_vocabulary, day
from evenhand.cli.exit_codes import OK
from evenhand.cli.reading import keep_apart, read_with_progress, vocabulary_for
from evenhand.cli.shown import show_report
from evenhand.cli.writing import check_folder, formats_of, write_in_languages


def add(commands: Any) -> None:
    """Add the command and its options."""
    one = add_command(commands, "report", report, "read files and folders, write the pages and their tables")
    one.add_argument(
        "paths", nargs="+", type=Path, metavar="PATH", help="files and folders (CSV, XLSX, ODS, Parquet)"
    )
    one.add_argument(
        "--out", type=Path, default=Path("evenhand-report"), metavar="DIR", help="the folder to write to"
    )
    _add_reading(one)
    _add_counting(one)
    _add_writing(one)


def _add_reading(one: argparse.ArgumentParser) -> None:
    add_profile(one)
    one.add_argument(
        "--population",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="residents by group and area",
    )
    add_vocabulary(one)
    add_secret(one)


def _add_counting(one: argparse.ArgumentParser) -> None:
    one.add_argument("--programme", metavar="NAME", help="which pathway: a name, or a .toml file of your own")
    one.add_argument(
        "--area-level",
        metavar="LEVEL",
        help="put areas together: local-authority, partnership, police-force, region, nation or all",
    )
    one.add_argument(
        "--area-of",
        choices=("residence", "happened", "provided"),
        default="residence",
        help="count people by where they live (default), where it happened, or where the service is",
    )
    one.add_argument(
        "--home",
        action="append",
        default=[],
        metavar="AREA",
        help="an area of this partnership: people of others are counted as living elsewhere",
    )
    one.add_argument(
        "--period",
        choices=("whole", "year", "financial-year", "quarter", "month"),
        default="whole",
        help="divide time by when a journey begins (default: all of it together)",
    )
    one.add_argument("--as-at", type=day, metavar="DATE", help="follow people up to this day (YYYY-MM-DD)")
    one.add_argument("--policy", default="open-5", metavar="NAME", help="disclosure policy (default open-5)")
    one.add_argument(
        "--ledger",
        type=Path,
        metavar="FILE",
        help="audit the release with those in this ledger, refuse it if they clash, enter it if not",
    )


def _add_writing(one: argparse.ArgumentParser) -> None:
    one.add_argument(
        "--language",
        choices=("en", "cy", "both"),
        default="en",
        help="the language of the pages: English (default), Welsh, or both",
    )
    one.add_argument(
        "--formats",
        metavar="LIST",
        help="what to write beside the pages: ods, pdf, svg, png, csvw, with commas between (default: all); or none",
    )
    one.add_argument(
        "--licence",
        default="",
        metavar="ADDRESS",
        help="the address of the licence under which figures are released",
    )
    one.add_argument("--json", action="store_true", help="print the run as JSON")


def report(options: argparse.Namespace) -> int:
    """Read files, protect the counts, write the pages and their tables."""
    from evenhand.disclosure import Ledger, load_policy, read_ledger, write_ledger
    from evenhand.flow import ledger_entry, run

    keep_apart(options.out, options.paths)
    check_folder(options.out)
    vocabulary, programme = vocabulary_for(options.programme, options.vocabulary)
    ledger = read_ledger(options.ledger) if options.ledger else Ledger()
    inputs = read_with_progress(
        options.paths,
        vocabulary,
        options.profile,
        options.population,
        secret=options.secret,
        as_at=options.as_at,
    )
    release = run(
        inputs,
        programme,
        vocabulary,
        options.policy,
        ledger,
        options.as_at,
        area_level=options.area_level,
        area_of=options.area_of,
        period=options.period,
        home=options.home,
        language="cy" if options.language == "cy" else "en",
    )
    if options.ledger:  # first, so that nothing is shown that is not entered
        entry = ledger_entry(release, load_policy(options.policy))
        write_ledger(ledger.with_entry(entry), options.ledger)
    formats = formats_of(options.formats)
    written = write_in_languages(
        release,
        options.out,
        formats=formats,
        both=options.language == "both",
        licence=options.licence,
    )
    show_report(release, options.out, written, as_json=options.json)
    return OK
