"""Tables that set answers beside recommendations: read the same from every kind of document, with the actions in them."""

from pathlib import Path

import pytest

from evenhand.planning.reading import PlanRead
from evenhand.planning.recommendations import Response
from tests.planning.reading.renderings import ALL_KINDS, Part, Written
from tests.planning.reading.test_other_habits import read, read_file

YES, PART, AIM, NO = Response.ACCEPTED, Response.IN_PART, Response.IN_PRINCIPLE, Response.REJECTED
WHOLE = Written(
    "Reply to the inquiry",
    ["No", "Recommendation", "Accepted?", "Response", "Action", "Owner", "By when"],
    [
        Part(
            "Theme 1: Getting in",
            "",
            [
                [
                    "1", "The board should publish its waits.", "Yes", "We will.", "Publish each quarter",
                    "Ann Field (PH)", "June 2026",
                ],
                ["2", "Fund a clinic for women.", "No", "There is no money this year.", "", "", ""],
                [
                    "3", "Train all staff.", "Partially accepted", "New staff only.", "Train new staff",
                    "Ben Hill (Police)", "Q3 2026/27",
                ],
            ],
        ),
        Part(
            "Theme 2: Staying in",
            "",
            [
                ["4", "Ask carers what they need.", "Accepted in principle", "", "", "", ""],
                ["5", "Open on Sundays.", "We shall see", "", "", "", ""],
            ],
        ),
    ],
)  # fmt: skip


def answers(found: PlanRead) -> list[tuple[str, str, str, Response | None, str]]:
    return [
        (one.reference, one.theme, one.text, one.response, one.response_text) for one in found.recommendations
    ]


def actions(found: PlanRead) -> list[tuple[str, str, str, tuple[str, ...]]]:
    return [(one.reference, one.action, one.when.text, one.answers) for one in found.rows]


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_answers_and_actions_are_read_from_every_kind_of_document(kind: str, tmp_path: Path) -> None:
    found = read_file(ALL_KINDS[kind](WHOLE, tmp_path))
    one, two = "Getting in", "Staying in"
    assert answers(found) == [
        ("1", one, "The board should publish its waits.", YES, "Yes: We will."),
        ("2", one, "Fund a clinic for women.", NO, "No: There is no money this year."),
        ("3", one, "Train all staff.", PART, "Partially accepted: New staff only."),
        ("4", two, "Ask carers what they need.", AIM, "Accepted in principle"),
        ("5", two, "Open on Sundays.", None, "We shall see"),
    ]
    assert actions(found) == [
        ("1", "Publish each quarter", "June 2026", ("1",)),
        ("3", "Train new staff", "Q3 2026/27", ("3",)),
    ]
    assert [lead.name for row in found.rows for lead in row.leads] == ["Ann Field", "Ben Hill"]
    # What an answer says is not guessed: its words are kept, and somebody is asked to look.
    assert [[each.code for each in one.doubts] for one in found.recommendations][4] == ["answer_not_told"]
    assert found.recommendations[0].addressees == ("board",)
    assert found.rows[0].theme == one


def test_a_reply_with_a_lead_and_a_date_is_an_action_and_a_refusal_is_none(tmp_path: Path) -> None:
    found = read(
        "Rec no,Recommendation,Management response,Responsible officer,Target date\n"
        "R1,Publish waits.,Accepted. We will publish them each quarter.,Ann Field,June 2026\n"
        "R2,Fund a clinic.,Not accepted: there is no money.,Ann Field,\n"
        "R3,Train all staff.,Agreed,Ben Hill,Q3 2026/27\n"
        ",,Agency staff follow.,Cara Lowe,March 2027\n",
        tmp_path,
        "reply.csv",
    )
    assert [one.response for one in found.recommendations] == [YES, NO, YES]
    assert actions(found) == [
        ("R1", "Accepted. We will publish them each quarter.", "June 2026", ("R1",)),
        ("R3", "Train all staff.", "Q3 2026/27", ("R3",)),
        ("R3", "Agency staff follow.", "March 2027", ("R3",)),
    ]
    assert [one.code for one in found.rows[1].doubts] == ["action_is_recommendation", "shared_reference"]
    assert found.recommendations[2].response_text == "Agreed Agency staff follow."
    assert found.recommendations[1].verbatim["further: Responsible officer"] == "Ann Field"
    assert found.unplaced == ()


def test_rows_go_on_over_lines_and_pages(tmp_path: Path) -> None:
    long = " ".join(f"word{number}" for number in range(60))
    rows = [
        [str(n), f"Do what stands under {n}. {long}", "Accepted", f"We will do {n}."] for n in range(1, 31)
    ]
    headings = ["Ref", "Recommendation", "Decision", "Our response"]
    found = read_file(ALL_KINDS["PDF"](Written("A reply", headings, [Part("", "", rows)], "Page"), tmp_path))
    assert [one.reference for one in found.recommendations] == [str(n) for n in range(1, 31)]
    assert all(one.text.endswith("word59") for one in found.recommendations)
    assert {one.response for one in found.recommendations} == {YES}
    assert not found.rows


def test_in_welsh(tmp_path: Path) -> None:
    found = read(
        "| Rhif | Argymhelliad | Derbyn? | Ymateb |\n|---|---|---|---|\n"
        "| 1 | Agor ar ddydd Sadwrn. | Ydy | O fis Mehefin. |\n| 2 | Mwy o arian. | Gwrthodwyd | |\n",
        tmp_path,
        "ymateb.md",
    )
    assert [(one.text, one.response) for one in found.recommendations] == [
        ("Agor ar ddydd Sadwrn.", YES),
        ("Mwy o arian.", NO),
    ]


def test_headings_come_again_and_another_table_follows(tmp_path: Path) -> None:
    found = read(
        "Recommendation\tReply\nOpen on Sundays.\tAgreed\nRecommendation\tReply\nTrain staff.\tRejected\n\n"
        "Ref\tAction\tLead\tDeadline\n1/1\tOpen the door\tAnn Field\tMay 2026\n",
        tmp_path,
    )
    assert [one.response for one in found.recommendations] == [YES, NO]
    assert [[each.code for each in one.doubts] for one in found.recommendations] == [["no_reference"]] * 2
    assert [(one.reference, one.answers) for one in found.rows] == [("1/1", ())]
    assert "repeated_header" in [one.code for one in found.unplaced]


def test_a_plan_that_calls_its_actions_recommendations_is_a_plan(tmp_path: Path) -> None:
    found = read(
        "Ref\tRecommendation\tLead\tDeadline\n1\tOpen the door\tAnn Field\tMay 2026\n2\tShut it\tBen Hill\tJune 2026\n",
        tmp_path,
    )
    assert (len(found.rows), found.recommendations) == (2, ())
