"""Findings as choices of a form, and what was chosen."""

from typing import Any
from uuid import UUID

from evenhand_service.commissioning.concerned.queries import Own
from evenhand_service.commissioning.settled import limits
from evenhand_service.monitoring.findings.listing import filtered, list_findings, words_of
from evenhand_service.monitoring.findings.newest import newest_releases
from evenhand_service.monitoring.findings.presenters.words import words_of as said_of
from evenhand_service.monitoring.models import FindingThread


def finding_choices(own: Own) -> list[tuple[str, str]]:
    """Return findings by their threads, each as its short statement."""
    return [(str(one.thread), said_of(own.words[one.id])["short"]) for one in own.findings]


def findings_of_area(user: Any, area: Any) -> list[tuple[str, str]]:
    """Return the findings of an area's newest approved releases as choices; three queries."""
    newest = newest_releases(user, areas=[area.pk])
    rows = filtered(list_findings(user, newest), {})[: limits()["choices"]]
    words = words_of(user, [one.id for one in rows])
    return [(str(one.thread), said_of(words[one.id])["short"]) for one in rows]


def thread_of(user: Any, chosen: str) -> FindingThread | None:
    """Return the thread of a chosen finding; None where none was chosen."""
    return threads_of(user, [chosen])[0] if chosen else None


def threads_of(user: Any, chosen: list[str]) -> list[FindingThread]:
    """Return the threads of chosen findings."""
    return list(FindingThread.objects.visible_to(user).filter(pk__in=[UUID(one) for one in chosen]))
