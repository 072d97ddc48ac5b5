"""`evenhand profiles`: the file formats there are; with --new, a format proposed for a file that is in none of them."""

import argparse
from pathlib import Path
from typing import Any

from evenhand.cli.arguments import add_command
from evenhand.cli.exit_codes import OK
from evenhand.cli.names import list_names


def add(commands: Any) -> None:
    """Add the command and its options."""
    one = add_command(
        commands, "profiles", profiles, "list the profiles there are, or propose one for a file"
    )
    one.add_argument("--new", type=Path, metavar="FILE", help="propose a profile for this file")
    one.add_argument("--like", metavar="NAME", help="the format it should extend, instead of the nearest")
    one.add_argument("--out", type=Path, metavar="PROFILE.toml", help="write the proposal here")
    one.add_argument("--json", action="store_true", help="print the list as JSON")
    one.set_defaults(what="profiles")


def profiles(options: argparse.Namespace) -> int:
    """List the profiles, or write the one proposed for a file."""
    if options.new is None:
        return list_names(options)
    from evenhand.foundations import EvenhandError
    from evenhand.records.propose import propose_profile
    from evenhand.vocabulary import load_vocabulary

    text = propose_profile(options.new, load_vocabulary(), options.like)
    if options.out is None:
        print(text, end="")
        return OK
    if options.out.suffix.lower() != ".toml" or options.out.exists():
        raise EvenhandError(
            f"The proposal can't be written to {options.out.name}.",
            mend="Give the name of a new file that ends in .toml.",
        )
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(text, encoding="utf-8")
    decide = text.count("DECIDE:")
    print(
        f"{options.out}: {decide} points marked DECIDE. Go through them; then: "
        f"evenhand check {options.new} --profile {options.out}"
    )
    return OK
