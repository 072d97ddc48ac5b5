"""The made-up partnership on a first start, and how to log in as each of its people."""

import json
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from evenhand_service.accounts.roles import roles
from evenhand_service.config.bundled.folder import write_private
from evenhand_service.config.example import people
from evenhand_service.config.example.begin import is_empty, steps

STATE = "example.json"


def offer_example(console: Console) -> None:
    """Fill an empty service with the made-up partnership, once; a start that was stopped half-way goes on."""
    folder = Path(settings.DATA_FOLDER)
    state = folder / STATE
    done = json.loads(state.read_text("utf-8"))["done"] if state.exists() else []
    if not state.exists():
        if not is_empty():
            return
        write_private(state, json.dumps({"done": done}))
    every = list(steps(folder, timezone.now))
    if len(done) == len(every):
        return
    console.print("Making up a partnership to try things on. Nobody in it is real. This happens once.")
    with Progress(
        TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=console
    ) as progress:
        bar = progress.add_task(every[0].words, total=len(every))
        for step in every:
            progress.update(bar, description=step.words)
            # The first step finds what is there, and later ones need it.
            if step.words not in done or step is every[0]:
                step.do(lambda words: progress.update(bar, description=words))
                done = [*dict.fromkeys([*done, step.words])]
                write_private(state, json.dumps({"done": done}))
            progress.advance(bar)


def tell_log_ins(console: Console, address: str) -> None:
    """Print where the service is and how to log in as each role."""
    console.print(f"\nEvenhand is at [bold]{address}[/]\n")
    file = Path(settings.DATA_FOLDER) / people.FILE
    log_ins = people.read_log_ins(file)
    if not log_ins:
        return
    table = Table("Role", "E-mail address", "Password", "Second factor", title="Made-up people to log in as")
    for one in log_ins.values():
        table.add_row(roles()[one.role].title, one.email, one.password, "yes" if one.second_factor else "no")
    console.print(table)
    console.print(
        "Who needs a second factor is asked for a code. For one that holds now, in another terminal:\n"
        "  .venv/bin/python -m evenhand_service code lead@northgate.example\n"
        f"Passwords were made for this machine and are kept in {file}."
    )
