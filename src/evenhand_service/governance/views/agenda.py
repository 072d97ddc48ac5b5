"""Pages of a meeting's agenda and papers: found, added, put in order, taken away."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from evenhand_service.accounts.access import needs
from evenhand_service.governance.forms.meetings import ItemForm, PaperForm
from evenhand_service.governance.models import AgendaItem, PaperFile
from evenhand_service.governance.operations import agenda as agendas
from evenhand_service.governance.queries import finding
from evenhand_service.governance.views.meetings import meeting_page
from evenhand_service.governance.views.opening import (
    back_to,
    either,
    find_for,
    form_page,
    meeting_crumbs,
    tried,
)
from evenhand_service.plan.operations.faults import NotAllowed


@needs("run-meetings")
@require_POST
def find_items(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """Look again for what is due, overdue, blocked or new, and put it on the agenda."""
    found = finding.meeting_to_change(request.user, meeting)
    try:
        number = find_for(request, found)
    except NotAllowed as why:
        messages.error(request, str(why))
    else:
        said = _("Nothing new was found: the agenda is as it was.")
        messages.success(
            request, _("%(number)s added to the agenda.") % {"number": number} if number else said
        )
    return back_to(found, "agenda")


@needs("run-meetings")
@require_POST
def add_item(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """Add something to the agenda."""
    found = finding.meeting_to_change(request.user, meeting)
    form = ItemForm(request.POST)
    if not form.is_valid():
        return meeting_page(request, found, item_form=form, status=422)
    told = {name: form.cleaned_data[name] for name in ("title", "lang")}
    tried(request, lambda: agendas.add_item(meeting=found, **told), _("It stands on the agenda."))
    return back_to(found, "agenda")


@needs("run-meetings")
@require_POST
def order_item(request: HttpRequest, meeting: UUID, item: UUID) -> HttpResponse:
    """Move an item up or down, leave it out, or put it back."""
    found = finding.meeting_to_change(request.user, meeting)
    held: AgendaItem = finding.item_of(request.user, found, item)
    done = {
        "up": lambda: agendas.move_item(item=held, up=True),
        "down": lambda: agendas.move_item(item=held, up=False),
        "out": lambda: agendas.leave_out(item=held, left_out=True),
        "back": lambda: agendas.leave_out(item=held, left_out=False),
    }.get(request.POST.get("how", ""))
    if done is not None:
        tried(request, done, _("The agenda was changed."))
    return back_to(found, "agenda" if held.left_out else f"item-{held.pk}")


@needs("run-meetings")
@either
def reword_item(request: HttpRequest, meeting: UUID, item: UUID) -> HttpResponse:
    """Put an item in other words."""
    found = finding.meeting_to_change(request.user, meeting)
    held = finding.item_of(request.user, found, item)
    form = ItemForm(request.POST or None, initial={"title": held.title, "lang": held.lang})
    if form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("title", "lang")}
        tried(request, lambda: agendas.reword(item=held, **told), _("The agenda was changed."))
        return back_to(found, f"item-{held.pk}")
    return form_page(
        request,
        form,
        title=_("Change an item of the agenda"),
        button=_("Save"),
        back=reverse("governance:show-meeting", args=[found.pk]),
        crumbs=meeting_crumbs(found),
    )


@needs("run-meetings")
@either
def add_paper(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """Give a paper: a file, kept byte for byte, or an address."""
    found = finding.meeting_to_change(request.user, meeting)
    items = [(str(one.pk), one.title) for one in found.items.filter(left_out=False)]
    form = PaperForm(request.POST or None, request.FILES or None, items=items, initial={"lang": found.lang})
    if form.is_valid():
        told: dict[str, Any] = {name: form.cleaned_data[name] for name in ("title", "lang")}
        told |= {"meeting": found, "person": request.user, "now": timezone.now()}
        told["item"] = found.items.filter(pk=form.cleaned_data["item"] or None).first()
        try:
            _give(form, told)
        except NotAllowed as why:
            form.add_error("file", str(why))
        else:
            messages.success(request, _("The paper is with the meeting."))
            return back_to(found, "papers")
    return form_page(
        request,
        form,
        title=_("Add a paper"),
        button=_("Add the paper"),
        back=reverse("governance:show-meeting", args=[found.pk]),
        crumbs=meeting_crumbs(found),
    )


def _give(form: PaperForm, told: dict[str, Any]) -> None:
    file = form.cleaned_data["file"]
    if file is None:
        agendas.give_link(address=form.cleaned_data["address"], **told)
    else:
        agendas.give_file(content=file.read(), media_type=file.content_type or "", **told)


@needs("see-meetings")
@require_safe
def take_paper(request: HttpRequest, meeting: UUID, paper: UUID) -> HttpResponse:
    """A paper's file, as it was given; it is saved, never shown in the page."""
    found = finding.meeting_for(request.user, meeting)
    held = finding.paper_of(request.user, found, paper)
    file = PaperFile.objects.visible_to(request.user).filter(paper=held).first()
    if file is None:
        raise Http404
    answer = HttpResponse(bytes(file.content), content_type=held.media_type)
    answer["Content-Disposition"] = f'attachment; filename="paper-{str(held.pk)[:8]}"'
    return answer


@needs("run-meetings")
@require_POST
def remove_paper(request: HttpRequest, meeting: UUID, paper: UUID) -> HttpResponse:
    """Take a paper away again."""
    found = finding.meeting_to_change(request.user, meeting)
    held = finding.paper_of(request.user, found, paper)
    tried(request, lambda: agendas.take_back_paper(paper=held), _("The paper was taken away."))
    return back_to(found, "papers")
