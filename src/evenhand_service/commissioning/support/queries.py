"""Which places lie outside their limits, on the side that is worse, and what was done to assist them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from evenhand.vocabulary import load_vocabulary
from evenhand.vocabulary.programmes import Polarity
from evenhand_service.accounts.queries import may, permissions_of
from evenhand_service.commissioning.figures import Lies, places_of
from evenhand_service.commissioning.models import Support, SupportEntry
from evenhand_service.commissioning.settled import limits
from evenhand_service.monitoring.models import Release
from evenhand_service.monitoring.regions.queries import funnels_of, parts_of
from evenhand_service.organisations.models import Area


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlying:
    """A place beyond the further limits of a funnel. `words` is what the funnel says of it, by language."""

    area: Area
    stage: str
    release: Release
    fares_worse: bool
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What a region's funnels say: places to assist, how many were too small to be named, and until when."""

    worse: tuple[Outlying, ...]
    too_small: int
    no_side: int
    release: Release | None
    until: date | None


def outlying(user: Any, region: Area) -> Looked:
    """Return the places of a region that lie beyond the further limits on the worse side. Source: A6; 001 3.2.

    What the release's own funnel calls within the limits is never named, nor a place with fewer people than
    limits.toml says, nor one at a step of which nobody declared which way is good.
    """
    words, until = funnels_of(user, region)
    release = funnel_release(user, region)
    if release is None:
        return Looked(worse=(), too_small=0, no_side=0, release=None, until=until)
    by_code = {one.code: one for one in parts_of(region)}
    polarity = _polarities(release.programme)
    worse, too_small, no_side = [], 0, 0
    for one in places_of(user, release.pk):
        area = by_code.get(one.area)
        if area is None or one.period != release.period or not _beyond(one):
            continue
        if area.name not in words.get("en", {}).get(one.stage, {}):
            continue  # the funnel of that step does not show the place
        side = polarity.get(one.stage, Polarity.NONE)
        if one.people < limits()["smallest_place"]:
            too_small += 1
        elif side is Polarity.NONE:
            no_side += 1
        elif (one.lower is not None and one.value < one.lower) is (side is Polarity.FAVOURABLE):
            said = {name: told.get(one.stage, {}).get(area.name, "") for name, told in words.items()}
            worse.append(Outlying(area=area, stage=one.stage, release=release, fares_worse=True, words=said))
    worse.sort(key=lambda each: (each.area.name, each.stage))
    return Looked(worse=tuple(worse), too_small=too_small, no_side=no_side, release=release, until=until)


def funnel_release(user: Any, region: Area) -> Release | None:
    """Return the release whose funnels `funnels_of` reads: the region's newest approved one that has some."""
    rows = Release.objects.visible_to(user).filter(area=region, state="approved", kind="protected")
    rows = rows.exclude(digest=None).exclude(digest__funnels={})
    return rows.order_by("-period_ends", "-made_at").first()


def _beyond(one: Lies) -> bool:
    below = one.lower is not None and one.value < one.lower
    return below or (one.upper is not None and one.value > one.upper)


def _polarities(programme: str) -> dict[str, Polarity]:
    known = load_vocabulary().programmes.get(programme)
    return {one.id: one.polarity for one in known.stages} if known else {}


def later(user: Any, support: Support) -> tuple[Release | None, dict[str, str]]:
    """Return the region's newest release after the one a place was identified by, and what it says of the place.

    Words are empty where the later funnel does not show the place.
    """
    release = funnel_release(user, support.region)
    if release is None or release.period_ends <= support.until:
        return None, {}
    words, _until = funnels_of(user, support.region)
    said = {name: told.get(support.stage, {}).get(support.place, "") for name, told in words.items()}
    return release, {name: text for name, text in said.items() if text}


def supports_for(user: Any) -> QuerySet[Any]:
    """Return the cases that somebody may see, those to look at again first."""
    rows = Support.objects.visible_to(user).select_related("area", "organisation")
    return rows.order_by("look_again_date", "-made_at", "pk")


def history_of(user: Any, support: Support) -> list[SupportEntry]:
    """Return what happened, in its order."""
    rows = SupportEntry.objects.visible_to(user).filter(support=support)
    return list(rows.order_by("made_at", "pk"))


def known_already(user: Any, found: Looked) -> dict[tuple[str, str], Support]:
    """Return the cases there are of places in a release, by area code and step."""
    if found.release is None:
        return {}
    rows = Support.objects.visible_to(user).filter(release=found.release).select_related("area")
    return {(one.area.code, one.stage): one for one in rows}


def may_tell(user: Any, support: Support) -> bool:
    """Return whether somebody may say what was tried: whoever assists, the area's commissioner, the provider itself."""
    if any(may(user, one, area=support.area_id) for one in ("assist", "commission")):
        return True
    return support.organisation_id is not None and "see-own-contracts" in permissions_of(user)
