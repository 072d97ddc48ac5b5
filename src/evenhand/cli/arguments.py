"""What the commands share in taking their arguments: how one is added, and what dates and numbers may look like."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any


def add_command(
    commands: Any, name: str, command: Callable[[argparse.Namespace], int], said: str
) -> argparse.ArgumentParser:
    one: argparse.ArgumentParser = commands.add_parser(
        name, help=said, description=said[:1].upper() + said[1:] + "."
    )
    one.set_defaults(command=command)
    return one


def add_profile(one: argparse.ArgumentParser, of: str = "files") -> None:
    """Add the option that names the format of the file, or files."""
    one.add_argument(
        "--profile",
        metavar="NAME",
        help=f"the format of the {of}, instead of its being recognised: a name, or a .toml file of your own",
    )


def add_vocabulary(one: argparse.ArgumentParser) -> None:
    """Add the option that names a folder of a user's own words."""
    one.add_argument(
        "--vocabulary",
        type=Path,
        metavar="DIR",
        help="a folder with code lists, areas and breaks of your own",
    )


def add_secret(one: argparse.ArgumentParser) -> None:
    """Add the option by which people are told apart over agencies."""
    one.add_argument(
        "--secret",
        type=Path,
        metavar="FILE",
        help="a file with a secret: people are joined over agencies by a code made with it, never by their names",
    )


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("write a date as YYYY-MM-DD") from None


def whole(text: str) -> int:
    if text.isdigit() and int(text) > 0:
        return int(text)
    raise argparse.ArgumentTypeError("write a whole number of people, 1 or more")
