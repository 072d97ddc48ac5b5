"""Several dates of one action as stages, each with the words that say what it is for."""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from evenhand.planning.dates.kinds import kind_of, mark_of, waits
from evenhand.planning.dates.lexing import Token
from evenhand.planning.dates.points import Dated
from evenhand.planning.dates.references import references_in
from evenhand.planning.dates.types import Kind, Stage

_EDGES = " \t\r\n\xa0:;,.–—-()[]&/"


def has_stages(tokens: Sequence[Token], found: Sequence[Dated]) -> bool:
    """Return whether there are several dates, or one beside a further stage that waits ('stage 2: after 1/5')."""
    return len(found) > 1 or (len(found) == 1 and sum(one.letter == "T" for one in tokens) > 1)


def stages_of(
    text: str, tokens: Sequence[Token], found: Sequence[Dated], known: Collection[str]
) -> tuple[Stage, ...]:
    """Return a stage for each date, and one for each clause that waits for something and has none."""
    return tuple(
        _stage(text, tokens[first:after], found, first, known) for first, after in _cuts(text, tokens, found)
    )


def _cuts(text: str, tokens: Sequence[Token], found: Sequence[Dated]) -> list[tuple[int, int]]:
    """Where each stage begins and ends among the tokens.

    Clauses divided by semicolons or lines are stages where none has two dates; otherwise a stage runs up to its date where
    the text begins with words ('Stage 1: March'), or from it where it begins with the date ('March - first stage').
    """
    clauses = _clauses(tokens)
    dates = [[one for one in found if first <= one.first < after] for first, after in clauses]
    if len(clauses) > 1 and max(map(len, dates)) == 1:
        return [
            cut
            for cut, one in zip(clauses, dates, strict=True)
            if one or any(t.letter in "ZO" for t in tokens[slice(*cut)])
        ]
    begins_with_words = any(one.letter not in ";rlg" for one in tokens[: found[0].first])
    before = begins_with_words and not any(one.letter in "?T" for one in tokens[found[-1].after :])
    return list(pairwise([0, *(_cut(tokens, *two, before=before) for two in pairwise(found)), len(tokens)]))


def _cut(tokens: Sequence[Token], one: Dated, other: Dated, *, before: bool) -> int:
    """Where the words between two dates are divided: at their one comma, else before or behind them all."""
    commas = [place for place in range(one.after, other.first) if tokens[place].letter == "l"]
    if len(commas) == 1:
        return commas[0]
    return _past_marks(tokens, one.after) if before else other.first


def _past_marks(tokens: Sequence[Token], place: int) -> int:
    """A letter R or D in brackets behind a date belongs to it."""
    while place < len(tokens) and tokens[place].letter == "k":
        place += 1
    return place


def _clauses(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    edges = [-1, *(place for place, one in enumerate(tokens) if one.letter == ";"), len(tokens)]
    return [(one + 1, other) for one, other in pairwise(edges) if other > one + 1]


def _stage(
    text: str, tokens: Sequence[Token], found: Sequence[Dated], first: int, known: Collection[str]
) -> Stage:
    said = text[tokens[0].start : tokens[-1].end]
    mine = [one for one in found if first <= one.first < first + len(tokens)]
    waiting = waits(tokens, said, known)
    return Stage(
        text=said.strip(),
        label=_label(text, tokens, mine, first),
        kind=kind_of(tokens, mine, Kind.UNMARKED, waiting=waiting),
        earliest=mine[0].earliest if mine else None,
        latest=mine[0].latest if mine else None,
        depends_on=references_in(said, known, bare=True) if waiting else (),
        mark=mark_of(tokens),
    )


def _label(text: str, tokens: Sequence[Token], mine: Sequence[Dated], first: int) -> str:
    """The words of a stage without its date and marks."""
    if not mine:
        return text[tokens[0].start : tokens[-1].end].strip(_EDGES)
    one = mine[0]
    before = [token for token in tokens[: one.first - first] if token.letter not in "klg"]
    after = [token for token in tokens[one.after - first :] if token.letter not in "klg"]
    kept = [text[part[0].start : part[-1].end].strip(_EDGES) for part in (before, after) if part]
    return re.sub(r"\s+", " ", " ".join(kept)).strip(_EDGES)
