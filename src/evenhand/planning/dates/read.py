"""Reads a date as somebody wrote it in a plan: what kind it is, its days, its stages, what it waits for."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from evenhand.planning.dates.kinds import kind_of, mark_of, order_of, waits
from evenhand.planning.dates.lexing import Token, tokens_of
from evenhand.planning.dates.misspelt import misspelt_month
from evenhand.planning.dates.points import Dated, dates_in
from evenhand.planning.dates.references import references_in
from evenhand.planning.dates.stages import has_stages, stages_of
from evenhand.planning.dates.types import Kind, When
from evenhand.planning.dates.words import load_words
from evenhand.planning.said import said, together


def read_when(
    text: str,
    *,
    written_on: date | None = None,
    asked: Kind = Kind.UNMARKED,
    known: Collection[str] = (),
) -> When:
    """Return what a date says, and what cannot be told from it; never a guess.

    `written_on` is the day of the plan, which 'this year' needs. `asked` is what the table's heading asks for where it
    asks for one thing: a column headed 'Review date' makes its dates reviews. `known` are the references of the plan.
    """
    tokens = tokens_of(text)
    found = dates_in(text, tokens, written_on)
    depends_on = references_in(text, known, bare=True) if waits(tokens, text, known) else ()
    found = [one for one in found if not _is_reference(one, tokens, depends_on)]
    found = [_of_year(_of_part(one, tokens), tokens) for one in found]
    sure = [one for one in found if not one.why]
    # A month alone beside whole dates ('the March panel') is no date; by itself it is one that lacks its year.
    found = [one for one in found if not (sure and one.bare and not _stands_for_a_stage(one, tokens))]
    stages = stages_of(text, tokens, found, known) if has_stages(tokens, found) else ()
    kind = Kind.STAGED if stages else kind_of(tokens, found, asked, waiting=bool(depends_on))
    notes = [note for one in found for note in one.notes] + _notes(text, tokens, found, bool(stages))
    return When(
        text=text,
        kind=kind,
        earliest=min((one.earliest for one in sure if one.earliest), default=None),
        latest=_latest(sure),
        stages=stages,
        depends_on=depends_on,
        mark=mark_of(tokens),
        unread=_unread(text, found, sure, kind),
        notes=tuple(dict.fromkeys(notes)),
    )


def _latest(sure: Sequence[Dated]) -> date | None:
    """The last day of all; None where one of the dates has no end."""
    days = [one.latest for one in sure]
    return max((day for day in days if day), default=None) if None not in days else None


def _is_reference(one: Dated, tokens: Sequence[Token], references: Collection[str]) -> bool:
    """Whether '1/5' is the number of an action: where the words say that something waits for it."""
    said = [token for token in tokens[one.first : one.after] if token.letter == "p"]
    return bool(said) and said[0].value in references


def _stands_for_a_stage(one: Dated, tokens: Sequence[Token]) -> bool:
    around = tokens[max(one.first - 2, 0) : one.after + 2]
    return any(token.letter == "T" for token in around)


def _unread(text: str, found: Sequence[Dated], sure: Sequence[Dated], kind: Kind) -> str:
    whys = [one.why for one in found if one.why]
    if whys:
        return together(whys)
    if sure or kind in (Kind.ONGOING, Kind.DEPENDENT):
        return ""
    if not text.strip():
        return said("date.none")
    whole = re.sub(r"[\s.()]+", " ", text).strip()
    for one in load_words().no_days:
        if one.pattern.search(text) or one.pattern.fullmatch(whole):
            return one.why
    return said("date.no_day")


def _of_part(one: Dated, tokens: Sequence[Token]) -> Dated:
    """'Easter 2026', 'first half of 2026': a part of a year whose days no rule gives is never read as the whole year."""
    if [token.letter for token in tokens[one.first : one.after] if token.letter not in "Bg"] != ["Y"]:
        return one
    before = [
        token.value.lower() for token in tokens[max(one.first - 3, 0) : one.first] if token.letter == "?"
    ]
    if not set(before) & load_words().parts_without_days:
        return one
    return replace(one, earliest=None, latest=None, why=said("date.part_of_year"))


def _of_year(one: Dated, tokens: Sequence[Token]) -> Dated:
    """'financial year 9999/00': a year that no plan would name is never read as the year that holds now."""
    if "f" not in [token.letter for token in tokens[one.first : one.after]] or one.after >= len(tokens):
        return one
    last, following = tokens[one.after - 1], tokens[one.after]
    if last.letter != "f" or following.letter != "?" or not following.value.isdigit():
        return one
    return replace(one, earliest=None, latest=None, why=said("date.no_plan_year"))


def _notes(text: str, tokens: Sequence[Token], found: Sequence[Dated], staged: bool) -> list[str]:
    notes: list[str] = []
    for one in tokens:
        if one.letter == "M" and misspelt_month(text[one.start : one.end]):
            notes.append(said("date.misspelt", said=text[one.start : one.end], month=int(one.value)))
    notes += [said("date.word_beside_year", said=one) for one in _beside_years(tokens, found)]
    if tokens and tokens[0].letter == "V":
        notes.append(said("date.done"))
    if staged and any(one.why for one in found):
        notes.append(said("date.one_unknown"))
    if order_of(tokens) == {Kind.REVIEW, Kind.DEADLINE}:
        notes.append(said("date.both_kinds"))
    return notes


def _beside_years(tokens: Sequence[Token], found: Sequence[Dated]) -> list[str]:
    """Words right before a year that stands alone, which may name a part of it that no rule knows."""
    alone = [
        one
        for one in found
        if one.earliest and [each.letter for each in tokens[one.first : one.after]] == ["Y"]
    ]
    before = [tokens[one.first - 1] for one in alone if one.first]
    return [one.value for one in before if one.letter == "?" and one.value.isalpha()]
