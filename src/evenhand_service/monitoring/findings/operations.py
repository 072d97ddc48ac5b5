"""Writes of findings: threads when a release is kept, comments, explanations and their tests, next steps."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from evenhand_service.monitoring.enums import ReleaseKind
from evenhand_service.monitoring.findings.baseline import Baseline
from evenhand_service.monitoring.findings.digest import digest_of
from evenhand_service.monitoring.findings.rules import may_edit, needs_reason
from evenhand_service.monitoring.models import (
    ActionSeed,
    Comment,
    Explanation,
    FindingThread,
    KeptFinding,
    Release,
    ReleaseDigest,
)
from evenhand_service.monitoring.models.threads import thread_id

_OF_THREAD = ("place", "programme", "stage", "characteristic", "code_list", "group", "reference", "measure")


class NotAllowed(Exception):
    """What was asked is not allowed in this state; the text says why and what was kept."""


class ChangedMeanwhile(NotAllowed):
    """Somebody changed the same text in the meantime: nothing was overwritten."""


def thread_findings(release: Release) -> int:
    """Hang every finding of a protected release on its thread, and take out what reviews say of it.

    The same again changes nothing, and releases may come in any order. Exact counts make no threads: what is said of
    them stays with those who gave a reason. Returns how many findings were hung.
    """
    if release.kind != ReleaseKind.PROTECTED:
        return 0
    fields = ("area_id", "same", *_OF_THREAD)
    found = {one["same"]: one for one in KeptFinding.objects.filter(release=release).values(*fields)}
    with transaction.atomic():
        FindingThread.objects.bulk_create(
            (FindingThread(id=thread_id(one["area_id"], same), **one) for same, one in found.items()),
            ignore_conflicts=True,
        )
        if not ReleaseDigest.objects.filter(release=release).exists():
            digest_of(release).save(force_insert=True)
    return len(found)


def add_comment(
    *, thread: FindingThread, author: Any, body: str, lang: str, now: datetime, for_community: bool = False
) -> Comment:
    """Say something of a finding, in one's own name or for people of the group that it names."""
    return Comment.objects.create(
        thread=thread,
        area_id=thread.area_id,
        body=body,
        lang=lang,
        for_community=for_community,
        author=author,
        author_name=author.name,
        made_at=now,
    )


def edit_comment(*, comment: Comment, author: Any, version: int, body: str, lang: str, now: datetime) -> None:
    """Change one's own comment, while that is allowed and nobody changed it meanwhile."""
    if not may_edit(comment, person=author.pk, now=now):
        raise NotAllowed(
            _("This comment can no longer be changed. What you wrote can be added as a new comment.")
        )
    changed = Comment.objects.filter(pk=comment.pk, version=version, hidden_at=None).update(
        body=body, lang=lang, edited_at=now, version=version + 1
    )
    if not changed:
        raise ChangedMeanwhile(
            _("This comment was changed in another window. Your text was not saved over it.")
        )


def hide_comment(*, comment: Comment, person: Any, because: str, now: datetime) -> None:
    """Take a comment out of sight; it stays on record with who hid it and why."""
    changed = Comment.objects.filter(pk=comment.pk, hidden_at=None).update(
        hidden_by=person, hidden_at=now, hidden_because=because, version=comment.version + 1
    )
    if not changed:
        raise ChangedMeanwhile(_("This comment was hidden by somebody else meanwhile."))


def add_explanation(
    *, thread: FindingThread, person: Any, kind: str, words: str, lang: str, question: str, now: datetime
) -> Explanation:
    """Write down what might explain a finding, and how it would be tested."""
    return Explanation.objects.create(
        thread=thread,
        area_id=thread.area_id,
        kind=kind,
        words=words,
        lang=lang,
        question=question,
        made_by=person,
        made_by_name=person.name,
        made_at=now,
    )


def record_test(
    *, explanation: Explanation, person: Any, version: int, result: str, found: str, now: datetime
) -> None:
    """Say what was found when an explanation was put to the test; it may be said again when more is known."""
    changed = Explanation.objects.filter(pk=explanation.pk, version=version).update(
        result=result,
        found=found,
        tested_by=person,
        tested_by_name=person.name,
        tested_at=now,
        version=version + 1,
    )
    if not changed:
        raise ChangedMeanwhile(
            _("Somebody else wrote what was found meanwhile. Read it below; your text was not saved over it.")
        )


def make_action(
    *,
    thread: FindingThread,
    person: Any,
    wording: str,
    lang: str,
    lead_name: str,
    due_date: date,
    untested_because: str,
    baseline: Baseline,
    now: datetime,
) -> ActionSeed:
    """Make a next step of a finding: what should move, for whom, where, and from where it starts. Source: F5."""
    explanations = Explanation.objects.filter(thread=thread).count()
    if needs_reason(explanations) and not untested_because.strip():
        raise NotAllowed(_("Write down what might explain the finding first, or say why not."))
    return ActionSeed.objects.create(
        thread=thread,
        area_id=thread.area_id,
        wording=wording,
        lang=lang,
        indicator=f"{thread.measure}|{thread.programme}|{thread.stage}",
        group=thread.group,
        baseline=baseline.value,
        baseline_lower=baseline.lower,
        baseline_upper=baseline.upper,
        baseline_kind=baseline.kind,
        units=baseline.units,
        period=baseline.period,
        lead_name=lead_name,
        due_date=due_date,
        untested_because=untested_because,
        made_by=person,
        made_by_name=person.name,
        made_at=now,
    )
