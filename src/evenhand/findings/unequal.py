"""Of which groups, and in which areas, a characteristic is not recorded more often than of others."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from evenhand.findings.evidence import Evidence
from evenhand.findings.monitoring_rules import MonitoringRules
from evenhand.findings.sums import NOT_RECORDED, Sum, surest_chance
from evenhand.findings.suspected import Suspected
from evenhand.findings.words import capital, group_people, of_every_100
from evenhand.foundations import AT_RISK, EVERYONE, REACHED, CountTable, parts_of_crossing
from evenhand.measures import headline_periods
from evenhand.vocabulary import UNKNOWNS, Programme, Vocabulary

_AREA = "area"


@dataclass(slots=True)
class _Part:
    """One group (or area): for how many a characteristic is not recorded, for how many it is, by which cells."""

    people: str
    lost: Sum = field(default_factory=Sum)
    rest: Sum = field(default_factory=Sum)
    cells: list[str] = field(default_factory=list)

    def add(self, row: Mapping[str, Any], answer: str) -> None:
        if answer in NOT_RECORDED:
            self.lost = self.lost.plus(row)
        else:
            self.rest = self.rest.plus(row)
        self.cells.append(row["cell_id"])


Looked = dict[tuple[str, str, str], dict[str, _Part]]
"""By area (empty where areas are compared), characteristic that may not be recorded, and what people are parted by."""


def unequal_recording(
    counts: CountTable,
    programme: Programme,
    vocabulary: Vocabulary,
    rules: MonitoringRules,
    as_at: date | None = None,
) -> Iterator[Suspected]:
    """Yield for each area, and for each group by what else is known of people, how its not recorded compare with others'.

    Of each area's latest complete period; groups where the counts hold the two characteristics crossed.
    """
    looked: Looked = {}
    headline = headline_periods(counts, as_at)
    rows = [row for row in counts.to_rows() if row["period"] == headline[row["area"]]]
    _by_area(rows, looked, programme, vocabulary)
    _by_group(rows, looked, programme, vocabulary)
    for (area, characteristic, _), parts in sorted(looked.items()):
        for code in sorted(parts):
            others = [one for name, one in parts.items() if name != code]
            if others:
                yield from _compared(area, characteristic, parts[code], others, vocabulary, rules)


def _by_area(
    rows: list[dict[str, Any]], looked: Looked, programme: Programme, vocabulary: Vocabulary
) -> None:
    key = programme.stage_key(next(one for one in programme.stages if one.unit == programme.unit))
    apart = {code for code, area in vocabulary.areas.by_code.items() if area.of_its_own}
    for row in rows:
        if row["area"] in apart:
            continue
        if row["characteristic"] in programme.compare and (row["stage"], row["state"]) == (key, REACHED):
            parts = looked.setdefault(("", row["characteristic"], _AREA), {})
            name = vocabulary.areas.name(row["area"])
            people = vocabulary.speech.say("monitoring.people_of_area", area=name)
            parts.setdefault(row["area"], _Part(people)).add(row, row["group"])


def _by_group(
    rows: list[dict[str, Any]], looked: Looked, programme: Programme, vocabulary: Vocabulary
) -> None:
    order = {programme.stage_key(stage): place for place, stage in enumerate(programme.stages)}
    crossed = [row for row in rows if row["state"] == AT_RISK and _is_crossed(row)]
    first = min((order[row["stage"]] for row in crossed), default=0)
    for row in crossed:
        names, lists, editions, groups = (
            parts_of_crossing(row[name]) for name in ("characteristic", "code_list", "edition", "group")
        )
        if order[row["stage"]] == first and groups[1] not in UNKNOWNS:
            parts = looked.setdefault((row["area"], names[0], names[1]), {})
            people = group_people(vocabulary, lists[1], editions[1], groups[1])
            parts.setdefault(groups[1], _Part(people)).add(row, groups[0])


def _is_crossed(row: Mapping[str, Any]) -> bool:
    names = parts_of_crossing(row["characteristic"])
    return bool(names[1]) and EVERYONE not in names


def _compared(
    area: str,
    characteristic: str,
    part: _Part,
    others: list[_Part],
    vocabulary: Vocabulary,
    rules: MonitoringRules,
) -> Iterator[Suspected]:
    lost, rest = Sum(), Sum()
    for one in others:
        lost, rest = lost.and_(one.lost), rest.and_(one.rest)
    if min(part.lost.lower + part.rest.lower, lost.lower + rest.lower) < rules.least_rows:
        return
    own, base = part.lost.ends(part.rest), lost.ends(rest)
    gap = own[0] - base[2], own[1] - base[1], own[2] - base[0]
    speech = vocabulary.speech
    yield Suspected(
        kind="not_recorded_of",
        chance=surest_chance(part.lost, part.rest, lost, rest),
        is_wide=gap[1] >= rules.unequal_gap,
        characteristic=characteristic,
        share=own[1],
        words={
            "characteristic": capital(vocabulary.characteristic_title(characteristic)),
            "people": part.people,
            "figure": of_every_100(own[1], speech),
            "others": of_every_100(base[1], speech),
            "where": speech.say("monitoring.where", area=vocabulary.areas.name(area)) if area else "",
        },
        evidence=Evidence(
            kind="recording",
            cell_ids=tuple(part.cells),
            measure="not_recorded",
            units="share_difference",
            own=own,
            base=base,
            gap=gap,
        ),
    )
