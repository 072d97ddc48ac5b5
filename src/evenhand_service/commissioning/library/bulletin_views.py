"""Bulletins: put together, read, sent out, taken as an e-mail file."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evenhand_service.accounts.access import anybody, needs
from evenhand_service.commissioning.contracts.queries import areas_for
from evenhand_service.commissioning.finding import found_for
from evenhand_service.commissioning.library import bulletins, forms, operations, presenters, queries
from evenhand_service.commissioning.machines import BULLETIN
from evenhand_service.commissioning.models import Bulletin
from evenhand_service.commissioning.moves import steps_for
from evenhand_service.commissioning.pages import asked_step, buttons, form_page, library_crumb, plain_list
from evenhand_service.monitoring.findings.areas import area_for
from evenhand_service.monitoring.findings.presenters.words import language
from evenhand_service.organisations import answers
from evenhand_service.organisations.words import name_of

both = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@needs("see-plan")
def list_bulletins(request: HttpRequest) -> HttpResponse:
    """Bulletins that somebody may read."""
    page = answers.paged(request, queries.bulletins_for(request.user))
    ways = [
        (
            _("Put a bulletin of %(area)s together") % {"area": name_of(one)},
            reverse("commissioning:make-bulletin", args=[one.code]),
        )
        for one in areas_for(request.user, "approve-practice")
    ]
    shown = presenters.bulletin_list(page.object_list, ways)
    return plain_list(request, shown, page)


@both
@needs("approve-practice")
def make_bulletin(request: HttpRequest, code: str) -> HttpResponse:
    """Put a bulletin together of what became public between two days."""
    area = area_for(request.user, code, "approve-practice")
    form = forms.BulletinForm(request.POST or None)

    def do(told: dict[str, Any]) -> str:
        found = queries.new_between(told["first_day"], told["last_day"], area)
        made = operations.make_bulletin(
            area=area,
            person=request.user,
            body=bulletins.content_of(found),
            now=timezone.now(),
            **told,
        )
        return presenters.bulletin_address(made)

    return form_page(
        request,
        form,
        title=_("Put a bulletin of %(area)s together") % {"area": name_of(area)},
        button=_("Put it together"),
        back=reverse("commissioning:list-bulletins"),
        crumbs=[library_crumb()],
        do=do,
        done=_("The bulletin is a draft. Read it, then send it out."),
        lead=_("It holds what became public in these days: good practice, figures, plans."),
    )


@require_safe
@anybody
def show_bulletin(request: HttpRequest, bulletin_id: UUID) -> HttpResponse:
    """One bulletin: one that was sent out for anybody, a draft for those who make them."""
    one = found_for(request.user, Bulletin, bulletin_id, "area")
    steps = steps_for(request.user, one, BULLETIN)
    told = {
        "bulletin": bulletins.shown(one, language()),
        "state": (str(one.get_state_display()), presenters.ISSUED[one.state]) if steps else None,
        "steps": buttons(steps, _to("move-bulletin", one), ("issue", "withdraw")),
        "files": [
            (_("As an e-mail in English"), reverse("commissioning:take-bulletin", args=[one.pk, "en"])),
            (_("As an e-mail in Welsh"), reverse("commissioning:take-bulletin", args=[one.pk, "cy"])),
        ],
        "breadcrumbs": [(_("Good practice"), reverse("commissioning:list-public-practices"))],
    }
    return render(request, "commissioning/bulletin.jinja", told)


def _to(name: str, one: Bulletin) -> str:
    return reverse(f"commissioning:{name}", args=[one.pk])


@require_safe
@anybody
def take_bulletin(request: HttpRequest, bulletin_id: UUID, language: str) -> HttpResponse:
    """A bulletin as an e-mail file in text and HTML."""
    one = found_for(request.user, Bulletin, bulletin_id, "area")
    if language not in bulletins.LANGUAGES:
        raise Http404
    site = request.build_absolute_uri("/")
    response = HttpResponse(bulletins.email_of(one, language, site=site), content_type="message/rfc822")
    name = f"bulletin-{one.last_day.isoformat()}-{language}.eml"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_POST
@needs("approve-practice")
def move_bulletin(request: HttpRequest, bulletin_id: UUID) -> HttpResponse:
    """Send a bulletin out, or take it back."""
    one = found_for(request.user, Bulletin, bulletin_id, "area")
    verb = asked_step(request, ("issue", "withdraw"))

    def do() -> None:
        if verb == "issue":
            operations.issue_bulletin(bulletin=one, person=request.user, now=timezone.now())
        else:
            operations.withdraw_bulletin(bulletin=one, person=request.user)

    return answers.step(request, do=do, back=presenters.bulletin_address(one), done=_("The step was taken."))
