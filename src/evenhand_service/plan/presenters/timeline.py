"""A plan over time, as a drawing: a bar for each date, a line for today; the table beside says the same."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from evenhand_service.plan.enums import Standing
from evenhand_service.plan.models import Action
from evenhand_service.plan.queries.tracked import Stands

_LEFT, _WIDTH, _ROW, _TOP = 110, 780, 26, 34
_DARK, _DUE, _DONE, _OTHER = "#12436D", "#801650", "#28A197", "#3D3D3D"


def drawn(actions: Sequence[Action], stands: Mapping[UUID, Stands], today: date) -> dict[str, Any] | None:
    """Return the drawing's parts; None where no action has a day."""
    dated = [(one, spans) for one in actions if (spans := _spans(one))]
    if not dated:
        return None
    days = [day for _one, spans in dated for span in spans for day in span] + [today]
    first, last = _month(min(days)), _after(max(days))
    scale = _WIDTH / max((last - first).days, 1)
    bars = [
        {
            "x": round(_LEFT + (begin - first).days * scale, 1),
            "width": round(max((end - begin).days * scale, 4), 1),
            "y": _TOP + place * _ROW,
            "fill": _fill(stands[one.pk].state),
        }
        for place, (one, spans) in enumerate(dated)
        for begin, end in spans
    ]
    return {
        "width": _LEFT + _WIDTH + 70,
        "height": _TOP + len(dated) * _ROW + 10,
        "bars": bars,
        "labels": [
            {"y": _TOP + place * _ROW + 14, "text": (one.reference or one.wording)[:13]}
            for place, (one, _spans_of) in enumerate(dated)
        ],
        "ticks": _ticks(first, last, scale),
        "today": round(_LEFT + (today - first).days * scale, 1),
        "words": _("%(number)s actions with a date, from %(first)s to %(last)s.")
        % {"number": len(dated), "first": date_format(first, "F Y"), "last": date_format(max(days), "F Y")},
    }


def _spans(action: Action) -> list[tuple[date, date]]:
    stages = [(one.earliest, one.latest) for one in action.milestones.all() if one.latest]
    own = stages or ([(action.earliest, action.latest)] if action.latest else [])
    return [(begin or end, end) for begin, end in own]


def _fill(state: Standing) -> str:
    if state in (Standing.OVERDUE, Standing.REVIEW_DUE):
        return _DUE
    if state in (Standing.DONE, Standing.CLOSED, Standing.UNCONFIRMED):
        return _DONE
    return _DARK if state != Standing.BLOCKED else _OTHER


def _month(day: date) -> date:
    return day.replace(day=1)


def _after(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _ticks(first: date, last: date, scale: float) -> list[dict[str, Any]]:
    """Months, as many as there is room for: every one, every third or every year."""
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next(one for one in (1, 3, 12, 24, 60, 120) if months / one <= 10 or one == 120)
    found, day, number = [], first, 0
    while day <= last:
        if number % step == 0:
            x = round(_LEFT + (day - first).days * scale, 1)
            found.append({"x": x, "text": date_format(day, "M Y")})
        day, number = _after(day), number + 1
    return found
