"""Dates in plans, as anybody can read them: what was written, and what is read of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evenhand.planning.dates import Stage, read_when
from tests.spec.tables import tables_in

FILE = Path(__file__).parent / "dates.md"
PAGE = FILE.parents[2] / "docs" / "reference" / "dates-in-plans.md"
HEAD = "<!-- Written from tests/spec by `python -m tests.spec.write_page`; the tests run every table. -->\n\n"


@dataclass(frozen=True)
class Case:
    """One line of a table: where it stands, and what it says."""

    title: str
    said: dict[str, str]


def cases() -> Iterator[Case]:
    """Yield every line of every table."""
    for section in FILE.read_text("utf-8").split("\n## ")[1:]:
        title, _, body = section.partition("\n")
        for row in tables_in(body)[0]:
            yield Case(title, row)


def read_like(case: Case) -> dict[str, str]:
    """Return what is read of a date, in the columns of its line."""
    read = read_when(case.said["written"])
    told = {
        "written": read.text,
        "kind": str(read.kind),
        "earliest": str(read.earliest or ""),
        "latest": str(read.latest or ""),
        "stages": "; ".join(map(_stage, read.stages)),
        "waits for": " ".join(read.depends_on),
        "why": read.unread,
        "said": " ".join(read.notes),
    }
    return {name: told[name] for name in case.said}


def page() -> str:
    """Return the page of the reference."""
    return HEAD + FILE.read_text("utf-8")


def _stage(stage: Stage) -> str:
    return f"{stage.label} to {stage.latest}".strip() if stage.latest else stage.label
