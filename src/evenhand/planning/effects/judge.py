"""What happened after an action: moved, did not, too early, or it cannot be told; with interval, reasons and words."""

from collections.abc import Sequence
from datetime import date, timedelta

from evenhand.foundations import EvenhandError, Period
from evenhand.planning.effects.before_after import Found, Reasons, before_after
from evenhand.planning.effects.promise import Promise
from evenhand.planning.effects.rules import EffectRules, load_effect_rules
from evenhand.planning.effects.types import Effect, Series, Standing, Verdict
from evenhand.planning.effects.usable import Usable, usable
from evenhand.planning.effects.words import effect_words
from evenhand.vocabulary.language import LANGUAGES
from evenhand.vocabulary.speech import Speech, speech

_LEFT_OUT = ("overlapping", "across")


def judge(
    series: Series,
    agreed: Promise,
    as_at: date,
    language: str | Sequence[str] | None = None,
    *,
    rules: EffectRules | None = None,
) -> Effect:
    """Return what later figures say of a promise, as at a day; the order of the points does not matter.

    `language` is one or several (all, if not given). Source: F5; docs/explanation/did-it-move.md.
    """
    known = rules or load_effect_rules()
    seen = _seen(series, agreed, as_at)
    found = before_after(series, agreed, seen, as_at=as_at, rules=known)
    verdict, direction, reasons = decide(found, agreed, seen, known)
    return _effect(series, agreed, found, seen, (verdict, direction, reasons), as_at, language)


def decide(found: Found, made: Promise, seen: Usable, rules: EffectRules) -> tuple[Verdict, str, Reasons]:
    """Return the verdict, which way, and the reasons, the deciding one first."""
    aside = _left_out(seen, made)
    if seen.broken is not None:
        aside = {"break": {"day": seen.broken, "what": seen.broken_by or "–"}, **aside}
    if found.change is None:
        return _without_figures(found, made, seen, aside)
    periods = len(found.points) + seen.withheld
    if seen.withheld > rules.most_withheld * periods:
        held = {"withheld": seen.withheld, "of": periods}
        aside.pop("withheld", None)
        return Verdict.CANNOT_TELL, "", {"too_withheld": held, **found.reasons, **aside}
    verdict, direction = verdict_of(found.change[1], found.change[2], made)
    reasons: Reasons = {}
    if verdict == Verdict.CANNOT_TELL:
        if not found.is_last and seen.broken is None:
            verdict, reasons = Verdict.TOO_EARLY, {"looks_to_come": {"day": made.until}}
        elif seen.broken is None:
            reasons = {"too_wide": {}}
    return verdict, direction, {**reasons, **aside, **found.reasons}


def verdict_of(lower: float, upper: float, made: Promise) -> tuple[Verdict, str]:
    """Return what an interval of the change says: moved if it holds no 'none', did not if nothing worth seeing is in it."""
    near, far = (lower, upper) if made.direction > 0 else (-upper, -lower)
    if -made.worth < near and far < made.worth:
        return Verdict.DID_NOT, ""
    if near > 0:
        return Verdict.MOVED, "towards"
    if far < 0:
        return Verdict.MOVED, "away"
    return Verdict.CANNOT_TELL, ""


def _seen(series: Series, made: Promise, as_at: date) -> Usable:
    return usable(
        series.points,
        baseline=made.baseline.period,
        counted_by=made.baseline.counted_by,
        starts=made.starts,
        until=made.until,
        as_at=as_at,
        marks=series.marks,
    )


def _without_figures(
    found: Found, made: Promise, seen: Usable, aside: Reasons
) -> tuple[Verdict, str, Reasons]:
    reasons: Reasons = {**found.reasons, **aside}
    if seen.broken is not None or (found.is_last and not found.reasons):
        return Verdict.CANNOT_TELL, "", reasons or {"too_wide": {}}
    if not found.is_last:
        return Verdict.TOO_EARLY, "", reasons or {"no_figures_yet": {"day": made.starts}}
    return Verdict.CANNOT_TELL, "", reasons


def _left_out(seen: Usable, made: Promise) -> Reasons:
    reasons: Reasons = {name: {"count": getattr(seen, name)} for name in _LEFT_OUT if getattr(seen, name)}
    if seen.withheld:
        reasons["withheld"] = {"withheld": seen.withheld, "of": seen.withheld + len(seen.after)}
    if seen.late:
        reasons["late"] = {"day": made.until}
    return reasons


def _effect(
    series: Series,
    made: Promise,
    found: Found,
    seen: Usable,
    decided: tuple[Verdict, str, Reasons],
    as_at: date,
    language: str | Sequence[str] | None,
) -> Effect:
    verdict, direction, reasons = decided
    change = found.change or (None, None, None)
    effect = Effect(
        verdict=verdict,
        direction=direction,
        change=change[0],
        lower=change[1],
        upper=change[2],
        units=made.baseline.units,
        before=made.baseline.value,
        after=found.after[0] if found.after else None,
        target=made.target,
        target_reached=_reached(found, made),
        why=tuple(reasons),
        looks=found.looks,
        planned_looks=made.planned,
        points=tuple(one.period for one in found.points),
        method="before_after",
        standing=_standing(made, found),
        words={},
        figures=found.figures,
    )
    words = {name: _said(effect, made, found, reasons, series, speech(name)) for name in _languages(language)}
    return _with_words(effect, words)


def _with_words(effect: Effect, words: dict[str, str]) -> Effect:
    return Effect(
        **{name: getattr(effect, name) for name in Effect.__slots__ if name != "words"}, words=words
    )


def _said(
    effect: Effect, made: Promise, found: Found, reasons: Reasons, series: Series, speech: Speech
) -> str:
    period = ""
    if found.points:
        first = min(one.span.first for one in found.points)
        last = max(one.span.last for one in found.points)
        period = speech.period(Period(first, last))
    what = series.what.get(speech.language, "")
    return effect_words(effect, made, speech, what=what, reasons=reasons, after=found.after, period=period)


def _reached(found: Found, made: Promise) -> str:
    if found.change is None:
        return ""
    wanted = abs(made.target - made.baseline.value)
    near, far = found.change[1:] if made.direction > 0 else (-found.change[2], -found.change[1])
    return "reached" if near >= wanted else "not_reached" if far < wanted else "unclear"


def _standing(made: Promise, found: Found) -> Standing:
    """A promise made on or after the day on which a figure since the start was there is no test of that figure."""
    if made.made_on is None:
        return Standing.CONFIRMATORY
    first = min((one.released or one.span.last + timedelta(1) for one in found.points), default=None)
    late = first is not None and made.made_on >= first
    return Standing.EXPLORATORY if late else Standing.CONFIRMATORY


def _languages(language: str | Sequence[str] | None) -> Sequence[str]:
    if language is None:
        return tuple(LANGUAGES)
    names = (language,) if isinstance(language, str) else tuple(language)
    for name in names:
        if name not in LANGUAGES:
            raise EvenhandError(f"There are no words in '{name}'.", mend=f"Known: {', '.join(LANGUAGES)}.")
    return names
