"""The index of commands. Parses, calls the library, prints; what is computed is computed elsewhere.

Heavy imports stand inside the commands, so that `evenhand --help` answers at once.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from evenhand.publish import Release
    from evenhand.records import Inputs
    from evenhand.vocabulary import Vocabulary

OK, SOME_REJECTED, UNUSABLE, INTERRUPTED, BROKEN = 0, 1, 2, 130, 70

DEMO: tuple[dict[str, Any], ...] = (
    {"people": 500, "seed": 2006, "setting": "partnership", "prefix": "R"},
    {"people": 6000, "seed": 2006, "setting": "city", "prefix": "N"},
)
"""The demonstration: a partnership of about 500 people tested a year, beside one large city."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 some rows rejected, 2 cannot be used, 70 our own fault."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.command(options))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        print(f"evenhand: {error.filename or 'a file'}: {error.strerror}.", file=sys.stderr)
    except Exception as error:
        from evenhand.foundations import EvenhandError

        if isinstance(error, EvenhandError):
            print(f"evenhand: {error}", file=sys.stderr)
            return UNUSABLE
        if "EVENHAND_DEBUG" in os.environ:
            raise
        # A traceback could show a value of a person: it is printed only to those who ask for it.
        print(
            f"evenhand: a fault of Evenhand itself ({type(error).__name__}). Please report it. "
            "EVENHAND_DEBUG=1 shows where; that may show data.",
            file=sys.stderr,
        )
        return BROKEN
    return UNUSABLE


def report(options: argparse.Namespace) -> int:
    """Read files, protect the counts, write the page and its tables."""
    from evenhand.disclosure import Ledger, LedgerEntry, read_ledger, write_ledger
    from evenhand.flow import run
    from evenhand.publish import write_release

    _keep_apart(options.out, options.paths)
    vocabulary, programme = _vocabulary(options.programme)
    ledger = read_ledger(options.ledger) if options.ledger else Ledger()
    inputs = _read(options.paths, vocabulary, options.profile, options.population)
    release = run(
        inputs,
        programme,
        vocabulary,
        options.policy,
        ledger,
        options.as_at,
        area_level=options.area_level,
    )
    if options.ledger:  # first, so that nothing is shown that is not entered
        entry = LedgerEntry.of(release.counts, run_id=release.run["run_id"], as_at=release.run["as_at"])
        write_ledger(ledger.with_entry(entry), options.ledger)
    written = write_release(release, options.out)
    _show_report(release, options.out, written, as_json=options.json)
    return OK


def check(options: argparse.Namespace) -> int:
    """Say which rows of a file cannot be used, why, and what would mend them."""
    from evenhand.records import write_rejects

    vocabulary, _ = _vocabulary(None)
    inputs = _read([options.file], vocabulary, options.profile, ())
    if options.rejects:
        _keep_apart(options.rejects, [options.file])
        write_rejects(inputs, options.rejects)
    if options.json:
        print(json.dumps(_check_row(inputs), indent=2, ensure_ascii=False))
    else:
        _show_files(inputs.files)
        _show_faults(inputs)
        if options.rejects and inputs.rejected.num_rows:
            print(f"Rejected rows written to {options.rejects}: correct them there and give that file too.")
    return SOME_REJECTED if inputs.rejected.num_rows else OK


def synthesise(options: argparse.Namespace) -> int:
    """Write a made-up partnership: linked records, the counts of the same people, and the truth planted in them."""
    from evenhand.synthetic import make_partnership, write_partnership

    made = make_partnership(
        people=options.people, seed=options.seed, disparity=not options.no_disparity, setting=options.setting
    )
    write_partnership(made, options.out)
    print(f"A made-up partnership of {options.people:,} people in {options.out}. Nobody in it is real.")
    return OK


def demo(options: argparse.Namespace) -> int:
    """Make up a small partnership and a large city, and write the page on both."""
    from evenhand.flow import run
    from evenhand.publish import write_release
    from evenhand.synthetic import make_partnership, write_partnership

    folders = [options.out / "data" / place["setting"] for place in DEMO]
    for place, folder in zip(DEMO, folders, strict=True):
        write_partnership(make_partnership(**place), folder)
    vocabulary, _ = _vocabulary(None)
    paths = [folder / name for folder in folders for name in ("records", "areas.csv")]
    release = run(_read(paths, vocabulary, None, ()), vocabulary=vocabulary)
    written = write_release(release, options.out)
    print("Everything here is made up: nobody in it is real, and neither are the places.\n")
    _show_report(release, options.out, written, as_json=False)
    return OK


def list_names(options: argparse.Namespace) -> int:
    """List the profiles, programmes or policies there are, a line each."""
    from evenhand.disclosure import load_policy, policy_names
    from evenhand.records import load_profiles

    vocabulary, _ = _vocabulary(None)
    lists: dict[str, dict[str, str]] = {
        "profiles": {name: one.title for name, one in load_profiles().items()},
        "programmes": {name: one.title for name, one in vocabulary.programmes.items()},
        "policies": {name: load_policy(name).title for name in policy_names()},
    }
    chosen = lists[options.what]
    if options.json:
        print(json.dumps(chosen, indent=2, ensure_ascii=False))
    else:
        width = max(map(len, chosen))
        print("\n".join(f"{name:<{width}}  {title}" for name, title in sorted(chosen.items())))
    return OK


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="evenhand",
        description="See whether each step from arrest to recovery works equally well for every group of people.",
        epilog="Exit codes: 0 done, 1 some rows rejected (check), 2 the files or options cannot be used.",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and leave")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_report(commands)
    one = _add(commands, "check", check, "say which rows of a file cannot be used, and what would mend them")
    one.add_argument("file", type=Path, metavar="FILE", help="the file to check (CSV)")
    one.add_argument(
        "--profile", metavar="NAME", help="the format of the file, instead of its being recognised"
    )
    one.add_argument(
        "--rejects", type=Path, metavar="OUT.csv", help="write the rejected rows here, for correction"
    )
    one.add_argument("--json", action="store_true", help="print the result as JSON")
    one = _add(
        commands, "synthesise", synthesise, "write a made-up partnership, with the truth planted in it"
    )
    one.add_argument("--people", type=_whole, default=3000, metavar="N", help="people tested (default 3000)")
    one.add_argument(
        "--seed", type=int, default=1, metavar="S", help="the same seed gives the same files (default 1)"
    )
    one.add_argument("--no-disparity", action="store_true", help="plant no difference between groups")
    one.add_argument("--setting", default="partnership", metavar="NAME", help="partnership (default) or city")
    one.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder to write to")
    one = _add(commands, "demo", demo, "write the page on a made-up partnership and a made-up city")
    one.add_argument(
        "--out", type=Path, default=Path("evenhand-demo"), metavar="DIR", help="the folder to write to"
    )
    for what in ("profiles", "programmes", "policies"):
        one = _add(commands, what, list_names, f"list the {what} there are")
        one.add_argument("--json", action="store_true", help="print the list as JSON")
        one.set_defaults(what=what)
    return parser


def _add_report(commands: Any) -> None:
    one = _add(commands, "report", report, "read files and folders, write the page and its tables")
    one.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files and folders (CSV)")
    one.add_argument(
        "--out", type=Path, default=Path("evenhand-report"), metavar="DIR", help="the folder to write to"
    )
    one.add_argument(
        "--profile", metavar="NAME", help="the format of the files, instead of its being recognised"
    )
    one.add_argument("--programme", metavar="NAME", help="which pathway: a name, or a .toml file of your own")
    one.add_argument(
        "--area-level",
        metavar="LEVEL",
        help="put areas together: local-authority, partnership, police-force, region, nation or all",
    )
    one.add_argument("--as-at", type=_day, metavar="DATE", help="follow people up to this day (YYYY-MM-DD)")
    one.add_argument(
        "--population",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="residents by group and area",
    )
    one.add_argument("--policy", default="open-5", metavar="NAME", help="disclosure policy (default open-5)")
    one.add_argument("--ledger", type=Path, metavar="FILE", help="enter the release into this ledger")
    one.add_argument("--json", action="store_true", help="print the run as JSON")


def _add(
    commands: Any, name: str, command: Callable[[argparse.Namespace], int], said: str
) -> argparse.ArgumentParser:
    one: argparse.ArgumentParser = commands.add_parser(
        name, help=said, description=said[:1].upper() + said[1:] + "."
    )
    one.set_defaults(command=command)
    return one


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        from importlib.metadata import version

        print(f"evenhand {version('evenhand')}")
        parser.exit()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("write a date as YYYY-MM-DD") from None


def _whole(text: str) -> int:
    if text.isdigit() and int(text) > 0:
        return int(text)
    raise argparse.ArgumentTypeError("write a whole number of people, 1 or more")


def _vocabulary(programme: str | None) -> "tuple[Vocabulary, str | None]":
    from evenhand.vocabulary import load_vocabulary, with_programme_file

    if programme and programme.endswith(".toml"):
        return with_programme_file(load_vocabulary(), Path(programme))
    return load_vocabulary(), programme


def _read(
    paths: Sequence[Path], vocabulary: "Vocabulary", profile: str | None, population: Sequence[Path]
) -> "Inputs":
    from evenhand.records import read

    if not sys.stderr.isatty():
        return read(paths, vocabulary=vocabulary, profile=profile, population=population)
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Reading")

        def show(_file: str, done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        return read(paths, vocabulary=vocabulary, profile=profile, population=population, progress=show)


def _keep_apart(out: Path, paths: Sequence[Path]) -> None:
    """Raise EvenhandError if what is written would replace what is read, or be read as data the next time."""
    from evenhand.foundations import EvenhandError

    target = out.resolve()
    for path in paths:
        given = path.resolve()
        if target == given or (given in target.parents if given.is_dir() else target == given.parent):
            raise EvenhandError(
                f"The output {out.name} would lie among the files that are read.",
                mend="Choose another place for it.",
            )


def _show_report(release: "Release", folder: Path, written: Sequence[Path], *, as_json: bool) -> None:
    from evenhand.publish import text_summary

    if as_json:
        print(
            json.dumps(
                {**release.run, "written": [str(path) for path in written]}, indent=2, ensure_ascii=False
            )
        )
        return
    print(text_summary(release))
    for one in release.run["inputs"]:
        _show_file(one)
    for name in ("skipped",):
        for one in release.run[name]:
            print(f"Not read: {one['file']}: {one['reason']}")
    for note in release.run["warnings"]:
        print(note)
    print(f"As at {release.run['as_at']}. The page: {folder / 'index.html'}")


def _show_files(files: Sequence[Any]) -> None:
    for one in files:
        _show_file(one.to_row())


def _show_file(row: dict[str, Any]) -> None:
    print(
        f"{row['file']}: {row['read']:,} rows read = {row['accepted']:,} accepted + {row['rejected']:,} rejected "
        f"+ {row['duplicates']:,} duplicates ({row['profile']})"
    )
    for warning in row["warnings"]:
        print(f"  {warning}")


def _show_faults(inputs: "Inputs") -> None:
    """Print the faults by rule, the lines of the first few; never a value of the file."""
    faults: dict[tuple[str, str, str], list[int]] = {}
    for row in inputs.rejected.to_pylist():
        faults.setdefault((row["column"] or "", row["rule"], row["mend"]), []).append(row["line"])
    for (column, rule, mend), lines in sorted(faults.items(), key=lambda item: -len(item[1])):
        shown = ", ".join(str(line) for line in lines[:5]) + (" ..." if len(lines) > 5 else "")
        print(f"  {len(lines):,} x {column + ': ' if column else ''}{rule} Line {shown}. {mend}")


def _check_row(inputs: "Inputs") -> dict[str, Any]:
    return {"files": [one.to_row() for one in inputs.files], "rejected": inputs.rejected.to_pylist()}
