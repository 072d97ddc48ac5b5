"""The map of loops for pages: counts, filters, rows, a row for each area, a file to take away."""

from collections import Counter
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evenhand_service.monitoring.findings.areas import area_name
from evenhand_service.plan.loops.counting import Counted
from evenhand_service.plan.loops.queries import Loop
from evenhand_service.plan.loops.rules import Reach
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


_REACHED = {
    Reach.NO_ACTION: gettext_lazy("Stops at the finding: no action"),
    Reach.NO_FIGURE: gettext_lazy("Stops at the action: no figure promised"),
    Reach.NOT_JUDGED: gettext_lazy("Promised, not yet judged"),
    Reach.CANNOT_TELL: gettext_lazy("Judged: cannot be told"),
    Reach.DID_NOT: gettext_lazy("Closed: did not move"),
    Reach.MOVED_AWAY: gettext_lazy("Closed: moved the other way"),
    Reach.MOVED: gettext_lazy("Closed: moved towards the target"),
}


def reach_words(reach: str) -> str:
    """Return how far a loop has come, in words."""
    return str(_REACHED[Reach(reach)])


def counts(counted: Counted, here: str) -> list[dict[str, Any]]:
    """Return how many loops have come how far, each with the list that it counts."""
    rows = [
        {
            "text": reach_words(reach),
            "colour": _COLOURS[reach],
            "number": counted.reached[reach],
            "href": f"{here}?reach={reach.value}",
        }
        for reach in Reach
    ]
    rows.append(
        {
            "text": _("Actions that no finding or recommendation asked for"),
            "colour": "purple",
            "number": counted.unasked,
            "href": f"{here}?unasked=on",
        }
    )
    return rows


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


def roll_up(counted: Counted, places: Mapping[UUID, Any]) -> list[list[Any]]:
    """Return a row for each area: findings, those with an action, figures promised, what became of them. Source: F7."""
    findings = Counter(one.area for one in counted.findings.values())
    acted = Counter(one.area for thread, one in counted.findings.items() if thread in counted.acted)
    before, after = way("show-loops")
    named = sorted((area_name(places[area]), area) for area in counted.by_area if area in places)
    rows = []
    for name, area in named:
        reached = counted.by_area[area]
        promised = sum(reached[one] for one in Reach if one not in (Reach.NO_ACTION, Reach.NO_FIGURE))
        href = f"{before}{quote(places[area].code)}{after}"
        came = (reached[one] for one in (Reach.MOVED, Reach.MOVED_AWAY, Reach.DID_NOT, Reach.CANNOT_TELL))
        rows.append([{"text": name, "href": href}, findings[area], acted[area], promised, *came])
    return rows


def way(name: str) -> tuple[str, str]:
    """Return an address before and after its area's code: looked up once, since a nation has many areas."""
    before, after = reverse(f"plan:{name}", args=["AREA"]).split("AREA")
    return before, after


def choices(counted: Counted, place: int) -> list[tuple[str, str]]:
    """Return what a filter offers: the codes that there are at a place of a kind, as words."""
    return [(one, about(one)) for one in sorted({str(kind[place]) for kind in counted.kinds} - {""})]


def head() -> list[str]:
    """Return the columns of the file."""
    return [
        *(_("Area"), _("About"), _("From a finding"), _("Recommended"), _("Explanations"), _("Tested")),
        *(_("Action"), _("Figure promised"), _("How far it has come")),
    ]


def cells(one: Mapping[str, Any]) -> list[str]:
    """Return a loop as a row of the file."""
    said = {True: _("Yes"), False: _("No")}
    return [
        *(one["area"], one["about"], said[bool(one["finding"])], said[one["is_recommended"]]),
        *(str(one["explanations"]), str(one["tested"])),
        *(one["action"], said[one["is_promised"]], one["reach"]),
    ]
