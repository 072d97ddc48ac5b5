"""What is public, read as anybody reads it: nothing depends on who asks, so that no copy holds what one person may see."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import get_language

from evenhand_service.monitoring.enums import ReleaseKind, ReleaseState
from evenhand_service.monitoring.models.kept import KeptFigure, KeptText, ReleaseFile
from evenhand_service.monitoring.models.releases import Release
from evenhand_service.publication.settled import told

ANYBODY = AnonymousUser()


def published() -> Any:
    """Return the releases that anybody may read: protected, approved and published, the newest first."""
    return _public().filter(state=ReleaseState.APPROVED)


def withdrawn() -> Any:
    """Return releases that were published and then withdrawn: that they were, and why, stays public."""
    return _public().filter(state=ReleaseState.WITHDRAWN)


def _public() -> Any:
    rows = Release.objects.visible_to(ANYBODY).filter(
        kind=ReleaseKind.PROTECTED, is_published=True, published_at__isnull=False
    )
    return rows.select_related("area").order_by("-period_ends", "-published_at", "pk")


def release_called(slug: str) -> Release | None:
    """Return the release at an address, also one that was withdrawn; None where nobody may know of one."""
    wanted = _public().filter(slug=slug, state__in=(ReleaseState.APPROVED, ReleaseState.WITHDRAWN))
    return wanted.first()


def replacing(release: Release) -> Release | None:
    """Return what stands in place of a withdrawn release: its area's and programme's, of its period before others."""
    same = published().filter(area_id=release.area_id, programme=release.programme)
    later = same.filter(made_at__gt=release.made_at)
    return later.filter(period=release.period).first() or later.first()


def newest(area_code: str, programme: str) -> Release | None:
    """Return the newest published release of an area and programme."""
    return published().filter(area__code__iexact=area_code, programme=programme).first()


def newest_of_each() -> Any:
    """Return the newest published release of each area and programme."""
    order = ("area__name", "area_id", "programme")
    return published().order_by(*order, "-period_ends", "-published_at", "pk").distinct(*order)


def found(*, area: str = "", programme: str = "", year: int | None = None) -> Any:
    """Return published releases of an area, a programme, or whose period ends in a year."""
    wanted = Q()
    if area:
        wanted &= Q(area__code__iexact=area)
    if programme:
        wanted &= Q(programme=programme)
    if year:
        wanted &= Q(period_ends__year=year)
    return published().filter(wanted)


def choices() -> dict[str, list[Any]]:
    """Return by what published releases can be chosen: areas, programmes, years. One query."""
    rows = (
        published().order_by().values_list("area__code", own_name("area"), "programme", "period_ends__year")
    )
    held = set(rows.distinct())
    return {
        "areas": sorted({(code, name) for code, name, *_ in held}, key=lambda one: one[1]),
        "programmes": sorted({programme for _, _, programme, _ in held}),
        "years": sorted({year for *_, year in held}, reverse=True),
    }


def own_name(of: str) -> Any:
    """Return the expression for an area's name in the reader's language; English where there is no Welsh one."""
    if get_language() != "cy":
        return F(f"{of}__name")
    return Coalesce(NullIf(f"{of}__name_cy", Value("")), f"{of}__name")


def text_of(release: Release, language: str) -> KeptText | None:
    """Return a release's words in a language; in English, or any that there is, where it has none."""
    texts = {one.language: one for one in KeptText.objects.visible_to(ANYBODY).filter(release=release)}
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), None)


def figures_of(release: Release, language: str) -> Any:
    """Return a release's charts in a language, without their drawings."""
    rows = KeptFigure.objects.visible_to(ANYBODY).filter(release=release, language=language)
    return rows.defer("body").order_by("number")


def drawn(release: Release, language: str, slugs: list[str]) -> dict[str, KeptFigure]:
    """Return charts with their drawings, by slug."""
    rows = KeptFigure.objects.visible_to(ANYBODY).filter(release=release, language=language, slug__in=slugs)
    return {one.slug: one for one in rows}


def files_of(*releases: Release) -> Any:
    """Return the files that belong to published releases, without what is in them."""
    rows = ReleaseFile.objects.visible_to(ANYBODY).filter(
        release__in=releases,
        release__state=ReleaseState.APPROVED,
        release__is_published=True,
        release__kind=ReleaseKind.PROTECTED,
    )
    return (
        rows.exclude(name__in=told("open_data")["never"]["files"]).defer("data").order_by("language", "name")
    )


def file_called(release: Release, language: str, name: str) -> ReleaseFile | None:
    """Return one file of a published release."""
    return files_of(release).filter(language=language, name=name).first()
