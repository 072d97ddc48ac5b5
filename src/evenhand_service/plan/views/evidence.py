"""Pages of evidence: given, taken away, accepted or not."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from evenhand_service.accounts.access import needs
from evenhand_service.plan.forms.actions import EvidenceForm
from evenhand_service.plan.models import Evidence, EvidenceFile
from evenhand_service.plan.operations import evidence as operations
from evenhand_service.plan.operations.faults import NotAllowed
from evenhand_service.plan.presenters.words import language
from evenhand_service.plan.queries.finding import action_for
from evenhand_service.plan.views.opening import action_crumbs, either, form_page, open_action
from evenhand_service.plan.views.reasons import reason_in


@needs("see-plan")
@either
def give_evidence(request: HttpRequest, action: UUID) -> HttpResponse:
    """Give a file or a link that shows something was done."""
    found = open_action(request, action)
    form = EvidenceForm(request.POST or None, request.FILES or None, initial={"lang": language()})
    if form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("title", "owner_name", "expires", "lang")}
        try:
            _give(form, action=found, person=request.user, now=timezone.now(), **told)
        except NotAllowed as why:
            form.add_error("file", str(why))
        else:
            messages.success(request, _("The evidence is kept. Somebody else says whether it is accepted."))
            return redirect(f"{reverse('plan:show-action', args=[found.pk])}#evidence")
    return form_page(
        request,
        "plan/about_action.jinja",
        form,
        action=found,
        title=_("Give evidence"),
        button=_("Keep the evidence"),
        back=reverse("plan:show-action", args=[found.pk]),
        breadcrumbs=action_crumbs(found),
    )


def _give(form: EvidenceForm, **told: Any) -> None:
    file = form.cleaned_data["file"]
    if file is None:
        operations.give_link(address=form.cleaned_data["address"], **told)
    else:
        operations.give_file(content=file.read(), media_type=file.content_type or "", **told)


def _evidence(request: HttpRequest, action: Any, evidence: UUID) -> Evidence:
    found = Evidence.objects.visible_to(request.user).filter(pk=evidence, action=action).first()
    if found is None:
        raise Http404
    return found


@needs("see-plan")
@require_safe
def take_evidence(request: HttpRequest, action: UUID, evidence: UUID) -> HttpResponse:
    """A file of evidence, as it was given; it is saved, never shown in the page."""
    found = action_for(request.user, action)
    held = _evidence(request, found, evidence)
    file = EvidenceFile.objects.visible_to(request.user).filter(evidence=held).first()
    if file is None:
        raise Http404
    answer = HttpResponse(bytes(file.content), content_type=held.media_type)
    answer["Content-Disposition"] = f'attachment; filename="evidence-{str(held.pk)[:8]}"'
    return answer


@needs("confirm-action")
@require_POST
def decide_evidence(request: HttpRequest, action: UUID, evidence: UUID) -> HttpResponse:
    """Say whether evidence is accepted; whoever gave it does not."""
    found = open_action(request, action, "confirm-action")
    held = _evidence(request, found, evidence)
    accepted = request.POST.get("accepted") == "yes"
    try:
        because = reason_in(request)
        if not accepted and not because:
            raise NotAllowed(_("Say why it is not accepted. Nothing was changed."))
        operations.decide_evidence(
            evidence=held, person=request.user, accepted=accepted, because=because, now=timezone.now()
        )
    except NotAllowed as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _("It is on record in your name."))
    return redirect(f"{reverse('plan:show-action', args=[found.pk])}#evidence")
