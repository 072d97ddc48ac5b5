"""A roll-up for pages: each number with the list that it counts."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote, urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from evenhand_service.monitoring.findings.areas import area_name
from evenhand_service.organisations.models import Area
from evenhand_service.plan.enums import NONE_NAMED, Standing
from evenhand_service.plan.loops.presenters import way
from evenhand_service.plan.loops.roll_up import RollUp, unanswered
from evenhand_service.plan.loops.rules import Reach
from evenhand_service.plan.presenters.words import about, colour_of


def _number(count: int, address: str = "", **asked: str) -> dict[str, Any]:
    """Return a number that leads to its list; none leads nowhere."""
    if not count:
        return {"text": "0", "href": "", "numeric": True}
    href = f"{address}?{urlencode(asked)}" if asked else address
    return {"text": str(count), "href": href, "numeric": True}


def standings(told: RollUp, code: str) -> list[dict[str, Any]]:
    """Return how many actions stand where, what presses most first."""
    counts, address = told.by_standing, reverse("plan:list-area-actions", args=[code])
    return [
        {
            "text": one.label,
            "colour": colour_of(one),
            "number": counts[one.value],
            "href": f"{address}?standing={one.value}",
        }
        for one in Standing
        if counts.get(one.value)
    ]


def pairs(told: RollUp, code: str) -> list[list[Any]]:
    """Return a row for each step and characteristic that an action or a finding without one is about."""
    actions, loops = (reverse(f"plan:{name}", args=[code]) for name in ("list-area-actions", "show-loops"))
    open_ = unanswered(told.loops)
    named = sorted(pair for pair in {*told.about, *open_} if pair != ("", ""))
    rows = []
    for stage, characteristic in named:
        asked = {name: one for name, one in (("stage", stage), ("characteristic", characteristic)) if one}
        pair = (stage, characteristic)
        rows.append(
            [
                about(stage) or _("No step named"),
                about(characteristic) or _("No characteristic named"),
                _number(told.about[pair], actions, **_exactly(stage, characteristic)),
                _number(open_[pair], loops, reach=Reach.NO_ACTION.value, **asked),
            ]
        )
    return rows


def _exactly(stage: str, characteristic: str) -> dict[str, str]:
    """What the list of actions is asked for a pair, also where one of it is not named."""
    return {"stage": stage or NONE_NAMED, "characteristic": characteristic or NONE_NAMED}


def unnamed(told: RollUp, code: str) -> dict[str, Any]:
    """Return how many actions say of no step and no characteristic that they are about it, with their list."""
    address = reverse("plan:list-area-actions", args=[code])
    return {"number": told.about["", ""], **_number(told.about["", ""], address, **_exactly("", ""))}


def head() -> list[Any]:
    """Return the columns of the table of areas."""
    numbers = (
        *(_("Plans"), _("Actions"), _("Overdue"), _("Findings without an action")),
        *(
            _("Moved towards the target"),
            _("Moved the other way"),
            _("Did not move"),
            _("Cannot be told"),
            _("Not yet judged"),
        ),
    )
    return [_("Area"), *({"text": one, "numeric": True} for one in numbers)]


def parts(told: RollUp, children: Mapping[Area, set[UUID]]) -> list[list[Any]]:
    """Return a row for each area right under one, with what lies within it; areas without anything come too."""
    ways = {name: way(name) for name in ("list-area-actions", "show-loops", "show-roll-up")}
    return [_part(one, told, within, ways) for one, within in children.items()]


def _part(area: Area, told: RollUp, within: Iterable[UUID], ways: Mapping[str, tuple[str, str]]) -> list[Any]:
    part, code = told.of(within), quote(area.code)
    actions, loops, here = (code.join(way) for way in ways.values())
    reached = (
        *(Reach.NO_ACTION, Reach.MOVED, Reach.MOVED_AWAY),
        *(Reach.DID_NOT, Reach.CANNOT_TELL, Reach.NOT_JUDGED),
    )
    return [
        {"text": area_name(area), "href": here},
        _number(part.plans, here),
        _number(part.standings.total(), actions),
        _number(part.standings[Standing.OVERDUE], actions, standing=Standing.OVERDUE.value),
        *(_number(part.reached[one], loops, reach=one.value) for one in reached),
    ]


def words_of(cells: Iterable[Any]) -> list[str]:
    """Return a line of the table of areas as words alone."""
    return [str(one["text"] if isinstance(one, dict) else one) for one in cells]
