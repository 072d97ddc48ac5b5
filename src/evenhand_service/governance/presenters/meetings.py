"""A meeting's page: its state and steps, agenda with what came of each item, papers."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from evenhand_service.common.templating.dates import moment
from evenhand_service.common.templating.numbers import number
from evenhand_service.governance.addresses import page_of
from evenhand_service.governance.enums import DecisionKind, ItemKind, MeetingState, PaperKind
from evenhand_service.governance.models import (
    AgendaItem,
    Decision,
    Meeting,
    Paper,
    Raised,
    Seat,
    UpwardReport,
)
from evenhand_service.governance.words import named, presence_words

_COLOURS = {
    ItemKind.OVERDUE: "red",
    ItemKind.REVIEW_DUE: "orange",
    ItemKind.BLOCKED: "purple",
    ItemKind.UNCONFIRMED: "turquoise",
    ItemKind.DUE_SOON: "yellow",
    ItemKind.FINDING: "blue",
}
_STATES = {
    MeetingState.PLANNED: "grey",
    MeetingState.AGENDA_SENT: "blue",
    MeetingState.IN_PROGRESS: "yellow",
    MeetingState.HELD: "orange",
    MeetingState.AGREED: "green",
    MeetingState.CALLED_OFF: "grey",
}


def state_tag(state: str) -> tuple[str, str]:
    """Return a state in words, and the colour that repeats it."""
    return str(MeetingState(state).label), _STATES[MeetingState(state)]


def steps(verbs: Sequence[str]) -> list[tuple[str, str, bool]]:
    """Return verbs with the words of their buttons; the first is the one that most will want."""
    words = {
        "send_agenda": _("Send the agenda"),
        "begin": _("Begin the meeting"),
        "close": _("Close the meeting"),
        "reopen": _("Open it again"),
        "agree_minutes": _("The minutes are agreed"),
        "call_off": _("Call it off"),
    }
    order = ("begin", "close", "agree_minutes", "send_agenda", "reopen", "call_off")
    chosen = [one for one in order if one in verbs]
    return [(one, words[one], place == 0) for place, one in enumerate(chosen)]


def said_of(verb: str) -> str:
    """Return what is said after a step."""
    return {
        "send_agenda": _("The agenda is on its way."),
        "begin": _("The meeting has begun. Write down what is said, item by item."),
        "close": _("The meeting is closed. The minutes are a draft until they are agreed."),
        "reopen": _("The meeting is open again."),
        "agree_minutes": _("The minutes are agreed, and frozen as they stand."),
        "call_off": _("The meeting is called off. Calendars strike it out."),
    }[verb]


def facts(meeting: Meeting, body: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return when, where and who was there, as pairs."""
    told = [(_("When"), moment(meeting.starts_at)), (_("Where"), meeting.place)]
    if meeting.called_off_because:
        told.append((_("Called off because"), meeting.called_off_because))
    if body["present"]:
        told.append((_("Present"), named(body["present"])))
    if body["apologies"]:
        told.append((_("Apologies"), named(body["apologies"])))
    if body["presence"]:
        told.append((_("Seats filled"), "; ".join(presence_words(body["presence"]))))
    return [(name, value) for name, value in told if value]


def seat_name(seat: Seat) -> str:
    """Return a seat for those who run the meetings: name, agency."""
    return f"{seat.name} ({seat.agency})" if seat.agency else seat.name


def items(user: Any, meeting: Meeting, body: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the agenda with what came of each item; of agreed minutes as they were frozen."""
    rows = list(AgendaItem.objects.visible_to(user).filter(meeting=meeting, left_out=False))
    ids: dict[Any, list[Any]] = {}
    for key, item in Decision.objects.visible_to(user).filter(meeting=meeting).values_list("pk", "item_id"):
        ids.setdefault(item, []).append(key)
    return [
        {
            **told,
            "pk": one.pk,
            "tag": _tag(one),
            "colour": _COLOURS.get(ItemKind(one.kind), "grey"),
            "href": _page(one, meeting),
            "decisions": [
                {**each, "label": str(DecisionKind(each["kind"]).label), "pk": key}
                for each, key in zip(told["decisions"], ids.get(one.pk, ()), strict=False)
            ],
            "raised": raised(told["raised"]),
        }
        for one, told in zip(rows, body["items"], strict=False)
    ]


def alone(user: Any, meeting: Meeting, body: Mapping[str, Any]) -> dict[str, Any]:
    """Return what stands in the minutes without an item of the agenda."""
    rows = Decision.objects.visible_to(user).filter(meeting=meeting, item=None).values_list("pk", flat=True)
    return {
        "decisions": [
            {**one, "label": str(DecisionKind(one["kind"]).label), "pk": key}
            for one, key in zip(body["alone"]["decisions"], rows, strict=False)
        ],
        "raised": raised(body["alone"]["raised"]),
    }


def raised(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return what was raised, with the capacity in words."""
    labels = dict(Raised._meta.get_field("capacity").choices)  # type: ignore[union-attr,arg-type]
    return [{**one, "label": str(labels[one["capacity"]])} for one in rows]


def _tag(item: AgendaItem) -> str:
    """Why it stands there; nothing where its own words say so."""
    label = str(ItemKind(item.kind).label)
    return "" if item.kind == ItemKind.FREE or item.title == label else label


def _page(item: AgendaItem, meeting: Meeting) -> str:
    if item.action_id:
        return page_of("action", item.action_id)
    if item.thread_id:
        return page_of("finding", item.thread_id)
    if item.report_id:
        return reverse("governance:show-report", args=[item.report_id])
    if not item.is_found or item.kind == ItemKind.MINUTES:
        return ""
    # It counts what the agenda left out.
    if item.kind == ItemKind.FINDING:
        return f"{reverse('monitoring:list-findings')}?area={meeting.group.area.code}"
    return reverse("governance:review-actions", args=[meeting.pk])


def left_out(user: Any, meeting: Meeting) -> list[AgendaItem]:
    """Return what was left out of an agenda."""
    return list(AgendaItem.objects.visible_to(user).filter(meeting=meeting, left_out=True))


def papers(user: Any, meeting: Meeting) -> list[dict[str, Any]]:
    """Return a meeting's papers with what opens them."""
    rows = Paper.objects.visible_to(user).filter(meeting=meeting).select_related("item")
    return [
        {
            "pk": one.pk,
            "title": one.title,
            "lang": one.lang,
            "href": one.address
            if one.kind == PaperKind.LINK
            else reverse("governance:take-paper", args=[meeting.pk, one.pk]),
            "what": _("link") if one.kind == PaperKind.LINK else _kind(one),
            "item": one.item.title if one.item else "",
            "item_lang": one.item.lang if one.item else "",
            "by": one.given_by_name,
        }
        for one in rows
    ]


def _kind(paper: Paper) -> str:
    kilobytes = max(1, round(paper.size_bytes / 1024))
    return _("%(kind)s, %(size)s kB") % {
        "kind": paper.media_type.rpartition("/")[2].rpartition(".")[2].upper()[:12],
        "size": number(kilobytes),
    }


def report_of(user: Any, meeting: Meeting) -> UpwardReport | None:
    """Return what was reported upward from a meeting."""
    return UpwardReport.objects.visible_to(user).filter(meeting=meeting).select_related("to_group").first()


def report_rows(report: UpwardReport) -> list[dict[str, Any]]:
    """Return the decisions of a report."""
    return [
        {
            "label": str(DecisionKind(one["kind"]).label),
            "words": one["words"],
            "lang": one["lang"],
            "href": page_of("action", one["action"]) if one["action"] else "",
        }
        for one in report.body
    ]


def without_account(user: Any, meeting: Meeting) -> list[str]:
    """Return who has a seat and no account: they get agenda and news by another way."""
    if meeting.state not in (MeetingState.PLANNED, MeetingState.AGENDA_SENT, MeetingState.CALLED_OFF):
        return []
    day = timezone.localdate(meeting.starts_at)
    rows = Seat.objects.visible_to(user).filter(group_id=meeting.group_id, user=None)
    return [one.name for one in rows if one.runs_on(day)]
