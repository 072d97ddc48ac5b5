"""Lists of recommendations in other habits: headings, numbers, bullets, answers, and the documents that hold none."""

import io
import json
from pathlib import Path

import docx
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.cli import main
from evenhand.planning.reading import PlanRead, letters_of, place
from evenhand.planning.reading.recommended.addressees import addressees_of
from evenhand.planning.reading.recommended.page_numbers import page_numbers_in
from evenhand.planning.reading.text import read_text
from evenhand.planning.recommendations import Response
from tests.planning.reading.test_other_habits import read, read_file

ANSWERED = """# Review of the service

## Introduction

1. The board asked for this review. It should be read with the last one.

## Recommendations

### Getting in

1. The Council should open the door on Saturdays. (Paragraph 12)

Response: Accepted in part.

Outcome: Open on two Saturdays a month.

2. The board must publish its waiting times, as recommendation 1 asks for the doors. (Paragraphs 14 and 15)

Government response: We do not accept this.

### Staying in

3. Offer help with childcare. (Paragraph 20)

## Annex

1. Who was asked.
"""


def told(found: PlanRead) -> list[tuple[str, str, str, str]]:
    return [(one.reference, one.paragraph, one.theme, one.text) for one in found.recommendations]


def test_numbers_paragraphs_themes_and_answers(tmp_path: Path) -> None:
    found = read(ANSWERED, tmp_path, "review.md")
    assert told(found) == [
        ("1", "12", "Getting in", "The Council should open the door on Saturdays."),
        (
            "2",
            "14 and 15",
            "Getting in",
            "The board must publish its waiting times, as recommendation 1 asks for the doors.",
        ),
        ("3", "20", "Staying in", "Offer help with childcare."),
    ]
    first, second, third = found.recommendations
    assert (first.response, first.response_text) == (Response.IN_PART, "Accepted in part.")
    assert first.outcomes == ("Open on two Saturdays a month.",)
    assert (second.response, second.mentions) == (Response.REJECTED, ("1",))
    assert (third.response, third.response_text, third.outcomes) == (None, "", ())
    assert [one.addressees for one in found.recommendations] == [("Council",), ("board",), ()]
    assert {one.verbatim for one in found.unplaced} >= {
        "1. The board asked for this review. It should be read with the last one.",
        "1. Who was asked.",
    }


def test_bullets_in_a_word_document(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_heading("What we found", 1)
    made.add_paragraph("Waits are long.")
    made.add_heading("Key recommendations", 1)
    for text in ("Leeds DAAT should share its figures.", "Print the leaflet in six languages."):
        made.add_paragraph(text, style="List Bullet")
    made.add_heading("Thanks", 1)
    made.add_paragraph("Everybody who came.", style="List Bullet")
    made.save(str(tmp_path / "report.docx"))
    found = read_file(tmp_path / "report.docx")
    assert [(one.text, one.addressees) for one in found.recommendations] == [
        ("Leeds DAAT should share its figures.", ("Leeds DAAT",)),
        ("Print the leaflet in six languages.", ()),
    ]


def test_a_pdf(tmp_path: Path) -> None:
    said = "= Recommendations\n\n" + "\n\n".join(
        f"{n}. The Department should do what stands under {n}, and say by which figures it will be seen. (Paragraph {n}0)"
        for n in range(1, 5)
    )
    path = tmp_path / "report.pdf"
    typst.compile(said.replace(". The", "\\. The").encode(), output=str(path))
    found = read_file(path)
    assert [(one.reference, one.paragraph) for one in found.recommendations] == [
        ("1", "10"),
        ("2", "20"),
        ("3", "30"),
        ("4", "40"),
    ]
    assert {one.addressees for one in found.recommendations} == {("Department",)}


def test_each_called_a_recommendation_without_a_heading_over_them(tmp_path: Path) -> None:
    found = read(
        "The inquiry sat for a year.\n\nRecommendation 1: Police forces should record why.\n\n"
        "It heard many people.\n\nRecommendation 2: Train every custody sergeant.\n",
        tmp_path,
    )
    assert [(one.reference, one.text) for one in found.recommendations] == [
        ("1", "Police forces should record why."),
        ("2", "Train every custody sergeant."),
    ]
    assert [one.verbatim for one in found.unplaced] == [
        "The inquiry sat for a year.",
        "It heard many people.",
    ]


def test_recommendations_with_a_lead_and_a_date_are_rows_of_a_plan(tmp_path: Path) -> None:
    found = read("Recommendations\n\n1. Open on Saturdays. Lead: Ann Field. By when: June 2026.\n", tmp_path)
    assert (len(found.rows), found.recommendations) == (1, ())


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (
            "We urge the Government and other policy makers not to wait.",
            ("Government", "other policy makers"),
        ),
        ("Hackney DIP should do it. Hackney DIP should do more.", ("Hackney DIP",)),
        ("DIP partnerships should all work together.", ("DIP partnerships",)),
        ("The board should meet; the partnership must pay.", ("board",)),
        ("The Department of Health must pay.", ("Department of Health",)),
        ("Further research should be conducted.", ()),
        ("Communities need to be consulted.", ()),
        ("Prisons were open; staff should know.", ()),
    ],
)
def test_whom_a_sentence_asks(text: str, asked: tuple[str, ...]) -> None:
    assert addressees_of(text) == asked


def test_page_numbers_in_a_text_without_lines() -> None:
    text = "".join(f"{'word ' * 100}{n} " for n in range(17, 30)) + "and 3 of 8 people"
    assert [text[at:end] for at, end in page_numbers_in(text)] == [str(n) for n in range(17, 30)]
    assert page_numbers_in("one 1 two 2 three 3 four 4 five 5 six 6") == []


HEADS = "Recommendations|Summary of research recommendations|Solutions and outcomes|Introduction|WHAT WE LEARNED FROM IT"
ITEMS = "1. The Council should act.|• Do it now.|2. And (Paragraph 4)|Recommendation 3|(Paragraph 3)|goes on here|A line|12"
LABELS = "Response: accepted|DIP Area: Leeds|Host group: Ours (OUR) OUR is a group.|London: DIP Area: Hull|Outcome: done"
WORDS = st.sampled_from("|".join((HEADS, ITEMS, LABELS)).split("|"))


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.one_of(WORDS, st.text(max_size=20)), max_size=25),
    st.sampled_from(("\n\n", "\n", " ")),
    st.booleans(),
)
def test_characters_in_are_characters_out(said: list[str], between: str, is_long: bool) -> None:
    document = read_text(between.join([*said, *(["filling words"] * 250 if is_long else [])]))
    assert place(document).letters == letters_of(document.blocks)


def test_the_command_prints_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "review.md").write_text(ANSWERED, "utf-8")
    assert main(["plan", "read", str(tmp_path / "review.md"), "--json"]) == 0
    said = json.load(io.StringIO(capsys.readouterr().out))
    assert (said["rows"], said["groups"]) == ([], [])
    assert {
        name: said["recommendations"][0][name] for name in ("reference", "paragraph", "response", "outcomes")
    } == {
        "reference": "1",
        "paragraph": "12",
        "response": "in_part",
        "outcomes": ["Open on two Saturdays a month."],
    }
    assert main(["plan", "read", str(tmp_path / "review.md")]) == 0
    shown = capsys.readouterr().out
    assert "3 recommendations read" in " ".join(shown.split())
    assert "Open on two Saturdays" not in shown.split("Not placed")[-1]
