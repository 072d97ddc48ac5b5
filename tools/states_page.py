"""Write docs/reference/load-and-run-states.md, meeting-states.md and commissioning-states.md from the program's tables.

`python -m tools.states_page` writes them; with --check it fails where one is stale.
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

REFERENCE = Path(__file__).resolve().parent.parent / "docs/reference"
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

OF_MEETINGS = """# States of a meeting

What may become of a meeting is written down as a table of steps (`governance/steps.py`). The program asks this table, and
this page is made from it. Who takes a step is a permission, as in
[the roles](../../src/evenhand_service/accounts/data/roles.toml). How to: [run a meeting](../how-to/run-a-meeting.md).
"""

OF_COMMISSIONING = """# States of what is commissioned and shared

What may become of a treatment plan, a specification, a contract, its reviews and evaluations, of support, and of entries
and bulletins of the library is written down as tables of steps (`commissioning/machines.py`). The program asks these
tables, and this page is made from them. Who takes a step is a permission, as in
[the roles](../../src/evenhand_service/accounts/data/roles.toml). How to:
[commission and review](../how-to/commission-and-review.md), [share good practice](../how-to/share-good-practice.md).
"""


def main(arguments: list[str] | None = None) -> int:
    """Write the pages, or with --check return 1 where one is not what would be written."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail when a page is stale")
    check = parser.parse_args(arguments).check
    pages = {
        "load-and-run-states.md": page(),
        "meeting-states.md": meetings_page(),
        "commissioning-states.md": commissioning_page(),
    }
    stale = [name for name, text in pages.items() if _stands(REFERENCE / name) != text]
    for name in stale:
        if check:
            print(f"{name} is not current. Type: python -m tools.states_page", file=sys.stderr)
        else:
            (REFERENCE / name).write_text(pages[name], encoding="utf-8", newline="\n")
            print(f"{name}: written")
    return 1 if check and stale else 0


def _stands(path: Path) -> str:
    return path.read_text("utf-8") if path.is_file() else ""


def page() -> str:
    """Return the page of files, runs and releases; the same tables give the same text."""
    _begin()
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


def meetings_page() -> str:
    """Return the page of meetings."""
    _begin()
    from evenhand_service.governance.enums import MeetingState
    from evenhand_service.governance.steps import MEETING_MACHINE

    return HEAD + OF_MEETINGS + "\n".join(_section("A meeting", MEETING_MACHINE, MeetingState)) + "\n"


def commissioning_page() -> str:
    """Return the page of what is commissioned and shared."""
    _begin()
    from evenhand_service.commissioning import enums, machines

    parts = [
        *_section("A treatment plan", machines.TREATMENT, enums.TreatmentState),
        *_section("A specification", machines.SPECIFICATION, enums.SpecificationState),
        *_section("A contract", machines.CONTRACT, enums.ContractState),
        *_section("A quarterly review", machines.REVIEW, enums.ReviewState),
        *_section("An evaluation", machines.EVALUATION, enums.EvaluationState),
        *_section("Support", machines.SUPPORT, enums.SupportState),
        *_section("An entry of good practice", machines.PRACTICE, enums.PracticeState),
        *_section("A bulletin", machines.BULLETIN, enums.BulletinState),
    ]
    return HEAD + OF_COMMISSIONING + "\n".join(parts) + "\n"


def _begin() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "evenhand_service.config.settings.test")
    django.setup()


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
