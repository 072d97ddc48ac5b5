"""Two editions as a table: what was added, dropped with or without a note, what changed, gaps, references that dangle."""

from collections.abc import Iterable
from textwrap import shorten
from typing import Any

from django.utils.translation import gettext as _
from markupsafe import Markup

from evenhand.planning.editions import ChangeKind, Comparison, EntryKind, Fate, compare
from evenhand.planning.editions.words import change_said
from evenhand.vocabulary.speech import speech
from evenhand_service.common.templating.dates import day
from evenhand_service.plan.limits import limits
from evenhand_service.plan.models import Edition
from evenhand_service.plan.presenters.words import language
from evenhand_service.plan.queries.frozen import snapshot_of

_COLOURS = {
    EntryKind.ADDED: "green",
    EntryKind.DROPPED: "red",
    EntryKind.CHANGED: "yellow",
    EntryKind.UNCHANGED: "grey",
}
_ORDER = (EntryKind.DROPPED, EntryKind.ADDED, EntryKind.CHANGED, EntryKind.UNCHANGED)
_WORDS = (ChangeKind.WORDING, ChangeKind.PROGRESS, ChangeKind.AIM)


def edition_names(editions: Iterable[Edition]) -> dict[int, str]:
    """Return by number what editions are called: their day, with their title and note, by which people know them."""
    return {
        one.number: ": ".join(text for text in (day(one.as_at_date), _noted(one)) if text) for one in editions
    }


def _noted(edition: Edition) -> str:
    """An edition's title and note; its number where it has neither, since two may be of one day."""
    said = " · ".join(text.strip() for text in (edition.title, edition.note) if text.strip())
    return shorten(said, limits()["edition_name_length"], placeholder="…") or _("edition %(number)s") % {
        "number": edition.number
    }


def table_of(old: Edition, new: Edition) -> dict[str, Any]:
    """Return what changed from one edition to the other."""
    found = compare(snapshot_of(old), snapshot_of(new))
    entries = sorted(found.entries, key=lambda one: _ORDER.index(one.kind))
    return {
        "rows": [_row(one) for one in entries if one.kind is not EntryKind.UNCHANGED],
        "unchanged": [one.reference or _short(one) for one in found.of(EntryKind.UNCHANGED)],
        "is_empty": found.is_empty,
        "without_a_word": len(found.gone_without_a_word),
        "slipped": len(found.with_change(ChangeKind.LATER)),
        "leads": len(found.with_change(ChangeKind.LEAD)),
        "gaps": list(found.new_gaps),
        "opened": list(found.opened_gaps),
        "dangling": _dangling(found),
        "renumbered": [_renumbered(one) for one in found.renumbered],
    }


def _row(entry: Any) -> dict[str, Any]:
    row = entry.new or entry.old
    note = f"{entry.closure.note}" if entry.closure else ""
    return {
        "reference": entry.reference or "–",
        "text": row.action,
        "kind": _kind(entry),
        "colour": _COLOURS[entry.kind],
        "note": note,
        "changes": [_change(one) for one in entry.changes],
    }


def _change(change: Any) -> Any:
    said = change_said(change, language())
    said = said[:1].upper() + said[1:]
    if change.kind in _WORDS and change.pieces:
        return Markup("{}: {}").format(said, _pieces(change.pieces))
    return said


def _pieces(pieces: Any) -> Markup:
    """What went and what came, told by more than colour: crossed out and underlined, and named as such."""
    tags = {Fate.GONE: Markup("<del>{}</del>"), Fate.NEW: Markup("<ins>{}</ins>"), Fate.SAME: Markup("{}")}
    return Markup("").join(tags[one.fate].format(one.text) for one in pieces)


def _kind(entry: Any) -> str:
    """What became of a row; one that was dropped says whether a closing note tells why."""
    name = str(entry.kind)
    if entry.kind is EntryKind.DROPPED:
        name = "dropped_with_note" if entry.closure else "dropped_without_note"
    said = speech(language()).say(f"editions.entry.{name}")
    return said[:1].upper() + said[1:]


def _short(entry: Any) -> str:
    row = entry.new or entry.old
    return row.action[:40]


def _renumbered(one: Any) -> str:
    """A dropped and an added row that say nearly the same: a suggestion, which people decide on."""
    pair = {"old": one.old.reference or one.old.action[:40], "new": one.new.reference or one.new.action[:40]}
    told = speech(language()).say("editions.entry.renumbered")
    return _("%(old)s and %(new)s: %(told)s.") % {**pair, "told": told}


def _dangling(found: Comparison) -> list[str]:
    return [
        _("%(action)s names %(text)s, which this edition does not have.")
        % {"action": one.reference or "–", "text": one.to}
        for one in found.new_dangling
    ]
