"""Words that pages, letters and documents of governance share."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from evenhand_service.governance.enums import Capacity, ItemKind


def why_words(why: str) -> str:
    """Return why something is told of, as a heading over a list."""
    known = {
        "meeting": _("Meetings of your groups"),
        "called_off": _("Meetings that were called off"),
        "evidence_over": _("Evidence that counts no longer"),
        "evidence_ends": _("Evidence that will soon count no longer"),
        str(ItemKind.OVERDUE): _("Overdue"),
        str(ItemKind.REVIEW_DUE): _("Review due"),
        str(ItemKind.BLOCKED): _("Waiting for another action"),
        str(ItemKind.UNCONFIRMED): _("Said to be complete, not yet confirmed"),
        str(ItemKind.DUE_SOON): _("Due soon"),
        str(ItemKind.UNDATED): _("Without any date, and nobody said a word on it for months"),
    }
    return known[why]


def named(people: Sequence[Mapping[str, str]]) -> str:
    """Return people as they chose to be named, with agency, part, and capacity where they agreed to that."""
    return "; ".join(_named(one) for one in people)


def _named(one: Mapping[str, str]) -> str:
    capacity = str(Capacity(one["capacity"]).label) if one.get("capacity") else ""
    part = {"chair": _("chair"), "deputy": _("deputy chair"), "secretary": _("minutes")}.get(
        one.get("part", ""), ""
    )
    about = [text for text in (one.get("agency", ""), capacity.lower(), part) if text]
    return f"{one['name']} ({', '.join(about)})" if about else one["name"]


def presence_words(presence: Mapping[str, Sequence[int]]) -> list[str]:
    """Return by capacity how many were there, of how many seats."""
    return [
        _("%(who)s: %(there)s of %(seats)s") % {"who": Capacity(name).label, "there": there, "seats": seats}
        for name, (there, seats) in sorted(presence.items(), key=lambda one: list(Capacity).index(one[0]))
    ]
