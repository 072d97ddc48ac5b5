"""Findings in one line, for a list: who, what, both figures or how many times; the first form that fits the line."""

from collections.abc import Iterator, Sequence

from evenhand.findings.sentences import Figure
from evenhand.findings.words import of_every_100, of_group, per_1000, times
from evenhand.vocabulary import Programme, Stage
from evenhand.vocabulary.speech import Speech

LONGEST = 120
"""Characters of a line; where no form fits, the shortest form is taken whole, since nothing is cut off."""


def short_proportion(
    programme: Programme,
    stage: Stage,
    *,
    speech: Speech,
    areas: Sequence[str],
    people: str,
    reference: str,
    own: Figure,
    base: Figure,
) -> str:
    """Return both shares in one line; `areas` are the names of the area to try, with its period first."""
    figures = {
        name: _shown(speech, one, of_every_100(one.estimate, speech), ends)
        for name, one, ends in (
            ("own", own, (of_every_100(own.lower, speech), of_every_100(own.upper, speech))),
            ("base", base, (of_every_100(base.lower, speech), of_every_100(base.upper, speech))),
        )
    }

    def forms() -> Iterator[str]:
        whom = of_group(people, programme, stage, speech)
        said = figures | {"reference": reference, "did": stage.did}
        yield speech.say("findings.short.proportion", area=areas[0], people=whom, **said)
        for area in areas:
            yield speech.say("findings.short.proportion", area=area, people=people, **said)
        yield speech.say(
            "findings.short.step",
            area=areas[-1],
            step=stage.label,
            people=people,
            reference=reference,
            **figures,
        )

    return _first_that_fits(forms())


def short_rate(
    stage: Stage,
    *,
    speech: Speech,
    areas: Sequence[str],
    people: str,
    reference: str,
    own: Figure,
    base: Figure,
    ratio: Figure | None,
) -> str:
    """Return in one line how often against the reference; `areas` are the names of the area to try."""
    if ratio and not ratio.is_hidden and ratio.estimate >= 1.05:
        key, said = "findings.short.as_often", {"times": times(ratio.estimate, speech)}
    else:
        key, said = f"findings.short.{'more' if own.estimate > base.estimate else 'less'}_often", {}

    def forms() -> Iterator[str]:
        for area in areas:
            yield speech.say(key, area=area, people=people, did=stage.did, reference=reference, **said)
        yield speech.say(
            "findings.short.step_rate",
            area=areas[-1],
            step=stage.label,
            people=people,
            reference=reference,
            per=f"{stage.per:,}",
            own=_shown(speech, own, per_1000(own.estimate), (per_1000(own.lower), per_1000(own.upper))),
            base=_shown(speech, base, per_1000(base.estimate), (per_1000(base.lower), per_1000(base.upper))),
        )

    return _first_that_fits(forms())


def _shown(speech: Speech, figure: Figure, said: str, ends: tuple[str, str]) -> str:
    """The figure, or its range where a count behind it is hidden."""
    return speech.say("words.from_to", first=ends[0], last=ends[1]) if figure.is_hidden else said


def _first_that_fits(forms: Iterator[str]) -> str:
    tried = list(forms)
    return next((one for one in tried if len(one) <= LONGEST), min(tried, key=len))
