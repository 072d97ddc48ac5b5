"""What the page of one finding reads: its thread, its findings over releases, charts, what is said and done about it."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.http import Http404

from evenhand_service.monitoring.enums import ReleaseKind, ReleaseState
from evenhand_service.monitoring.findings.limits import limits
from evenhand_service.monitoring.models import (
    ActionSeed,
    Comment,
    Explanation,
    FindingThread,
    KeptFigure,
    KeptFinding,
    KeptText,
)

_BESIDE = ("borrowed", "not_recorded", "ratio_trend", "trend")


def thread_for(user: Any, thread: UUID) -> FindingThread:
    """Return a finding's thread; what the person may not see is not there."""
    rows = FindingThread.objects.visible_to(user).select_related("area")
    found = rows.filter(pk=thread).first()
    if found is None:
        raise Http404
    return found


def findings_of(user: Any, thread: FindingThread) -> list[KeptFinding]:
    """Return the thread's findings, the newest first; those of withdrawn releases are left to the history."""
    rows = KeptFinding.objects.visible_to(user).filter(same=thread.same, area_id=thread.area_id)
    rows = rows.filter(release__kind=ReleaseKind.PROTECTED).exclude(release__state=ReleaseState.WITHDRAWN)
    return list(
        rows.select_related("release").order_by("-release__period_ends", "-release__made_at", "-period")
    )


def shown(found: list[KeptFinding], release: str = "") -> KeptFinding:
    """Return the finding to show: that of the release asked for, else the newest approved, else the newest draft."""
    for one in found:
        if release and str(one.release_id) == release:
            return one
    approved = (one for one in found if one.release.state == ReleaseState.APPROVED)
    newest = next(approved, found[0] if found else None)
    if newest is None:
        raise Http404
    return newest


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
    return list(Comment.objects.visible_to(user).filter(thread=thread).order_by("made_at"))


def explanations_of(user: Any, thread: FindingThread) -> list[Explanation]:
    """Return what might explain a finding."""
    return list(Explanation.objects.visible_to(user).filter(thread=thread).order_by("made_at"))


def seeds_of(user: Any, thread: FindingThread) -> list[ActionSeed]:
    """Return the next steps that were made of a finding."""
    return list(ActionSeed.objects.visible_to(user).filter(thread=thread).order_by("made_at"))


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
    rows = (
        FindingThread.objects.visible_to(user)
        .filter(stage=thread.stage, characteristic=thread.characteristic)
        .exclude(area_id=thread.area_id)
        .annotate(
            done=Count("seeds", distinct=True),
            asked=Count("explanations", distinct=True),
            tested=Count("explanations", filter=~Q(explanations__result=""), distinct=True),
        )
        .select_related("area")
        .order_by("-done", "-asked", "area__name")[: limits()["alike"]]
    )
    threads = {(one.area_id, one.same): one for one in rows}
    if not threads:
        return []
    seeds: dict[UUID, list[ActionSeed]] = {}
    for seed in ActionSeed.objects.visible_to(user).filter(thread__in=list(threads.values())):
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
