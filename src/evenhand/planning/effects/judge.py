"""What happened after an action: moved, did not, too early, or it cannot be told; with interval, reasons and words."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from evenhand.foundations import EvenhandError, Period
from evenhand.planning.effects.before_after import Found, Reasons, before_after, reference_beside
from evenhand.planning.effects.compared import compared
from evenhand.planning.effects.promise import Promise
from evenhand.planning.effects.protocol import Design, Sealed, seen_from
from evenhand.planning.effects.rules import EffectRules, load_effect_rules
from evenhand.planning.effects.types import Effect, Series, Standing, Verdict
from evenhand.planning.effects.usable import Usable, usable
from evenhand.planning.effects.words import effect_words, reference_words
from evenhand.vocabulary.language import LANGUAGES
from evenhand.vocabulary.speech import Speech, speech

_LEFT_OUT = ("overlapping", "across")


def judge(
    series: Series,
    agreed: Promise | Sealed,
    as_at: date,
    language: str | Sequence[str] | None = None,
    *,
    rules: EffectRules | None = None,
) -> Effect:
    """Return what later figures say of a promise, as at a day; the order of the points does not matter.

    A sealed protocol is answered by its design where the data allow that, else by the simple comparison with the start,
    and it is said which. `language` is one or several (all, if not given). Source: F5; docs/explanation/did-it-move.md.
    """
    known = rules or load_effect_rules()
    made = agreed.protocol.promise if isinstance(agreed, Sealed) else agreed
    seen = _seen(series, made, as_at)
    found = _found(series, agreed, seen, as_at, known)
    decided = decide(found, made, seen, known)
    effect = _effect(made, found, decided, _standing(agreed, found))
    words = {one: _said(effect, made, found, decided[2], series, speech(one)) for one in _languages(language)}
    return replace(effect, words=words)


def _found(series: Series, agreed: Promise | Sealed, seen: Usable, as_at: date, rules: EffectRules) -> Found:
    """What the agreed design finds; where it is not used, what the simple comparison finds, and why."""
    if not isinstance(agreed, Sealed):
        return before_after(series, agreed, seen, as_at=as_at, rules=rules)
    protocol = agreed.protocol
    simple = before_after(series, protocol.promise, seen, as_at=as_at, rules=rules)
    if protocol.design == Design.BEFORE_AFTER:
        return simple
    answer = compared(series, protocol, seen, as_at=as_at, rules=rules)
    if isinstance(answer, Found):
        return answer
    name, fields = answer
    return replace(simple, reasons={**simple.reasons, name: fields, "simple": {}})


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


def _effect(made: Promise, found: Found, decided: tuple[Verdict, str, Reasons], standing: Standing) -> Effect:
    verdict, direction, reasons = decided
    change = found.change or (None, None, None)
    return Effect(
        verdict=verdict,
        direction=direction,
        change=change[0],
        lower=change[1],
        upper=change[2],
        units=made.baseline.units,
        before=made.baseline.value,
        after=found.after[0] if found.after else found.mean,
        target=made.target,
        target_reached=_reached(found, made),
        why=tuple(reasons),
        looks=found.looks,
        planned_looks=made.planned if found.method == "before_after" else 1,
        points=tuple(one.period for one in found.points),
        method=found.method,
        standing=standing,
        words={},
        figures=found.figures,
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
    beside = reference_beside(series, made, found.points) if found.points else None
    extra = (reference_words(*beside, made, speech),) if beside else ()
    return effect_words(
        effect, made, speech, what=what, reasons=reasons, after=found.after, period=period, extra=extra
    )


def _reached(found: Found, made: Promise) -> str:
    if found.change is None:
        return ""
    wanted = abs(made.target - made.baseline.value)
    near, far = found.change[1:] if made.direction > 0 else (-found.change[2], -found.change[1])
    return "reached" if near >= wanted else "not_reached" if far < wanted else "unclear"


def _standing(agreed: Promise | Sealed, found: Found) -> Standing:
    """Confirmatory: fixed, and unchanged, before the first figure since the start could be seen."""
    if isinstance(agreed, Sealed):
        fixed = agreed.is_whole and agreed.is_before(found.points)
    else:
        made_on = agreed.made_on
        fixed = made_on is None or all(made_on < seen_from(one) for one in found.points)
    return Standing.CONFIRMATORY if fixed else Standing.EXPLORATORY


def _languages(language: str | Sequence[str] | None) -> Sequence[str]:
    if language is None:
        return tuple(LANGUAGES)
    names = (language,) if isinstance(language, str) else tuple(language)
    for name in names:
        if name not in LANGUAGES:
            raise EvenhandError(f"There are no words in '{name}'.", mend=f"Known: {', '.join(LANGUAGES)}.")
    return names
