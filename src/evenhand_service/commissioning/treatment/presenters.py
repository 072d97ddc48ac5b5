"""Treatment plans and specifications as pages show them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from evenhand_service.commissioning.pages import plans_crumb
from evenhand_service.commissioning.words import characteristic_words, stage_words, stages_words
from evenhand_service.common.templating.dates import day
from evenhand_service.monitoring.findings.presenters.words import language
from evenhand_service.monitoring.needs.sections import section
from evenhand_service.organisations.kinds import words_of
from evenhand_service.organisations.page_parts import Detail, Listing, Section, Step, Table, Words
from evenhand_service.organisations.words import name_of

Link = tuple[str, str]
COLOURS = {"draft": "yellow", "agreed": "green", "replaced": "grey", "ended": "grey"}


def address(plan: Any) -> str:
    """Return the address of a treatment plan's page."""
    return reverse("commissioning:show-treatment-plan", args=[plan.pk])


def specification_address(one: Any) -> str:
    """Return the address of a specification's page."""
    return reverse("commissioning:show-specification", args=[one.pk])


def plan_list(rows: Iterable[Any], links: Sequence[Link]) -> Listing:
    """Return the list of treatment plans."""
    told = [
        [
            {"text": one.title, "href": address(one), "lang": one.lang},
            one.financial_year,
            name_of(one.area),
            str(one.get_state_display()),
            one.how_many,
        ]
        for one in rows
    ]
    head: list[Any] = [_("Title"), _("Year"), _("Area"), _("State")]
    return Listing(
        title=_("Treatment plans"),
        lead=_("What each partnership puts first in a year, from its needs assessment."),
        table=Table(
            caption=_("Treatment plans"),
            head=[*head, {"text": _("Priorities"), "numeric": True}],
            rows=told,
            empty=_("There is no treatment plan to read yet."),
        ),
        links=links,
    )


def plan_page(
    plan: Any,
    *,
    priorities: Iterable[Any],
    said: Mapping[Any, str],
    specifications: Iterable[Any],
    links: Sequence[Link],
    steps: Sequence[Step],
) -> Detail:
    """Return the page of a treatment plan. `said` holds the short statement of each finding's thread."""
    needs = plan.needs
    facts = [
        (_("Area"), [name_of(plan.area)]),
        (_("Year"), [plan.financial_year]),
        (
            _("Rests on"),
            [
                _("Needs assessment agreed on %(day)s") % {"day": day(needs.agreed_at)}
                if needs
                else _("None yet")
            ],
        ),
    ]
    if plan.agreed_at:
        told = {"name": plan.agreed_by_name, "day": day(plan.agreed_at)}
        facts.append((_("Agreed by"), [_("%(name)s on %(day)s") % told]))
    ways = list(links)
    if needs:
        ways.append(
            (
                _("The needs assessment"),
                reverse("monitoring:show-agreed-needs", args=[plan.area.code, needs.number]),
            )
        )
    return Detail(
        title=plan.title,
        title_language=plan.lang,
        tag=(str(plan.get_state_display()), COLOURS[plan.state]),
        facts=facts,
        before=[Section(title=_("Introduction"), words=[Words(text=plan.introduction, language=plan.lang)])]
        if plan.introduction
        else [],
        sections=[
            *(_priority(one, said) for one in priorities),
            Section(
                title=_("Specifications"),
                table=Table(
                    caption=_("Specifications"),
                    head=[_("Title"), _("Priority"), _("State")],
                    rows=[_specified(one) for one in specifications],
                    empty=_("None yet, or none is yours to see."),
                ),
            ),
        ],
        links=ways,
        steps=steps,
        breadcrumbs=[plans_crumb()],
    )


def _specified(one: Any) -> list[Any]:
    return [
        {"text": one.title, "href": specification_address(one), "lang": one.lang},
        str(one.priority.position) if one.priority else "–",
        str(one.get_state_display()),
    ]


def about_words(one: Any) -> str:
    """Return step, characteristic and group in one line."""
    parts = [
        stage_words(one.stage) if one.stage else "",
        characteristic_words(one.characteristic) if one.characteristic else "",
        one.group,
    ]
    return " · ".join(part for part in parts if part)


def _priority(one: Any, said: Mapping[Any, str]) -> Section:
    part = section(one.section) if one.section else None
    from_needs = _("From the needs assessment: %(part)s.") % {"part": part.titled(language())} if part else ""
    return Section(
        title=_("Priority %(number)s") % {"number": one.position},
        lead=" · ".join(text for text in (about_words(one), from_needs) if text),
        words=[Words(text=one.wording, language=one.lang)],
        links=[
            (
                said.get(answered.thread_id, _("A finding of an earlier release")),
                reverse("monitoring:show-finding", args=[answered.thread_id]),
            )
            for answered in one.answered.all()
        ],
    )


def specification_page(
    one: Any, *, contracts: Iterable[Any], links: Sequence[Link], steps: Sequence[Step]
) -> Detail:
    """Return the page of a specification, with the contracts that rest on it."""
    facts = [
        (_("Offers"), [words_of("service_offers", code) for code in one.offers] or [_("Not said")]),
        (_("Steps"), [stages_words(one.stages) or _("Not said")]),
    ]
    if one.agreed_at:
        told = {"name": one.agreed_by_name, "day": day(one.agreed_at)}
        facts.append((_("Agreed by"), [_("%(name)s on %(day)s") % told]))
    held = [
        (f"{each.reference}: {each.title}", reverse("commissioning:show-contract", args=[each.pk]))
        for each in contracts
    ]
    return Detail(
        title=one.title,
        title_language=one.lang,
        tag=(str(one.get_state_display()), COLOURS[one.state]),
        facts=facts,
        sections=[
            Section(title=_("What the service does"), words=[Words(text=one.wording, language=one.lang)]),
            Section(
                title=_("What it asks for equality"),
                lead="" if one.equality_wording else _("Nothing yet. It cannot be agreed without."),
                words=[Words(text=one.equality_wording, language=one.lang)],
            ),
            Section(title=_("Contracts that rest on it"), links=held, lead="" if held else _("None yet.")),
        ],
        links=links,
        steps=steps,
        breadcrumbs=[plans_crumb()],
    )
