"""Recommendations for pages: rows of a list, one with its clock and ladder, suggestions with their reasons."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from evenhand.planning.recommendations import ClockState, Due
from evenhand.vocabulary.speech import speech
from evenhand_service.monitoring.findings.presenters.words import figure_words, words_of
from evenhand_service.monitoring.models import FindingThread, KeptFinding
from evenhand_service.plan.effects.presenters import in_language, verdict_colour, verdict_words
from evenhand_service.plan.enums import Response
from evenhand_service.plan.models import Action, Indicator, Recommendation
from evenhand_service.plan.presenters.words import about, language, leads_words, when_words
from evenhand_service.plan.recommending.clock import due_on, ladder_for
from evenhand_service.plan.recommending.detail import Held
from evenhand_service.plan.recommending.listing import Counts
from evenhand_service.plan.recommending.loading import PROJECT
from evenhand_service.plan.recommending.suggesting import Suggested

_COLOURS = {
    Response.NO_REPLY: "grey",
    Response.ACCEPTED: "green",
    Response.IN_PART: "turquoise",
    Response.IN_PRINCIPLE: "yellow",
    Response.REJECTED: "orange",
}


def step_words(key: str) -> str:
    """Return a step of a ladder in words."""
    return speech(language()).say(f"recommendations.step.{key}")


def address_of(one: Recommendation) -> str:
    """Return the address of a recommendation."""
    return reverse("plan:show-recommendation", args=[one.pk])


def source_words(one: Recommendation) -> str:
    """Return where a recommendation stands: its source, number and paragraph."""
    number = _("no. %(number)s") % {"number": one.number} if one.number else ""
    place = _("para. %(place)s") % {"place": one.paragraph} if one.paragraph.isdigit() else one.paragraph
    return ", ".join(part for part in (one.source_title, number, place) if part)


def reply(one: Recommendation, due: Due) -> dict[str, Any]:
    """Return what was answered, or how long it has been waited for."""
    told = {"text": Response(one.response).label, "colour": _COLOURS[Response(one.response)], "why": ""}
    if due.state != ClockState.ANSWERED:
        said = due.said(language())
        told["why"] = said[:1].upper() + said[1:]
    if due.late:
        told |= {"text": _("Reply overdue"), "colour": "red"}
    return told


def row(one: Recommendation, day: date) -> dict[str, Any]:
    """Return a recommendation as a row shows it; what hangs on it has been fetched."""
    return {
        "id": one.pk,
        "text": one.text,
        "lang": one.lang,
        "href": address_of(one),
        "kind": one.get_source_kind_display(),
        "source": source_words(one),
        "theme": one.theme,
        "addressee": one.addressee,
        "reply": reply(one, due_on(one, one.escalations.all(), day)),
        "actions": [
            {
                "text": each.action.reference or each.action.wording[:60],
                "href": _action(each.action),
                "leads": "; ".join(leads_words(each.action)),
            }
            for each in one.answers.all()
        ],
        "same_as": {"text": one.same_as.text, "href": address_of(one.same_as)} if one.same_as else None,
        "also": getattr(one, "also", 0),
    }


def _action(one: Action) -> str:
    return reverse("plan:show-action", args=[one.pk])


def numbers(counts: Counts, where: str) -> list[dict[str, Any]]:
    """Return how many stand where, each with the list that it counts."""
    return [
        {"text": _("in all"), "number": counts.total, "href": where},
        {"text": _("no reply yet"), "number": counts.no_reply, "href": f"{where}?response=no_reply"},
        {"text": _("reply overdue"), "number": counts.overdue, "href": f"{where}?late=on"},
        {
            "text": _("answered by an action"),
            "number": counts.with_action,
            "href": f"{where}?answered_by=action",
        },
    ]


def ladder(held: Held, due: Due) -> list[dict[str, Any]]:
    """Return the ladder step by step: which were taken, on which day, by whom, and which is due."""
    one = held.recommendation
    taken = {each.step: each for each in held.steps}
    up = ladder_for(one.source_kind, one.ladder)
    rows = []
    for step in up.steps:
        done = taken.get(step.key)
        first = step.key == "published"
        on = one.published_date if first else done.taken_date if done else None
        rows.append(
            {
                "text": step_words(step.key),
                "on": on,
                "by": done.taken_by_name if done else "",
                "words": done.words if done else "",
                "until": step.reply_due(on) if on else None,
                "is_next": due.what == step.key,
                "public": step.public,
                "own": not step.verified,
            }
        )
    return rows


def ladder_title(one: Recommendation) -> dict[str, str]:
    """Return what the ladder is called and where it comes from."""
    up = ladder_for(one.source_kind, one.ladder)
    return {"text": up.titles[language()], "source": up.source}


def thread_words(thread: FindingThread) -> str:
    """Return what a finding is about, without its figures: a release that has them may be withdrawn."""
    parts = (about(part) for part in (thread.stage, thread.characteristic, thread.group) if part)
    return _("Finding: %(what)s") % {"what": " · ".join(parts)}


def finding(thread: FindingThread, newest: KeptFinding | None) -> dict[str, str]:
    """Return the finding that a recommendation was made of, with its statement where an approved release has it."""
    text = words_of(newest)["short"] if newest else _("No approved release has this finding now.")
    return {"text": text, "href": reverse("monitoring:show-finding", args=[thread.pk])}


def outcomes(one: Recommendation) -> dict[str, Any]:
    """Return what its source says came of it, and whether that is told of a whole project."""
    return {
        "rows": [{"text": each["text"], "lang": each.get("lang", "")} for each in one.outcomes],
        "of_project": any(each.get("of") == PROJECT for each in one.outcomes),
    }


def answers(held: Held) -> list[dict[str, Any]]:
    """Return the actions that answer it, each with what became of its figures."""
    return [
        {
            "text": one.action.wording,
            "lang": one.action.lang,
            "reference": one.action.reference,
            "href": _action(one.action),
            "plan": f"{one.action.plan.title} {one.action.plan.financial_year}",
            "status": one.action.get_status_display(),
            "leads": leads_words(one.action),
            "when": when_words(one.action)["text"],
            "through": one.recommendation if one.recommendation_id != held.recommendation.pk else None,
            "figures": [_figure(each, held) for each in held.indicators.get(one.action_id, ())],
        }
        for one in held.answers
    ]


def _figure(one: Indicator, held: Held) -> dict[str, Any]:
    """What an action should move, and whether it did."""
    judged = held.judgements.get(one.pk)
    start = figure_words(one.baseline, one.baseline_lower, one.baseline_upper, one.units)
    told: dict[str, Any] = {
        "what": " · ".join(about(part) for part in (one.stage, one.characteristic, one.group) if part),
        "from": start,
        "verdict": "",
    }
    if judged is None:
        return told
    return told | {
        "verdict": verdict_words(judged.verdict, judged.direction),
        "colour": verdict_colour(judged.verdict, judged.direction),
        "words": in_language(judged.words),
        "as_at": judged.as_at,
    }


def suggestions(found: Iterable[Suggested]) -> list[dict[str, Any]]:
    """Return suggestions with both texts, the score of a hundred and the reasons."""
    return [
        {
            "first": side(one.first),
            "second": side(one.second),
            "score": round(one.alike.score * 100),
            "why": one.alike.said(language()),
        }
        for one in found
    ]


def side(one: Recommendation) -> dict[str, Any]:
    """Return one side of a pair."""
    return {
        "id": one.pk,
        "text": one.text,
        "lang": one.lang,
        "source": source_words(one),
        "theme": one.theme,
        "href": address_of(one),
    }
