"""What the pages read, each in a fixed number of queries: areas, releases, their words, charts and tables."""

import json
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models.expressions import RawSQL

from evenhand_service.accounts.queries import permissions_in
from evenhand_service.common.composed import Asking, Composed
from evenhand_service.monitoring.enums import ReleaseKind, ReleaseState
from evenhand_service.monitoring.models.kept import KeptFigure, KeptSection, KeptText, ReleaseFile
from evenhand_service.monitoring.models.releases import ExactLook, Release
from evenhand_service.monitoring.releases.settled import settled
from evenhand_service.organisations.models import Area

RIGHTS = frozenset(
    {"see-releases", "see-drafts", "see-exact", "approve-release", "community-note", "run", "publish"}
)
_LIGHT = ("id", "area_id", "run_id", "programme", "period", "period_ends", "as_at", "run_key", "policy")
_LIGHT += ("names_groups", "made_at", "state", "approver_name", "approved_at", "community_note", "slug")
_LIGHT += ("is_published", "published_at", "withdrawn_at", "withdrawn_because", "kind")
_LIST = (*_LIGHT, "words", "facts")


def rights_in(user: Any, area: Area) -> frozenset[str]:
    """Return which of the rights over releases a person has in an area: one query."""
    return RIGHTS & permissions_in(user, area.pk)


def area_by_code(code: str) -> Area | None:
    """Return the area of a code."""
    found: Area | None = _area().first(code=code)
    return found


@cache
def _area() -> Composed:
    return Composed(lambda code: Area.objects.filter(code=code).select_related("parent"), code=str)


def areas_for(user: Any) -> Any:
    """Return the areas whose releases a person may see, by name."""
    held = RawSQL("SELECT unnest(access.areas(%s, 'see-releases'))", [user.pk])
    return Area.objects.filter(pk__in=held).order_by("name", "code")


def latest_releases(user: Any, areas: Collection[UUID]) -> Mapping[UUID, Release]:
    """Return the newest approved release of each area, else its newest draft where the person may see it."""
    return {one.area_id: one for one in _latest().rows(user=user.pk, areas=list(areas))}


@cache
def _latest() -> Composed:
    return Composed(
        lambda user, areas: (
            Release.objects.visible_to(Asking(user))
            .extra(where=["monitoring_release.area_id = ANY (%s::uuid[])"], params=[areas])
            .filter(kind=ReleaseKind.PROTECTED)
            .exclude(state=ReleaseState.WITHDRAWN)
            .order_by("area_id", "state", "-period_ends", "-made_at")
            .distinct("area_id")
            .only(*_LIST)
        ),
        user=UUID,
        areas=list,
    )


def releases_of(user: Any, area: Area, *, most: int) -> list[Release]:
    """Return an area's releases that a person may see, the latest period first, without their words."""
    return _releases(most, _LIGHT).rows(user=user.pk, area=area.pk)


class ReleaseOffered(NamedTuple):
    """A release as a period to choose from; `state` is the code."""

    pk: UUID
    state: str
    period: str


def offered_of(user: Any, area: Area, *, most: int) -> list[ReleaseOffered]:
    """Return an area's releases that a person may see, the latest period first, as far as a choice shows them."""
    return [ReleaseOffered(*row) for row in _offered(most).rows(user=user.pk, area=area.pk)]


@cache
def _offered(most: int) -> Composed:
    return Composed(
        lambda user, area: _of_area(user, area).values_list("pk", "state", "period")[:most],
        user=UUID,
        area=UUID,
    )


def release_by_id(user: Any, release: UUID) -> Release | None:
    """Return a release without its words, None where the person may not see it."""
    found: Release | None = _one().first(user=user.pk, release=release)
    return found


@cache
def _one() -> Composed:
    return Composed(
        lambda user, release: Release.objects.visible_to(Asking(user)).filter(pk=release).only(*_LIGHT),
        user=UUID,
        release=UUID,
    )


def _of_area(user: Any, area: Any) -> Any:
    rows = Release.objects.visible_to(Asking(user)).filter(area_id=area, kind=ReleaseKind.PROTECTED)
    return rows.order_by("-period_ends", "-made_at")


def listed_releases(user: Any, area: Area, *, most: int) -> list[Release]:
    """Return the same with their words, for a list."""
    return _releases(most, _LIST).rows(user=user.pk, area=area.pk)


@cache
def _releases(most: int, columns: tuple[str, ...]) -> Composed:
    return Composed(
        lambda user, area: _of_area(user, area).only(*columns)[:most],
        user=UUID,
        area=UUID,
    )


def names_of(user: Any, releases: Sequence[UUID]) -> dict[UUID, Mapping[str, Any]]:
    """Return what lists say of releases, by id and language."""
    rows = Release.objects.visible_to(user).filter(pk__in=releases)
    return dict(rows.values_list("pk", "words"))


def exact_release(user: Any, release: Release) -> Release | None:
    """Return the exact counts of the same run, where the person may ask for them."""
    rows = Release.objects.visible_to(user).filter(run_id=release.run_id, kind=ReleaseKind.EXACT)
    return rows.only(*_LIST).first()


def running_look(user: Any, release: Release, now: Any) -> ExactLook | None:
    """Return the person's look at a release's exact counts that has not ended."""
    looks = ExactLook.objects.visible_to(user).filter(release=release, user=user, ends_at__gt=now)
    return looks.order_by("-ends_at").first()


def words_of(user: Any, release: Release, language: str) -> dict[str, Any] | None:
    """Return a release's words in a language, else in whichever there is, with `language` saying which."""
    rows = KeptText.objects.visible_to(user).filter(release=release).only("language", "body")
    found = {one.language: one for one in rows}
    text = found.get(language) or found.get("en") or next(iter(found.values()), None)
    return json.loads(text.body) if text else None


def figure_keys(user: Any, release: Release, language: str) -> list[KeptFigure]:
    """Return the keys of every chart of a release, without the charts."""
    rows = KeptFigure.objects.visible_to(user).filter(release=release, language=language)
    return list(rows.defer("body", "html", "credit", "title", "lead").order_by("number"))


def figures_by_id(user: Any, ids: Sequence[UUID]) -> list[KeptFigure]:
    """Return charts with their drawings and tables, in the order of the release."""
    rows = KeptFigure.objects.visible_to(user).filter(pk__in=ids)
    return list(rows.defer("body", "credit").order_by("number"))


def first_figures(
    user: Any, release: Release, language: str, places: Collection[str]
) -> dict[str, KeptFigure]:
    """Return the charts of the first page by slug: pathway, widest step, need of some places."""
    rows = KeptFigure.objects.visible_to(user).filter(
        release=release, language=language, kind__in=("pathway", "widest", "need"), place__in=places
    )
    return {one.slug: one for one in rows.defer("body", "credit")}


def one_figure(user: Any, release: Release, language: str, slug: str) -> KeptFigure | None:
    """Return one chart of a release in a language."""
    rows = KeptFigure.objects.visible_to(user).filter(release=release, language=language, slug=slug)
    return rows.first()


def sections_of(user: Any, release: Release, language: str, **keys: Any) -> list[KeptSection]:
    """Return sections of words and tables that have the given keys, in the order of the release."""
    rows = KeptSection.objects.visible_to(user).filter(release=release, language=language, **keys)
    return list(rows.defer("body").order_by("number"))


def with_the_same_place(user: Any, area: Area, release: Release) -> list[UUID]:
    """Return a release and those of the areas it lies in that hold its first place, the newest first.

    A partnership's own release has one area; a run of the region or nation it lies in has them all beside each other.
    """
    parent = area.parent
    above = [one for one in (area.parent_id, parent.parent_id if parent else None) if one]
    rows = Release.objects.visible_to(user).filter(
        area_id__in=above,
        programme=release.programme,
        state=ReleaseState.APPROVED,
        kind=ReleaseKind.PROTECTED,
        facts__places__contains=_places_of(release)[:1],
    )
    found = rows.order_by("-period_ends", "-made_at").values_list("pk", flat=True)
    return [release.pk, *found[: len(above)]]


def _places_of(release: Release) -> list[str]:
    places: list[str] = settled(release, "places", lambda: release.facts.get("places", []), size=len)
    return places


def side_by_side(user: Any, releases: Sequence[UUID], language: str, stage: str) -> list[KeptFigure]:
    """Return the charts that set areas side by side at a step, of each kind that of the newest release."""
    rows = KeptFigure.objects.visible_to(user).filter(
        release_id__in=releases, language=language, kind__in=("funnel", "areas"), stage=stage
    )
    found = rows.select_related("release__area").defer("body", "release__words", "release__facts")
    newest = sorted(found, key=lambda one: (one.kind != "funnel", releases.index(one.release_id)))
    return list({one.kind: one for one in reversed(newest)}.values())[::-1]


def newest_of_programme(user: Any, release: Release) -> list[UUID]:
    """Return the newest approved release of the same programme for each other area one may see, by the area's name."""
    rows = (
        Release.objects.visible_to(user)
        .filter(programme=release.programme, kind=ReleaseKind.PROTECTED, state=ReleaseState.APPROVED)
        .exclude(area_id=release.area_id)
        .order_by("area_id", "-period_ends", "-made_at")
        .distinct("area_id")
    )
    return [one for one, _name in sorted(rows.values_list("pk", "area__name"), key=lambda pair: pair[1])]


def same_step_elsewhere(
    user: Any, releases: Sequence[UUID], language: str, like: KeptFigure
) -> list[KeptFigure]:
    """Return the same chart of several releases, in their order."""
    rows = KeptFigure.objects.visible_to(user).filter(
        release_id__in=releases,
        language=language,
        kind=like.kind,
        stage=like.stage,
        characteristic=like.characteristic,
        code_list=like.code_list,
    )
    found = rows.select_related("release__area").defer("body", "release__words", "release__facts")
    return sorted(found, key=lambda one: (releases.index(one.release_id), one.number))


def files_of(user: Any, releases: Sequence[Release]) -> Mapping[UUID, Mapping[str, list[ReleaseFile]]]:
    """Return the files of releases by language, without what is in them."""
    rows = ReleaseFile.objects.visible_to(user).filter(release__in=releases).defer("data")
    found: dict[UUID, dict[str, list[ReleaseFile]]] = {one.pk: {} for one in releases}
    for row in rows.order_by("-language", "name"):
        found[row.release_id].setdefault(row.language, []).append(row)
    return found
