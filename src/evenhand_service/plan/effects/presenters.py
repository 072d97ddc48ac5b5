"""What became of figures, for pages: the verdict in a word and a colour, its sentence, the figures it rests on."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from evenhand.planning.effects import Point, Promise, Verdict
from evenhand_service.monitoring.findings.areas import names_by_code
from evenhand_service.monitoring.findings.presenters.words import figure_words, period
from evenhand_service.plan.effects.designs import title_of
from evenhand_service.plan.effects.promising import kept_promise
from evenhand_service.plan.effects.queries import courses_of, judgements_of
from evenhand_service.plan.models import Indicator, Judgement

_COLOURS = {
    Verdict.MOVED: "green",
    Verdict.DID_NOT: "orange",
    Verdict.TOO_EARLY: "grey",
    Verdict.CANNOT_TELL: "yellow",
}
_AWAY = "red"
AWAY = "away"
"""The direction of a figure that moved, but not towards its target."""


def verdict_words(verdict: str, direction: str = "") -> str:
    """Return a verdict as a word or two; that a figure moved away from its target is said."""
    if verdict == Verdict.MOVED and direction == AWAY:
        return _("Moved the other way")
    return {
        Verdict.MOVED: _("Moved"),
        Verdict.DID_NOT: _("Did not move"),
        Verdict.TOO_EARLY: _("Too early to say"),
        Verdict.CANNOT_TELL: _("Cannot be told"),
    }[Verdict(verdict)]


def verdict_colour(verdict: str, direction: str = "") -> str:
    """Return the colour that repeats a verdict."""
    away = verdict == Verdict.MOVED and direction == AWAY
    return _AWAY if away else _COLOURS[Verdict(verdict)]


def in_language(words: Mapping[str, str]) -> str:
    """Return words in the reader's language, else in English."""
    return words.get(get_language() or "en") or words.get("en", "")


def compared_words(indicator: Indicator, names: Mapping[str, str]) -> str:
    """Return the comparison that was fixed, with the areas that it names; '' where later figures stand beside the start."""
    if not indicator.protocol:
        return ""
    told = [names.get(code, code) for code in indicator.protocol.get("areas", ())]
    title = str(title_of(indicator.protocol["design"]))
    return f"{title}: {', '.join(told)}" if told else title


def happened(
    indicator: Indicator,
    judgement: Judgement | None,
    points: Iterable[Point],
    names: Mapping[str, str],
) -> dict[str, Any]:
    """Return what became of one indicator: promise, verdict, the figures that releases told."""
    made = kept_promise(indicator)
    told: dict[str, Any] = {
        "id": indicator.pk,
        "promised": in_language(indicator.smallest_change.get("words", {})),
        "smallest": smallest_rows(made, indicator.units) if made else [],
        "points": [point_row(one, indicator, made) for one in points],
        "verdict": "",
        "compared": compared_words(indicator, names),
        "areas_beside": bool(indicator.protocol.get("areas")),
    }
    if judgement is None:
        return told
    return told | {
        "verdict": verdict_words(judgement.verdict, judgement.direction),
        "colour": verdict_colour(judgement.verdict, judgement.direction),
        "words": in_language(judgement.words),
        "as_at": judgement.as_at,
        "release": judgement.release_id,
        "looks": judgement.effect.get("looks"),
        "planned": judgement.effect.get("planned_looks"),
        "standing": judgement.effect.get("standing"),
    }


def happened_to(user: Any, indicators: Sequence[Indicator]) -> dict[UUID, dict[str, Any]]:
    """Return what became of each indicator; two queries, however many there are, and one where areas are named."""
    if not indicators:
        return {}
    judgements, courses = judgements_of(user, indicators), courses_of(user, indicators)
    codes = {code for one in indicators for code in one.protocol.get("areas", ())}
    names = dict(names_by_code(codes)) if codes else {}
    return {
        one.pk: happened(one, judgements.get(one.pk), courses.get(one.pk, ()), names) for one in indicators
    }


def point_row(point: Point, indicator: Indicator, made: Promise | None) -> list[str]:
    """Return a figure as a row: its period, whether the action had begun, the figure with its range."""
    when = _("Before")
    if made is not None and point.span.first >= made.starts:
        when = _("Since the start")
    elif made is not None and point.span.last >= made.starts:
        when = _("Across the start")
    told = figure_words(point.estimate, point.lower, point.upper, indicator.units)
    return [period(point.period), when, told or _("Withheld")]


def smallest_rows(made: Promise, units: str) -> list[list[str]]:
    """Return the smallest change that could be seen after some numbers of periods, up to the end of the follow-up."""
    wanted = {1, 2, 4, 8, 12, made.shortest, made.in_time, made.planned}
    scale = 100 if units.startswith("share") else 1
    return [
        [str(one.periods), f"{one.change * scale:,.0f}" if scale > 1 else f"{one.change:,.2f}"]
        for one in made.smallest
        if one.periods in wanted and one.periods <= max(made.planned, 1)
    ]


def period_words(made: Promise) -> str:
    """Return what kind of period a promise is reckoned in."""
    return {"month": _("Months"), "quarter": _("Quarters"), "year": _("Years")}[made.period]
