"""Pages of the library for those who work here: read, write, approve, publish. Source: F8, D12."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from evenhand_service.accounts.access import needs
from evenhand_service.accounts.queries import may, permissions_of
from evenhand_service.commissioning.choosing import findings_of_area, thread_of
from evenhand_service.commissioning.contracts.queries import areas_for
from evenhand_service.commissioning.enums import PracticeState
from evenhand_service.commissioning.finding import may_change
from evenhand_service.commissioning.library import forms, operations, presenters, queries
from evenhand_service.commissioning.machines import PRACTICE
from evenhand_service.commissioning.models import Practice
from evenhand_service.commissioning.moves import steps_for
from evenhand_service.commissioning.pages import buttons, form_page, library_crumb, links
from evenhand_service.common.meanwhile import hold
from evenhand_service.monitoring.findings.areas import area_for
from evenhand_service.organisations import answers
from evenhand_service.organisations.words import name_of
from evenhand_service.plan.models import Action

both = require_http_methods(["GET", "HEAD", "POST"])
_WORDS = ("language", "title", "done", "where", "came_of_it", "lessons")


def _to(name: str, one: Any) -> str:
    return reverse(f"commissioning:{name}", args=[one.pk])


def found_entry(request: HttpRequest, pk: UUID, *, draft: bool = False) -> Practice:
    """Return an entry that the person may read, or may change; for others it is not there."""
    if draft:
        hold(request, Practice, pk)
    rows = queries.practices_for(request.user).select_related("thread", "action__area")
    one = rows.filter(pk=pk).first()
    if one is None or (draft and not may_change(request.user, one)):
        raise Http404
    return one


@require_safe
@needs("see-plan")
def list_practices(request: HttpRequest) -> HttpResponse:
    """The library, by words in English and Welsh, step, characteristic and state."""
    form = forms.LibrarySearch(request.GET, used=queries.used_in(queries.practices_for(request.user)))
    page = answers.paged(request, queries.practices_for(request.user, **form.wanted()))
    ways = [
        (
            _("Write an entry for %(area)s") % {"area": name_of(one)},
            reverse("commissioning:write-practice", args=[one.code]),
        )
        for one in areas_for(request.user, "edit-library")
    ]
    ways.append((_("Bulletins"), reverse("commissioning:list-bulletins")))
    shown = presenters.practice_list(page.object_list, ways)
    return answers.listing(request, shown, form=form, page=page)


@require_safe
@needs("see-plan")
def show_practice(request: HttpRequest, practice_id: UUID) -> HttpResponse:
    """One entry in every language it has."""
    one = found_entry(request, practice_id)
    steps = steps_for(request.user, one, PRACTICE)
    ways = []
    if one.state == PracticeState.DRAFT and may_change(request.user, one):
        ways += [
            (_("Change what it is about"), _to("change-practice", one)),
            (_("Words in a language"), _to("write-practice-words", one)),
        ]
    if one.state == PracticeState.APPROVED and may(request.user, "approve-practice", area=one.area_id):
        ways.append((_("Choose what is public"), _to("publish-practice", one)))
    if one.state == PracticeState.APPROVED and "edit-plan" in permissions_of(request.user):
        ways.append((_("Say which action it inspired"), _to("say-what-it-inspired", one)))
    ways += links(steps, {verb: _because(one, verb) for verb in ("return", "withdraw")})
    public = one.published.filter(withdrawn_at=None).first()
    shown = presenters.practice_page(
        one,
        public=public,
        links=ways,
        steps=buttons(steps, _to("move-practice", one), ("submit", "approve", "reopen")),
        evidence=_evidence(one),
        inspired=queries.inspired_by(request.user, one),
    )
    return answers.detail(request, shown)


def _because(one: Practice, verb: str) -> str:
    return reverse("commissioning:say-why-practice", args=[one.pk, verb])


def _evidence(one: Practice) -> list[tuple[str, str]]:
    found = []
    if one.thread:
        found.append(
            (_("The finding it began from"), reverse("monitoring:show-finding", args=[one.thread_id]))
        )
    if one.evidence_address:
        found.append((one.evidence_address, one.evidence_address))
    return found


def _choices(user: Any, area: Any, one: Practice | None = None) -> dict[str, Any]:
    """What an entry can begin from and be; what it has stays on offer, though no newest release has that finding."""
    rows = Action.objects.visible_to(user).filter(area=area).order_by("plan", "position")[:200]
    actions = [(str(each.pk), _named(each)) for each in rows]
    findings = findings_of_area(user, area)
    if one and one.action and str(one.action_id) not in dict(actions):
        actions.append((str(one.action_id), _named(one.action)))
    if one and one.thread and str(one.thread_id) not in dict(findings):
        findings.append((str(one.thread_id), str(_("The finding it began from"))))
    return {"findings": findings, "actions": actions}


def _named(action: Action) -> str:
    return f"{action.reference} {action.wording[:80]}".strip()


def _fields(user: Any, told: dict[str, Any]) -> dict[str, Any]:
    chosen = told.pop("action")
    told["thread"] = thread_of(user, told.pop("finding"))
    told["action"] = Action.objects.visible_to(user).filter(pk=chosen).first() if chosen else None
    return told


@both
@needs("edit-library")
def write_practice(request: HttpRequest, code: str) -> HttpResponse:
    """Begin an entry."""
    area = area_for(request.user, code, "edit-library")
    form = forms.NewForm(request.POST or None, **_choices(request.user, area))

    def do(told: dict[str, Any]) -> str:
        words = {name: told.pop(name) for name in _WORDS}
        told.pop("version")
        made = operations.write_practice(
            area=area,
            person=request.user,
            language=words.pop("language"),
            words=words,
            now=timezone.now(),
            **_fields(request.user, told),
        )
        return presenters.address(made)

    return form_of(
        request,
        form,
        do,
        library_crumb()[1],
        title=_("Write an entry for %(area)s") % {"area": name_of(area)},
        done=_("The entry is a draft. Offer it to the library when it is ready."),
    )


def form_of(
    request: HttpRequest, form: Any, do: Any, back: str, *, title: str, done: str, changes: bool = False
) -> HttpResponse:
    """Answer with a form about an entry."""
    return form_page(
        request,
        form,
        title=title,
        button=_("Save"),
        back=back,
        crumbs=[library_crumb()],
        do=do,
        done=done,
        changes=changes,
    )


@both
@needs("edit-library")
def change_practice(request: HttpRequest, practice_id: UUID) -> HttpResponse:
    """Change what an entry is about."""
    one = found_entry(request, practice_id, draft=True)
    names = (
        "stage",
        "characteristic",
        "group",
        "evidence_address",
        "contact_name",
        "contact_email",
        "version",
    )
    initial = {name: getattr(one, name) for name in names}
    initial |= {"finding": str(one.thread_id or ""), "action": str(one.action_id or "")}
    form = forms.FieldsForm(request.POST or None, initial=initial, **_choices(request.user, one.area, one))

    def do(told: dict[str, Any]) -> str:
        operations.change_practice(practice=one, **_fields(request.user, told))
        return presenters.address(one)

    back = presenters.address(one)
    return form_of(
        request, form, do, back, title=_("Change what it is about"), done=_("The entry was changed.")
    )


@both
@needs("edit-library")
def write_words(request: HttpRequest, practice_id: UUID) -> HttpResponse:
    """Write an entry's words in one language; those it has in that language are replaced."""
    one = found_entry(request, practice_id, draft=True)
    language = request.GET.get("language", "")
    held = next((each for each in one.words.all() if each.language == language), None)
    initial = {name: getattr(held, name) for name in _WORDS} if held else {"language": language}
    form = forms.WordsForm(request.POST or None, initial=initial)

    def do(told: dict[str, Any]) -> str:
        operations.write_words(practice=one, language=told.pop("language"), words=told)
        return presenters.address(one)

    back = presenters.address(one)
    title, done = _("Words in a language"), _("The words were saved.")
    return form_of(request, form, do, back, title=title, done=done, changes=True)
