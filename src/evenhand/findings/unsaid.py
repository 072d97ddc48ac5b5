"""What cannot be said: gaps too small to see, groups too few, what was not recorded, what is not held at all."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from evenhand.findings.trust import unknown_share
from evenhand.findings.types import Unsaid
from evenhand.findings.words import group_people, of_every_100, per_1000
from evenhand.foundations import CountTable
from evenhand.measures import Measure, MeasureRules, MeasureTable, State
from evenhand.vocabulary import Programme, Stage, Vocabulary

_WEAK = (State.TOO_FEW, State.WITHHELD)


def what_cannot_be_said(
    counts: CountTable,
    measures: MeasureTable,
    *,
    programme: Programme,
    vocabulary: Vocabulary,
    rules: MeasureRules,
) -> tuple[Unsaid, ...]:
    """Return the limits of the report, most telling first. Source: C7, C14; design 'what cannot be said'."""
    rows = _of_latest_period(measures.to_rows())
    areas = list(dict.fromkeys(counts.cells.column("area").to_pylist()))
    said: list[Unsaid] = []
    said += _not_recorded(counts, areas, programme, vocabulary, rules)
    for area in areas:
        here = [row for row in rows if row["area"] == area]
        said += _no_population(counts, area, programme, vocabulary)
        said += _smallest_gaps(here, area, programme, vocabulary)
        said += _too_few(here, area, programme, vocabulary)
    said += _not_held(rows, vocabulary)
    said += [Unsaid(reason="note", sentence=limit) for limit in programme.limits]
    return tuple(said)


def _of_latest_period(rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Of each area the rows of its latest period."""
    latest: dict[str, str] = {}
    for row in rows:
        latest[row["area"]] = max(latest.get(row["area"], ""), row["period"].rsplit("/", 1)[-1])
    return [row for row in rows if row["period"].endswith(latest[row["area"]])]


def _smallest_gaps(
    rows: Sequence[Mapping[str, Any]], area: str, programme: Programme, vocabulary: Vocabulary
) -> Iterator[Unsaid]:
    """For each characteristic: the smallest gap at the first service step, for the group it is smallest for."""
    stage = next((one for one in programme.stages if one.makes_a_gap), None)
    if stage is None:
        return
    key, name = programme.stage_key(stage), vocabulary.areas.name(area)
    for characteristic in programme.compare:
        gaps = [
            row
            for row in rows
            if row["measure"] == Measure.SMALLEST_GAP
            and row["characteristic"] == characteristic
            and row["stage"] == key
        ]
        seen = [row for row in gaps if row["estimate"] is not None]
        if not gaps:
            continue
        if not seen:
            yield Unsaid(
                reason="smallest_gap",
                area=area,
                characteristic=characteristic,
                sentence=f"{name}: any difference by {vocabulary.characteristic_title(characteristic)} at the step "
                f"'{stage.label}', however wide. There are too few people to tell it from chance.",
            )
            continue
        best = min(seen, key=lambda row: (row["estimate"], row["group"]))
        yield Unsaid(
            reason="smallest_gap",
            area=area,
            characteristic=characteristic,
            sentence=_gap_sentence(best, name, stage, vocabulary),
        )


def _gap_sentence(row: Mapping[str, Any], area: str, stage: Stage, vocabulary: Vocabulary) -> str:
    group = group_people(vocabulary, row["code_list"], row["edition"], row["group"])
    reference = group_people(vocabulary, row["code_list"], row["edition"], row["reference"])
    if row["units"].startswith("per_"):
        size = f"{per_1000(row['estimate'])} for every {stage.per:,} residents"
    else:
        size = f"{of_every_100(row['estimate'])} in 100"
    return (
        f"{area}: differences smaller than about {size} between {group} and {reference} at the step "
        f"'{stage.label}'. For a smaller group a difference must be wider still to be seen."
    )


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
                sentence=f"{vocabulary.areas.name(area)}: {vocabulary.characteristic_title(characteristic)} is not "
                f"known for about {of_every_100(share)} of every 100 {people}. Where they belong could change "
                "every comparison.",
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
            sentence=f"{vocabulary.areas.name(area)}: how often people of each group {stage.did}, since no "
            "population of the area was given.",
        )


def _too_few(
    rows: Sequence[Mapping[str, Any]], area: str, programme: Programme, vocabulary: Vocabulary
) -> Iterator[Unsaid]:
    """For each compared characteristic: the groups of which nothing can be said at the first service step."""
    stage = next((one for one in programme.stages if one.makes_a_gap), None)
    if stage is None:
        return
    for characteristic in programme.compare:
        few = [
            vocabulary.group_label(row["code_list"], row["edition"], row["group"])
            for row in rows
            if row["measure"] == Measure.DIFFERENCE
            and row["stage"] == programme.stage_key(stage)
            and row["characteristic"] == characteristic
            and row["state"] in _WEAK
        ]
        if few:
            yield Unsaid(
                reason="too_few",
                area=area,
                characteristic=characteristic,
                sentence=f"{vocabulary.areas.name(area)}: too few people to say anything of {_listed(few)}.",
            )


def _not_held(rows: Sequence[Mapping[str, Any]], vocabulary: Vocabulary) -> Iterator[Unsaid]:
    """The characteristics the law protects that these files do not hold."""
    held = {row["characteristic"] for row in rows}
    missing = [title for name, title in vocabulary.protected.items() if not held & set(name.split("/"))]
    if missing:
        yield Unsaid(
            reason="not_held",
            sentence=f"Anything by {_listed(missing)}: these files do not hold it.",
        )


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
