"""Documents are taken in at once and read in the background, in a folder that is ours alone and gone afterwards."""

import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import PurePath
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from evenhand.foundations import EvenhandError
from evenhand.planning.reading import read_plan
from evenhand.planning.said import rows_of, said
from evenhand_service.common.who import acting_as
from evenhand_service.monitoring.private_folder import private_folder
from evenhand_service.organisations.models import Area
from evenhand_service.plan.enums import DocumentState
from evenhand_service.plan.limits import limits
from evenhand_service.plan.models import Document, Plan
from evenhand_service.plan.operations.documents import keep_proposals, receive_document, refuse_document
from evenhand_service.plan.operations.faults import NotAllowed

_KNOWN = (".txt", ".md", ".docx", ".pdf", ".xlsx", ".xls", ".ods", ".csv", ".tsv")
_PAGES = re.compile(r"(\d{1,5})\s*[-–]\s*(\d{1,5})|(\d{1,5})")
# The library's advice names an option of the command; in the browser the same is a field.
_NAMELESS = "The document"
_OPTION = re.compile(r"--pages\s+(\d+-\d+)")


def take_in(
    *,
    area: Area,
    person: Any,
    content: bytes,
    given_name: str,
    now: datetime,
    plan: Plan | None = None,
    pages: str = "",
) -> Document:
    """Take a document in, for a plan or for the recommendations in it; whoever calls has it read. Source: F1, F6.

    Raises NotAllowed where it is empty, too large, or its pages are none; then nothing of it was kept.
    """
    if not content or len(content) > limits()["document"]["largest_octets"]:
        raise NotAllowed(
            _("The file is empty, or larger than %(most)s MiB. Nothing of it was kept.")
            % {"most": limits()["document"]["largest_octets"] >> 20}
        )
    ending = PurePath(given_name).suffix.lower()
    return receive_document(
        area=area,
        plan=plan,
        person=person,
        content=content,
        # A file's name may be somebody's: its ending alone is kept.
        ending=ending if ending in _KNOWN else "",
        pages=pages,
        now=now,
    )


def pages_of(text: str) -> tuple[int, int] | None:
    """Return the first and last page that somebody typed, '40-52' or '7'; None for nothing. Raises ValueError."""
    if not text.strip():
        return None
    found = _PAGES.fullmatch(text.strip())
    if not found:
        raise ValueError(text)
    first, last = (int(found[1]), int(found[2])) if found[1] else (int(found[3]), int(found[3]))
    if not 1 <= first <= last:
        raise ValueError(text)
    return first, last


def read_document(*, document_id: UUID, by: UUID) -> None:
    """Read a document that waits and keep what is proposed of it, or say why it cannot be read.

    Run twice, or stopped half-way, it gives the same: nothing is written before the end.
    """
    with acting_as(by):
        document = Document.objects.select_related("plan").filter(pk=document_id).first()
        if document is None or document.state != DocumentState.WAITING:
            return
        content = bytes(document.file.content)
    plan = document.plan
    with private_folder() as folder:
        path = folder / f"document{document.ending}"
        path.write_bytes(content)
        try:
            written_on = (plan.as_at_date or plan.cover_date) if plan else None
            found = read_plan(path, written_on=written_on, pages=pages_of(document.pages))
        except EvenhandError as why:
            what, mend, told = _in_a_browser(why, path.name)
            with acting_as(by):
                refuse_document(document=document, what=what, mend=mend, said=told)
            return
    with acting_as(by):
        keep_proposals(document=document, found=found.to_dict() | {"notes": _notes(found.notes, path.name)})


def _in_a_browser(why: EvenhandError, name: str) -> tuple[str, str, list[dict[str, Any]]]:
    """Why it cannot be read and what would mend it, in English and by codes; a field takes the place of an option."""
    mend = said("mend.fill_pages") if _OPTION.search(why.mend) else why.mend
    told = [
        {"part": part, "said": _nameless(rows_of([text]), name)}
        for part, text in (("what", why.what), ("mend", mend))
    ]
    return why.what.replace(name, _NAMELESS), str(mend), [one for one in told if one["said"]]


def _notes(notes: Iterable[str], name: str) -> list[Any]:
    """What the reading says of the whole: by codes where it has them."""
    return [
        row for one in notes for row in (_nameless(rows_of([one]), name) or [one.replace(name, _NAMELESS)])
    ]


def _nameless(rows: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    for one in rows:
        one["params"] = {key: _NAMELESS if value == name else value for key, value in one["params"].items()}
    return rows


def give_up(*, document_id: UUID, by: UUID, what: str, mend: str) -> None:
    """Say that reading a document was given up."""
    with acting_as(by):
        document = Document.objects.filter(pk=document_id).first()
        if document is not None:
            refuse_document(document=document, what=what, mend=mend)
