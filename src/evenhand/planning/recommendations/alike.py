"""Suggestions that two statements may ask for the same thing: scored, with reasons; people decide."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from evenhand.planning.recommendations.likeness import LikenessRules, likeness_rules
from evenhand.planning.recommendations.overlap import nearest_pairs, nearest_to_first
from evenhand.planning.recommendations.suggestion import Alike, Reason, Statement
from evenhand.planning.recommendations.types import Recommendation


def statements_of(recommendations: Iterable[Recommendation]) -> tuple[Statement, ...]:
    """Return recommendations as statements to compare."""
    return tuple(Statement(key=one.key, source=one.source, text=one.text) for one in recommendations)


def suggest_alike(
    statements: Iterable[Statement],
    *,
    across_sources: bool = False,
    decided: Collection[tuple[str, str]] = (),
    rules: LikenessRules | None = None,
) -> tuple[Alike, ...]:
    """Return pairs that may ask for the same thing, the likeliest first; the order of the input changes nothing.

    `across_sources` leaves out pairs of one source; `decided` are pairs that people have merged or kept apart.
    Texts with the very same words are each suggested with the first of them, by key.
    """
    by = rules or likeness_rules()
    ordered = sorted(statements, key=lambda one: (one.key, one.source, one.text))
    words = [by.words(one.text) for one in ordered]
    done = {frozenset(pair) for pair in decided}
    facets: dict[int, _Facets] = {}
    found = []
    for a, b, overlap in _looked_at(words, by):
        if across_sources and ordered[a].source == ordered[b].source:
            continue
        if frozenset((ordered[a].key, ordered[b].key)) in done:
            continue
        for place in (a, b):
            if place not in facets:
                facets[place] = _facets(ordered[place], words[place], by)
        found.append(_scored(facets[a], facets[b], overlap, by))
    found = [one for one in found if one.score >= by.suggest_from]
    return tuple(sorted(found, key=lambda one: (-one.score, one.first, one.second)))


def alike_to(
    one: Statement, others: Iterable[Statement], *, rules: LikenessRules | None = None
) -> tuple[Alike, ...]:
    """Return which statements of other sources may ask for the same as one, the likeliest first; it stands first in each."""
    by = rules or likeness_rules()
    compared = [one, *(other for other in others if other.source != one.source and other.key != one.key)]
    words = [by.words(each.text) for each in compared]
    own = _facets(one, words[0], by)
    found = (
        _scored(own, _facets(compared[place], words[place], by), overlap, by)
        for place, overlap in nearest_to_first(words, least=by.least_overlap, nearest=by.nearest)
    )
    return tuple(
        sorted(
            (each for each in found if each.score >= by.suggest_from),
            key=lambda each: (-each.score, each.second),
        )
    )


def _looked_at(words: Sequence[tuple[str, ...]], by: LikenessRules) -> list[tuple[int, int, float]]:
    """Which pairs are looked at closely: each text's nearest, and the first of all texts with the very same words."""
    firsts: dict[tuple[str, ...], int] = {}
    repeats = []
    for place, text in enumerate(words):
        if text in firsts:
            repeats.append((firsts[text], place, 1.0))
        elif text:
            firsts[text] = place
    places = list(firsts.values())
    pairs = nearest_pairs([words[place] for place in places], least=by.least_overlap, nearest=by.nearest)
    return [*((places[a], places[b], overlap) for a, b, overlap in pairs), *repeats]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facets:
    """What of a statement is compared, worked out once for all its pairs."""

    key: str
    words: tuple[str, ...]
    joined: str
    characteristics: tuple[str, ...]
    stages: tuple[str, ...]


def _facets(one: Statement, words: tuple[str, ...], by: LikenessRules) -> _Facets:
    return _Facets(
        key=one.key,
        words=words,
        joined=" ".join(words),
        characteristics=by.characteristics_of(one.text),
        stages=by.stages_of(one.text),
    )


def _scored(one: _Facets, other: _Facets, overlap: float, by: LikenessRules) -> Alike:
    score, reasons = _of_words(one, other, overlap, by)
    both = tuple(key for key in one.characteristics if key in other.characteristics)
    if both:
        score += by.same_characteristic
        reasons.append(Reason(kind="characteristics", values=both))
    elif one.characteristics and other.characteristics:
        score += by.other_characteristic
        reasons.append(
            Reason(kind="other_characteristics", values=one.characteristics, other=other.characteristics)
        )
    stages = tuple(key for key in one.stages if key in other.stages)
    if stages:
        score += by.same_stage
        reasons.append(Reason(kind="stages", values=stages))
    score = round(min(max(score, 0.0), 1.0), 3)
    return Alike(first=one.key, second=other.key, score=score, reasons=tuple(reasons))


def _of_words(one: _Facets, other: _Facets, overlap: float, by: LikenessRules) -> tuple[float, list[Reason]]:
    """How far the words are the same in any order, and which are shared."""
    ratios = (fuzz.token_sort_ratio(one.joined, other.joined), fuzz.token_set_ratio(one.joined, other.joined))
    tokens = sum(ratios) / 200
    score = by.weight_of_tokens * tokens + by.weight_of_overlap * overlap
    if one.words == other.words:
        return score, [Reason(kind="same_words", values=())]
    shared = tuple(dict.fromkeys(word for word in one.words if word in other.words))
    reasons = [Reason(kind="words", values=(f"{100 * tokens:.0f}",))]
    if shared:
        reasons.append(Reason(kind="shared", values=shared[: by.most_shared_words]))
    return score, reasons
