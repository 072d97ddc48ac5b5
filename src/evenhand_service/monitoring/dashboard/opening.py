"""Opening a release for a person: the area, what they may do in it, which release, its words; or nothing at all."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from evenhand_service.monitoring.dashboard import queries
from evenhand_service.monitoring.dashboard.settings import dashboard
from evenhand_service.monitoring.enums import ReleaseState
from evenhand_service.monitoring.models.releases import ExactLook, Release
from evenhand_service.organisations.models import Area


@dataclass(frozen=True, kw_only=True)
class Opened:
    """An area with the releases that the person may see, and the one that is open; `shown` is what is read.

    `shown` is `release` itself, or the exact counts of the same run while the person's look at them is running.
    """

    area: Area
    rights: frozenset[str]
    offered: list[queries.ReleaseOffered]
    release: Release | None
    shown: Release | None
    look: ExactLook | None
    user: Any

    @cached_property
    def words(self) -> dict[str, Any] | None:
        """What the release says, read when it is first asked for; None where nothing of it may be read."""
        if self.shown is None:
            return None
        return queries.words_of(self.user, self.shown, get_language() or "en")

    @property
    def may_ask_exact(self) -> bool:
        """Whether a link to exact counts is of use here."""
        return "see-exact" in self.rights and not self.look

    @cached_property
    def language(self) -> str:
        """The language in which the release is read, which may not be the page's."""
        return self.words["language"] if self.words else get_language() or "en"


def open_area(request: HttpRequest, code: str) -> tuple[Area, frozenset[str]]:
    """Return the area and the person's rights in it; for anybody else it is not here, and nothing says that it is."""
    area = queries.area_by_code(code)
    rights = queries.rights_in(request.user, area) if area else frozenset()
    if area is None or "see-releases" not in rights:
        raise Http404
    return area, rights


def open_release(request: HttpRequest, code: str, *, now: Any) -> Opened:
    """Return the release that the address names, else the newest one that was approved, else the newest draft."""
    area, rights = open_area(request, code)
    offered = queries.offered_of(request.user, area, most=dashboard()["periods_offered"])
    picked = _named(request, offered) or _newest(offered)
    release = queries.release_by_id(request.user, picked.pk) if picked else None
    shown, look = release, None
    if release and request.GET.get("counts") == "exact":
        shown, look = _exact(request, release, rights, now)
    return Opened(
        area=area,
        rights=rights,
        offered=offered,
        release=release,
        shown=shown,
        look=look,
        user=request.user,
    )


def _named(request: HttpRequest, offered: list[queries.ReleaseOffered]) -> queries.ReleaseOffered | None:
    asked = request.GET.get("release", "")
    if not asked:
        return None
    try:
        wanted = UUID(asked)
    except ValueError as error:
        raise Http404 from error
    found = next((one for one in offered if one.pk == wanted), None)
    if found is None:
        raise Http404
    return found


def _newest(offered: list[queries.ReleaseOffered]) -> queries.ReleaseOffered | None:
    standing = [one for one in offered if one.state != ReleaseState.WITHDRAWN]
    approved = [one for one in standing if one.state == ReleaseState.APPROVED]
    return next(iter(approved or standing), None)


def _exact(
    request: HttpRequest, release: Release, rights: frozenset[str], now: Any
) -> tuple[Release, ExactLook | None]:
    exact = queries.exact_release(request.user, release) if "see-exact" in rights else None
    look = queries.running_look(request.user, exact, now) if exact else None
    return (exact, look) if exact and look else (release, None)


def watermark(opened: Opened, name: str) -> str:
    """Return what is written over a page of exact counts; '' for others."""
    return _("Exact counts: not for release\n%(name)s") % {"name": name} if opened.look else ""
