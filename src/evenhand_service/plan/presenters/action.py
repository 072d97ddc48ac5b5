"""The page of an action: why, what, who, when, how it goes, what should move."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evenhand_service.monitoring.findings.presenters.words import figure_words, period, words_of
from evenhand_service.plan.enums import Part, ProgressKind
from evenhand_service.plan.models import Action, Indicator, Progress
from evenhand_service.plan.presenters.words import about, leads_words, span, when_words
from evenhand_service.plan.queries.story import Story, expired

FIELD_NAMES = {
    "reference": gettext_lazy("reference"),
    "wording": gettext_lazy("wording"),
    "when_text": gettext_lazy("date"),
    "review_date": gettext_lazy("next looked at"),
    "reviewed_date": gettext_lazy("looked at"),
    "leads": gettext_lazy("who answers for it"),
    "theme": gettext_lazy("theme"),
    "aim": gettext_lazy("aim"),
    "milestone_set": gettext_lazy("milestone"),
    "depends_on": gettext_lazy("what it waits for"),
}


def facts(action: Action) -> list[tuple[str, Any]]:
    """Return who and when, as names and values; what nobody filled in is left out."""
    when = when_words(action)
    waits = [_link(link) for link in action.waits_for.all() if link.kind == "depends" and not link.settled_at]
    rows = (
        (_("Who leads"), "; ".join(leads_words(action)) or _("Nobody yet")),
        (_("Deputies"), "; ".join(leads_words(action, Part.DEPUTY))),
        (_("Confirms completion"), "; ".join(leads_words(action, Part.CONFIRMER))),
        (_("When, in the plan's words"), when["text"]),
        (_("Read as"), ": ".join(one for one in (when["kind"], when["read"]) if one)),
        (_("Could not be read"), action.when_unread),
        (_("Next looked at on"), _day(action.review_date)),
        (_("Last looked at on"), _day(action.reviewed_date)),
        (_("Waits for"), ", ".join(waits)),
        (_("Aim"), f"{action.aim.mark} {action.aim.wording}".strip() if action.aim else ""),
        (
            _("About"),
            " · ".join(about(one) for one in (action.stage, action.characteristic, action.group) if one),
        ),
        (_("Closed because"), action.closing_note),
    )
    return [(name, value) for name, value in rows if value]


def _link(link: Any) -> str:
    return (
        (link.on.reference or link.on.wording[:60])
        if link.on
        else _("%(text)s (not in this plan)") % {"text": link.on_text}
    )


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else ""


def finding(story: Story) -> dict[str, Any] | None:
    """Return the finding that an action came from, with its statement where a release that may be read has it."""
    if story.action.thread_id is None:
        return None
    href = reverse("monitoring:show-finding", args=[story.action.thread_id])
    if story.finding is None:
        return {"text": _("No approved release has this finding now."), "href": href}
    return {"text": words_of(story.finding)["short"], "href": href}


def milestones(action: Action, today: date) -> list[dict[str, Any]]:
    """Return the milestones of an action, each with its days and whether it was reached."""
    return [
        {
            "id": one.pk,
            "text": one.wording,
            "lang": one.lang,
            "when": span(one.earliest, one.latest)
            or (_("%(text)s (no day could be read)") % {"text": one.when_text} if one.when_text else ""),
            "done": one.done_date,
            "late": one.done_date is None and one.latest is not None and one.latest < today,
            "own": not one.is_stage,
        }
        for one in action.milestones.all()
    ]


def entry(one: Progress) -> dict[str, Any]:
    """Return an entry of the log in words."""
    return {
        "kind": one.get_kind_display(),
        "words": one.words,
        "lang": one.lang,
        "changes": _changes(one),
        "by": one.author_name,
        "at": one.made_at,
        "as_at": one.as_at_date,
    }


_BOTH = ("reference", "wording", "when_text", "review_date", "milestone_set", "depends_on")


def _reached(details: dict[str, Any]) -> str:
    """What became of a milestone."""
    named = {"what": details["milestone"]}
    if not details.get("done"):
        return _("Not reached after all: %(what)s") % named
    day = _day(date.fromisoformat(details["done"]))
    return _("Reached on %(day)s: %(what)s") % {**named, "day": day}


def _changes(one: Progress) -> list[str]:
    if one.kind == ProgressKind.UNBLOCKED:
        return [_("It waited for %(what)s.") % {"what": one.details.get("by", "")}]
    told = [_reached(one.details)] if "milestone" in one.details else []
    for name, pair in one.details.items():
        words = str(FIELD_NAMES.get(name, ""))
        if words and isinstance(pair, list) and name in _BOTH:
            before, after = pair[0] or "–", pair[1] or "–"
            told.append(f"{words}: {before} → {after}")
        elif words:
            told.append(words)
    return told


def evidence(story: Story, today: date) -> list[dict[str, Any]]:
    """Return evidence with its state in words; what has expired says so, whatever was said of it."""
    return [
        {
            "one": one,
            "state": _("No longer counts") if expired(one, today) else one.get_state_display(),
            "colour": "red"
            if expired(one, today)
            else {"accepted": "green", "rejected": "red"}.get(one.state, "grey"),
            "href": one.address or reverse("plan:take-evidence", args=[story.action.pk, one.pk]),
        }
        for one in story.evidence
    ]


def indicator(one: Indicator) -> dict[str, Any]:
    """Return what should move, from where to where by when."""
    start = figure_words(one.baseline, one.baseline_lower, one.baseline_upper, one.units)
    return {
        "what": " · ".join(about(each) for each in (one.stage, one.characteristic, one.group) if each),
        "from": f"{start}, {period(one.baseline_period)}" if start and one.baseline_period else start,
        "kind": one.baseline_kind,
        "to": figure_words(one.target, one.target, one.target, one.units).split(" (")[0]
        if one.target is not None
        else "",
        "by": one.target_date,
        "smallest": one.smallest_change.get("words", {}),
        "fixed": one.protocol_fixed_at,
        "hash": one.protocol_hash,
    }
