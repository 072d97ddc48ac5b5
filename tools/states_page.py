"""Write docs/reference/load-and-run-states.md from the tables of transitions, so that page and program cannot differ.

`python -m tools.states_page` writes it; with --check it fails where the page is stale.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django

if TYPE_CHECKING:
    from evenhand_service.monitoring.states import Machine

PAGE = Path(__file__).resolve().parent.parent / "docs/reference/load-and-run-states.md"
HEAD = "<!-- Written by tools/states_page.py: change the tables of transitions, then run it. -->\n\n"
INTRODUCTION = """# States of files, runs and releases

What the service does with a file, a run and a release is written down as tables of steps
(`monitoring/loads/enums.py`, `monitoring/runs/enums.py`, `monitoring/releases/steps.py`). The program asks these tables,
and this page is made from them. Who takes a step is a permission, as in
[the roles](../../src/evenhand_service/accounts/data/roles.toml), or the worker in the background.
How to: [load files and run](../how-to/load-and-run.md).
"""
LAST = """
## What holds at every step

- A step changes the row while it holds it: of two people at the same moment one takes the step, and the other is told.
- The database itself refuses a file whose rows do not add up, one that was approved without having been checked, rows
  about people without a purpose, and exact counts that are published.
- A worker that is killed leaves its step undone. Its lock is free at once, the next worker finds the task, and begins
  the step again with the same result. After {tries} workers died over one task it is given up, and the page of the file
  or run says so.
"""


def main(arguments: list[str] | None = None) -> int:
    """Write the page, or with --check return 1 where it is not what would be written."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail when the page is stale")
    check = parser.parse_args(arguments).check
    text = page()
    stale = not PAGE.is_file() or PAGE.read_text("utf-8") != text
    if stale and check:
        print(f"{PAGE.name} is not current. Type: python -m tools.states_page", file=sys.stderr)
    elif stale:
        PAGE.write_text(text, encoding="utf-8", newline="\n")
        print(f"{PAGE.name}: written")
    return 1 if check and stale else 0


def page() -> str:
    """Return the page; the same tables give the same text."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "evenhand_service.config.settings.test")
    django.setup()
    from evenhand_service.monitoring.enums import ReleaseState
    from evenhand_service.monitoring.loads.enums import LOAD_MACHINE, LoadState
    from evenhand_service.monitoring.releases.steps import RELEASE_MACHINE
    from evenhand_service.monitoring.runs.enums import RUN_MACHINE, RunState
    from evenhand_service.monitoring.tasks.settings import task_settings

    parts = [
        *_section("A file", LOAD_MACHINE, LoadState),
        *_section("A run", RUN_MACHINE, RunState),
        *_section("A release", RELEASE_MACHINE, ReleaseState),
    ]
    return HEAD + INTRODUCTION + "\n".join(parts) + "\n" + LAST.format(tries=task_settings().most_tries)


def _section(title: str, machine: "Machine", states: Any) -> Iterator[str]:
    """A drawing of the steps, then a line for each."""
    yield f"\n## {title}\n"
    yield "```mermaid\nstateDiagram-v2"
    yield f"    [*] --> {next(iter(states)).value}"
    for step in machine.steps:
        for before in step.before:
            yield f"    {before} --> {step.after}: {step.verb}"
    yield "```\n"
    yield "| step | from | to | who | what happens |\n|---|---|---|---|---|"
    for step in machine.steps:
        before = ", ".join(f"{one}" for one in step.before)
        yield f"| `{step.verb}` | {before} | {step.after} | {step.by} | {step.what} |"
    yield "\n| state | on pages |\n|---|---|"
    for state in states:
        yield f"| `{state.value}` | {state.label} |"


if __name__ == "__main__":
    sys.exit(main())
