"""Write docs/reference/roles.md from accounts/data/roles.toml, or say with --check that it is out of date."""

import argparse
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "src/evenhand_service/accounts/data/roles.toml"
PAGE = ROOT / "docs/reference/roles.md"


def main(arguments: list[str] | None = None) -> int:
    """Write the page, or with --check return 1 where it differs from the data."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail when the page is out of date"
    )
    check = parser.parse_args(arguments).check
    wanted = "\n".join(page(tomllib.loads(DATA.read_text("utf-8")))) + "\n"
    if check:
        if PAGE.exists() and PAGE.read_text("utf-8") == wanted:
            return 0
        print(f"{PAGE.relative_to(ROOT)} is out of date: type python -m tools.roles_page")
        return 1
    PAGE.write_text(wanted, "utf-8")
    return 0


def page(data: dict[str, Any]) -> Iterator[str]:
    """Yield the lines of the page."""
    roles, permissions = data["role"], data["permission"]
    yield "# Roles"
    yield ""
    yield (
        "Written by `tools/roles_page.py` from `accounts/data/roles.toml`, which the database's policies read too. "
        "The service shows the same at `/roles`, in English and Welsh."
    )
    yield ""
    yield (
        "A role counts in the area for which it is held and in all areas within it; for what belongs to an "
        "organisation, in one's own and in those whose running agreements share it. Nobody changes their own roles, "
        "and nobody gives a role that may do more than they have or were trusted to hand on."
    )
    yield from _roles(roles, permissions)
    yield from _permissions(roles, permissions)


def _roles(roles: dict[str, Any], permissions: dict[str, Any]) -> Iterator[str]:
    yield ""
    yield "| role | id | what for | second factor | given by |"
    yield "|---|---|---|---|---|"
    for name, one in roles.items():
        needs = any(permissions[each]["beyond_releases"] for each in one["may"])
        held = one.get("held", True)
        given = _givers(roles, name) if held else "nobody: all who are not logged in"
        yield f"| {one['title']} | `{name}` | {one['why']} | {'needed' if needs else 'one may have one'} | {given} |"


def _givers(roles: dict[str, Any], name: str) -> str:
    wanted = set(roles[name]["may"])
    givers = [
        one["title"].lower()
        for one in roles.values()
        if "manage-people" in one["may"] and wanted <= set(one["may"]) | set(one.get("entrusts", ()))
    ]
    return ", ".join(givers) or "the keeper of the installation (`appoint`)"


def _permissions(roles: dict[str, Any], permissions: dict[str, Any]) -> Iterator[str]:
    yield ""
    yield "| permission | may | roles |"
    yield "|---|---|---|"
    for name, one in permissions.items():
        held = [each["title"].lower() for each in roles.values() if name in each["may"]]
        yield f"| `{name}` | {one['words']} | {', '.join(held)} |"


if __name__ == "__main__":
    sys.exit(main())
