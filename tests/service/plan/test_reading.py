"""Plans read from documents: in the background, confirmed row by row or many at once, refused with what would mend it."""

import io
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from evenhand_service.monitoring.tasks.definitions import tell_given_up
from evenhand_service.plan.enums import DocumentState, OriginKind, ProgressKind, RowState
from evenhand_service.plan.models import Action, Document, DocumentFile
from evenhand_service.plan.tasks import read_document
from tests.planning.reading.test_bad_documents import locked_pdf, pdf
from tests.service.builders import as_builder
from tests.service.builders_accounts import log_in
from tests.service.builders_plan import Planned
from tests.service.monitoring.test_killed_workers import Kill, kill_at, work_on

pytestmark = pytest.mark.django_db
__all__ = ["kill_at"]

TABLE = """# Plan

## 1. Workforce planning

Aim: People who work here reflect those who come

| Ref | Actions required | Progress | Review date (R) / deadline (D) | Lead |
|---|---|---|---|---|
| 1/4 | Record who works in the sector. | Begun in June. | March 2007 | Jo Price (Home Office) |
| 1/6 | Use the data of action 1/4. | | Dependant on 1/4 | All of the panel |
"""


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def send(client: Client, planned: Planned, content: bytes, name: str = "canary-name.md", **more: str) -> Any:
    file = SimpleUploadedFile(name, content)
    return client.post(f"/plans/{planned.plan.pk}/documents/", {"file": file, **more})


def given(
    client: Client, planned: Planned, content: bytes, name: str = "canary-name.md", **more: str
) -> Document:
    """Return a document as it was taken in, not yet read."""
    answer = send(client, planned, content, name, **more)
    assert answer.status_code == 302, answer.content.decode()
    with as_builder():
        return Document.objects.get()


def read(document: Document, planned: Planned) -> None:
    """Do what the worker does."""
    read_document.call(str(document.pk), str(planned.analyst.pk))


def test_a_document_becomes_actions_row_by_row(client: Client, planned: Planned) -> None:
    log_in(client, planned.analyst)
    document = given(client, planned, TABLE.encode())
    assert "Being read" in page(client, f"/plans/{planned.plan.pk}/documents/")
    assert 'http-equiv="refresh"' in page(client, f"/plan-documents/{document.pk}/")
    read(document, planned)
    with as_builder():
        document.refresh_from_db()
        assert not DocumentFile.objects.exists()
        first, second = document.rows.all()
        assert not Action.objects.exists()
        assert "canary" not in str(document.__dict__)
    shown = page(client, f"/plan-documents/{document.pk}/rows/{first.pk}/")
    assert "Record who works in the sector." in shown
    told = {
        "reference": "1/4", "theme": "1. Workforce planning", "aim": "People reflect", "action": "Record who works here",
        "when": "March 2007", "leads": "Jo Price (Home Office)", "progress": "Begun in June.",
    }  # fmt: skip
    here = f"/plan-documents/{document.pk}/rows/{first.pk}/"
    assert client.post(here, told | {"action": ""}).status_code == 422
    assert client.post(here, told).status_code == 302
    assert client.post(here, told | {"reference": "1/9"}).status_code == 422
    assert (
        client.post(
            f"/plan-documents/{document.pk}/rows/{second.pk}/", {"skip": "yes", "because": "Twice"}
        ).status_code
        == 302
    )
    with as_builder():
        action = Action.objects.get()
        assert (action.reference, action.origin, action.theme.title) == (
            "1/4",
            OriginKind.DOCUMENT,
            "Workforce planning",
        )
        assert action.progress.get(kind=ProgressKind.CARRIED).words == "Begun in June."
        assert list(document.rows.values_list("state", flat=True)) == [RowState.CONFIRMED, RowState.SKIPPED]
    client.post(f"/plan-documents/{document.pk}/rows/{second.pk}/back/")
    assert "Waits for you" in page(client, f"/plan-documents/{document.pk}/")


def test_a_reason_is_kept_whole_or_refused_and_never_cut(client: Client, planned: Planned) -> None:
    log_in(client, planned.analyst)
    document = given(client, planned, TABLE.encode())
    read(document, planned)
    with as_builder():
        row = document.rows.first()
    where, long = f"/plan-documents/{document.pk}/rows/{row.pk}/", "Twice in it. " * 150
    answer = client.post(where, {"skip": "yes", "because": "x" * 8001}, follow=True)
    assert "8,001 characters" in answer.content.decode()
    with as_builder():
        row.refresh_from_db()
    assert row.state == RowState.WAITING
    client.post(where, {"skip": "yes", "because": long})
    with as_builder():
        row.refresh_from_db()
    assert row.skipped_because == long.strip()


def test_rows_that_are_ticked_are_confirmed_together(client: Client, planned: Planned) -> None:
    planned.add("1/6", wording="It is there already")
    log_in(client, planned.analyst)
    document = given(client, planned, TABLE.encode())
    read(document, planned)
    here = f"/plan-documents/{document.pk}/"
    shown = page(client, f"{here}?tick=all")
    assert shown.count(" checked") == 2
    for words in (
        "Record who works in the sector.",
        "Jo Price (Home Office)",
        "Workforce planning · People who work here",
    ):
        assert words in shown, words
    assert page(client, here).count(" checked") == 0
    assert client.post(f"{here}confirm/", {}).status_code == 422
    with as_builder():
        keys = [str(one.pk) for one in document.rows.all()]
    answer = client.post(f"{here}confirm/", {"rows": [*keys, "nonsense"]})
    told = answer.content.decode()
    assert answer.status_code == 422
    assert "Row 2: The plan has an action with this reference already." in told
    assert "1 row is in the plan now." in told
    with as_builder():
        assert list(document.rows.values_list("state", flat=True)) == [RowState.CONFIRMED, RowState.WAITING]
        made = Action.objects.get(reference="1/4")
        assert (made.leads.get().name, made.origin) == ("Jo Price", OriginKind.DOCUMENT)


def test_rows_stand_in_the_order_of_the_document_whichever_was_confirmed_first(
    client: Client, planned: Planned
) -> None:
    log_in(client, planned.analyst)
    parted = TABLE.replace("| 1/6", "\n## 2. Data\n\n| Ref | Actions required | Progress | Deadline | Lead |\n"
                           "|---|---|---|---|---|\n| 1/6")  # fmt: skip
    document = given(client, planned, parted.encode())
    read(document, planned)
    planned.add("9/9", theme=planned.supporting)
    with as_builder():
        keys = [str(one.pk) for one in document.rows.all()]
    for one in reversed(keys):
        client.post(f"/plan-documents/{document.pk}/confirm/", {"rows": [one]})
    with as_builder():
        rows = planned.plan.actions.order_by("theme__position", "position")
        assert [one.reference for one in rows] == ["9/9", "1/4", "1/6"]
        titles = list(planned.plan.themes.order_by("position").values_list("title", flat=True))
        assert titles == ["Commissioning of services", "Data collection", "Workforce planning", "Data"]


def test_a_name_as_somebody_has_it_here_is_tied_to_them(client: Client, planned: Planned) -> None:
    log_in(client, planned.lead)
    document = given(client, planned, TABLE.replace("Jo Price (Home Office)", "Ann Analyst").encode())
    read(document, planned)
    with as_builder():
        first = document.rows.first()
    client.post(f"/plan-documents/{document.pk}/confirm/", {"rows": [str(first.pk)]})
    with as_builder():
        assert Action.objects.get().leads.get().user_id == planned.analyst.pk


def test_what_is_no_file_is_told_at_once(client: Client, planned: Planned) -> None:
    log_in(client, planned.analyst)
    answer = client.post(f"/plans/{planned.plan.pk}/documents/", {"pages": "52-40"})
    told = answer.content.decode()
    assert answer.status_code == 422
    for words in ("Choose a file.", "such as 40-52", 'value="52-40"'):
        assert words in told, words
    assert send(client, planned, b"").status_code == 422
    with as_builder():
        assert not Document.objects.exists()


def long_pdf(pages: int) -> bytes:
    """A PDF of so many empty pages."""
    made = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        made.new_page(595, 842)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def scan(folder: Path) -> bytes:
    """A PDF that is a picture."""
    return pdf(folder, '#image("picture.png", width: 100%)').read_bytes()


@pytest.mark.parametrize(
    ("name", "what", "mend"),
    [
        ("locked", "The document is locked with a password", "password"),
        ("scan", "The document is a scan", "OCR"),
        ("long", "The document has 500 pages, more than the 150", "fill in its pages, such as 40-52"),
        ("broken", "The document", "again"),
    ],
)
def test_what_cannot_be_read_says_why_and_nothing_is_kept(
    client: Client, planned: Planned, tmp_path: Path, name: str, what: str, mend: str
) -> None:
    bad = {"locked": locked_pdf, "long": lambda: long_pdf(500), "broken": lambda: b"%PDF-1.7 not really"}
    content = scan(tmp_path) if name == "scan" else bad[name]()
    log_in(client, planned.analyst)
    document = given(client, planned, content, "canary-name.pdf")
    read(document, planned)
    told = page(client, f"/plan-documents/{document.pk}/")
    for words in (what, mend, "Nothing of it was taken over"):
        assert words in told, (words, told)
    assert "canary" not in told
    assert "--pages" not in told
    client.cookies["django_language"] = "cy"
    welsh = page(client, f"/plan-documents/{document.pk}/")
    assert "Y ddogfen" in welsh
    assert what not in welsh
    assert 'lang="en"' not in welsh.partition("<main")[2].partition("</main")[0]
    with as_builder():
        document.refresh_from_db()
        assert document.state == DocumentState.REFUSED
        assert not DocumentFile.objects.exists()
        assert not document.rows.exists()
    read(document, planned)  # run twice, it gives the same


def test_the_pages_that_are_asked_for_are_read(client: Client, planned: Planned, tmp_path: Path) -> None:
    table = "#table(columns: 4, [Ref], [Action], [Lead], [Deadline], [{0}], [Open the door], [Ann Field], [May 2026])"
    content = pdf(tmp_path, "#pagebreak()".join(table.format(one) for one in ("1", "2", "3"))).read_bytes()
    log_in(client, planned.analyst)
    document = given(client, planned, content, "plan.pdf", pages="2-2")
    read(document, planned)
    with as_builder():
        assert document.rows.get().proposal["reference"] == "2"
    assert "Pages 2 to 2 of 3 were read." in page(client, f"/plan-documents/{document.pk}/")


def test_a_document_that_was_given_up_says_so(client: Client, planned: Planned) -> None:
    log_in(client, planned.analyst)
    document = given(client, planned, TABLE.encode())

    class Row:
        task_path = read_document.module_path
        args_kwargs = {"args": [str(document.pk), str(planned.analyst.pk)], "kwargs": {}}  # noqa: RUF012

    tell_given_up(Row())  # type: ignore[arg-type]
    assert "tried several times" in page(client, f"/plan-documents/{document.pk}/")


@pytest.mark.django_db(transaction=True)
def test_reading_that_is_killed_is_done_by_the_next_worker(
    client: Client, planned: Planned, kill_at: Kill
) -> None:
    log_in(client, planned.analyst)
    document = given(client, planned, TABLE.encode())
    kill_at("evenhand_service.plan.operations.reading:keep_proposals")
    with as_builder():
        document.refresh_from_db()
        assert (document.state, document.rows.count()) == (DocumentState.WAITING, 0)
    work_on()
    with as_builder():
        document.refresh_from_db()
        assert (document.state, document.rows.count()) == (DocumentState.READ, 2)
