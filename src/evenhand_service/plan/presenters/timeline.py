"""A plan over time, as a drawing: a bar for each date, a line for today; the table beside says the same."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from evenhand_service.plan.enums import Standing
from evenhand_service.plan.models import Action, Milestone
from evenhand_service.plan.queries.tracked import Stands

_LEFT, _WIDTH, _ROW, _TOP = 110, 780, 26, 34
_NEAR = 180
"""Days around a plan's dates within which the line of the day asked for is drawn, where the plan itself is shorter."""
_ENDED = (Standing.DONE, Standing.CLOSED, Standing.UNCONFIRMED)
_DARK, _DUE, _DONE, _OTHER = "#12436D", "#801650", "#28A197", "#3D3D3D"


def drawn(actions: Sequence[Action], stands: Mapping[UUID, Stands], today: date) -> dict[str, Any] | None:
    """Return the drawing's parts; None where no action has a day."""
    dated = [(one, spans) for one in actions if (spans := _spans(one, stands[one.pk].state, today))]
    if not dated:
        return None
    days = [day for _one, spans in dated for begin, end, _fill_of in spans for day in (begin, end)]
    # A day long before or after all of them would press the bars together until nothing can be told from them.
    reach = timedelta(days=max(_NEAR, (max(days) - min(days)).days))
    shown = min(days) - reach <= today <= max(days) + reach
    days += [today] if shown else []
    first, last = _month(min(days)), _after(max(days))
    scale = _WIDTH / max((last - first).days, 1)
    bars = [
        {
            "x": round(_LEFT + (begin - first).days * scale, 1),
            "width": round(max((end - begin).days * scale, 4), 1),
            "y": _TOP + place * _ROW,
            "fill": fill,
        }
        for place, (_one, spans) in enumerate(dated)
        for begin, end, fill in spans
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
        "today": round(_LEFT + (today - first).days * scale, 1) if shown else None,
        "words": _("%(number)s actions with a date, from %(first)s to %(last)s.")
        % {"number": len(dated), "first": date_format(first, "F Y"), "last": date_format(max(days), "F Y")},
    }


Span = tuple[date, date, str]


def _spans(action: Action, state: Standing, day: date) -> list[Span]:
    """The days of an action with their colour; of one in stages, each stage as it stands by itself."""
    stages = [one for one in action.milestones.all() if one.latest]
    if any(one.is_stage for one in stages):
        return [(one.earliest or one.latest, one.latest, _fill_of_stage(one, state, day)) for one in stages]
    own = [(action.earliest or action.latest, action.latest, _fill(state))] if action.latest else []
    return own + [(one.earliest or one.latest, one.latest, _fill_of_stage(one, state, day)) for one in stages]


def _fill_of_stage(stage: Milestone, state: Standing, day: date) -> str:
    """A stage that was reached, one whose last day has passed, or one that stands as its action does otherwise."""
    if (stage.done_date and stage.done_date <= day) or state in _ENDED:
        return _DONE
    if stage.latest < day:
        return _DUE
    return _OTHER if state == Standing.BLOCKED else _DARK


def _fill(state: Standing) -> str:
    if state in (Standing.OVERDUE, Standing.REVIEW_DUE):
        return _DUE
    if state in _ENDED:
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
