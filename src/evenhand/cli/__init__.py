"""The index of commands. Parses, calls the library, prints; what is computed is computed elsewhere.

Heavy imports stand inside the commands, so that `evenhand --help` answers at once. One file per command.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from typing import Any

from evenhand.cli import (
    attack,
    calibrate,
    check,
    compare,
    export,
    measures,
    names,
    plan,
    profiles,
    protect,
    report,
    synthesise,
)
from evenhand.cli.exit_codes import BROKEN, INTERRUPTED, OK, UNUSABLE

COMMANDS = (
    report,
    check,
    compare,
    measures,
    export,
    protect,
    plan,
    attack,
    calibrate,
    synthesise,
    profiles,
    names,
)
"""The files that add commands, in the order of the help."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 rows rejected or counts recovered, 2 unusable, 70 our fault."""
    options = parser().parse_args(arguments)
    try:
        return int(options.command(options))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        said = (
            f"{error.filename}: {error.strerror}"
            if error.filename
            else error.strerror or "a file can't be used"
        )
        print(f"evenhand: {said.rstrip('.')}.", file=sys.stderr)
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


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    made = argparse.ArgumentParser(
        prog="evenhand",
        description="See whether each step from arrest to recovery works equally well for every group of people.",
        epilog="Exit codes: 0 done, 1 some rows rejected (check) or something recovered (attack), 2 the files or "
        "options cannot be used.",
    )
    made.add_argument("--version", action=_Version, nargs=0, help="show the version and leave")
    commands = made.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        command.add(commands)
    return made


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        from importlib.metadata import version

        print(f"evenhand {version('evenhand')}")
        parser.exit()
