"""What the plan has done in the background: documents are read. Tasks carry ids alone, of the thing and of the person."""

from uuid import UUID

from django_tasks import task

from evenhand_service.monitoring.tasks.definitions import GIVEN_UP, WHOM, check_reach, tell_with
from evenhand_service.plan.models import Document
from evenhand_service.plan.operations import reading


@task
def read_document(document_id: str, user_id: str) -> None:
    """Read a document that a plan is to be taken from."""
    check_reach(Document, document_id, user_id)
    reading.read_document(document_id=UUID(document_id), by=UUID(user_id))


def _given_up(document_id: UUID, user_id: UUID) -> None:
    reading.give_up(document_id=document_id, by=user_id, what=GIVEN_UP, mend=WHOM)


tell_with(read_document, _given_up)
