"""Suggestions that two statements may ask for the same thing: scored, with reasons; people decide."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from evenhand.planning.recommendations.likeness import LikenessRules, likeness_rules
from evenhand.planning.recommendations.overlap import nearest_pairs
from evenhand.planning.recommendations.types import Recommendation
from evenhand.vocabulary.speech import speech


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A text that asks for something: a recommendation, an action of a plan, a finding's next step."""

    key: str
    source: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a pair is suggested: the message's name (`words`, `shared`, ...) and the keys or words that fill it in."""

    kind: str
    values: tuple[str, ...]
    other: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """A suggestion: two keys in order, the score (0 to 1) and the reasons for and against."""

    first: str
    second: str
    score: float
    reasons: tuple[Reason, ...]

    def said(self, language: str = "en") -> str:
        """Return the reasons as a sentence that can be read."""
        talk = speech(language)

        def named(kind: str, keys: Sequence[str]) -> str:
            part = {"stages": "stage"}.get(kind, "characteristic")
            return ", ".join(talk.say(f"recommendations.{part}.{key}") for key in keys)

        said = []
        for one in self.reasons:
            if one.kind == "words":
                said.append(talk.say("recommendations.alike.words", share=one.values[0]))
            elif one.kind in ("shared", "same_words"):
                said.append(talk.say(f"recommendations.alike.{one.kind}", words=", ".join(one.values)))
            elif one.kind == "other_characteristics":
                first, second = named(one.kind, one.values), named(one.kind, one.other)
                said.append(talk.say(f"recommendations.alike.{one.kind}", first=first, second=second))
            else:
                said.append(talk.say(f"recommendations.alike.{one.kind}", words=named(one.kind, one.values)))
        return "; ".join(said)


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
    firsts: dict[tuple[str, ...], int] = {}
    repeats: list[tuple[int, int]] = []
    for place, text in enumerate(words):
        if text in firsts:
            repeats.append((firsts[text], place))
        elif text:
            firsts[text] = place
    places = list(firsts.values())
    pairs = nearest_pairs([words[place] for place in places], least=by.least_overlap, nearest=by.nearest)
    looked_at = [(places[a], places[b], overlap) for a, b, overlap in pairs]
    looked_at += [(first, second, 1.0) for first, second in repeats]
    done = {frozenset(pair) for pair in decided}
    found = []
    for a, b, overlap in looked_at:
        if across_sources and ordered[a].source == ordered[b].source:
            continue
        if frozenset((ordered[a].key, ordered[b].key)) not in done:
            found.append(_scored((ordered[a], ordered[b]), (words[a], words[b]), overlap, by))
    found = [one for one in found if one.score >= by.suggest_from]
    return tuple(sorted(found, key=lambda one: (-one.score, one.first, one.second)))


def _scored(
    pair: tuple[Statement, Statement],
    words: tuple[tuple[str, ...], tuple[str, ...]],
    overlap: float,
    by: LikenessRules,
) -> Alike:
    score, reasons = _of_words(words, overlap, by)
    first, second = (by.characteristics_of(one.text) for one in pair)
    both = tuple(key for key in first if key in second)
    if both:
        score += by.same_characteristic
        reasons.append(Reason(kind="characteristics", values=both))
    elif first and second:
        score += by.other_characteristic
        reasons.append(Reason(kind="other_characteristics", values=first, other=second))
    later = by.stages_of(pair[1].text)
    stages = tuple(key for key in by.stages_of(pair[0].text) if key in later)
    if stages:
        score += by.same_stage
        reasons.append(Reason(kind="stages", values=stages))
    score = round(min(max(score, 0.0), 1.0), 3)
    return Alike(first=pair[0].key, second=pair[1].key, score=score, reasons=tuple(reasons))


def _of_words(
    words: tuple[tuple[str, ...], tuple[str, ...]], overlap: float, by: LikenessRules
) -> tuple[float, list[Reason]]:
    """How far the words are the same in any order, and which are shared."""
    one, other = (" ".join(part) for part in words)
    tokens = (fuzz.token_sort_ratio(one, other) + fuzz.token_set_ratio(one, other)) / 200
    score = by.weight_of_tokens * tokens + by.weight_of_overlap * overlap
    if words[0] == words[1]:
        return score, [Reason(kind="same_words", values=())]
    shared = tuple(dict.fromkeys(word for word in words[0] if word in words[1]))
    reasons = [Reason(kind="words", values=(f"{100 * tokens:.0f}",))]
    if shared:
        reasons.append(Reason(kind="shared", values=shared[: by.most_shared_words]))
    return score, reasons
