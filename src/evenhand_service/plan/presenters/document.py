"""A document that is read for a plan: how far it is, its rows as they would stand in the plan."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evenhand_service.plan.answering import words_of
from evenhand_service.plan.enums import DocumentState, RowState, WhenKind
from evenhand_service.plan.models import Document, ProposedRow
from evenhand_service.plan.models.proposed import Proposed
from evenhand_service.plan.presenters.doubtful import english, in_words
from evenhand_service.plan.presenters.words import is_month, span


def progress(document: Document) -> dict[str, Any]:
    """Return how far reading is, for the page that waits."""
    return {
        "finished": document.state != DocumentState.WAITING,
        "words": _("The document is being read"),
        "steps": [
            {"text": _("Received"), "state": "done"},
            {"text": _("Every word of it is read; rows and recommendations are proposed"), "state": "now"},
            {"text": _("You confirm what is proposed"), "state": "later"},
        ],
    }


def counts(document: Document) -> dict[str, int]:
    """Return how many rows wait, are in the plan, were left out; rows have been fetched."""
    return counts_of(document.rows.all())


def counts_of(proposed: Iterable[Proposed]) -> dict[str, int]:
    """Return how many of what was proposed wait, are taken over, were left out."""
    states = [one.state for one in proposed]
    return {str(state): states.count(state) for state in RowState.values}


def is_sure(row: ProposedRow) -> bool:
    """Return whether the reading has no doubt of a row that waits."""
    return row.state == RowState.WAITING and not doubts(row)


def doubts(one: Proposed) -> list[dict[str, str]]:
    """Return what is doubtful about a row or recommendation, its date included, in the reader's language.

    What was read before readings told codes stands in English, and says so.
    """
    told = one.proposal
    found = [in_words(each, "doubt") for each in told.get("doubts") or ()]
    if "date_said" in told:
        found += [in_words(each) for each in told["date_said"]]
    else:
        older = [told.get("date_unread") or "", *(told.get("date_notes") or ())]
        found += [english(each) for each in older if each]
    return list({each["text"]: each for each in found}.values())


def unplaced(document: Document, most: int) -> list[dict[str, Any]]:
    """Return what could not be placed, with why."""
    return [{"why": in_words(one, "reason"), "verbatim": one["verbatim"]} for one in document.unplaced[:most]]


def row(one: ProposedRow, *, ticked: bool) -> dict[str, Any]:
    """Return a row as it would stand in the plan."""
    told = one.proposal
    return {
        "id": one.pk,
        "one": one,
        "number": one.position,
        "reference": told.get("reference", ""),
        "text": told.get("action", ""),
        "under": " · ".join(told[name] for name in ("theme", "aim") if told.get(name)),
        "leads": [words_of(each["name"], each["agency"]) for each in told.get("leads", ())],
        "when": told.get("when", ""),
        "read": _read_as(told),
        "progress": told.get("progress", ""),
        "doubts": doubts(one),
        "waits": one.state == RowState.WAITING,
        "ticked": ticked and one.state == RowState.WAITING,
        "colour": {RowState.CONFIRMED: "green", RowState.SKIPPED: "grey"}.get(RowState(one.state), "yellow"),
    }


_COLUMNS = {
    "reference": gettext_lazy("Reference"),
    "action": gettext_lazy("What is to be done"),
    "progress": gettext_lazy("Progress"),
    "when": gettext_lazy("Date, word for word"),
    "leads": gettext_lazy("Who leads"),
    "text": gettext_lazy("What is recommended"),
    "answers": gettext_lazy("What was answered"),
}


def verbatim(one: Proposed) -> list[tuple[Any, str]]:
    """Return the document's own words by column, in the order of the form beside them."""
    told = one.proposal.get("verbatim") or {}
    names = [*(name for name in _COLUMNS if name in told), *(name for name in told if name not in _COLUMNS)]
    return [(_COLUMNS.get(name, name), told[name]) for name in names]


def _read_as(told: dict[str, Any]) -> str:
    kind = str(told.get("kind", ""))
    named = str(WhenKind(kind).label) if kind in WhenKind.values and kind != WhenKind.UNMARKED else ""
    first, last = _day(told.get("earliest")), _day(told.get("latest"))
    days = "" if is_month(first, last) else span(first, last)
    return ": ".join(one for one in (named, days) if one)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
