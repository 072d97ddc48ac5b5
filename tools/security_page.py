"""Write docs/reference/security.md from its list of items and tests: python -m tools.security_page [--check]."""

import re
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LIST = ROOT / "docs" / "reference" / "security.toml"
PAGE = ROOT / "docs" / "reference" / "security.md"
TESTS = ROOT / "tests" / "service"
STATES = {
    "tested": "tested",
    "part": "in part",
    "set-up": "whoever runs it",
    "not": "not met",
    "none": "there is none",
}
HEAD = """# Security

What the service does of the OWASP Application Security Verification Standard 5.0.0, and which test shows it. Items are
those of level 2 that a test or a decision of ours bears on, with a few of level 3; of an item that is not listed nothing
is claimed. Nobody outside has tested the service yet. Written by `python -m tools.security_page` from
[security.toml](security.toml); a test holds every name of a test against the tests there are.

Who may see what is told in [Who may see what](../explanation/who-may-see-what.md), what whoever runs the service has to
do in [Deploy](../how-to/deploy.md).
"""


def chapters() -> list[dict[str, Any]]:
    """Return the list, chapter by chapter."""
    return list(tomllib.loads(LIST.read_text("utf-8"))["chapter"])


def missing_tests() -> list[str]:
    """Return the tests that the list names and that are not there."""
    named = {name for chapter in chapters() for one in chapter["items"] for name in one.get("by", ())}
    return sorted(name for name in named if not _is_there(name))


def page() -> str:
    """Return the page's text."""
    counted = Counter(STATES[one["state"]] for chapter in chapters() for one in chapter["items"])
    parts = [HEAD, "; ".join(f"{state}: {number}" for state, number in counted.items()) + "."]
    for chapter in chapters():
        parts.append(f"\n## {chapter['id']} {chapter['title']}\n")
        parts.append("| item | what | state | shown by |\n|---|---|---|---|")
        parts += [_row(one) for one in chapter["items"]]
    return "\n".join(parts) + "\n"


def _row(one: dict[str, Any]) -> str:
    tests = "<br>".join(f"`{name}`" for name in one.get("by", ()))
    return f"| v5.0.0-{one['id']} | {one['what']} | {STATES[one['state']]} | {tests or one.get('note', '')} |"


def _is_there(name: str) -> bool:
    file, _, function = name.partition("::")
    path = TESTS / file
    return (
        path.is_file() and re.search(rf"^def {function}\(", path.read_text("utf-8"), re.MULTILINE) is not None
    )


def main() -> int:
    """Write the page, or say that it is not as the list makes it."""
    for name in missing_tests():
        print(f"docs/reference/security.toml: there is no test {name}")
    if "--check" not in sys.argv:
        PAGE.write_text(page(), encoding="utf-8")
    elif not PAGE.is_file() or PAGE.read_text("utf-8") != page():
        print("docs/reference/security.md is not as its list makes it: python -m tools.security_page")
        return 1
    return 1 if missing_tests() else 0


if __name__ == "__main__":
    sys.exit(main())
