"""What cannot be said: gaps too small to see, groups too few, what was not recorded, what is not held at all."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from evenhand.findings.too_small import smallest_gaps, too_few, with_help, without_reference
from evenhand.findings.trust import unknown_share
from evenhand.findings.types import Finding, Unsaid
from evenhand.findings.words import capital, of_every_100, years_together
from evenhand.foundations import CountTable
from evenhand.measures import Family, Measure, MeasureRules, MeasureTable
from evenhand.vocabulary import Programme, Stage, Vocabulary


def what_cannot_be_said(
    counts: CountTable,
    measures: MeasureTable,
    found: Sequence[Finding],
    *,
    programme: Programme,
    vocabulary: Vocabulary,
    family: Family,
) -> tuple[Unsaid, ...]:
    """Return the limits of the report; `found` are its findings, headlines first. Source: C7, C14."""
    rows = [row for row in measures.to_rows() if row["period"] == family.headline.get(row["area"])]
    together = _pooled(family)
    areas = list(dict.fromkeys(counts.cells.column("area").to_pylist()))
    said: list[Unsaid] = []
    said += _not_recorded(counts, areas, programme, vocabulary, family.rules)
    for area in areas:
        said += _no_population(counts, area, programme, vocabulary)
        stage = _telling_stage(area, programme, found)
        if stage is not None:
            key = programme.stage_key(stage)
            here = [row for row in rows if row["area"] == area and row["stage"] == key]
            said += _put_together(together, area, here, vocabulary)
            here = [row for row in here if _whom(row) not in together]
            told = {(one.characteristic, one.group) for one in found if (one.area, one.stage) == _at(here)}
            said += smallest_gaps(here, stage, told, programme, vocabulary)
            said += too_few(here, programme, vocabulary)
            said += with_help(here, stage, programme, vocabulary)
            said += without_reference(here, programme, vocabulary)
    said += _not_held(counts, vocabulary)
    said += [Unsaid(reason="note", sentence=limit) for limit in programme.limits]
    return tuple(said)


_WHOM = ("area", "characteristic", "code_list", "edition", "group", "stage")


def _whom(row: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(row[name]) for name in _WHOM)


def _pooled(family: Family) -> dict[tuple[str, ...], str]:
    """The groups of which several years are put together at a stage, with the span of these."""
    found: dict[tuple[str, ...], str] = {}
    for pairs in family.pooled.values():
        rows = zip(*(pairs.columns[name].tolist() for name in _WHOM[:-1]), strict=True)
        periods, compared = pairs.columns["period"].tolist(), pairs.is_compared.tolist()
        found |= {
            (*row, pairs.stage_key): period
            for row, period, is_compared in zip(rows, periods, compared, strict=True)
            if is_compared
        }
    return found


def _put_together(
    together: Mapping[tuple[str, ...], str],
    area: str,
    rows: Sequence[Mapping[str, Any]],
    vocabulary: Vocabulary,
) -> Iterator[Unsaid]:
    """Say of which groups several years are put together, since one has too few people."""
    spans: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        if row["measure"] == Measure.DIFFERENCE and _whom(row) in together:
            name = vocabulary.group_label(row["code_list"], row["edition"], row["group"])
            spans.setdefault((row["characteristic"], together[_whom(row)]), []).append(name)
    for (characteristic, span), names in spans.items():
        yield Unsaid(
            reason="pooled",
            area=area,
            characteristic=characteristic,
            sentence=vocabulary.speech.say(
                "findings.unsaid.pooled",
                area=capital(vocabulary.areas.name(area)),
                groups=vocabulary.speech.either(names),
                years=years_together(span, vocabulary.speech),
            ),
        )


def _telling_stage(area: str, programme: Programme, found: Sequence[Finding]) -> Stage | None:
    """The step that an area's limits are told of: that of its first finding, else the first that makes a gap."""
    for one in found:
        if one.area == area:
            return programme.stage(one.stage)
    return next((one for one in programme.stages if one.makes_a_gap), None)


def _at(rows: Sequence[Mapping[str, Any]]) -> tuple[str, str]:
    return (rows[0]["area"], rows[0]["stage"]) if rows else ("", "")


def _not_recorded(
    counts: CountTable,
    areas: Sequence[str],
    programme: Programme,
    vocabulary: Vocabulary,
    rules: MeasureRules,
) -> Iterator[Unsaid]:
    """For each compared characteristic: the share of people for whom it is not recorded, the largest first."""
    people = next(one for one in programme.stages if one.unit == programme.unit).people
    shares = [
        (unknown_share(counts, programme, area, characteristic) or 0.0, area, characteristic)
        for area in areas
        for characteristic in programme.compare
    ]
    for share, area, characteristic in sorted(shares, key=lambda one: (-one[0], one[1:])):
        if share >= rules.not_recorded_share:
            yield Unsaid(
                reason="not_recorded",
                area=area,
                characteristic=characteristic,
                sentence=vocabulary.speech.say(
                    "findings.unsaid.not_recorded",
                    area=capital(vocabulary.areas.name(area)),
                    characteristic=vocabulary.characteristic_title(characteristic),
                    figure=of_every_100(share, vocabulary.speech),
                    people=people,
                ),
            )


def _no_population(
    counts: CountTable, area: str, programme: Programme, vocabulary: Vocabulary
) -> Iterator[Unsaid]:
    """Rates need residents: say so for an area that has none."""
    stage = next((one for one in programme.stages if one.measure == "rate"), None)
    if stage is None or stage.of is None:
        return
    if not len(counts.where(area=area, stage=programme.stage_key(programme.stage(stage.of)))):
        yield Unsaid(
            reason="no_population",
            area=area,
            sentence=vocabulary.speech.say(
                "findings.unsaid.no_population", area=capital(vocabulary.areas.name(area)), did=stage.did
            ),
        )


def _not_held(counts: CountTable, vocabulary: Vocabulary) -> Iterator[Unsaid]:
    """The characteristics the law protects that these files do not hold, whether or not anything is measured by them."""
    held = set(counts.cells.column("characteristic").unique().to_pylist())
    missing = [title for name, title in vocabulary.protected.items() if not held & set(name.split("/"))]
    if missing:
        yield Unsaid(
            reason="not_held",
            sentence=vocabulary.speech.say(
                "findings.unsaid.not_held", characteristics=vocabulary.speech.either(missing)
            ),
        )
