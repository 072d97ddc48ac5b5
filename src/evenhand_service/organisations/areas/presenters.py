"""Areas as pages show them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from evenhand_service.common.templating.dates import day
from evenhand_service.organisations.models import Area
from evenhand_service.organisations.page_parts import Detail, Listing, Section, Table
from evenhand_service.organisations.words import name_of, span


def home() -> tuple[str, str]:
    """Return the way back to the partnership's first page."""
    return (_("Partnership"), reverse("organisations:home"))


def address(area: Area) -> str:
    """Return the address of an area's page."""
    return reverse("organisations:show-area", args=[area.code])


def area_list(areas: Iterable[Any]) -> Listing:
    """Return the list of areas."""
    rows = [
        [
            {"text": name_of(one), "href": address(one)},
            one.code,
            str(one.get_level_display()),
            name_of(one.parent) if one.parent else "",
            standing_words(one),
            one.number_of_organisations,
        ]
        for one in areas
    ]
    head = [_("Area"), _("Code"), _("Kind of place"), _("Lies in"), _("Standing")]
    return Listing(
        title=_("Areas"),
        lead=_("Places with the codes of the Office for National Statistics, or codes of their own."),
        table=Table(
            caption=_("Areas"),
            head=[*head, {"text": _("Organisations"), "numeric": True}],
            rows=rows,
            empty=_("No area fits. Clear the filters, or look for part of the name."),
        ),
        breadcrumbs=[home()],
    )


def standing_words(area: Area) -> str:
    """Return an area's standing and since when; '' where nobody said."""
    if not area.standing:
        return ""
    return f"{area.get_standing_display()} · {span(area.standing_from, None)}"


def area_page(area: Area, *, inside: list[Area], after: list[Area], today: date, may_change: bool) -> Detail:
    """Return the page of one area."""
    warnings = []
    if not area.in_force(today):
        told = ", ".join(f"{name_of(one)} ({one.code})" for one in after)
        warnings.append(
            _("This code ended on %(day)s. After it: %(codes)s.") % {"day": day(area.ends), "codes": told}
            if told
            else _("This code is not in force today.")
        )
    facts = [
        (_("Code"), [area.code]),
        (_("Kind of place"), [str(area.get_level_display())]),
        (_("Lies in"), [name_of(area.parent) if area.parent else _("Nothing larger")]),
        (_("Standing"), [standing_words(area) or _("Not known")]),
        (_("Code in force"), [span(area.starts, area.ends)]),
    ]
    within = Section(
        title=_("Areas within"),
        links=[(f"{name_of(one)} ({one.code})", address(one)) for one in inside],
    )
    organisations = f"{reverse('organisations:list-organisations')}?area={area.code}"
    links = [(_("Organisations here"), organisations)]
    if may_change:
        links.append((_("Change standing"), reverse("organisations:change-area", args=[area.code])))
    return Detail(
        title=name_of(area),
        warnings=warnings,
        facts=facts,
        sections=[within] if inside else [],
        links=links,
        breadcrumbs=[home(), (_("Areas"), reverse("organisations:list-areas"))],
    )
