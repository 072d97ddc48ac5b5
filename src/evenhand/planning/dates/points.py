"""Dates in a text: points in time, joined to ranges where they belong together, each with its days or why it has none."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from evenhand.planning.dates.grammar import Phrase, phrases_of
from evenhand.planning.dates.lexing import Token
from evenhand.planning.dates.resolve import Around, Told, resolve
from evenhand.planning.dates.spans import parts
from evenhand.planning.said import said

_PARTIAL = {"day_month", "bare_month", "bare_season", "bare_quarter", "bare_day", "month_day"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """One date of a text, a range being one: its days, its bound, why it has no days, and its place in the text."""

    first: int
    after: int
    earliest: date | None = None
    latest: date | None = None
    bound: str = ""
    why: str = ""
    notes: tuple[str, ...] = ()
    bare: bool = False
    """Whether it is a month or the like alone, which may be no date at all."""


def dates_in(text: str, tokens: Sequence[Token], written_on: date | None) -> list[Dated]:
    """Return the dates of a text in their order."""
    phrases = phrases_of(text, tokens)
    found: list[Dated] = []
    for chain in _chains(phrases, tokens):
        found += _read_chain(chain, tokens, written_on)
    return found


def _chains(phrases: Sequence[Phrase], tokens: Sequence[Token]) -> list[list[Phrase]]:
    """Points with nothing but 'to', 'and', commas and the like between them belong to one chain."""
    chains: list[list[Phrase]] = []
    for phrase in phrases:
        if chains:
            between = _between(chains[-1][-1], phrase, tokens)
            if set(between) <= set("rlg") and (set(between) & set("rl") or phrase.bound == "until"):
                chains[-1].append(phrase)
                continue
        chains.append([phrase])
    return chains


def _between(one: Phrase, other: Phrase, tokens: Sequence[Token]) -> str:
    return "".join(token.letter for token in tokens[one.after : other.first])


def _read_chain(chain: Sequence[Phrase], tokens: Sequence[Token], written_on: date | None) -> list[Dated]:
    tolds = _with_years(chain, written_on)
    points = [_dated(phrase, told) for phrase, told in zip(chain, tolds, strict=True)]
    joined: list[Dated] = []
    for place, point in enumerate(points):
        if joined and place and _is_range(chain[place - 1], chain[place], tokens):
            joined[-1] = _joined(joined[-1], point)
        else:
            joined.append(point)
    return joined


def _is_range(one: Phrase, other: Phrase, tokens: Sequence[Token]) -> bool:
    between = _between(one, other, tokens)
    return "r" in between or other.bound == "until" or (one.bound == "between" and "l" in between)


def _with_years(chain: Sequence[Phrase], written_on: date | None) -> list[Told]:
    """Resolve from the last to the first: in 'March-April 2007' the year stands behind, in 'March 2007-July' before."""
    told: list[Told] = [Told() for _ in chain]
    around = Around(written_on=written_on)
    for place in reversed(range(len(chain))):
        told[place] = _told(chain[place], around, before=True)
        around = _around_of(chain[place], told[place], around)
    around = Around(written_on=written_on)
    for place, phrase in enumerate(chain):
        if told[place].span is None and phrase.form in _PARTIAL:
            told[place] = _told(phrase, around, before=False)
        around = _around_of(phrase, told[place], around)
    return told


def _told(phrase: Phrase, around: Around, *, before: bool) -> Told:
    """Resolve a point; one that would fall on the wrong side of the date whose year it takes moves a year."""
    told = resolve(phrase, around)
    if told.span is None or phrase.form not in _PARTIAL or around.year is None or around.month is None:
        return told
    month = told.span[0].month
    if (month <= around.month) if before else (month >= around.month):
        return told
    moved = resolve(phrase, replace(around, year=around.year - 1 if before else around.year + 1))
    return replace(
        moved,
        note=said("date.taken_before" if before else "date.taken_after", said=phrase.said),
    )


def _around_of(phrase: Phrase, told: Told, around: Around) -> Around:
    if told.span is None:
        return around
    has_financial = any(one.letter == "F" for one in phrase.core)
    return replace(
        around,
        year=None if has_financial else told.span[0].year,
        financial=int(phrase.value("F")) if has_financial else None,
        month=told.span[0].month,
    )


def _dated(phrase: Phrase, told: Told) -> Dated:
    place = {"first": phrase.first, "after": phrase.after, "bound": phrase.bound}
    if told.span is None:
        return Dated(**place, why=told.why, bare=phrase.form in _PARTIAL | {"bare_financial"})  # type: ignore[arg-type]
    earliest, latest = parts(told.span, phrase.parts) if phrase.parts else told.span
    notes = (told.note,) if told.note else ()
    one = Dated(**place, earliest=earliest, latest=latest, notes=notes)  # type: ignore[arg-type]
    return _bounded(one)


def _bounded(one: Dated) -> Dated:
    if one.earliest is None or one.latest is None:
        return one
    if one.bound == "before":
        return replace(one, earliest=None, latest=one.earliest - timedelta(1))
    if one.bound == "after":
        return replace(one, earliest=one.latest + timedelta(1), latest=None)
    if one.bound in ("from", "onwards"):
        return replace(one, latest=None)
    return replace(one, earliest=None) if one.bound == "until" else one


def _joined(one: Dated, other: Dated) -> Dated:
    """The range from one date to another."""
    notes = (*one.notes, *other.notes)
    why: str = one.why or other.why
    if not why and one.earliest and other.latest and other.latest < one.earliest:
        why = said("date.backwards")
    if why:
        return Dated(first=one.first, after=other.after, why=why, notes=notes)
    return Dated(
        first=one.first,
        after=other.after,
        earliest=one.earliest,
        latest=other.latest,
        notes=notes,
        bound=one.bound if one.bound == "by" else "",
    )
