"""The sentences of findings. Each states its denominator, both figures and their ranges; none says why."""

from collections.abc import Callable
from dataclasses import dataclass

from evenhand.findings.words import capital, number_range, of_every_100, of_group, per_1000, times
from evenhand.vocabulary import Polarity, Programme, Stage
from evenhand.vocabulary.speech import Speech


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """An estimate with its range; where a count behind it is hidden (`is_hidden`), the range alone is said."""

    estimate: float
    lower: float
    upper: float
    is_hidden: bool = False


def proportion_sentence(
    programme: Programme,
    stage: Stage,
    *,
    speech: Speech,
    area: str,
    people: str,
    reference: str,
    own: Figure,
    base: Figure,
    more: tuple[int, int],
) -> tuple[str, str]:
    """Return lead and rest: of every 100 people of the group, about so many (from, to); of the reference, so many."""
    own_said, own_range = _said(speech, own, lambda share: of_every_100(share, speech))
    base_said = "".join(_said(speech, base, lambda share: of_every_100(share, speech)))
    whom, other = (of_group(one, programme, stage, speech) for one in (people, reference))
    lead = speech.say("findings.proportion.lead", area=area, people=whom, said=own_said, did=stage.did)
    rest = speech.say("findings.proportion.rest", range=own_range, people=other, said=base_said)
    if stage.polarity != Polarity.NONE and programme.unit == "people":
        worse = (own.estimate < base.estimate) == (stage.polarity == Polarity.FAVOURABLE)
        if worse:
            way = "more" if stage.polarity == Polarity.FAVOURABLE else "fewer"
            said = number_range(*more, speech)
            rest += " " + speech.say(f"findings.proportion.{way}", number=said)
    return lead, rest


def rate_sentence(
    programme: Programme,
    stage: Stage,
    *,
    speech: Speech,
    area: str,
    people: str,
    reference: str,
    own: Figure,
    base: Figure,
    ratio: Figure | None,
    more: tuple[int, int],
) -> tuple[str, str]:
    """Return lead and rest: how often against the reference, both rates in words, the census caution.

    Without a `ratio` (the reference may have no event) it is said which is more often, and not how many times.
    """
    named = {"area": area, "people": people, "did": stage.did, "reference": reference}
    if ratio and not ratio.is_hidden and ratio.estimate >= 1.05:
        lead = speech.say("findings.rate.as_often", times=times(ratio.estimate, speech), **named)
    else:
        way = "more_often" if own.estimate > base.estimate else "less_often"
        lead = speech.say(f"findings.rate.{way}", **named)
    unit = programme.stage(str(stage.of)).unit
    (own_said, own_range), (base_said, base_range) = (_said(speech, one, per_1000) for one in (own, base))
    rest = _times_range(speech, ratio) + speech.say(
        "findings.rate.rest",
        own=own_said,
        events=stage.people,
        per=f"{stage.per:,}",
        people=_who(speech, people, unit),
        own_range=own_range,
        base=base_said,
        reference=_who(speech, reference, unit),
        base_range=base_range,
    )
    if own.estimate > base.estimate and stage.polarity != Polarity.FAVOURABLE:
        said = number_range(*more, speech)
        rest += " " + speech.say("findings.rate.fewer", number=said, events=stage.people)
    return lead, rest + (f" {capital(stage.note)}." if stage.note else "")


def _times_range(speech: Speech, ratio: Figure | None) -> str:
    if ratio is None:
        return ""
    reach = speech.say("findings.rate.reach", low=f"{ratio.lower:.1f}", high=f"{ratio.upper:.1f}")
    plain = ratio.is_hidden or ratio.estimate >= 1.05 or ratio.estimate < 0.05
    if plain:
        return f" ({reach})"
    return f" ({speech.say('findings.rate.often', times=times(ratio.estimate, speech))}; {reach})"


def _who(speech: Speech, people: str, unit: str) -> str:
    return speech.say("findings.rate.residents", people=people) if unit == "residents" else people


def _said(speech: Speech, figure: Figure, words: Callable[[float], str]) -> tuple[str, str]:
    """The figure in words and its range after it: 'about 41' and ' (35 to 47)', or 'between 0 and 12' and nothing."""
    low, high = words(figure.lower), words(figure.upper)
    if figure.is_hidden:
        return speech.say("findings.between", low=low, high=high), ""
    said = speech.say("findings.about", figure=words(figure.estimate))
    return said, f" ({speech.say('words.from_to', first=low, last=high)})"
