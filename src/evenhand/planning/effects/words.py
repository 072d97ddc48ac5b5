"""Promises and effects in words, from messages as data: what moved, between what and what, and never why."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from evenhand.planning.effects.scales import SHARE, per_of
from evenhand.vocabulary.speech import Speech

if TYPE_CHECKING:
    from evenhand.planning.effects.promise import Promise
    from evenhand.planning.effects.types import Effect

_HUNDRED = 100


def figure_words(value: float, units: str, speech: Speech) -> str:
    """Return a figure as it is said: '45 in 100', '21 per 1,000'."""
    if units.startswith(SHARE):
        return speech.say("effects.figure.share", figure=_number(value * _HUNDRED))
    return speech.say("effects.figure.per", figure=_number(value), per=f"{per_of(units):,.0f}")


def range_words(value: float | None, lower: float, upper: float, units: str, speech: Speech) -> str:
    """Return a figure with its range: 'about 45 in 100 (40 to 50)'; without a figure the range alone."""
    by = _HUNDRED if units.startswith(SHARE) else 1
    ends = [_number(one * by) for one in (lower, upper)]
    if value is None:
        unit = figure_words(upper, units, speech)
        return speech.say("effects.figure.between", low=ends[0], high=unit)
    said = figure_words(value, units, speech)
    return speech.say("effects.figure.about", figure=said, low=ends[0], high=ends[1])


def size_words(size: float, units: str, speech: Speech) -> str:
    """Return a change without its direction: '10 in 100'."""
    return figure_words(abs(size), units, speech)


def ends_words(lower: float, upper: float, units: str, speech: Speech) -> str:
    """Return the ends of a change: 'between 3 fewer and 17 more in 100'."""
    by = _HUNDRED if units.startswith(SHARE) else 1
    key = "share" if units.startswith(SHARE) else "per"
    per = f"{per_of(units):,.0f}"
    low, high = (_more_or_fewer(one * by, speech) for one in (lower, upper))
    return speech.say(f"effects.change.between_{key}", low=low, high=high, per=per)


def promise_words(made: "Promise", speech: Speech) -> str:
    """Return what a promise says: what could be seen after how long, by the day promised, and what to know of the start."""
    units = made.baseline.units
    way = "rise" if made.direction > 0 else "fall"
    values: dict[str, Any] = {
        "people": _people(made.people, speech),
        "period": speech.say(f"effects.period.{made.period}"),
        "start": figure_words(made.baseline.value, units, speech),
        "target": figure_words(made.target, units, speech),
    }
    if made.shortest is None:
        time = period_words(len(made.smallest), made.period, speech)
        parts = [speech.say(f"effects.promise.never_{way}", time=time, **values)]
    else:
        time = period_words(made.shortest, made.period, speech)
        parts = [speech.say(f"effects.promise.{way}", time=time, **values)]
    if made.due is not None and made.in_time is not None:
        day = speech.day(made.due)
        if made.in_time == 0:
            parts.append(speech.say("effects.promise.nothing_by", day=day))
        else:
            parts.append(
                speech.say(
                    "effects.promise.by",
                    day=day,
                    time=period_words(made.in_time, made.period, speech),
                    size=_size_up(made.by_due or 0.0, units, speech),
                )
            )
    parts += [_warning(name, made, speech) for name in made.warnings if name != "not_in_time"]
    parts.append(
        speech.say(
            "effects.promise.chance",
            power=round(made.power * _HUNDRED),
            alpha=round((1 - made.level) * _HUNDRED),
            count=made.planned,
        )
    )
    return " ".join(one for one in parts if one)


def effect_words(
    effect: "Effect",
    made: "Promise",
    speech: Speech,
    *,
    what: str,
    reasons: Mapping[str, Mapping[str, Any]],
    after: tuple[float, float, float] | None,
    period: str,
    extra: tuple[str, ...] = (),
) -> str:
    """Return what happened in words: both figures, the verdict with its range, the reasons, and what it does not tell."""
    units, base = made.baseline.units, made.baseline
    said = {
        "what": what or speech.say("effects.the_figure"),
        "before": range_words(base.value, base.lower, base.upper, units, speech),
    }
    if after is None and effect.after is None:
        parts = [speech.say("effects.happened.before", **said)]
    else:
        since = range_words(*after, units, speech) if after else _about(effect.after, units, speech)
        parts = [speech.say("effects.happened.both", since=since, period=period, **said)]
    key = str(effect.verdict)
    if effect.direction:
        key = f"{key}_{effect.direction}"
    if effect.lower is not None and effect.upper is not None:
        ends = ends_words(effect.lower, effect.upper, units, speech)
        parts.append(
            speech.say(f"effects.verdict.{key}", ends=ends, worth=size_words(made.worth, units, speech))
        )
        if effect.target_reached:
            target = figure_words(made.target, units, speech)
            parts.append(speech.say(f"effects.target.{effect.target_reached}", target=target))
    else:
        parts.append(speech.say(f"effects.verdict.{key}_bare"))
    parts += [_reason(name, values, speech) for name, values in reasons.items()]
    parts += extra
    if effect.change is not None:
        parts.append(speech.say("effects.caution"))
    parts.append(
        speech.say(f"effects.standing.{effect.standing}") if effect.standing == "exploratory" else ""
    )
    return " ".join(one for one in parts if one)


def reference_words(
    before: tuple[float, float, float], since: tuple[float, float, float], made: "Promise", speech: Speech
) -> str:
    """Return how the comparison group fared in the same time; a figure beside, not part of the verdict."""
    told = (range_words(*one, made.baseline.units, speech) for one in (before, since))
    return speech.say("effects.beside.reference", **dict(zip(("before", "since"), told, strict=True)))


def _about(value: float | None, units: str, speech: Speech) -> str:
    return speech.say("effects.figure.about_alone", figure=figure_words(value or 0.0, units, speech))


def _reason(name: str, values: Mapping[str, Any], speech: Speech) -> str:
    shown = {key: speech.day(one) if key == "day" else one for key, one in values.items()}
    return speech.say(f"effects.why.{name}", **shown)


def period_words(count: int, period: str, speech: Speech) -> str:
    """Return a number of periods: '9 quarters'."""
    return speech.say(f"effects.periods.{period}", count=count)


def _warning(name: str, made: "Promise", speech: Speech) -> str:
    base = made.baseline
    start = range_words(base.value, base.lower, base.upper, base.units, speech)
    return speech.say(f"effects.warning.{name}", start=start, count=base.picked_from)


def _people(people: tuple[int, int], speech: Speech) -> str:
    if people[0] == people[1]:
        return f"{people[0]:,}"
    return speech.say("words.from_to", first=f"{people[0]:,}", last=f"{people[1]:,}")


def _number(value: float) -> str:
    """A figure for reading: whole from 10 on, below it with one digit where that tells more."""
    if abs(value) >= 9.95 or abs(value - round(value)) < 0.05:
        return f"{int(value + 0.5 if value >= 0 else value - 0.5):,}"
    return f"{value:.1f}"


def _size_up(size: float, units: str, speech: Speech) -> str:
    """A smallest change, rounded up so that no smaller one is promised."""
    by = _HUNDRED if units.startswith(SHARE) else 1
    whole = -(-size * by // 1) if size * by >= 10 else -(-size * by * 10 // 1) / 10
    return figure_words(whole / by, units, speech)


def _more_or_fewer(value: float, speech: Speech) -> str:
    number = _number(abs(value))
    if number == "0":
        return speech.say("effects.change.none")
    return speech.say("effects.change.more" if value > 0 else "effects.change.fewer", figure=number)
