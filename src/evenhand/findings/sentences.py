"""The sentences of findings. Each states its denominator, both figures and their ranges; none says why."""

from dataclasses import dataclass

from evenhand.findings.words import capital, number_range, of_every_100, of_group, per_1000, times
from evenhand.vocabulary import Polarity, Programme, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """An estimate with its range."""

    estimate: float
    lower: float
    upper: float


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
    lead = f"In {area}, of every 100 {of_group(people, programme, stage)}, about {of_every_100(own.estimate)} {stage.did}"
    rest = (
        f" ({_range_of_100(own)}); of every 100 {of_group(reference, programme, stage)}, "
        f"about {of_every_100(base.estimate)} ({_range_of_100(base)})."
    )
    if stage.polarity != Polarity.NONE and programme.unit == "people":
        fewer = (own.estimate < base.estimate) == (stage.polarity == Polarity.FAVOURABLE)
        if fewer:
            rest += (
                f" If the shares had been equal, {number_range(*more)} more people would have been counted."
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
    ratio: Figure,
    more: tuple[int, int],
) -> tuple[str, str]:
    """Return lead and rest: how often against the reference, both rates in words, the census caution."""
    often = f"{times(ratio.estimate)} as often as" if ratio.estimate >= 1 else "less often than"
    lead = f"In {area}, {people} {stage.did} {often} {reference}"
    unit = programme.stage(str(stage.of)).unit
    rest = (
        f" ({_times_range(ratio)}): about {per_1000(own.estimate)} {stage.people} for every "
        f"{stage.per:,} {_who(people, unit)} ({per_1000(own.lower)} to {per_1000(own.upper)}), and about "
        f"{per_1000(base.estimate)} for every {stage.per:,} {_who(reference, unit)} "
        f"({per_1000(base.lower)} to {per_1000(base.upper)})."
    )
    if own.estimate > base.estimate:
        rest += f" With equal rates there would have been {number_range(*more)} fewer {stage.people}."
    return lead, rest + (f" {capital(stage.note)}." if stage.note else "")


def _times_range(ratio: Figure) -> str:
    reach = f"{ratio.lower:.1f} to {ratio.upper:.1f} times"
    return reach if ratio.estimate >= 1 else f"{times(ratio.estimate)} as often; {reach}"


def _who(people: str, unit: str) -> str:
    return f"{people} who live there" if unit == "residents" else people


def _range_of_100(figure: Figure) -> str:
    return f"{of_every_100(figure.lower)} to {of_every_100(figure.upper)}"
