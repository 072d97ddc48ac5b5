"""Releases made by hand, small enough to reckon and rich enough to show every part of the page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

import pyarrow as pa

from evenhand.disclosure import load_policy, protect
from evenhand.findings import Finding, Findings, Unsaid, find
from evenhand.foundations import AT_RISK, EVERYONE, KEY_COLUMNS, REACHED, CountTable
from evenhand.measures import measure
from evenhand.publish import Release
from evenhand.vocabulary import Area, Programme, Stage, Vocabulary, load_vocabulary

PERIOD = "2024-04-01/2026-03-31"
ONE = {"X1": "Riverside"}
AREAS = {"X1": "Riverside", "X2": "Upper Valley and the Market Towns"}
HOSTILE = {"X1": 'Riverside <script>alert("x")</script> & Sons', "X2": "=HYPERLINK('x')"}
ETHNICITY = ("ethnicity", "ethnicity-18+1", "2011")
BROAD = ("ethnicity_broad", "ethnicity-5", "2011")
SEX = ("sex", "sex", "2021")
AGE = ("age_band", "age-band-adult", "2026")
NOBODY = ("", "")
LEAVING = {"negative": 6, "no_need": 5, "already_in_treatment": 2, "stopped": 6, "prison": 2, "moved": 1.4}
BASE = {
    "positive": 0.56,
    "assessed": 0.93,
    "in_need": 0.5,
    "started": 0.58,
    "retained": 0.62,
    "finished": 0.45,
}


@dataclass(frozen=True, kw_only=True)
class People:
    """How many of one group were tested, and where its shares differ from those of the others."""

    tested: int
    shares: Mapping[str, float]


GROUPS = {
    "WHITE_BRITISH": People(tested=1750, shares={}),
    "WHITE_OTHER": People(tested=320, shares={"started": 0.52}),
    "MIXED_WBC": People(tested=150, shares={"started": 0.54}),
    "ASIAN_PAKISTANI": People(tested=210, shares={"started": 0.5}),
    "ASIAN_BANGLADESHI": People(tested=760, shares={"started": 0.3, "finished": 0.4}),
    "BLACK_CARIBBEAN": People(tested=180, shares={"started": 0.51}),
    "WHITE_GYPSY_TRAVELLER": People(tested=9, shares={"assessed": 1.0}),
    "not_stated": People(tested=130, shares={}),
    "not_asked": People(tested=22, shares={}),
}
SEXES = {"MALE": People(tested=2700, shares={}), "FEMALE": People(tested=831, shares={"retained": 0.58})}
AGES = {
    "18_24": People(tested=610, shares={"started": 0.5}),
    "25_34": People(tested=1120, shares={}),
    "35_44": People(tested=1060, shares={}),
    "45_54": People(tested=560, shares={}),
}


def vocabulary(areas: Mapping[str, str] = AREAS) -> Vocabulary:
    """Return the vocabulary with the made-up areas added."""
    loaded = load_vocabulary()
    more = {code: Area(code=code, name=name, level="partnership") for code, name in areas.items()}
    return replace(loaded, areas=loaded.areas.with_more(more))


def partnership(
    *,
    areas: Mapping[str, str] = AREAS,
    policy: str = "open-5",
    size: float = 1.0,
    earlier: str = "",
    even: bool = False,
    anew: bool = False,
) -> Release:
    """Return the pathway from arrest to treatment in the given areas, protected under `policy`.

    `earlier` names a period before, with half as many people. With `even` all groups have the same shares. It is made
    once in a process; with `anew` once more, to see whether two that are made alike are alike.
    """
    make = _partnership.__wrapped__ if anew else _partnership
    return make(tuple(areas.items()), policy, size, earlier, even)


@cache
def _partnership(
    places: tuple[tuple[str, str], ...], policy: str, size: float, earlier: str, even: bool
) -> Release:
    areas = dict(places)
    words = vocabulary(areas)
    programme = words.programme("arrest-to-treatment")
    cells = [
        cell
        for n, area in enumerate(areas)
        for cell in _area_cells(programme, area, size * (1 - 0.55 * n), even=even)
    ]
    if earlier:
        before = [cell for area in areas for cell in _area_cells(programme, area, size / 2)]
        cells += [({**cell, "period": earlier}, count) for cell, count in before]
    return released(cells, words, programme, policy=policy)


@cache
def stop_and_search(*, policy: str = "open-5", nudge: int = 0) -> Release:
    """Return stop and search in one police force, with residents at the census.

    `nudge` is added to the searches for drugs of Black people: 324, which rounding shows as 325.
    """
    words = vocabulary()
    programme = words.programme("stop-and-search")
    residents = {"WHITE": 1_150_400, "MIXED": 31_800, "ASIAN": 88_300, "BLACK": 62_100, "OTHER": 14_200}
    searched = {"WHITE": 3120, "MIXED": 190, "ASIAN": 330, "BLACK": 540, "OTHER": 61, "not_known": 710}
    cells = []
    totals: dict[tuple[str, str], int] = {}
    for group in searched:
        for stage, state, count in _search_cells(residents.get(group), searched[group]):
            if (group, stage) == ("BLACK", "searched_for_drugs"):
                count += nudge
            cells.append(_cell(programme, "E23000004", BROAD, group, stage, state, count))
            totals[stage, state] = totals.get((stage, state), 0) + count
    for (stage, state), count in totals.items():
        cells.append(_cell(programme, "E23000004", (EVERYONE, *NOBODY), EVERYONE, stage, state, count))
    return released(cells, words, programme, policy=policy)


def released(
    cells: list[tuple[dict[str, str], int]],
    words: Vocabulary,
    programme: Programme,
    *,
    policy: str = "open-5",
) -> Release:
    """Return cells counted, protected, measured and found, as one release."""
    columns = {name: pa.array([cell[name] for cell, _ in cells]) for name in KEY_COLUMNS}
    exact = CountTable.exact(columns, pa.array([count for _, count in cells], pa.int64()))
    counts = protect(exact, policy=load_policy(policy), programme=programme)
    measures = measure(counts, programme=programme, vocabulary=words)
    return Release(
        run=RUN,
        programme=programme,
        vocabulary=words,
        counts=counts,
        measures=measures,
        findings=find(counts, measures, programme=programme, vocabulary=words),
        about=ABOUT,
    )


def nothing_found(release: Release) -> Release:
    """Return a release in which no difference held."""
    unsaid = (Unsaid(reason="note", sentence="Differences of less than 20 in 100."),)
    empty = replace(release.findings, headlines=(), further=(), cannot_say=unsaid)
    return replace(release, findings=empty)


def with_headlines(release: Release, *headlines: Finding) -> Release:
    """Return a release with the given headlines in place of its own."""
    findings: Findings = replace(release.findings, headlines=headlines)
    return replace(release, findings=findings)


RUN = {
    "run_id": "7f3c9a2e51d0",
    "as_at": "2026-05-14",
    "inputs": [
        {"file": "tests.csv", "read": 4310, "accepted": 4298, "rejected": 12, "duplicates": 0},
        {"file": "=cmd|' /C calc'!A0.csv", "read": 1904, "accepted": 1901, "rejected": 3, "duplicates": 4},
    ],
    "skipped": [],
    "excluded": [{"reason": "under_18", "label": "under 18 at the test", "rows": 10}],
    "warnings": [],
    "share": float("nan"),
}
ABOUT = (
    ("Ethnic group not recorded", "5 in 100"),
    ("Live elsewhere, not followed", "11 in 100"),
    ("Comparisons made", "84"),
    ("False alarms expected among the findings", "fewer than 1 in 20 releases"),
    ("Rows refused on loading", "15 of 6,214"),
)


def _area_cells(
    programme: Programme, area: str, size: float, *, even: bool = False
) -> Iterator[tuple[dict[str, str], int]]:
    for division, groups in ((ETHNICITY, GROUPS), (SEX, SEXES), (AGE, AGES)):
        totals: dict[tuple[str, str], int] = {}
        for group, people in groups.items():
            for stage, state, count in _follow(
                programme, round(people.tested * size), {} if even else people.shares
            ):
                yield _cell(programme, area, division, group, stage, state, count)
                totals[stage, state] = totals.get((stage, state), 0) + count
        if division is ETHNICITY:
            for (stage, state), count in totals.items():
                yield _cell(programme, area, (EVERYONE, *NOBODY), EVERYONE, stage, state, count)


def _follow(programme: Programme, tested: int, shares: Mapping[str, float]) -> Iterator[tuple[str, str, int]]:
    before = tested
    for stage in programme.stages:
        if stage.of is None:
            yield stage.id, REACHED, tested
            continue
        waiting = round(before * 0.04) if stage.clock else 0
        too_soon = round(before * 0.02) if stage.clock else 0
        at_risk = before - waiting - too_soon
        reached = round(at_risk * shares.get(stage.id, BASE[stage.id]))
        yield from ((stage.id, state, count) for state, count in _left(stage, at_risk - reached).items())
        if stage.clock:
            yield stage.id, "still_waiting", waiting
            yield stage.id, "too_soon", too_soon
        yield stage.id, REACHED, reached
        yield stage.id, AT_RISK, at_risk
        before = reached


def _left(stage: Stage, lost: int) -> dict[str, int]:
    weights = {one.state: LEAVING.get(one.state, 0.1) for one in stage.exits if one.at_risk}
    shared = {state: int(lost * weight / sum(weights.values())) for state, weight in weights.items()}
    last = list(shared)[-1]
    return {**shared, last: shared[last] + lost - sum(shared.values())}


def _search_cells(residents: int | None, searched: int) -> Iterator[tuple[str, str, int]]:
    if residents is not None:
        yield "residents", REACHED, residents
    yield "searched", REACHED, searched
    yield "searched_for_drugs", REACHED, round(searched * 0.6)
    further, arrests = round(searched * 0.27), round(searched * 0.12)
    for stage, reached, rest in (
        ("further_action", further, {}),
        ("arrested", arrests, {"other_outcome": further - arrests}),
    ):
        unknown = round(searched * 0.02)
        yield stage, REACHED, reached
        yield stage, AT_RISK, searched - unknown
        yield stage, "not_known", unknown
        yield stage, "no_further_action", searched - unknown - further
        yield from ((stage, state, count) for state, count in rest.items())


def _cell(
    programme: Programme,
    area: str,
    division: tuple[str, str, str],
    group: str,
    stage: str,
    state: str,
    count: int,
) -> tuple[dict[str, str], int]:
    characteristic, code_list, edition = division
    described = programme.stage(stage)
    return {
        "area": area,
        "period": PERIOD,
        "characteristic": characteristic,
        "code_list": code_list,
        "edition": edition,
        "group": group,
        "stage": programme.stage_key(described),
        "state": state,
        "unit": described.unit,
    }, count
