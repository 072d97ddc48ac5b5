"""The made-up partnership on a first start, and how to log in as each of its people."""

import json
import shlex
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from evenhand_service.accounts.roles import roles
from evenhand_service.config.bundled.folder import write_private
from evenhand_service.config.example import people
from evenhand_service.config.example.begin import Step, is_empty, steps

STATE = "example.json"
# Places and people, the first year's records, the release of that year.
FIRST = 3


class Example:
    """The steps of a first start: those before pages are served, up to the first release, and the others."""

    def __init__(self, console: Console, look: Callable[[], None]) -> None:
        """`look` is called now and then while a step waits; what it raises ends the step."""
        self.console, self.look = console, look
        self.folder = Path(settings.DATA_FOLDER)
        self.state = self.folder / STATE
        self.done: list[str] = (
            json.loads(self.state.read_text("utf-8"))["done"] if self.state.exists() else []
        )
        self.wanted = self.state.exists() or is_empty()
        self.every = list(steps(self.folder, timezone.now)) if self.wanted else []

    def first(self) -> None:
        """Make what a visitor needs to see something: places, people, and the first release."""
        if self.wanted and not self.done:
            self.console.print(
                "Making up a partnership to try things on. Nobody in it is real. This happens once.",
                soft_wrap=True,
            )
        self._do(self.every[:FIRST])

    def rest(self) -> None:
        """Make the other releases, while pages are served already."""
        if any(step.words not in self.done for step in self.every[FIRST:]):
            self.console.print(
                "\nFurther releases are being made; pages show each as it comes.", soft_wrap=True
            )
        self._do(self.every[FIRST:])

    def _do(self, wanted: Sequence[Step]) -> None:
        if all(step.words in self.done for step in wanted):
            return
        # The very first step finds what is there, which later ones need.
        todo = [
            self.every[0],
            *(step for step in wanted if step.words not in self.done and step is not self.every[0]),
        ]
        columns = (BarColumn(20), TimeElapsedColumn(), TextColumn("{task.description}"))
        with Progress(*columns, console=self.console) as progress:
            bar = progress.add_task("", total=len(todo))

            def say(words: str) -> None:
                self.look()
                if words:
                    progress.update(bar, description=words)

            for step in todo:
                progress.update(bar, description=step.words)
                step.do(say)
                self.done = [*dict.fromkeys([*self.done, step.words])]
                write_private(self.state, json.dumps({"done": self.done}))
                progress.advance(bar)


def tell_log_ins(console: Console, address: str) -> None:
    """Print where the service is and how to log in as each role."""
    console.print(f"\nEvenhand is at [bold]{address}[/]\n")
    file = Path(settings.DATA_FOLDER) / people.FILE
    log_ins = people.read_log_ins(file)
    if not log_ins:
        return
    table = Table(box=None, pad_edge=False, title="Made-up people to log in as", title_justify="left")
    table.add_column("Role", overflow="fold")
    for name in ("E-mail address", "Password", ""):
        table.add_column(name, no_wrap=True)
    for one in log_ins.values():
        table.add_row(roles()[one.role].title, one.email, one.password, "code" if one.second_factor else "")
    console.print(table)
    console.print(
        "\nWhose line says code is asked for a second factor. This prints the one that holds now:\n"
        f"  {shlex.quote(sys.executable)} -m evenhand_service code lead@northgate.example\n"
        f"Passwords were made on this machine and are kept in {file}.",
        soft_wrap=True,
    )
