"""The list of findings: which there are beside the release before, those that a filter leaves, a page of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from evenhand_service.common.remembered import REMEMBERED
from evenhand_service.monitoring.findings.newest import Newest
from evenhand_service.monitoring.findings.rules import Since, Standing, standing_of
from evenhand_service.monitoring.models import KeptFinding
from evenhand_service.monitoring.models.threads import thread_id
from evenhand_service.monitoring.releases.settled import settled_rows

T = TypeVar("T")

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


def list_findings(user: Any, releases: Sequence[Newest]) -> list[Listed]:
    """Return the findings of releases and those that went with the ones before, the worst first; at most one query.

    A finding counts once in a release, by its newest period. The person sees the releases, so what these found is
    remembered for all who see the same.
    """
    return remembered("findings of", releases, lambda: _list(user, releases), size=len_of_rows)


def search(user: Any, releases: Sequence[Newest], words: str, *, language: str) -> list[Listed]:
    """Return the findings of releases whose statement holds some words, in small or capital letters."""
    says = remembered(
        f"words of {language}", releases, lambda: _said(user, releases, language), size=len_of_words
    )
    wanted = words.casefold()
    return [one for one in list_findings(user, releases) if wanted in says.get(one.id, "")]


def set_of(releases: Sequence[Newest]) -> frozenset[tuple[int, int]] | None:
    """Return by what a list over releases is known again; None where one of them may still change."""
    if not all(one.is_settled for one in releases):
        return None
    # As numbers, which are compared without asking Python.
    return frozenset([(one.release.int, one.before.int if one.before else 0) for one in releases])


def remembered(
    what: str, releases: Sequence[Newest], make: Callable[[], T], *, size: Callable[[T], int]
) -> T:
    """Return what is made of the findings of releases that the person sees, from memory where they are all settled."""
    known = set_of(releases)
    return make() if known is None else REMEMBERED.get((what, known), make, size=size)


def len_of_rows(rows: Sequence[Listed]) -> int:
    """Return about how many bytes a list takes."""
    return 1_000 * len(rows)


def len_of_words(words: Mapping[UUID, str]) -> int:
    """Return about how many bytes words take."""
    return sum(100 + 2 * len(one) for one in words.values())


def _of(user: Any, releases: Sequence[Newest]) -> Any:
    """The findings of the releases and of those before."""
    every = [one for release in releases for one in (release.release, release.before) if one]
    return KeptFinding.objects.visible_to(user).filter(release_id__in=every)


def _list(user: Any, releases: Sequence[Newest]) -> list[Listed]:
    held: dict[UUID, dict[str, tuple[Any, ...]]] = {}
    for row in _of(user, releases).order_by("rank", "-period").values_list(*_LIGHT):
        held.setdefault(row[1], {}).setdefault(row[4], row)
    return sorted((one for release in releases for one in _of_release(release, held)), key=_worst_first)


def _said(user: Any, releases: Sequence[Newest], language: str) -> dict[UUID, str]:
    """What the findings say, in small letters: the statement, what follows it, and the group."""
    columns = [f"words__{language}__{name}" for name in ("short", "rest", "group_label")]
    rows = _of(user, releases).values_list("id", *columns)
    return {one: "\n".join(text or "" for text in texts).casefold() for one, *texts in rows}


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
    kept = list(rows)
    for name in ("stage", "characteristic", "group", "area_code"):
        if asked.get(name):
            kept = [one for one in kept if getattr(one, name) == asked[name]]
    if asked.get("standing"):
        kept = [one for one in kept if one.standing == asked["standing"]]
    if asked.get("since") == Since.GONE:
        return [one for one in kept if one.since is Since.GONE]
    present = [one for one in kept if one.since is not Since.GONE]
    return [one for one in present if one.since == asked["since"]] if asked.get("since") else present


def words_of(user: Any, ids: Iterable[UUID], *, of_settled: bool = True) -> dict[UUID, KeptFinding]:
    """Return findings that the person was found to see with their words, by id; at most one query."""
    if not of_settled:
        return {one.pk: one for one in _worded(user, list(ids))}
    return settled_rows(KeptFinding, ids, lambda missing: _worded(user, missing), form="words", size=8_000)


def _worded(user: Any, ids: list[UUID]) -> Any:
    rows = KeptFinding.objects.visible_to(user).filter(pk__in=ids).defer("evidence")
    return rows.select_related("area")
