"""Tables of one's own, as anybody can read them: what was given, and what `evenhand measures` gives."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evenhand.measures.own_table import Kind, Row, measure_table, read_columns
from tests.spec.tables import Table, tables_in

FOLDER = Path(__file__).parent
PAGE = FOLDER.parents[1] / "docs" / "reference" / "own-tables.md"
HEAD = """<!-- Written from tests/spec by `python -m tests.spec.write_page`; the tests run every table. -->

# Tables of one's own

Each table below is measured as `evenhand measures` would, and must give the table under it. An empty place means: no figure
is given, and the reason says why. Shares, their differences and rates are of one: 0.375 is 37.5 of every 100 people.
[How to measure a table](../how-to/measure-a-table.md).
"""


@dataclass(frozen=True)
class Case:
    """One pair of tables: its title, what was asked for, the table given, and what is measured."""

    kind: Kind
    title: str
    asked: dict[str, Any]
    given: Table
    expected: Table


def cases() -> Iterator[Case]:
    """Yield every pair of tables of every kind."""
    for kind in Kind:
        for section in _text(kind).split("\n## ")[1:]:
            title, _, body = section.partition("\n")
            given, expected = tables_in(body)
            yield Case(kind, title, _asked(body), given, expected)


def measured_like(case: Case) -> Table:
    """Return what is measured of a case's table, in the columns and rows of its expected one."""
    columns = {name: [row[name] for row in case.given] for name in case.given[0]}
    names = list(dict.fromkeys(row["measure"] for row in case.expected))
    rows = measure_table(read_columns(columns, case.kind), names, **case.asked)
    return [{name: _shown(row, name) for name in case.expected[0]} for row in rows]


def page() -> str:
    """Return the page of the reference: every file of this folder on own tables, one after the other."""
    parts = [HEAD.rstrip()]
    for kind in Kind:
        parts.append(_text(kind).strip().replace("\n## ", "\n### ").replace("# ", "## ", 1))
    return "\n\n".join(parts) + "\n"


def _text(kind: Kind) -> str:
    return (FOLDER / f"own-table-{kind}.md").read_text("utf-8")


def _asked(body: str) -> dict[str, Any]:
    """What the sentence above the tables says: whom is compared with, what is better, how sure."""
    said = body.partition("|")[0]
    asked: dict[str, Any] = {}
    if "Compared with " in said:
        asked["reference"] = said.split("Compared with ")[1].split(".")[0]
    if "is better" in said:
        asked["favourable"] = "up" if "More is better" in said else "down"
    if "Ranges of " in said:
        asked["level"] = float(said.split("Ranges of ")[1].split("%")[0]) / 100
    return asked


def _shown(row: Row, name: str) -> str:
    value = row.to_dict().get(name)
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.4f}" if isinstance(value, float) else str(value)
