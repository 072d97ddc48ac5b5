"""Reads an uploaded document in a folder that is ours alone and gone afterwards; what was read is kept, the file is not."""

from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.utils.translation import gettext_lazy as _

from evenhand.planning.reading import read_plan
from evenhand_service.monitoring.private_folder import private_folder
from evenhand_service.plan.limits import limits
from evenhand_service.plan.models import Document, Plan
from evenhand_service.plan.operations.documents import keep_proposals
from evenhand_service.plan.operations.faults import NotAllowed

_KNOWN = (".txt", ".md", ".docx", ".pdf", ".xlsx", ".xls", ".ods", ".csv", ".tsv")


def read_upload(*, plan: Plan, person: Any, content: bytes, given_name: str, now: datetime) -> Document:
    """Read a document and keep what is proposed of it. Source: F1.

    Raises UnreadableDocument, with what would mend it, or NotAllowed; then nothing of it was kept.
    """
    if not content or len(content) > limits()["document"]["largest_octets"]:
        raise NotAllowed(
            _("The file is empty, or larger than %(most)s MiB. Nothing of it was kept.")
            % {"most": limits()["document"]["largest_octets"] >> 20}
        )
    ending = PurePath(given_name).suffix.lower()
    with private_folder() as folder:
        # A file's name may be somebody's: errors name ours.
        path = folder / f"document{ending if ending in _KNOWN else ''}"
        path.write_bytes(content)
        found = read_plan(path, written_on=plan.as_at_date or plan.cover_date).to_dict()
    return keep_proposals(
        plan=plan,
        person=person,
        content=content,
        form=found["form"],
        rows=found["rows"],
        unplaced=found["unplaced"],
        now=now,
    )
