"""What `evenhand measures` prints for a reader: aligned tables, units said, reasons in words."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from evenhand.cli.measures_words import figure, remark, span, unit

if TYPE_CHECKING:
    from rich.console import Console

    from evenhand.measures.own_table import Name, Row, Table

MOST = {"date": 40, "time": 15}
"""Rows of one measure that are shown, of those of dates or times; --json gives all."""
_FEW = 3


def show(
    table: "Table", rows: Sequence["Row"], notes: Sequence[str], *, level: float, asked: bool = False
) -> None:
    """Print what was read, a table for each measure that has rows of its own, and one for all summaries."""
    from rich.console import Console

    from evenhand.measures.own_table import all_names

    console = Console(highlight=False, soft_wrap=False)
    _say(console, f"{table.read:,} row{'' if table.read == 1 else 's'} read as {table.kind}.")
    for note in notes:
        _say(console, note)
    alone = []
    left_out, others = _charts_told(rows, asked)
    for name in all_names(table.kind):
        mine = [row for row in rows if row.measure == name.name]
        if (
            len(mine) == 1
            and mine[0].group is None
            and "date" not in mine[0].extra
            and "time" not in mine[0].extra
        ):
            alone.append((name, mine[0]))
        elif mine and name.name not in left_out:
            _section(console, name, mine, level, str(table.kind))
    if alone:
        _summaries(console, alone, rows, level)
    for line in (*([others] if others else []), *_footer(table, rows, level)):
        _say(console, line)


def _section(console: "Console", name: "Name", rows: Sequence["Row"], level: float, kind: str) -> None:
    from rich.table import Table as Grid
    from rich.text import Text

    heads = _heads(rows, kind)
    _say(console, "")
    _say(console, _filled(name.title, rows), style="bold")
    _say(console, _filled(name.said, rows))
    grid = Grid(box=None, pad_edge=False)
    for head in heads:
        grid.add_column(head, overflow="fold")
    grid.add_column("Figure", justify="right", no_wrap=True)
    grid.add_column(_range_head(name, level), justify="right", no_wrap=True)
    grid.add_column("", overflow="fold")
    chosen = _chosen(rows)
    for row in chosen:
        shown = unit(name, row)
        grid.add_row(
            *(Text(_cell(row, head)) for head in heads),
            figure(row.estimate, shown),
            span(row.lower, row.upper, shown),
            remark(row),
        )
    console.print(grid)
    if len(chosen) < len(rows):
        _say(console, f"{len(chosen)} of {len(rows)} rows; --json gives all of them.")


def _summaries(
    console: "Console", alone: Sequence[tuple["Name", "Row"]], rows: Sequence["Row"], level: float
) -> None:
    from rich.table import Table as Grid
    from rich.text import Text

    _say(console, "")
    _say(console, "All together", style="bold")
    grid = Grid(box=None, pad_edge=False)
    grid.add_column("What", overflow="fold", ratio=4)
    grid.add_column("Figure", justify="right", no_wrap=True)
    grid.add_column(f"{_percent(level)} range", justify="right", no_wrap=True)
    grid.add_column("", overflow="fold", ratio=5)
    often = [one for one, times in Counter(remark(row) for _, row in alone).items() if one and times > 1]
    for name, row in alone:
        shown, beside = unit(name, row), remark(row)
        grid.add_row(
            Text(f"{_filled(name.title, rows)} ({name.name})"),
            figure(row.estimate, shown),
            span(row.lower, row.upper, shown),
            Text(f"[{often.index(beside) + 1}]" if beside in often else beside),
        )
    console.print(grid)
    for number, beside in enumerate(often, start=1):
        _say(console, f"[{number}] {beside}")


def _heads(rows: Sequence["Row"], kind: str) -> list[str]:
    first = rows[0].extra
    named = ["Area" if kind == "areas" else "Group"] if any(row.group for row in rows) else []
    return [*named, *(head for head in ("Event", "Date", "Time") if head.lower() in first)]


def _cell(row: "Row", head: str) -> str:
    if head in ("Group", "Area"):
        return row.group or ""
    value = row.extra[head.lower()]
    return f"{value:g}" if isinstance(value, float) else str(value)


def _range_head(name: "Name", level: float) -> str:
    return (
        "Limits"
        if name.name in ("p", "p_prime", "u", "u_prime", "xmr", "funnel_point")
        else f"{_percent(level)} range"
    )


def _chosen(rows: Sequence["Row"]) -> Sequence["Row"]:
    """All rows, or of many those at times or dates spread evenly, with every one that signals."""
    most = next((number for name, number in MOST.items() if name in rows[0].extra), len(rows))
    if len(rows) <= most:
        return rows
    step = (len(rows) - 1) / (most - 1)
    places = {round(one * step) for one in range(most)}
    return [row for place, row in enumerate(rows) if place in places or row.extra.get("signal")]


def _charts_told(rows: Sequence["Row"], asked: bool) -> tuple[set[str], str]:
    """The charts of a series that are told in a sentence each, since one in full is enough, and the sentences."""
    charts = [one for one in ("p_prime", "u_prime", "xmr", "p", "u") if _points(rows, one)]
    if asked or len(charts) < 2:
        return set(), ""
    said = [
        f"{name}: {sum(bool(row.extra['signal']) for row in _points(rows, name))} of {len(_points(rows, name))}"
        for name in charts[1:]
    ]
    return set(
        charts[1:]
    ), f"Dates with a signal on the other charts: {', '.join(said)}. --measure shows one of them."


def _points(rows: Sequence["Row"], name: str) -> Sequence["Row"]:
    return [row for row in rows if row.measure == name and "date" in row.extra]


def _filled(text: str, rows: Iterable["Row"]) -> str:
    """A text with the name of the reference."""
    reference = next((str(row.extra["of"]) for row in rows if row.extra.get("of")), "the reference")
    return text.format(reference=reference)


def _footer(table: "Table", rows: Sequence["Row"], level: float) -> Iterator[str]:
    yield ""
    if str(table.kind) == "series":
        yield (
            "Limits hold nearly all figures while nothing changes: about 997 of 1,000. All rules together raise an alarm in "
            "about one of six steady series of 24 figures. None says why."
        )
        return
    yield (
        f"A range of {_percent(level)} holds the true figure about {_often(level)}. '–' is no range, or no figure; the "
        "words beside it say why. A difference says nothing of why."
    )
    compared = [row for row in rows if row.measure == "difference" and row.lower is not None]
    if len(compared) >= _FEW:
        chance = (1 - level) * len(compared)
        yield (
            f"{len(compared)} comparisons: at {_percent(level)} about {chance:.1f} of them would leave out 0 by chance "
            "alone if no group differed. Do not pick the one that looks largest."
        )


def _often(level: float) -> str:
    part = round(1 / (1 - level))
    return f"{part - 1} times in {part}"


def _percent(level: float) -> str:
    return f"{100 * level:g}%"


def _say(console: "Console", text: Any, style: str = "") -> None:
    console.print(text, markup=False, style=style or None)
