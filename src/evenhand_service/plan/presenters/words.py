"""Words of the plan in the reader's language: standing with its colour, days, people."""

import re
from datetime import date, timedelta
from functools import cache
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from evenhand.vocabulary import load_vocabulary
from evenhand.vocabulary.steps import step_labels
from evenhand.vocabulary.translate import load_phrases
from evenhand_service.plan.answering import words_of
from evenhand_service.plan.enums import Part, Standing, WhenKind

_SPAN = re.compile(r"(?P<first>\d+)[-_](?P<last>\d+)")
_COLOURS = {
    Standing.OVERDUE: "red",
    Standing.REVIEW_DUE: "orange",
    Standing.BLOCKED: "purple",
    Standing.CANNOT_TELL: "yellow",
    Standing.DUE_SOON: "yellow",
    Standing.NOT_YET_DUE: "grey",
    Standing.ONGOING: "blue",
    Standing.NO_DATE: "grey",
    Standing.UNCONFIRMED: "turquoise",
    Standing.DONE: "green",
    Standing.CLOSED: "grey",
}


def language() -> str:
    """Return the language of the library's words: Welsh for those who read it, else English."""
    return "cy" if get_language() == "cy" else "en"


def colour_of(standing: str) -> str:
    """Return the colour that repeats what the word says."""
    return _COLOURS[Standing(standing)]


def span(first: date | None, last: date | None) -> str:
    """Return what was read of a date: '1 March to 31 May 2007'; '' for none."""
    if first and last and first != last:
        form = "j F" if first.year == last.year else "j F Y"
        return _("%(first)s to %(last)s") % {
            "first": date_format(first, form),
            "last": date_format(last, "j F Y"),
        }
    if first and not last:
        return _("from %(day)s") % {"day": date_format(first, "j F Y")}
    if last and not first:
        return _("by %(day)s") % {"day": date_format(last, "j F Y")}
    return date_format(last, "j F Y") if last else ""


def when_words(action: Any) -> dict[str, str]:
    """Return an action's date: the plan's words, and what was read out of them where that says more."""
    # The label itself: Django's display hashes every choice, for each row.
    kind = (
        ""
        if action.when_kind in (WhenKind.UNMARKED, WhenKind.NONE)
        else str(WhenKind(action.when_kind).label)
    )
    said = action.when_text.strip(" .").casefold()
    read = span(action.earliest, action.latest)
    plain = (
        action.when_kind == WhenKind.STAGED
        or is_month(action.earliest, action.latest)
        or read.casefold() == said
    )
    return {
        "text": action.when_text or _("No date"),
        "kind": "" if kind.casefold() == said else kind,
        "read": "" if plain else read,
    }


def is_month(first: date | None, last: date | None) -> bool:
    """Return whether a date is one whole month: its words say as much as its days."""
    return bool(first and last and first.day == 1 and (last + timedelta(days=1)) == _after(first))


def _after(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def leads_words(action: Any, part: str = Part.LEAD) -> list[str]:
    """Return who has a part in an action; leads have been fetched."""
    return [words_of(one.name, one.agency) for one in action.leads.all() if one.part == part]


def about(code: str) -> str:
    """Return a code of a step, characteristic or group in the reader's words; one that no list knows, without its marks.

    An age from 18 to 24 is a span, not two numbers.
    """
    named = _names().get(code)
    if named is None or _SPAN.fullmatch(code):
        spans = _SPAN.sub(lambda found: _("%(first)s to %(last)s") % found.groupdict(), code)
        named = spans.replace("_", " ").replace("-", " ").capitalize()
    told = load_phrases("cy").get(named, named) if language() == "cy" else named
    return told[:1].upper() + told[1:]


@cache
def _names() -> dict[str, str]:
    """The words of the vocabulary for steps, characteristics, and groups that every list calls the same."""
    held = load_vocabulary()
    groups: dict[str, set[str]] = {}
    for code_list in held.code_lists.values():
        for one in code_list.values:
            groups.setdefault(one.code, set()).add(one.label)
    alike = {code: next(iter(labels)) for code, labels in groups.items() if len(labels) == 1}
    return alike | dict(step_labels()) | dict(held.characteristics)
