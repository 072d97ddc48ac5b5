"""Pages on which whoever made a next step changes or withdraws it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import now
from django.utils.translation import gettext as _

from evenhand_service.accounts.access import needs
from evenhand_service.monitoring.findings import changing_steps
from evenhand_service.monitoring.findings.forms import ChangeActionForm, WithdrawActionForm
from evenhand_service.monitoring.findings.operations import NotAllowed
from evenhand_service.monitoring.findings.rules import may_change_step
from evenhand_service.monitoring.findings.writing import back_to, either, form_page, opened_for
from evenhand_service.monitoring.models import ActionSeed, FindingThread


@needs("make-action")
@either
def change_action(request: HttpRequest, thread: UUID, seed: UUID) -> HttpResponse:
    """Change the words, the lead or the day of one's own next step."""
    found = opened_for(request, thread, "make-action")
    held = _own(request, found, seed)
    given = {name: getattr(held, name) for name in ("wording", "lang", "lead_name", "due_date", "version")}
    form = ChangeActionForm(request.POST or None, initial=given)
    words = {
        "title": _("Change a next step"),
        "button": _("Save the next step"),
        "kept": _("What it said before stays with it."),
    }
    done = _("The next step was changed. What it said before stays with it.")
    return _answer(request, found, held, form, changing_steps.change_action, done, words)


@needs("make-action")
@either
def withdraw_action(request: HttpRequest, thread: UUID, seed: UUID) -> HttpResponse:
    """Withdraw one's own next step, with the reason."""
    found = opened_for(request, thread, "make-action")
    held = _own(request, found, seed)
    form = WithdrawActionForm(request.POST or None, initial={"version": held.version})
    words = {
        "title": _("Withdraw a next step"),
        "button": _("Withdraw the next step"),
        "kept": _("It stays on the finding's page as withdrawn, with your reason, and counts no longer."),
    }
    done = _("The next step is withdrawn. It stays on record, with your reason.")
    return _answer(request, found, held, form, changing_steps.withdraw_action, done, words)


def _own(request: HttpRequest, thread: FindingThread, seed: UUID) -> ActionSeed:
    found = ActionSeed.objects.visible_to(request.user).filter(pk=seed, thread=thread).first()
    if found is None:
        raise Http404
    if found.made_by_id != request.user.pk:
        raise PermissionDenied
    return found


def _answer(
    request: HttpRequest,
    thread: FindingThread,
    held: ActionSeed,
    form: Any,
    change: Any,
    done: str,
    words: dict[str, str],
) -> HttpResponse:
    if form.is_valid():
        try:
            change(step=held, person=request.user, now=now(), **form.cleaned_data)
        except NotAllowed as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, done)
            return back_to(thread, "actions")
    late = not may_change_step(held, person=request.user.pk)
    more = {"template": "monitoring/findings/step.jinja", "held": held, "late": late, **words}
    return form_page(request, thread, form, **more)
