"""Tables over several pages of a PDF, with and without lines: rows cut by a page's end, headings repeated or not."""

from pathlib import Path
from random import Random

import pytest
import typst

from evenhand.planning.reading import letters_of, open_document, place
from tests.planning.reading.renderings import typst_text

HEADINGS = ("Ref", "Action", "Progress", "Deadline", "Lead")
SAID = (
    "people wait offer door review council partner figures month groups share open print leaflet train staff"
)
WORDS = SAID.split(" ")
DATES = ("March 2027", "Ongoing", "30/06/2026", "Q2 2025/26", "Spring 2027")
LEADS = ("Ann Field (Council)", "Ben Hill", "All of the panel")
NUMBER = 40
GUTTER = "stroke: none, column-gutter: 12pt,"


def rows(seed: int) -> list[list[str]]:
    draw = Random(seed)
    found = []
    for n in range(NUMBER):
        action, progress = (" ".join(draw.choices(WORDS, k=draw.randint(*k))) for k in ((6, 40), (3, 25)))
        said = [f"{n // 5 + 1}.{n % 5 + 1}", f"Action {n} {action}.", f"{progress.capitalize()}."]
        found.append([*said, draw.choice(DATES), draw.choice(LEADS)])
    return found


def write(
    said: list[list[str]], path: Path, *, ruled: bool, again: bool, footer: bool, parts: int, size: int = 9
) -> None:
    foot = ", footer: context [Plan version 2 - page #counter(page).display()]" if footer else ""
    lines = [f'#set page(paper: "a4", flipped: true{foot})', f"#set text(size: {size}pt, hyphenate: false)"]
    lines += ["#set smartquote(enabled: false)", "#show table.cell: set block(breakable: true)"]
    some = len(said) // parts
    for part in range(parts):
        cells = ", ".join(
            f"[{typst_text(one)}]" for row in said[part * some : (part + 1) * some] for one in row
        )
        head = ", ".join(f"[*{one}*]" for one in HEADINGS)
        table = f"table.header(repeat: {str(again).lower()}, {head}), {cells}"
        lines += [f"== Theme {part + 1}: Part {part + 1} of it", "Aim: Shorter waits for everybody"]
        lines.append(f"#table(columns: (auto, 2fr, 2fr, 1fr, 1fr), {'' if ruled else GUTTER} {table})")
    typst.compile("\n\n".join(lines).encode(), output=str(path))


@pytest.mark.parametrize(
    ("ruled", "again", "footer", "parts"),
    [
        (True, True, True, 2),
        (True, False, True, 2),
        (False, True, True, 2),
        (False, False, True, 2),
        (False, False, False, 4),
        (False, True, False, 1),
    ],
)
@pytest.mark.parametrize(("seed", "size"), [(3, 9), (4, 10)])
def test_every_row_is_whole(
    ruled: bool, again: bool, footer: bool, parts: int, seed: int, size: int, tmp_path: Path
) -> None:
    said = rows(seed)
    write(said, tmp_path / "plan.pdf", ruled=ruled, again=again, footer=footer, parts=parts, size=size)
    document = open_document(tmp_path / "plan.pdf")
    found = place(document)
    assert (document.pages or 0) >= 3
    assert [[one.reference, one.action, one.progress, one.when.text] for one in found.rows] == [
        row[:4] for row in said
    ]
    assert [one.theme for one in found.rows][:: NUMBER // parts] == [
        f"Part {n + 1} of it" for n in range(parts)
    ]
    assert found.letters == letters_of(document.blocks)
