"""What `evenhand plan read` prints for people: a table of rows, doubts below it, and what could not be placed."""

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table

if TYPE_CHECKING:
    from evenhand.planning.reading import PlanRead
    from evenhand.planning.rows import PlanRow, Unplaced

LONGEST = 90  # characters of a cell that are shown; JSON has the whole


def show_plan(found: "PlanRead", name: str, console: Console | None = None) -> None:
    """Print rows by theme and aim, then the doubts, then what was not placed with the reasons."""
    console = console or Console(highlight=False)
    rows = _of(len(found.rows), "action")
    if found.recommendations:
        rows += f" and {_of(len(found.recommendations), 'recommendation')}"
    console.print(
        f"{escape(name)} ({found.form}): {rows} read, {len(found.unplaced)} pieces of text not placed."
    )
    for note in found.notes:
        console.print(escape(note))
    for (theme, aim), group in groupby(found.rows, key=lambda row: (row.theme, row.aim)):
        console.print()
        if theme:
            console.print(f"[bold]{escape(theme)}[/bold]")
        if aim:
            console.print(f"Aim: {escape(aim)}")
        console.print(_table(list(group)))
    _show_recommendations(found, console)
    _show_doubts(found.rows, console)
    _show_unplaced(found.unplaced, console)


def _of(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _show_recommendations(found: "PlanRead", console: Console) -> None:
    """Print the recommendations by the project or heading they stand under, and what came of each project."""
    outcomes = {one.name: one for one in found.groups}
    by = groupby(found.recommendations, key=lambda one: (one.group, one.theme))
    for (group, theme), some in by:
        console.print(
            f"\n[bold]{escape(' – '.join(one for one in (group, theme) if one) or 'Recommendations')}[/bold]"
        )
        table = Table(show_lines=True, expand=True)
        for heading, ratio in (
            ("Ref", 2),
            ("Para.", 2),
            ("Recommendation", 9),
            ("Asks", 3),
            ("Answer", 3),
        ):
            table.add_column(heading, ratio=ratio, overflow="fold")
        for one in some:
            answer = one.response_text or "none in the document"
            cells = (
                one.reference,
                one.paragraph,
                _short(one.text),
                ", ".join(one.addressees),
                _short(answer),
            )
            table.add_row(*map(escape, cells))
        console.print(table)
        for said in outcomes[group].outcomes if group in outcomes else ():
            console.print(f"  came of it: {escape(_short(said))}", soft_wrap=True)


def _table(rows: "list[PlanRow]") -> Table:
    table = Table(show_lines=True, expand=True)
    for heading, ratio in (("Ref", 2), ("Action", 8), ("Date as written", 5), ("Read as", 4), ("Lead", 5)):
        table.add_column(heading, ratio=ratio, overflow="fold")
    for row in rows:
        leads = "\n".join(f"{one.name} ({one.agency})" if one.agency else one.name for one in row.leads)
        cells = (row.reference, _short(row.action), _short(row.when.text), _read_as(row), leads)
        table.add_row(*map(escape, cells))
    return table


def _read_as(row: "PlanRow") -> str:
    """The date as it was read: its kind, its days, what it waits for."""
    said = [str(row.kind)]
    if row.earliest and row.earliest == row.latest:
        said.append(row.earliest.isoformat())
    elif row.earliest or row.latest:
        said.append(f"{row.earliest or '…'} to {row.latest or '…'}")
    if row.depends_on:
        said.append(f"waits for {', '.join(row.depends_on)}")
    if row.when.unread:
        said.append("cannot tell")
    return "\n".join(said)


def _show_doubts(rows: "tuple[PlanRow, ...]", console: Console) -> None:
    doubtful = [row for row in rows if row.doubts]
    if doubtful:
        console.print("\n[bold]To look at again[/bold]")
    for row in doubtful:
        where = row.where[0].words if row.where else ""
        console.print(f"  {escape(row.reference or '(no number)')} ({escape(where)}):", soft_wrap=True)
        for doubt in row.doubts:
            further = f" {row.when.unread}" if doubt.code == "date_unread" else ""
            console.print(f"    {escape(doubt.words + further)}", soft_wrap=True)


def _show_unplaced(unplaced: "tuple[Unplaced, ...]", console: Console) -> None:
    """Print what was not placed: by reason with how often, and the first few of each where they stand."""
    if not unplaced:
        return
    console.print("\n[bold]Not placed[/bold]  (--json prints every word)")
    for (_, why), number in Counter((one.code, one.why) for one in unplaced).most_common():
        console.print(f"  {number} × {escape(why)}", soft_wrap=True)
        for one in [each for each in unplaced if each.why == why][:3]:
            console.print(f"      {escape(one.where.words)}: {escape(_short(one.verbatim))}", soft_wrap=True)


def _short(text: str) -> str:
    said = " ".join(text.split())
    return said if len(said) <= LONGEST else f"{said[: LONGEST - 1]}…"
