"""The list of findings: which there are beside the release before, those that a filter leaves, a page of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

from evenhand_service.monitoring.findings.newest import Newest
from evenhand_service.monitoring.findings.rules import Since, Standing, standing_of
from evenhand_service.monitoring.models import KeptFinding
from evenhand_service.monitoring.models.threads import thread_id

_LIGHT = ("id", "release_id", "area_id", "area__code", "same", "place", "programme", "rank", "standing")
_LIGHT += ("is_headline", "stage", "characteristic", "group", "period", "people_most")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One finding of a list, without its words."""

    id: UUID
    release: UUID
    area: UUID
    area_code: str
    same: str
    programme: str
    rank: int
    standing: Standing
    is_headline: bool
    stage: str
    characteristic: str
    group: str
    people_most: int
    since: Since

    @property
    def thread(self) -> UUID:
        """The id of the finding's thread."""
        return thread_id(self.area, self.same)


def list_findings(
    user: Any, releases: Sequence[Newest], *, search: str = "", language: str = "en"
) -> list[Listed]:
    """Return the findings of releases and those that went with the ones before, the worst first; one query.

    A finding counts once in a release, by its newest period. `search` is looked for in the statements in the reader's
    language.
    """
    before = {one.before: one for one in releases if one.before}
    now = {one.release: one for one in releases}
    rows = KeptFinding.objects.visible_to(user).filter(release_id__in=[*now, *before])
    held: dict[UUID, dict[str, tuple[Any, ...]]] = {}
    for row in rows.order_by("rank", "-period").values_list(*_LIGHT):
        held.setdefault(row[1], {}).setdefault(row[4], row)
    found = [one for release in releases for one in _of_release(release, held)]
    if search:
        kept = set(rows.filter(_says(search, language)).values_list("id", flat=True))
        found = [one for one in found if one.id in kept]
    return sorted(found, key=_worst_first)


def _says(search: str, language: str) -> Q:
    words = {"lead": "short", "rest": "rest", "group": "group_label"}
    condition = Q()
    for name in words.values():
        condition |= Q(**{f"words__{language}__{name}__icontains": search})
    return condition


def _of_release(release: Newest, held: Mapping[UUID, Mapping[str, tuple[Any, ...]]]) -> list[Listed]:
    own = held.get(release.release, {})
    earlier = held.get(release.before, {}) if release.before else None
    rows = [_listed(row, _since(same, own, earlier)) for same, row in own.items()]
    return rows + [_listed(row, Since.GONE) for same, row in (earlier or {}).items() if same not in own]


def _since(same: str, own: Mapping[str, Any], earlier: Mapping[str, Any] | None) -> Since:
    if earlier is None:
        return Since.FIRST
    return Since.STILL if same in earlier else Since.NEW


def _listed(row: tuple[Any, ...], since: Since) -> Listed:
    named = dict(zip(_LIGHT, row, strict=True))
    return Listed(
        id=named["id"],
        release=named["release_id"],
        area=named["area_id"],
        area_code=named["area__code"],
        standing=standing_of(named["standing"]),
        since=since,
        **{
            name: named[name]
            for name in (
                "same",
                "programme",
                "rank",
                "is_headline",
                "stage",
                "characteristic",
                "group",
                "people_most",
            )
        },
    )


_ORDER = (Standing.WORSE, Standing.OTHER, Standing.BETTER)


def _worst_first(one: Listed) -> tuple[Any, ...]:
    """What is still there before what went; worse before better; as the release ranks it; then by people."""
    return (
        one.since is Since.GONE,
        _ORDER.index(one.standing),
        not one.is_headline,
        one.rank,
        -one.people_most,
    )


def filtered(rows: Iterable[Listed], asked: Mapping[str, str]) -> list[Listed]:
    """Return the rows that a filter leaves; without a word on it, those that went are left out."""
    exact = ("stage", "characteristic", "group", "area_code")
    kept = [
        one for one in rows if all(not asked.get(name) or getattr(one, name) == asked[name] for name in exact)
    ]
    if asked.get("standing"):
        kept = [one for one in kept if one.standing == asked["standing"]]
    if asked.get("since") == Since.GONE:
        return [one for one in kept if one.since is Since.GONE]
    present = [one for one in kept if one.since is not Since.GONE]
    return [one for one in present if one.since == asked["since"]] if asked.get("since") else present


def words_of(user: Any, ids: Iterable[UUID]) -> dict[UUID, KeptFinding]:
    """Return findings with their words and release, by id; one query."""
    rows = KeptFinding.objects.visible_to(user).filter(pk__in=list(ids)).defer("evidence")
    return {one.pk: one for one in rows.select_related("area")}
