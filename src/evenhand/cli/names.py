"""`evenhand programmes` and `policies`, and the list of profiles: the names there are."""

import argparse
import json
from typing import Any

from evenhand.cli.arguments import add_command
from evenhand.cli.exit_codes import OK
from evenhand.cli.reading import vocabulary_for


def add(commands: Any) -> None:
    """Add the commands and their options."""
    for what in ("programmes", "policies"):
        one = add_command(commands, what, list_names, f"list the {what} there are")
        one.add_argument("--json", action="store_true", help="print the list as JSON")
        one.set_defaults(what=what)


def list_names(options: argparse.Namespace) -> int:
    """List the profiles, programmes or policies there are, a line each."""
    from evenhand.disclosure import load_policy, policy_names
    from evenhand.records import load_profiles

    vocabulary, _ = vocabulary_for(None)
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
