"""Pages of an action: its whole story, writing it, two people at once."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from evenhand_service.accounts.access import needs
from evenhand_service.accounts.queries import may, permissions_of
from evenhand_service.monitoring.findings.areas import area_name
from evenhand_service.monitoring.models import Explanation
from evenhand_service.organisations.models import Organisation
from evenhand_service.plan import answering, rules
from evenhand_service.plan.effects.presenters import happened_to
from evenhand_service.plan.enums import LinkKind, OriginKind
from evenhand_service.plan.forms.actions import ActionForm, CommentForm, SaidForm, given_of
from evenhand_service.plan.models import Action, Plan
from evenhand_service.plan.operations import actions
from evenhand_service.plan.operations.actions import Answers
from evenhand_service.plan.operations.faults import ChangedMeanwhile, NotAllowed
from evenhand_service.plan.presenters import action as shown
from evenhand_service.plan.presenters import table
from evenhand_service.plan.presenters.words import colour_of, language
from evenhand_service.plan.queries import listing
from evenhand_service.plan.queries.finding import action_for, may_change, people_of
from evenhand_service.plan.queries.story import story_of
from evenhand_service.plan.queries.tracked import stand_on
from evenhand_service.plan.views.opening import (
    action_crumbs,
    crumbs,
    either,
    form_page,
    open_action,
    open_plan,
)


@needs("see-plan")
@require_safe
def show_action(request: HttpRequest, action: UUID) -> HttpResponse:
    """One action with its whole story: finding, explanation, action, progress, evidence, what should move."""
    return action_page(request, action_for(request.user, action))


def action_page(
    request: HttpRequest, action: Action, *, progress: Any = None, comment: Any = None, status: int = 200
) -> HttpResponse:
    """Draw an action's page, with a form that has to be mended where there is one."""
    user, today = request.user, timezone.localdate()
    action = (
        listing.with_all(Action.objects.filter(pk=action.pk)).select_related("plan__area", "thread").get()
    )
    story = story_of(user, action, whole_log=request.GET.get("log") == "all")
    stands = stand_on([action], today, language=language())[action.pk]
    told = happened_to(user, story.indicators)
    context = {
        "action": action,
        "area_name": area_name(action.area),
        "standing": stands.state.label,
        "colour": colour_of(stands.state),
        "why": table.why_of(action, stands),
        "facts": shown.facts(action),
        "finding": shown.finding(story),
        "story": story,
        "milestones": shown.milestones(action, today),
        "log": [shown.entry(one) for one in story.progress],
        "evidence": shown.evidence(story, today),
        "indicators": [shown.indicator(one) | {"happened": told[one.pk]} for one in story.indicators],
        "links": [link for link in action.waits_for.all() if not link.settled_at],
        "waits": [
            link.on
            for link in action.waits_for.all()
            if link.on and link.kind == LinkKind.DEPENDS and not link.settled_at
        ],
        "may": _may(user, action),
        "progress_form": progress or SaidForm(initial={"lang": language()}),
        "comment_form": comment or CommentForm(initial={"lang": language()}),
        "has_errors": progress is not None or comment is not None,
        "language_code": language(),
        "breadcrumbs": crumbs(action.plan),
    }
    return render(request, "plan/action.jinja", context, status=status)


def _may(user: Any, action: Action) -> dict[str, bool]:
    """What the person may do with an action: asked for its own area, one question for each they hold at all."""
    held = permissions_of(user)
    here = {
        name: name in held and may(user, name, area=action.area_id)
        for name in ("edit-plan", "confirm-action", "comment", "hide-comment")
    }
    changes = may_change(user, action)
    leads = list(action.leads.all())
    named = any(one.user_id == user.pk and one.part == "confirmer" for one in leads)
    return {
        "edit": here["edit-plan"],
        "log": changes,
        "confirm": (here["confirm-action"] or named) and not rules.leads_it(leads, user.pk),
        "decide": here["confirm-action"],
        "comment": here["comment"],
        "hide": here["hide-comment"],
    }


@needs("edit-plan")
@either
def add_action(request: HttpRequest, plan: UUID) -> HttpResponse:
    """Take an action into a plan."""
    found = open_plan(request, plan)
    themes = listing.themes_of(request.user, found)
    if not themes:
        messages.info(request, _("A plan needs a theme before its first action."))
        return redirect("plan:add-theme", found.pk)
    tested = _to_test(request, found)
    given = {
        "lang": tested.lang if tested else found.lang or language(),
        "wording": tested.words if tested else "",
    }
    form = ActionForm(request.POST or None, initial=given, themes=themes)
    if form.is_valid():
        told = form.changes() | _brought(tested)
        try:
            made = actions.add_action(
                plan=found,
                person=request.user,
                leads=typed_leads(request.user, form, found),
                depends_on=form.waits_for() or None,
                now=timezone.now(),
                **told,
            )
        except NotAllowed as why:
            form.add_error("reference", str(why))
        else:
            messages.success(request, _("The action is in the plan."))
            return redirect("plan:show-action", made.pk)
    back = reverse("plan:show-plan", args=[found.pk])
    return form_page(
        request, "plan/write.jinja", form, title=_("Add an action"), back=back, breadcrumbs=crumbs(found)
    )


def _to_test(request: HttpRequest, plan: Plan) -> Explanation | None:
    """The explanation that the action is to put to the test, where the address names one of the area."""
    wanted = str(request.GET.get("explanation", ""))
    if not wanted:
        return None
    try:
        rows = Explanation.objects.visible_to(request.user).select_related("thread")
        found = rows.filter(pk=UUID(wanted), area_id=plan.area_id).first()
    except ValueError:
        found = None
    if found is None:
        raise Http404
    return found


def _brought(tested: Explanation | None) -> dict[str, Any]:
    """What an explanation brings along: its finding, and what that is about."""
    if tested is None:
        return {}
    about = {name: getattr(tested.thread, name) for name in ("stage", "characteristic", "group")}
    return about | {"origin": OriginKind.FINDING, "thread": tested.thread, "explanation": tested}


def typed_leads(user: Any, form: ActionForm, plan: Plan, before: Any = ()) -> list[Answers]:
    """Return who answers for an action as the form has it, tied to bodies and people of the area where names agree."""
    bodies = list(Organisation.objects.filter(area_id=plan.area_id))
    people = people_of(user, plan.area_id, today=timezone.localdate())
    found = []
    for part, name in answering.PARTS:
        rows = answering.typed(
            form.cleaned_data[name], part, before=list(before), bodies=bodies, people=people
        )
        found += [Answers(**one) for one in rows]
    return found


@needs("edit-plan")
@either
def change_action(request: HttpRequest, action: UUID) -> HttpResponse:
    """Change an action; whoever comes second is shown both texts, and loses nothing that they typed."""
    found = open_action(request, action, "edit-plan")
    found = listing.with_all(Action.objects.filter(pk=found.pk)).select_related("plan__area").get()
    themes = listing.themes_of(request.user, found.plan)
    form = ActionForm(request.POST or None, initial=given_of(found), themes=themes)
    meanwhile = None
    if form.is_valid():
        try:
            actions.change_action(
                action=found,
                person=request.user,
                version=form.cleaned_data["version"] or 0,
                changes=form.changes(),
                leads=typed_leads(request.user, form, found.plan, found.leads.all()),
                depends_on=form.waits_for() if "depends_on" in form.changed_data else None,
                now=timezone.now(),
            )
        except ChangedMeanwhile as why:
            meanwhile = _meanwhile(form, found, why)
        except NotAllowed as why:
            form.add_error("reference", str(why))
        else:
            messages.success(request, _("The action is saved."))
            return _back(request, found)
    return form_page(
        request,
        "plan/write.jinja",
        form,
        status=409 if meanwhile else 0,
        title=_("Change an action"),
        back=reverse("plan:show-action", args=[found.pk]),
        meanwhile=meanwhile,
        breadcrumbs=action_crumbs(found),
    )


def _back(request: HttpRequest, action: Action) -> HttpResponse:
    if request.POST.get("back") == "table":
        return redirect(f"{reverse('plan:show-plan', args=[action.plan_id])}#row-{action.pk}")
    return redirect("plan:show-action", action.pk)


def _meanwhile(form: ActionForm, action: Action, why: ChangedMeanwhile) -> dict[str, Any]:
    """Both texts side by side; the form is now upon the version that stands, and saves over it when sent again."""
    now = listing.with_all(Action.objects.filter(pk=action.pk)).get()
    stands, typed = given_of(now), form.cleaned_data
    form.add_error(None, str(why))
    form.data = form.data.copy()
    form.data["version"] = str(now.version)
    named = {"theme": dict(form.fields["theme"].choices), "aim": dict(form.fields["aim"].choices)}  # type: ignore[attr-defined]
    rows = [
        {
            "name": form.fields[name].label,
            "now": _said(stands[name], named.get(name)),
            "yours": _said(typed[name], named.get(name)),
        }
        for name in stands
        if name not in ("version", "lang") and _lines(stands[name]) != _lines(typed[name])
    ]
    return {"by": now.changed_by_name, "at": now.changed_at, "rows": rows}


def _lines(value: Any) -> list[str]:
    """What stands in a field, however a browser ends its lines."""
    return [one.strip() for one in str(value or "").strip().splitlines()]


def _said(value: Any, names: dict[str, Any] | None) -> str:
    return str(names.get(value, "")) if names is not None else str(value or "–")
