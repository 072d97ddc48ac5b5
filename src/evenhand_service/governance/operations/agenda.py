"""Writes of an agenda: found, added, put in order, left out; what was said of an item; papers."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from evenhand_service.governance.enums import ItemKind, PaperKind
from evenhand_service.governance.limits import limits
from evenhand_service.governance.models import AgendaItem, Meeting, Paper, PaperFile
from evenhand_service.governance.operations.meetings import require
from evenhand_service.governance.queries.agenda import Proposal
from evenhand_service.plan.operations.faults import NotAllowed
from evenhand_service.plan.operations.files import taken


def take_up(*, meeting: Meeting, found: Iterable[Proposal]) -> list[AgendaItem]:
    """Put what was found on an agenda, after what stands there; what is there or was left out comes not again."""
    require(meeting, "agenda")
    with transaction.atomic():
        held = list(AgendaItem.objects.filter(meeting=meeting))
        known = {_key(one) for one in held}
        _count_anew(held, rows := list(found))
        place = max((one.position for one in held), default=0)
        rows = [one for one in rows if one.key not in known]
        return AgendaItem.objects.bulk_create(
            AgendaItem(
                meeting=meeting,
                area_id=meeting.area_id,
                position=place + n,
                kind=one.kind,
                title=one.title,
                lang=one.lang,
                why=one.why,
                action_id=one.action,
                thread_id=one.thread,
                report_id=one.report,
                is_found=True,
            )
            for n, one in enumerate(rows, 1)
        )


def _count_anew(held: Iterable[AgendaItem], found: Iterable[Proposal]) -> None:
    """Put items that count what an agenda leaves out in the words of today; one that counts nothing more goes."""
    told = {one.key: one for one in found}
    for item in held:
        counts = item.is_found and _key(item)[0] not in ("", ItemKind.MINUTES)
        now = told.get(_key(item)) if counts else None
        if now is not None and now.title != item.title:
            AgendaItem.objects.filter(pk=item.pk).update(title=now.title, lang=now.lang)
        elif counts and now is None and not item.minutes and not item.decisions.exists():
            item.delete()


def _key(item: AgendaItem) -> tuple[str, Any]:
    found = item.action_id or item.thread_id or item.report_id
    return (item.kind, None) if found is None else ("", found)


def add_item(*, meeting: Meeting, title: str, lang: str) -> AgendaItem:
    """Add something to an agenda that nothing here could find."""
    require(meeting, "agenda")
    last = meeting.items.aggregate(last=Max("position"))["last"] or 0
    return AgendaItem.objects.create(
        meeting=meeting,
        area_id=meeting.area_id,
        position=last + 1,
        kind=ItemKind.FREE,
        title=title,
        lang=lang,
    )


def move_item(*, item: AgendaItem, up: bool) -> None:
    """Move an item past its neighbour; the first and the last stay where they are."""
    require(item.meeting, "agenda")
    with transaction.atomic():
        rows = list(AgendaItem.objects.filter(meeting_id=item.meeting_id, left_out=False))
        place = next((n for n, one in enumerate(rows) if one.pk == item.pk), None)
        if place is None:
            raise NotAllowed(_("This item is left out of the agenda. Put it back first."))
        other = place - 1 if up else place + 1
        if 0 <= other < len(rows):
            first, second = rows[place], rows[other]
            first.position, second.position = second.position, first.position
            AgendaItem.objects.bulk_update([first, second], ["position"])


def leave_out(*, item: AgendaItem, left_out: bool) -> None:
    """Leave an item out of the agenda, or put it back; what was written on it stays."""
    require(item.meeting, "agenda")
    if left_out and (item.minutes or item.decisions.exists()):
        raise NotAllowed(_("Something was written on this item already: it stays on the agenda."))
    AgendaItem.objects.filter(pk=item.pk).update(left_out=left_out)


def reword(*, item: AgendaItem, title: str, lang: str) -> None:
    """Put an item in other words."""
    require(item.meeting, "agenda")
    AgendaItem.objects.filter(pk=item.pk).update(title=title, lang=lang)


def write_minutes(*, item: AgendaItem, words: str) -> None:
    """Write down what was said of an item."""
    require(item.meeting, "minutes")
    AgendaItem.objects.filter(pk=item.pk).update(minutes=words)


def give_link(*, meeting: Meeting, person: Any, address: str, now: datetime, **given: Any) -> Paper:
    """Give an address as a paper; `given` is title, lang, item."""
    require(meeting, "papers")
    return _give(meeting, person, now, kind=PaperKind.LINK, address=address, **given)


def give_file(
    *, meeting: Meeting, person: Any, content: bytes, media_type: str, now: datetime, **given: Any
) -> Paper:
    """Give a file as a paper, kept byte for byte under its fingerprint. Raises NotAllowed for what is not taken."""
    require(meeting, "papers")
    about = taken(content, media_type, limits()["paper"])
    with transaction.atomic():
        paper = _give(
            meeting,
            person,
            now,
            kind=PaperKind.FILE,
            **about,
            **given,
        )
        PaperFile.objects.create(paper=paper, area_id=meeting.area_id, content=content)
    return paper


def _give(meeting: Meeting, person: Any, now: datetime, **given: Any) -> Paper:
    return Paper.objects.create(
        meeting=meeting,
        area_id=meeting.area_id,
        given_by=person,
        given_by_name=person.name,
        given_at=now,
        **given,
    )


def take_back_paper(*, paper: Paper) -> None:
    """Take a paper away again, while the meeting is not over; the audit log keeps that it was there."""
    require(paper.meeting, "papers")
    paper.delete()
