"""The sentences of findings. Each states its denominator, both figures and their ranges; none says why."""

from collections.abc import Callable
from dataclasses import dataclass

from evenhand.findings.words import capital, number_range, of_every_100, of_group, per_1000, times
from evenhand.vocabulary import Polarity, Programme, Stage


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
    area: str,
    people: str,
    reference: str,
    own: Figure,
    base: Figure,
    more: tuple[int, int],
) -> tuple[str, str]:
    """Return lead and rest: of every 100 people of the group, about so many (from, to); of the reference, so many."""
    own_said, own_range = _said(own, of_every_100)
    lead = f"In {area}, of every 100 {of_group(people, programme, stage)}, {own_said} {stage.did}"
    rest = f"{own_range}; of every 100 {of_group(reference, programme, stage)}, {''.join(_said(base, of_every_100))}."
    if stage.polarity != Polarity.NONE and programme.unit == "people":
        worse = (own.estimate < base.estimate) == (stage.polarity == Polarity.FAVOURABLE)
        if worse:
            way = "more" if stage.polarity == Polarity.FAVOURABLE else "fewer"
            rest += (
                f" If the shares had been equal, {number_range(*more)} {way} people would have been counted."
            )
    return lead, rest


def rate_sentence(
    programme: Programme,
    stage: Stage,
    *,
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
    often = "more often than" if own.estimate > base.estimate else "less often than"
    if ratio and not ratio.is_hidden and ratio.estimate >= 1.05:
        often = f"{times(ratio.estimate)} as often as"
    lead = f"In {area}, {people} {stage.did} {often} {reference}"
    unit = programme.stage(str(stage.of)).unit
    (own_said, own_range), (base_said, base_range) = _said(own, per_1000), _said(base, per_1000)
    rest = (
        f"{_times_range(ratio)}: {own_said} {stage.people} for every {stage.per:,} {_who(people, unit)}{own_range}, "
        f"and {base_said} for every {stage.per:,} {_who(reference, unit)}{base_range}."
    )
    if own.estimate > base.estimate:
        rest += f" With equal rates there would have been {number_range(*more)} fewer {stage.people}."
    return lead, rest + (f" {capital(stage.note)}." if stage.note else "")


def _times_range(ratio: Figure | None) -> str:
    if ratio is None:
        return ""
    reach = f"{ratio.lower:.1f} to {ratio.upper:.1f} times"
    plain = ratio.is_hidden or ratio.estimate >= 1.05 or ratio.estimate < 0.05
    return f" ({reach})" if plain else f" ({times(ratio.estimate)} as often; {reach})"


def _who(people: str, unit: str) -> str:
    return f"{people} who live there" if unit == "residents" else people


def _said(figure: Figure, words: Callable[[float], str]) -> tuple[str, str]:
    """The figure in words and its range after it: 'about 41' and ' (35 to 47)', or 'between 0 and 12' and nothing."""
    low, high = words(figure.lower), words(figure.upper)
    if figure.is_hidden:
        return f"between {low} and {high}", ""
    return f"about {words(figure.estimate)}", f" ({low} to {high})"
