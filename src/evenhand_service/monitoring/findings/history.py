"""Was it there before: what each earlier release says of the same comparison."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from evenhand_service.common.composed import Asking, Composed
from evenhand_service.monitoring.enums import ReleaseKind, ReleaseState
from evenhand_service.monitoring.findings.limits import limits
from evenhand_service.monitoring.findings.rules import with_missing
from evenhand_service.monitoring.models import FindingThread, KeptFigure, KeptFinding, Release

_BEST, _RANGE = 3, 4
"""Columns of a step's table: group, count, out of, best figure, range."""


class Then(StrEnum):
    """What a release says of a finding: it FOUND it, it was NOT_CLEAR, it could be UNSAID, or it was WITHDRAWN."""

    FOUND = "found"
    NOT_CLEAR = "not-clear"
    UNSAID = "unsaid"
    WITHDRAWN = "withdrawn"


class Told(NamedTuple):
    """A release as a history needs it."""

    pk: UUID
    state: str
    period: str
    period_ends: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One release's word on a finding; `group` and `reference` are (best, range) as its table says them."""

    release: Told
    then: Then
    finding: KeptFinding | None = None
    group: tuple[str, str] | None = None
    reference: tuple[str, str] | None = None


def history_of(
    user: Any,
    thread: FindingThread,
    found: Iterable[KeptFinding],
    releases: Sequence[Told],
    *,
    language: str,
) -> list[Look | None]:
    """Return what releases say, newest first; None where one would have been due and there is none.

    `found` are the thread's findings, `releases` those of `releases_for`. Two queries, however many releases there are.
    """
    by_release: dict[UUID, KeptFinding] = {}
    for one in found:
        by_release.setdefault(one.release_id, one)
    asked = [one.pk for one in releases if one.state != ReleaseState.WITHDRAWN]
    tables = _tables(user, thread, asked, language)
    labels = _labels(by_release.values(), language)
    looks = [_look(one, by_release.get(one.pk), tables.get(one.pk, ()), labels) for one in releases]
    return with_missing(looks, [one.period_ends for one in releases])


def releases_for(user: Any, thread: FindingThread) -> list[Told]:
    """Return the newest releases, one of each period: what stands before what is a draft or was withdrawn."""
    order = (ReleaseState.APPROVED, ReleaseState.DRAFT, ReleaseState.WITHDRAWN)
    rows = (
        Told(*row) for row in _releases().rows(user=user.pk, area=thread.area_id, programme=thread.programme)
    )
    by_period: dict[date, Told] = {}
    for one in sorted(rows, key=lambda row: order.index(ReleaseState(row.state))):
        by_period.setdefault(one.period_ends, one)
    return sorted(by_period.values(), key=lambda one: one.period_ends, reverse=True)[: limits()["history"]]


@cache
def _releases() -> Composed:
    return Composed(
        lambda user, area, programme: (
            Release.objects.visible_to(Asking(user))
            .filter(area_id=area, programme=programme, kind=ReleaseKind.PROTECTED)
            .order_by("-period_ends", "-made_at")
            .values_list("id", "state", "period", "period_ends")[: 3 * limits()["history"]]
        ),
        user=UUID,
        area=UUID,
        programme=str,
    )


def _tables(
    user: Any, thread: FindingThread, releases: Sequence[UUID], language: str
) -> dict[UUID, Sequence[Sequence[str]]]:
    """The rows of the step's table in each release, by whichever edition of the list it had."""
    rows = KeptFigure.objects.visible_to(user).filter(
        release_id__in=releases,
        language=language,
        kind__in=("step", "widest"),
        place=thread.place,
        stage=thread.stage,
        characteristic=thread.characteristic,
        code_list=thread.code_list,
    )
    return {one: json.loads(body)["table"]["rows"] for one, body in rows.values_list("release_id", "body")}


def _labels(found: Iterable[KeptFinding], language: str) -> tuple[str, str]:
    for one in found:
        words = one.words.get(language) or one.words["en"]
        return words["group_label"], words["reference_label"]
    return "", ""


def _look(
    release: Told, finding: KeptFinding | None, table: Sequence[Sequence[str]], labels: tuple[str, str]
) -> Look:
    if release.state == ReleaseState.WITHDRAWN:
        return Look(release=release, then=Then.WITHDRAWN)
    group, reference = (_told(table, label) for label in labels)
    if finding is not None:
        return Look(release=release, then=Then.FOUND, finding=finding, group=group, reference=reference)
    then = Then.NOT_CLEAR if group and reference else Then.UNSAID
    return Look(release=release, then=then, group=group, reference=reference)


def _told(table: Sequence[Sequence[str]], label: str) -> tuple[str, str] | None:
    """A group's best figure and range; None where it has no row or no range, or it was withheld."""
    for row in table:
        if row[0] == label and len(row) > _RANGE and any(one.isdigit() for one in row[_RANGE]):
            return row[_BEST], row[_RANGE]
    return None
