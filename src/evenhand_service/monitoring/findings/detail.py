"""What the page of one finding reads: its thread, its findings over releases, charts, what is said and done about it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Q
from django.http import Http404

from evenhand_service.common.composed import Asking, Composed
from evenhand_service.common.walls import Walled
from evenhand_service.monitoring.enums import ReleaseKind, ReleaseState
from evenhand_service.monitoring.findings.limits import limits
from evenhand_service.monitoring.findings.listing import words_of
from evenhand_service.monitoring.models import (
    ActionSeed,
    Comment,
    Explanation,
    FindingThread,
    KeptFigure,
    KeptFinding,
    KeptText,
)
from evenhand_service.monitoring.releases.settled import is_settled

_BESIDE = ("borrowed", "not_recorded", "ratio_trend", "trend")


def thread_for(user: Any, thread: UUID) -> FindingThread:
    """Return a finding's thread; what the person may not see is not there."""
    found: FindingThread | None = _thread().first(user=user.pk, thread=thread)
    if found is None:
        raise Http404
    return found


@cache
def _thread() -> Composed:
    return Composed(
        lambda user, thread: (
            FindingThread.objects.visible_to(Asking(user)).select_related("area").filter(pk=thread)
        ),
        user=UUID,
        thread=UUID,
    )


def findings_of(user: Any, thread: FindingThread) -> list[KeptFinding]:
    """Return the thread's findings without their words, the newest first; those of withdrawn releases are left out."""
    return _findings().rows(user=user.pk, same=thread.same, area=thread.area_id)


@cache
def _findings() -> Composed:
    return Composed(
        lambda user, same, area: (
            _of_thread(user, same, area)
            .select_related("release")
            .defer("words", "evidence", "release__words", "release__facts")
        ),
        user=UUID,
        same=str,
        area=UUID,
    )


def _of_thread(user: UUID, same: str, area: UUID) -> Any:
    """A thread's findings, the newest first, for a question that is composed once."""
    rows = KeptFinding.objects.visible_to(Asking(user)).filter(same=same, area_id=area)
    standing = rows.filter(release__kind=ReleaseKind.PROTECTED).exclude(release__state=ReleaseState.WITHDRAWN)
    return standing.order_by("-release__period_ends", "-release__made_at", "-period")


class Outline(NamedTuple):
    """Of a thread's finding, as much as says which one to show."""

    pk: UUID
    release_id: UUID
    state: str


def outline_of(user: Any, thread: FindingThread) -> list[Outline]:
    """Return the thread's findings in the order of `findings_of`, in outline."""
    return [Outline(*row) for row in _outline().rows(user=user.pk, same=thread.same, area=thread.area_id)]


@cache
def _outline() -> Composed:
    return Composed(
        lambda user, same, area: _of_thread(user, same, area).values_list(
            "pk", "release_id", "release__state"
        ),
        user=UUID,
        same=str,
        area=UUID,
    )


def with_release(user: Any, finding: UUID) -> KeptFinding:
    """Return a finding that the person was found to see, without its words, with its release."""
    found: KeptFinding | None = _with_release().first(user=user.pk, finding=finding)
    if found is None:
        raise Http404
    return found


@cache
def _with_release() -> Composed:
    return Composed(
        lambda user, finding: (
            KeptFinding.objects.visible_to(Asking(user))
            .filter(pk=finding)
            .select_related("release")
            .defer("words", "evidence", "release__words", "release__facts")
        ),
        user=UUID,
        finding=UUID,
    )


def worded(user: Any, finding: KeptFinding) -> KeptFinding:
    """Return a finding that the person was found to see, with its words.

    It may be shared with other requests, so what may change, its release, is asked of `finding` itself.
    """
    return words_of(user, [finding.pk], of_settled=is_settled(finding.release))[finding.pk]


def shown(found: Sequence[KeptFinding], release: str = "") -> KeptFinding:
    """Return the finding to show: that of the release asked for, else the newest approved, else the newest draft."""
    return found[place_shown([(one.release_id, one.release.state) for one in found], release)]


def place_shown(found: Sequence[tuple[UUID, str]], release: str = "") -> int:
    """Return the place of the finding to show among all of a thread, each given by its release and the release's state."""
    asked = (place for place, one in enumerate(found) if release and str(one[0]) == release)
    approved = (place for place, one in enumerate(found) if one[1] == ReleaseState.APPROVED)
    place = next(asked, next(approved, 0 if found else None))
    if place is None:
        raise Http404
    return place


def figures_of(user: Any, finding: KeptFinding, language: str) -> dict[str, KeptFigure]:
    """Return the charts that a finding rests on: `step`, `gap`, and those beside it by their kind; one query."""
    where = Q(place=finding.place, characteristic=finding.characteristic, code_list=finding.code_list)
    wanted = (
        Q(slug=finding.figure)
        | (where & Q(kind="gap", group=finding.group))
        | (where & Q(kind__in=_BESIDE, stage=finding.stage))
    )
    rows = KeptFigure.objects.visible_to(user).filter(
        wanted, release_id=finding.release_id, language=language
    )
    return {("step" if one.slug == finding.figure else one.kind): one for one in rows}


def text_of(user: Any, finding: KeptFinding, language: str) -> dict[str, Any]:
    """Return the release's words in a language: what cannot be said, the rule, how far to trust it."""
    rows = KeptText.objects.visible_to(user).filter(release_id=finding.release_id, language=language)
    body = rows.values_list("body", flat=True).first()
    return json.loads(body) if body else {}


def comments_of(user: Any, thread: FindingThread) -> list[Comment]:
    """Return the comments on a finding in their order, hidden ones among them."""
    return _hanging(Comment).rows(user=user.pk, thread=thread.pk)


@cache
def _hanging(model: type[Walled]) -> Composed:
    """What hangs on a finding, in the order in which it was made."""
    return Composed(
        lambda user, thread: (
            model.objects.visible_to(Asking(user)).filter(thread_id=thread).order_by("made_at")
        ),
        user=UUID,
        thread=UUID,
    )


def explanations_of(user: Any, thread: FindingThread) -> list[Explanation]:
    """Return what might explain a finding."""
    return _hanging(Explanation).rows(user=user.pk, thread=thread.pk)


def seeds_of(user: Any, thread: FindingThread) -> list[ActionSeed]:
    """Return the next steps that were made of a finding."""
    return _hanging(ActionSeed).rows(user=user.pk, thread=thread.pk)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """A finding of another area at the same step by the same characteristic, and what was done about it."""

    finding: KeptFinding
    thread: FindingThread
    seeds: tuple[ActionSeed, ...]
    explanations: int
    tested: int


def alike(user: Any, thread: FindingThread) -> list[Alike]:
    """Return findings of other areas like this one, those with next steps first. Three queries, however many."""
    rows = _like().rows(
        user=user.pk, stage=thread.stage, characteristic=thread.characteristic, area=thread.area_id
    )
    threads = {(one.area_id, one.same): one for one in rows}
    if not threads:
        return []
    seeds: dict[UUID, list[ActionSeed]] = {}
    for seed in ActionSeed.objects.visible_to(user).filter(
        thread__in=list(threads.values()), withdrawn_at=None
    ):
        seeds.setdefault(seed.thread_id, []).append(seed)
    return [
        Alike(
            finding=one,
            thread=thread_,
            seeds=tuple(seeds.get(thread_.pk, ())),
            explanations=thread_.asked,
            tested=thread_.tested,
        )
        for one in _newest_of(user, threads)
        if (thread_ := threads[one.area_id, one.same])
    ]


@cache
def _like() -> Composed:
    return Composed(
        lambda user, stage, characteristic, area: (
            FindingThread.objects.visible_to(Asking(user))
            .filter(stage=stage, characteristic=characteristic)
            .exclude(area_id=area)
            .annotate(
                done=Count("seeds", distinct=True),
                asked=Count("explanations", distinct=True),
                tested=Count("explanations", filter=~Q(explanations__result=""), distinct=True),
            )
            .select_related("area")
            .order_by("-done", "-asked", "area__name")[: limits()["alike"]]
        ),
        user=UUID,
        stage=str,
        characteristic=str,
        area=UUID,
    )


def _newest_of(user: Any, threads: dict[tuple[UUID, str], FindingThread]) -> list[KeptFinding]:
    """The newest approved finding of each thread, in the order of the threads."""
    rows = (
        KeptFinding.objects.visible_to(user)
        .filter(area_id__in={area for area, _ in threads}, same__in={same for _, same in threads})
        .filter(release__kind=ReleaseKind.PROTECTED, release__state=ReleaseState.APPROVED)
        .order_by("area_id", "same", "-release__period_ends", "-release__made_at")
        .distinct("area_id", "same")
        .select_related("area")
        .defer("evidence")
    )
    found = {(one.area_id, one.same): one for one in rows}
    return [found[key] for key in threads if key in found]
