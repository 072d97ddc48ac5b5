"""Organisations as pages show them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from evenhand_service.organisations.areas.presenters import address as area_address
from evenhand_service.organisations.areas.presenters import home
from evenhand_service.organisations.kinds import words_of
from evenhand_service.organisations.models import Organisation
from evenhand_service.organisations.page_parts import Detail, Listing, Section, Step, Table
from evenhand_service.organisations.words import name_of, span


def address(one: Organisation) -> str:
    """Return the address of an organisation's page."""
    return reverse("organisations:show-organisation", args=[one.pk])


def all_organisations() -> tuple[str, str]:
    """Return the way back to the list."""
    return (_("Organisations"), reverse("organisations:list-organisations"))


def organisation_list(found: Iterable[Any], *, may_add: bool) -> Listing:
    """Return the list of organisations."""
    rows = [
        [
            {"text": name_of(one), "href": address(one)},
            words_of("organisation_kinds", one.kind),
            {"text": name_of(one.area), "href": area_address(one.area)},
            one.number_of_teams,
        ]
        for one in found
    ]
    return Listing(
        title=_("Organisations"),
        lead=_(
            "Who works in the partnership: services, police, prisons, community organisations and others."
        ),
        table=Table(
            caption=_("Organisations"),
            head=[_("Organisation"), _("Kind"), _("Area"), {"text": _("Teams"), "numeric": True}],
            rows=rows,
            empty=_("No organisation fits. Clear the filters, or add it."),
        ),
        links=[(_("Add an organisation"), reverse("organisations:add-organisation"))] if may_add else [],
        breadcrumbs=[home()],
    )


def organisation_page(one: Organisation, *, today: date, may_change: bool) -> Detail:
    """Return the page of one organisation."""
    warnings = []
    if not one.runs_on(today):
        warnings.append(
            _("This organisation is not there today: %(when)s.") % {"when": span(one.starts, one.ends)}
        )
    facts = [
        (_("Kind"), [words_of("organisation_kinds", one.kind)]),
        (_("Area"), [f"{name_of(one.area)} ({one.area.code})"]),
        (_("Side"), [_("Justice: sees no care data and no characteristics") if one.is_justice else _("Any")]),
        (_("Dates"), [span(one.starts, one.ends)]),
    ]
    teams = Section(
        title=_("Teams"),
        table=Table(
            caption=_("Teams"),
            head=[_("Team"), _("Last day")],
            rows=[[team.name, span(None, team.ends) if team.ends else ""] for team in one.teams.all()],
            empty=_("No teams yet."),
        ),
    )
    links = []
    if may_change:
        links = [
            (_("Change"), reverse("organisations:change-organisation", args=[one.pk])),
            (_("Add a team"), reverse("organisations:add-team", args=[one.pk])),
            (_("End"), reverse("organisations:end-organisation", args=[one.pk])),
        ]
    return Detail(
        title=name_of(one),
        warnings=warnings,
        facts=facts,
        sections=[teams],
        links=links,
        steps=_steps(one) if may_change else [],
        breadcrumbs=[home(), all_organisations()],
    )


def _steps(one: Organisation) -> list[Step]:
    return [
        Step(
            text=_("End the team %(name)s") % {"name": team.name},
            address=reverse("organisations:end-team", args=[one.pk]),
            value=str(team.pk),
        )
        for team in one.teams.all()
        if team.ends is None
    ]
