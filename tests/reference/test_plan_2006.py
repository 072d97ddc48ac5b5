"""The action table of 2006, read from the document itself, has the twelve actions that are printed: no more, no less."""

import csv
import os
from pathlib import Path

import pytest

from evenhand.planning.reading import PlanRead, letters, letters_of, open_document, place
from evenhand.planning.rows import PlanRow
from tests.planning.reading.renderings import ALL_KINDS, Part, Written

FACTS = Path(__file__).with_name("plan_2006.csv")
ROOT = Path(__file__).parents[2]
PLACES = [
    Path(os.environ.get("EVENHAND_REAL_DATA") or "not-set").parent / "sources",
    ROOT.parent / "shared" / "sources",
]
FOUND = [path for folder in PLACES if folder.is_dir() for path in sorted(folder.glob("001_*.txt"))]
pytestmark = pytest.mark.skipif(
    not FOUND, reason="the document of 2006 is not on this machine (EVENHAND_REAL_DATA)"
)


@pytest.fixture(scope="module")
def read() -> PlanRead:
    return place(open_document(FOUND[0]))


def facts() -> list[dict[str, str]]:
    return list(
        csv.DictReader(line for line in FACTS.read_text("utf-8").splitlines() if not line.startswith("#"))
    )


@pytest.mark.parametrize("fact", facts(), ids=[one["reference"] for one in facts()])
def test_an_action_is_read_as_printed(read: PlanRead, fact: dict[str, str]) -> None:
    row = next(one for one in read.rows if one.reference == fact["reference"])
    assert told(row) == fact


def test_no_action_is_lost_or_invented(read: PlanRead) -> None:
    assert [row.reference for row in read.rows] == [one["reference"] for one in facts()]
    assert read.letters == letters_of(open_document(FOUND[0]).blocks)


def test_every_letter_of_the_file_is_read(read: PlanRead) -> None:
    """What is in no block is markup alone: the marks of Markdown and HTML, and addresses that their links show as well."""
    raw = FOUND[0].read_text("utf-8")
    blocks = "".join(one.text for one in open_document(FOUND[0]).blocks)
    words = {word for word in raw.replace("*", " ").split() if word.isalpha()}
    assert {word for word in words if word not in blocks} == set()


def test_no_row_is_marked_so_that_what_is_overdue_is_an_inference(read: PlanRead) -> None:
    assert {row.mark for row in read.rows} == {None}


def test_why_things_were_not_placed(read: PlanRead) -> None:
    codes = [one.code for one in read.unplaced]
    assert codes.count("page_furniture") == 5
    assert codes.count("repeated_header") == 6
    assert all(one.why for one in read.unplaced)


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_the_same_plan_comes_out_of_every_kind_of_document(read: PlanRead, kind: str, tmp_path: Path) -> None:
    document = open_document(ALL_KINDS[kind](written(read), tmp_path))
    again = place(document)
    assert [told(row) for row in again.rows] == [told(row) for row in read.rows]
    assert [(row.aim, row.action, row.progress) for row in again.rows] == [
        (row.aim, row.action, row.progress) for row in read.rows
    ]
    assert again.letters == letters_of(document.blocks)


def written(read: PlanRead) -> Written:
    """The plan as somebody would write it anew, its headings as printed."""
    headings = ["", *dict.fromkeys(one.verbatim for one in read.headings if one.used_as == "columns")]
    parts: dict[tuple[str, str], list[list[str]]] = {}
    for row in read.rows:
        number = row.reference.partition("/")[0]
        theme = f"{number}. {row.theme}{' (Supporting aim)' if row.supporting else ''}"
        aim = f"{'Aims' if row.aim.startswith('i)') else 'Aim'}: {row.aim}"
        cells = [row.reference, row.action, row.progress, row.when.text, row.verbatim["leads"]]
        parts.setdefault((theme, aim), []).append(cells)
    return Written(
        "Action plan", headings, [Part(*over, rows) for over, rows in parts.items()], footer="Plan, version 2"
    )


def told(row: PlanRow) -> dict[str, str]:
    """A row in the columns of the facts."""
    parts = [word.strip("(") for word in row.aim.split() if word in ("i)", "ii)", "iii)")]
    stages = [f"{one.label}: {one.earliest} to {one.latest}" for one in row.stages]
    return {
        "reference": row.reference,
        "theme": row.theme,
        "supporting": "yes" if row.supporting else "no",
        "aims": str(len(parts) or 1),
        "action_begins": " ".join(row.action.split()[:4]),
        "action_ends": " ".join(row.action.split()[-3:]),
        "action_letters": str(letters(row.action)),
        "progress_begins": " ".join(row.progress.split()[:4]),
        "progress_ends": " ".join(row.progress.split()[-3:]),
        "progress_letters": str(letters(row.progress)),
        "when": " ".join(row.when.text.split()[:6]),
        "kind": str(row.kind),
        "earliest": str(row.earliest or ""),
        "latest": str(row.latest or ""),
        "stages": "; ".join(stages),
        "leads": "; ".join(f"{one.name} | {one.agency}" for one in row.leads),
        "depends_on": " ".join(row.depends_on),
        "mentions": " ".join(row.mentions),
    }
