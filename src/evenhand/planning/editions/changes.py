"""What changed in one action between two editions: its date, leads, words, progress, place and what it waits for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from evenhand.planning.dates import Kind, When
from evenhand.planning.editions.wording import Piece, word_changes
from evenhand.planning.rows import Lead, PlanRow


class ChangeKind(StrEnum):
    """What of an action changed."""

    LATER = "later"
    EARLIER = "earlier"
    DATE_KIND = "date_kind"
    DATE_GIVEN = "date_given"
    DATE_TAKEN_OUT = "date_taken_out"
    DATE_WORDS = "date_words"
    STAGES = "stages"
    LEAD = "lead"
    WORDING = "wording"
    PROGRESS = "progress"
    THEME = "theme"
    AIM = "aim"
    DEPENDS_ON = "depends_on"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change: from what to what; `days` for a date that moved, `stage` for one of several, `pieces` for words."""

    kind: ChangeKind
    old: str
    new: str
    days: int | None = None
    stage: int | None = None
    pieces: tuple[Piece, ...] = ()


def changes_between(old: PlanRow, new: PlanRow) -> tuple[Change, ...]:
    """Return everything that changed from one row to the other, in a fixed order; white space alone is no change."""
    found = [*_date_changes(old.when, new.when)]
    if _people(old.leads) != _people(new.leads):
        found.append(Change(kind=ChangeKind.LEAD, old=leads_words(old.leads), new=leads_words(new.leads)))
    found += _words(ChangeKind.WORDING, old.action, new.action)
    found += _words(ChangeKind.PROGRESS, old.progress, new.progress)
    found += _words(ChangeKind.THEME, old.theme, new.theme)
    found += _words(ChangeKind.AIM, old.aim, new.aim)
    if set(old.depends_on) != set(new.depends_on):
        found.append(
            Change(kind=ChangeKind.DEPENDS_ON, old=", ".join(old.depends_on), new=", ".join(new.depends_on))
        )
    return tuple(found)


def leads_words(leads: tuple[Lead, ...]) -> str:
    """Return who leads as one text: 'A (Agency); B'."""
    return "; ".join(
        f"{one.name} ({one.agency})" if one.name and one.agency else one.name or one.agency for one in leads
    )


def plain(text: str) -> str:
    """Return a text with its white space evened out, as texts are compared."""
    return " ".join(text.split())


def _people(leads: tuple[Lead, ...]) -> set[tuple[str, str]]:
    return {(plain(one.name), plain(one.agency)) for one in leads}


def _words(kind: ChangeKind, old: str, new: str) -> Iterator[Change]:
    before, after = plain(old), plain(new)
    if before != after:
        yield Change(kind=kind, old=before, new=after, pieces=word_changes(before, after))


def _date_changes(old: When, new: When) -> Iterator[Change]:
    """A date that moved, one that became another kind, or one that came or went; else other words for the same days."""
    found: list[Change] = []
    if old.kind is not new.kind:
        found.append(Change(kind=ChangeKind.DATE_KIND, old=str(old.kind), new=str(new.kind)))
    if old.kind is Kind.STAGED and new.kind is Kind.STAGED:
        found += _stage_changes(old, new)
    else:
        found += _moved(old.latest, new.latest)
    if not found and plain(old.text) != plain(new.text):
        pieces = word_changes(plain(old.text), plain(new.text))
        found.append(
            Change(kind=ChangeKind.DATE_WORDS, old=plain(old.text), new=plain(new.text), pieces=pieces)
        )
    yield from found


def _stage_changes(old: When, new: When) -> Iterator[Change]:
    """Stages are compared by their place; where their number differs that is said, and those at hand are compared."""
    if len(old.stages) != len(new.stages):
        yield Change(kind=ChangeKind.STAGES, old=str(len(old.stages)), new=str(len(new.stages)))
    for place, (before, after) in enumerate(zip(old.stages, new.stages, strict=False), start=1):
        yield from _moved(before.latest, after.latest, stage=place)


def _moved(old: date | None, new: date | None, *, stage: int | None = None) -> Iterator[Change]:
    if old == new:
        return
    before, after = (day.isoformat() if day else "" for day in (old, new))
    if old is None or new is None:
        kind = ChangeKind.DATE_GIVEN if old is None else ChangeKind.DATE_TAKEN_OUT
        yield Change(kind=kind, old=before, new=after, stage=stage)
        return
    days = (new - old).days
    kind = ChangeKind.LATER if days > 0 else ChangeKind.EARLIER
    yield Change(kind=kind, old=before, new=after, days=days, stage=stage)
