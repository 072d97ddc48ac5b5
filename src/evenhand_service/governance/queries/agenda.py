"""What belongs on a meeting's agenda: what is due, overdue, blocked, to be reviewed, undated, newly found, reported."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evenhand_service.governance.enums import ItemKind, MeetingState
from evenhand_service.governance.limits import limits
from evenhand_service.governance.models import Meeting, UpwardReport
from evenhand_service.governance.queries.matters import matters, open_actions, title_of
from evenhand_service.monitoring.findings.listing import list_findings, words_of
from evenhand_service.monitoring.findings.newest import newest_releases
from evenhand_service.monitoring.findings.rules import Since
from evenhand_service.monitoring.models import Release

_ORDER = tuple(ItemKind)
_LASTING = (MeetingState.IN_PROGRESS, MeetingState.HELD, MeetingState.AGREED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Something that belongs on an agenda, with the reason in words."""

    kind: ItemKind
    title: str
    lang: str
    why: str = ""
    action: UUID | None = None
    thread: UUID | None = None
    report: UUID | None = None

    @property
    def key(self) -> tuple[str, UUID | None]:
        """What makes it the same as an item that is there already."""
        found = self.action or self.thread or self.report
        return (self.kind, None) if found is None else ("", found)


def previous_meeting(user: Any, meeting: Meeting) -> Meeting | None:
    """Return the meeting of the group that took place before this one."""
    rows = Meeting.objects.visible_to(user).filter(group_id=meeting.group_id, state__in=_LASTING)
    return rows.filter(starts_at__lt=meeting.starts_at).order_by("-starts_at").first()


def proposals(user: Any, meeting: Meeting, *, day: date, language: str) -> list[Proposal]:
    """Return what belongs on an agenda on a day, in the order of an agenda. Source: D12; F2, F4."""
    before = previous_meeting(user, meeting)
    # The words are those of the agenda's language, whoever asks for it in theirs.
    with translation.override(language):
        found = [*_minutes(before, language), *_reports(user, meeting)]
        found += _actions(user, meeting, day, language)
        found += _findings(user, meeting, before.starts_at if before else None, language)
    return sorted(found, key=lambda one: _ORDER.index(one.kind))


def _minutes(before: Meeting | None, language: str) -> list[Proposal]:
    if before is None:
        return []
    return [Proposal(kind=ItemKind.MINUTES, title=_("Minutes of the meeting before"), lang=language)]


def _reports(user: Any, meeting: Meeting) -> list[Proposal]:
    rows = UpwardReport.objects.visible_to(user).filter(to_group_id=meeting.group_id, sent_at__isnull=False)
    rows = rows.exclude(agenda_items__meeting__state__in=_LASTING).order_by("sent_at")
    return [
        Proposal(
            kind=ItemKind.REPORTED,
            title=one.group_name,
            lang=one.lang,
            why=one.words[:200],
            report=one.pk,
        )
        for one in rows
    ]


def _actions(user: Any, meeting: Meeting, day: date, language: str) -> list[Proposal]:
    rows = open_actions(user).filter(area_id=meeting.area_id)
    given = limits()["agenda"]
    told = matters(user, rows, day, undated_months=given["undated_months"], language=language)
    found: list[Proposal] = []
    counted: dict[ItemKind, int] = {}
    for one in told:
        if one.kind is None:
            continue
        counted[one.kind] = counted.get(one.kind, 0) + 1
        if counted[one.kind] <= given["most_of_a_kind"]:
            found.append(
                Proposal(
                    kind=one.kind,
                    title=title_of(one.action),
                    lang=one.action.lang,
                    why=one.stands.why[:400],
                    action=one.action.pk,
                )
            )
    left = {kind: number - given["most_of_a_kind"] for kind, number in counted.items()}
    return found + [_more(kind, number, language) for kind, number in left.items() if number > 0]


def _more(kind: ItemKind, number: int, language: str) -> Proposal:
    """What of a kind an agenda leaves out, counted: its page leads to the whole list."""
    if kind == ItemKind.FINDING:
        said = ngettext(
            "%(number)s more stands in the list of findings",
            "%(number)s more stand in the list of findings",
            number,
        )
    else:
        said = ngettext(
            "%(number)s more stands in the action table", "%(number)s more stand in the action table", number
        )
    return Proposal(kind=kind, title=said % {"number": number}, lang=language)


def _findings(user: Any, meeting: Meeting, since: datetime | None, language: str) -> list[Proposal]:
    """Findings that the newest release has and the one before had not, where it came after the meeting before."""
    given = limits()["agenda"]
    since = since or meeting.starts_at - timedelta(days=given["findings_days"])
    newest = newest_releases(user, areas=[meeting.area_id])
    fresh = set(
        Release.objects.visible_to(user)
        .filter(pk__in=[one.release for one in newest], approved_at__gt=since)
        .values_list("pk", flat=True)
    )
    rows = list_findings(user, [one for one in newest if one.release in fresh])
    every = [one for one in rows if one.since in (Since.NEW, Since.FIRST)]
    new, left = every[: given["most_of_a_kind"]], len(every) - given["most_of_a_kind"]
    words = words_of(user, [one.id for one in new])
    told = [(one, words[one.id].words) for one in new]
    return [
        Proposal(
            kind=ItemKind.FINDING,
            title=(held.get(language) or held["en"])["short"][:300],
            lang=language if language in held else "en",
            thread=one.thread,
        )
        for one, held in told
    ] + ([_more(ItemKind.FINDING, left, language)] if left > 0 else [])
