"""The way around: which parts of the service somebody is shown, by what they may do."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch
from django.utils.translation import gettext_lazy as _

from evenhand_service.accounts.queries import permissions_of
from evenhand_service.common.templating.addresses import url

EVERYBODY, LOGGED_IN = "", "logged-in"


@dataclass(frozen=True, slots=True)
class Way:
    """A part of the service: its word, the name of its first page, who is shown it (one permission is enough), and
    under which address its other pages lie, where that isn't the first page's own, how the last of it may read, and
    whether every page of its app belongs to it, wherever it lies."""

    text: Any
    name: str
    shown_to: tuple[str, ...]
    under: str = ""
    ends: str = ""
    whole: bool = False


WAYS = (
    Way(_("Areas"), "monitoring:home", ("see-releases",), under="/areas/"),
    Way(_("Findings"), "monitoring:list-findings", ("see-releases",)),
    Way(_("Plans"), "plan:list-plans", ("see-plan",), whole=True),
    Way(_("Meetings"), "governance:list-groups", ("see-meetings",)),
    Way(_("Files"), "monitoring:list-loads", ("see-loads", "upload")),
    Way(_("Runs"), "monitoring:list-runs", ("run", "approve-release")),
    Way(_("Region"), "monitoring:review-region", ("review-region",), ends="/review/"),
    Way(
        _("Partnership"),
        "organisations:home",
        ("manage-organisations", "manage-agreements", "manage-purposes", "retain"),
    ),
    Way(_("People"), "accounts:list-people", ("see-people",)),
    Way(_("Audit log"), "auditing:log", ("read-audit",)),
    Way(_("Commissioning"), "commissioning:list-contracts", ("see-own-contracts",), under="/commissioning/"),
    Way(_("Support"), "commissioning:list-supports", ("assist",)),
    Way(_("Releases"), "publication:list-releases", (EVERYBODY,)),
    Way(_("Published plans"), "plan:list-published", (EVERYBODY,)),
    Way(_("Services"), "publication:list-services", (EVERYBODY,)),
    Way(_("Good practice"), "commissioning:list-public-practices", (EVERYBODY,)),
)
PROFILE = "accounts:show-profile"
DIARY = "governance:show-diary"


def ways(request: HttpRequest) -> dict[str, Any]:
    """Return the parts that somebody is shown, marked where they are now, and the page about themselves."""
    user = getattr(request, "user", None)
    held = set(permissions_of(user)) | {EVERYBODY} if user is not None else {EVERYBODY}
    shown = [way for way in WAYS if held.intersection(way.shown_to)]
    # A page that lies under one part by its address and belongs to another by its end is marked once.
    app = request.resolver_match.app_name if getattr(request, "resolver_match", None) else ""
    owning = [way for way in shown if way.ends and request.path.endswith(way.ends)]
    owning = owning or _whole([way for way in shown if way.name.startswith(f"{app}:")], request.path)
    items = [_item(request, way, owning) for way in shown]
    drawn = [one for one in items if one]
    # What the bar is drawn from, beside the page's language.
    key = tuple((one["href"], one["current"], one["active"]) for one in drawn)
    mine = {"account_address": address_of(PROFILE), "diary_address": address_of(DIARY)}
    return {"navigation": drawn, "navigation_key": key, **mine}


def _whole(of_app: list[Way], path: str) -> list[Way]:
    """The part to which every page of an app belongs, but for those under another part's address."""
    beside = [way for way in of_app if not way.whole and path.startswith(address_of(way.name) or "\0")]
    return [] if beside else [way for way in of_app if way.whole]


def _item(request: HttpRequest, way: Way, owning: list[Way]) -> dict[str, Any] | None:
    address = address_of(way.name)
    if not address:
        return None
    here = request.path == address
    within = way in owning if owning else request.path.startswith(way.under or address)
    return {"text": way.text, "href": address, "current": here, "active": within and not here}


def address_of(name: str) -> str:
    """Return the address of a page; '' where an installation was made without it."""
    try:
        return url(name)
    except NoReverseMatch:
        return ""
