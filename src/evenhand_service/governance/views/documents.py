"""Agendas and minutes as files: DOCX and PDF."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from evenhand.foundations import EvenhandError
from evenhand_service.accounts.access import needs
from evenhand_service.governance.documents import paper, word
from evenhand_service.governance.documents.content import content_of
from evenhand_service.governance.queries.finding import meeting_for
from evenhand_service.governance.queries.minutes import kept_body
from evenhand_service.governance.views.opening import back_to


@needs("see-meetings")
@require_safe
def take_document(request: HttpRequest, meeting: UUID, *, what: str, form: str) -> HttpResponse:
    """The agenda or the minutes of a meeting; those that were agreed are as they were then, others say they are a draft."""
    found = meeting_for(request.user, meeting)
    content = content_of(kept_body(request.user, found), agenda=what == "agenda")
    try:
        made = paper.as_pdf(content) if form == "pdf" else word.as_docx(content)
    except EvenhandError as why:
        messages.error(request, f"{why} {why.mend}")
        return back_to(found)
    answer = HttpResponse(made, content_type=paper.MEDIA_TYPE if form == "pdf" else word.MEDIA_TYPE)
    name = f"{what}-{content['day']}.{form}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
