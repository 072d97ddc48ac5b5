"""Minutes read back from DOCX and PDF: what was said, frozen once agreed, in the meeting's language, no hidden names."""

from io import BytesIO
from typing import Any

import pdfplumber
import pytest
from django.test import Client
from django.urls import reverse
from docx import Document
from docx.oxml.ns import qn

from evenhand_service.common.who import acting_as
from evenhand_service.governance.models import AgendaItem, Meeting, Minutes
from evenhand_service.governance.operations import agenda, meetings, minutes, outcomes
from evenhand_service.governance.queries.minutes import body_of
from evenhand_service.plan.operations.actions import Answers
from tests.service.builders import as_builder
from tests.service.builders_accounts import log_in
from tests.service.builders_governance import Governed
from tests.service.builders_plan import NOW

pytestmark = pytest.mark.django_db
URDU = "خط اردو میں نہیں آتے"


def held(governed: Governed, lang: str = "en") -> Meeting:
    """A meeting with everything in its minutes, closed."""
    action = governed.planned.add("2/1", when_text="March 2026")
    meeting = governed.hold(lang=lang)
    governed.find(meeting)
    governed.raises(meeting, URDU if lang == "en" else "Nid yw llythyrau'n dod")
    with acting_as(governed.lead.pk):
        item = AgendaItem.objects.get(meeting=meeting, action=action)
        agenda.write_minutes(item=item, words="Two of three asked.\nThe third by May.")
        common = {"meeting": meeting, "person": governed.lead, "lang": "en", "now": NOW}
        outcomes.decide(item=item, kind="decision", words="Ask all four prisons", **common)
        outcomes.decide(
            item=item,
            kind="action",
            words="Write to every provider",
            theme=governed.planned.theme,
            when_text="May 2027",
            leads=[Answers(name="Jo Price")],
            **common,
        )
        outcomes.look_at(told={action.pk: "Half done"}, **common)
        meetings.move(meeting=meeting, verb="close", now=NOW)
    return meeting


def take(person: Any, meeting: Meeting, name: str) -> bytes:
    response = log_in(Client(), person).get(reverse(f"governance:{name}", args=[meeting.pk]))
    assert response.status_code == 200
    assert "attachment" in response["Content-Disposition"]
    return response.content


def words_of_docx(content: bytes) -> str:
    read = Document(BytesIO(content))
    cells = [cell.text for table in read.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in read.paragraphs), *cells])


def words_of_pdf(content: bytes) -> str:
    with pdfplumber.open(BytesIO(content)) as read:
        return "\n".join(one.extract_text() for one in read.pages)


def test_minutes_as_docx_hold_all_that_came_of_the_meeting(governed: Governed) -> None:
    content = take(governed.member, held(governed), "minutes-docx")
    read = Document(BytesIO(content))
    text = words_of_docx(content)
    for words in (
        "Draft: these minutes have not been agreed yet.",
        "Riverside scrutiny panel: Minutes",
        "24 November 2026, 14:00",
        "Present: Lee Lead (Council, chair)",
        "Apologies: Kim (carer or family member)",
        "Uses services: 1 of 1",
        "1. 2/1 Ask in which language",
        "Two of three asked.",
        "Decision: Ask all four prisons",
        "Action: Write to every provider (May 2027)",
        f"Raised (uses services): {URDU}",
        "Half done",
    ):
        assert words in text, words
    assert "Quill" not in text
    assert (
        next(one.style.name for one in read.paragraphs if one.style.name.startswith("Heading")) == "Heading 1"
    )
    assert read.core_properties.language == "en-GB"
    assert read.tables[0].rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None


def test_words_in_another_language_are_marked_as_such(governed: Governed) -> None:
    read = Document(BytesIO(take(governed.lead, _in_urdu(governed), "minutes-docx")))
    run = next(run for one in read.paragraphs for run in one.runs if URDU in run.text)
    assert run._r.rPr.find(qn("w:lang")).get(qn("w:bidi")) == "ur"
    assert run.font.rtl


def _in_urdu(governed: Governed) -> Meeting:
    meeting = held(governed)
    with as_builder():
        meeting.raised.update(lang="ur")
    return meeting


def test_minutes_as_pdf_say_the_same_and_are_tagged(governed: Governed) -> None:
    meeting = held(governed)
    content = take(governed.member, meeting, "minutes-pdf")
    text = words_of_pdf(content)
    for words in ("Draft: these minutes", "Decision: Ask all four prisons", "Half done", "Page 1 of 1"):
        assert words in text, words
    assert "Quill" not in text
    assert b"/MarkInfo" in content
    assert b"/StructTreeRoot" in content
    assert b"pdfuaid" in content


def test_agreed_minutes_stay_as_they_were(governed: Governed) -> None:
    meeting = held(governed)
    with acting_as(governed.lead.pk):
        body = body_of(governed.lead, meeting)
        made = minutes.agree_minutes(meeting=meeting, person=governed.lead, body=body, now=NOW)
        assert made.sha256 == minutes.seal(made.body)
        meeting.group.name = "Another name"
        meeting.group.save()
    text = words_of_docx(take(governed.lead, meeting, "minutes-docx"))
    assert "Draft" not in text
    assert "Riverside scrutiny panel: Minutes" in text
    with as_builder():
        assert Minutes.objects.count() == 1


def test_an_agenda_says_what_will_be_talked_about_and_nothing_of_what_was(governed: Governed) -> None:
    meeting = held(governed)
    for name, read in (("agenda-docx", words_of_docx), ("agenda-pdf", words_of_pdf)):
        text = read(take(governed.member, meeting, name))
        assert "Agenda" in text
        assert "2/1 Ask" in text
        assert "Two of three" not in text
        assert "Present" not in text


def test_minutes_of_a_welsh_meeting_are_in_welsh(governed: Governed) -> None:
    meeting = held(governed, "cy")
    content = take(governed.member, meeting, "minutes-docx")
    text = words_of_docx(content)
    assert "Cofnodion" in text
    assert "Penderfyniad: Ask all four prisons" in text
    assert "24 Tachwedd 2026" in text
    assert Document(BytesIO(content)).core_properties.language == "cy-GB"
    assert "Drafft" in words_of_pdf(take(governed.member, meeting, "minutes-pdf"))
