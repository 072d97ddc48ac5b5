"""The map of loops for pages: counts, filters, rows, a row for each area, a file to take away."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from evenhand_service.monitoring.findings.areas import area_name
from evenhand_service.plan.loops.queries import Loop
from evenhand_service.plan.loops.rules import CLOSED, Reach
from evenhand_service.plan.presenters.words import about

_COLOURS = {
    Reach.NO_ACTION: "red",
    Reach.NO_FIGURE: "yellow",
    Reach.NOT_JUDGED: "grey",
    Reach.CANNOT_TELL: "yellow",
    Reach.DID_NOT: "orange",
    Reach.MOVED_AWAY: "red",
    Reach.MOVED: "green",
}


def reach_words(reach: str) -> str:
    """Return how far a loop has come, in words."""
    return {
        Reach.NO_ACTION: _("Stops at the finding: no action"),
        Reach.NO_FIGURE: _("Stops at the action: no figure promised"),
        Reach.NOT_JUDGED: _("Promised, not yet judged"),
        Reach.CANNOT_TELL: _("Judged: cannot be told"),
        Reach.DID_NOT: _("Closed: did not move"),
        Reach.MOVED_AWAY: _("Closed: moved the other way"),
        Reach.MOVED: _("Closed: moved towards the target"),
    }[Reach(reach)]


def narrowed(loops: Iterable[Loop], asked: Mapping[str, str]) -> list[Loop]:
    """Return the loops that filters leave."""
    found = list(loops)
    for name in ("characteristic", "stage", "reach"):
        if asked[name]:
            found = [one for one in found if getattr(one, name) == asked[name]]
    if asked["unasked"]:
        found = [one for one in found if not one.is_asked_for]
    return found


def counts(loops: Sequence[Loop], here: str) -> list[dict[str, Any]]:
    """Return how many loops have come how far, each with the list that it counts."""
    rows = [
        {
            "text": reach_words(reach),
            "colour": _COLOURS[reach],
            "number": sum(one.reach == reach for one in loops),
            "href": f"{here}?reach={reach.value}",
        }
        for reach in Reach
    ]
    unasked = {one.action for one in loops if not one.is_asked_for}
    rows.append(
        {
            "text": _("Actions that no finding or recommendation asked for"),
            "colour": "purple",
            "number": len(unasked),
            "href": f"{here}?unasked=on",
        }
    )
    return rows


def closed(loops: Iterable[Loop]) -> int:
    """Return how many loops are closed."""
    return sum(one.reach in CLOSED for one in loops)


def row(one: Loop, places: Mapping[UUID, Any]) -> dict[str, Any]:
    """Return a loop link by link."""
    place = places.get(one.area)
    what = " · ".join(about(part) for part in (one.stage, one.characteristic, one.group) if part)
    return {
        "area": area_name(place) if place else "",
        "finding": what if one.thread else "",
        "about": what,
        "finding_href": reverse("monitoring:show-finding", args=[one.thread]) if one.thread else "",
        "is_gone": one.thread is not None and not one.is_current,
        "is_recommended": one.is_recommended,
        "is_asked_for": one.is_asked_for,
        "explanations": one.explanations,
        "tested": one.tested,
        "action": f"{one.reference} {one.wording}".strip(),
        "action_href": reverse("plan:show-action", args=[one.action]) if one.action else "",
        "lang": one.lang,
        "has_figure": one.figure is not None,
        "is_promised": one.reach not in (Reach.NO_ACTION, Reach.NO_FIGURE),
        "reach": reach_words(one.reach),
        "colour": _COLOURS[one.reach],
    }


def roll_up(loops: Iterable[Loop], places: Mapping[UUID, Any]) -> list[list[Any]]:
    """Return a row for each area: findings, those with an action, figures promised, what became of them. Source: F7."""
    by_area: dict[UUID, list[Loop]] = {}
    for one in loops:
        by_area.setdefault(one.area, []).append(one)
    named = sorted((area_name(places[area]), area) for area in by_area if area in places)
    return [_rolled(name, places[area].code, by_area[area]) for name, area in named]


def _rolled(name: str, code: str, loops: Sequence[Loop]) -> list[Any]:
    findings = {one.thread for one in loops if one.is_current}
    acted = {one.thread for one in loops if one.is_current and one.action}
    promised = [one for one in loops if one.reach not in (Reach.NO_ACTION, Reach.NO_FIGURE)]
    reached = [
        sum(one.reach == each for one in loops)
        for each in (Reach.MOVED, Reach.MOVED_AWAY, Reach.DID_NOT, Reach.CANNOT_TELL)
    ]
    where = reverse("plan:show-loops", args=[code])
    return [{"text": name, "href": where}, len(findings), len(acted), len(promised), *reached]


def choices(loops: Iterable[Loop], name: str) -> list[tuple[str, str]]:
    """Return what a filter offers: the codes that there are, as words."""
    return [(one, about(one)) for one in sorted({getattr(each, name) for each in loops} - {""})]


def as_csv(rows: Iterable[dict[str, Any]]) -> str:
    """Return loops as CSV; what a spreadsheet would take for a formula is told as text."""
    out = StringIO()
    writer = csv.writer(out)
    head = (_("Area"), _("About"), _("From a finding"), _("Recommended"), _("Explanations"), _("Tested"))
    writer.writerow([*head, _("Action"), _("Figure promised"), _("How far it has come")])
    said = {True: _("Yes"), False: _("No")}
    for one in rows:
        cells = [one["area"], one["about"], said[bool(one["finding"])], said[one["is_recommended"]]]
        cells += [
            str(one["explanations"]),
            str(one["tested"]),
            one["action"],
            said[one["is_promised"]],
            one["reach"],
        ]
        writer.writerow(
            [f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell for cell in cells]
        )
    return "\ufeff" + out.getvalue()
