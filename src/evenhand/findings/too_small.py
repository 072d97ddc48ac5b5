"""What an area is too small to tell: the smallest gap it could have seen, and the groups with too few people."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from evenhand.findings.claims import with_claims
from evenhand.findings.evidence import Evidence
from evenhand.findings.types import Unsaid
from evenhand.findings.words import capital, group_people, of_every_100, per_1000
from evenhand.measures import Measure, State
from evenhand.vocabulary import Programme, Stage, Vocabulary

_WEAK = (State.TOO_FEW, State.WITHHELD)
Rows = Sequence[Mapping[str, Any]]
"""Measure rows of one area and one stage."""


def smallest_gaps(
    rows: Rows, stage: Stage, told: Collection[tuple[str, str]], programme: Programme, vocabulary: Vocabulary
) -> Iterator[Unsaid]:
    """Yield for each compared characteristic the smallest gap of a group of which no finding tells already.

    Of these groups it is the one for which least would have been needed; `told` holds characteristic and group.
    """
    for characteristic in programme.compare:
        gaps = _of(rows, Measure.SMALLEST_GAP, characteristic)
        untold = [row for row in gaps if (characteristic, row["group"]) not in told] or gaps
        seen = [row for row in untold if row["estimate"] is not None]
        if gaps:
            area = gaps[0]["area"]
            name = capital(vocabulary.areas.name(area))
            title = vocabulary.characteristic_title(characteristic)
            best = min(seen, key=lambda row: (row["estimate"], row["group"]), default=None)
            sentence = (
                vocabulary.speech.say(
                    "findings.unsaid.too_small", area=name, characteristic=title, step=stage.label
                )
                if best is None
                else _gap(best, name, stage, vocabulary)
            )
            yield Unsaid(reason="smallest_gap", area=area, characteristic=characteristic, sentence=sentence)


def too_few(rows: Rows, programme: Programme, vocabulary: Vocabulary) -> Iterator[Unsaid]:
    """Yield for each compared characteristic the groups of which nothing can be said at the stage."""
    for characteristic in programme.compare:
        few = [row for row in _of(rows, Measure.DIFFERENCE, characteristic) if row["state"] in _WEAK]
        if few:
            area = few[0]["area"]
            names = [vocabulary.group_label(row["code_list"], row["edition"], row["group"]) for row in few]
            yield Unsaid(
                reason="too_few",
                area=area,
                characteristic=characteristic,
                sentence=vocabulary.speech.say(
                    "findings.unsaid.too_few",
                    area=capital(vocabulary.areas.name(area)),
                    groups=vocabulary.speech.either(names),
                ),
            )


def with_help(rows: Rows, stage: Stage, programme: Programme, vocabulary: Vocabulary) -> Iterator[Unsaid]:
    """Yield of each group with too few people of its own what its peers let be said, labelled as such.

    The same group in other areas if there are enough of these, else the other groups of the area. Shares alone.
    """
    for characteristic in programme.compare:
        weak = {
            row["group"] for row in _of(rows, Measure.DIFFERENCE, characteristic) if row["state"] in _WEAK
        }
        found = {
            (row["group"], row["within"]): row
            for row in _of(rows, Measure.SHRUNKEN, characteristic)
            if row["lower"] is not None and row["units"] == "share"
        }
        for group in sorted(weak):
            row = found.get((group, "areas")) or found.get((group, "groups"))
            if row is not None:
                yield _borrowed(row, stage, vocabulary)


def _borrowed(row: Mapping[str, Any], stage: Stage, vocabulary: Vocabulary) -> Unsaid:
    speech = vocabulary.speech
    figures = {
        name: of_every_100(row[column], speech)
        for name, column in (("figure", "estimate"), ("low", "lower"), ("high", "upper"))
    }
    ends = float(row["lower"]), float(row["estimate"]), float(row["upper"])
    peers = "region" if row["within"] == "areas" else "peers"
    return Unsaid(
        reason="borrowed",
        area=row["area"],
        characteristic=row["characteristic"],
        sentence=speech.say(
            "findings.unsaid.borrowed",
            area=capital(vocabulary.areas.name(row["area"])),
            group=group_people(vocabulary, row["code_list"], row["edition"], row["group"]),
            step=stage.label,
            peers=speech.say(f"findings.unsaid.peers_{row['within']}"),
            **figures,
        ),
        evidence=with_claims(
            Evidence(
                kind="unsaid",
                cell_ids=(row["cell_id"],),
                measure=row["measure"],
                units=row["units"],
                own=ends,
                verdicts={"borrowed": peers},
            )
        ),
    )


def without_reference(rows: Rows, programme: Programme, vocabulary: Vocabulary) -> Iterator[Unsaid]:
    """Yield for each compared characteristic that no comparison is made where nobody is there to compare with."""
    for characteristic in programme.compare:
        compared = _of(rows, Measure.DIFFERENCE, characteristic)
        alone = [row for row in compared if row["state"] == State.NO_REFERENCE]
        if alone:
            area, title = alone[0]["area"], vocabulary.characteristic_title(characteristic)
            wanted = vocabulary.code_lists.get(f"{alone[0]['code_list']}:{alone[0]['edition']}")
            named = programme.references.get(characteristic) or (wanted.reference if wanted else None)
            label = wanted.label(named) if wanted and named else named
            named_words = {"area": capital(vocabulary.areas.name(area)), "characteristic": title}
            yield Unsaid(
                reason="no_reference",
                area=area,
                characteristic=characteristic,
                sentence=vocabulary.speech.say("findings.unsaid.no_reference", reference=label, **named_words)
                if label
                else vocabulary.speech.say("findings.unsaid.no_difference", **named_words),
            )


def _of(rows: Rows, measure: Measure, characteristic: str) -> list[Mapping[str, Any]]:
    return [row for row in rows if row["measure"] == measure and row["characteristic"] == characteristic]


def _gap(row: Mapping[str, Any], area: str, stage: Stage, vocabulary: Vocabulary) -> str:
    group = group_people(vocabulary, row["code_list"], row["edition"], row["group"])
    reference = group_people(vocabulary, row["code_list"], row["edition"], row["reference"])
    speech = vocabulary.speech
    if row["units"].startswith("per_"):
        rate = per_1000(row["estimate"])
        size = speech.say("findings.unsaid.size_rate", figure=rate, per=f"{stage.per:,}")
    else:
        size = speech.say("findings.unsaid.size", figure=of_every_100(row["estimate"], speech))
    return speech.say(
        "findings.unsaid.smallest_gap",
        area=area,
        size=size,
        group=group,
        reference=reference,
        step=stage.label,
    )
