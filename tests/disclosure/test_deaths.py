"""Deaths by group below a region cannot be had from what is published, however its figures are subtracted."""

from dataclasses import replace
from itertools import product

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.disclosure import load_policy, protect
from evenhand.foundations import AT_RISK, EVERYONE, KEY_COLUMNS, LEFT_OTHERWISE, REACHED, CountTable
from evenhand.vocabulary import Area, Areas, Programme, load_vocabulary

OPEN = load_policy("open-5")
AREAS = Areas(
    {"P": Area(code="P", name="P", level="partnership"), "R": Area(code="R", name="R", level="region")}
)
SEXES = ("MALE", "FEMALE")
Cells = dict[tuple[str, str], int]
"""Counts of the stage `assessed` by group and state."""


def marked(programme: Programme) -> Programme:
    """The programme with its deaths marked as not to be told by group below a region."""
    return replace(
        programme,
        stages=tuple(
            replace(
                stage,
                exits=tuple(
                    replace(one, publish_from="region") if one.state == "died" else one for one in stage.exits
                ),
            )
            for stage in programme.stages
        ),
    )


PROGRAMME = marked(load_vocabulary().programme("arrest-to-treatment"))
STATES = [REACHED, *(one.state for one in PROGRAMME.stage("assessed").exits)]
SECRET = ("died", "moved", "transferred")


def table(cells: Cells, area: str = "P") -> CountTable:
    """The exact counts of two groups and everyone, with those who came to the stage."""
    rows = []
    for group in (*SEXES, EVERYONE):
        groups = SEXES if group == EVERYONE else (group,)
        count = {state: sum(cells.get((one, state), 0) for one in groups) for state in STATES}
        came = sum(count.values())
        count[AT_RISK] = came - count["not_known"]
        stages = {("assessed", state): number for state, number in count.items()} | {
            ("positive", REACHED): came
        }
        for (stage, state), number in stages.items():
            listed = ("", "") if group == EVERYONE else ("sex", "2021")
            name = EVERYONE if group == EVERYONE else "sex"
            key = (
                area,
                "2024-01-01/2024-12-31",
                name,
                *listed,
                group,
                f"arrest-to-treatment/{stage}",
                state,
                "people",
            )
            rows.append((*key, number))
    columns = list(zip(*rows, strict=True))
    keyed = {name: pa.array(column) for name, column in zip(KEY_COLUMNS, columns[:-1], strict=True)}
    return CountTable.exact(keyed, pa.array(columns[-1]))


def bounds(shown: CountTable) -> dict[tuple[str, str], tuple[int, int, str]]:
    return {
        (row["group"], row["state"]): (row["lower"], row["upper"], row["status"])
        for row in shown.to_rows()
        if row["stage"].endswith("/assessed")
    }


def attacked(found: dict[tuple[str, str], tuple[int, int, str]], group: str) -> tuple[int, int]:
    """The least and the most deaths of a group that fit all that is published: every sum taken both ways."""
    other = next(one for one in SEXES if one != group)
    shown = {key: one for key, one in found.items() if one[2] != "withheld"}
    rest = [state for state in STATES if state not in (*SECRET, "not_known")]
    low, high = 0, 10**6
    if all((group, state) in shown for state in (*rest, AT_RISK)):
        left_most = shown[group, AT_RISK][1] - sum(shown[group, state][0] for state in rest)
        high = min(high, left_most)
    if (group, LEFT_OTHERWISE) in shown:
        high = min(high, shown[group, LEFT_OTHERWISE][1])
        beside = [(EVERYONE, state) for state in SECRET if state != "died"]
        if all(one in shown for one in beside):
            low = max(low, shown[group, LEFT_OTHERWISE][0] - sum(shown[one][1] for one in beside))
    if (EVERYONE, "died") in shown:
        high = min(high, shown[EVERYONE, "died"][1])
        if (other, LEFT_OTHERWISE) in shown:
            low = max(low, shown[EVERYONE, "died"][0] - shown[other, LEFT_OTHERWISE][1])
    return low, high


@given(st.dictionaries(st.sampled_from(list(product(SEXES, STATES))), st.integers(0, 40)))
def test_an_attack_that_subtracts_never_learns_that_anybody_of_a_group_died(cells: Cells) -> None:
    found = bounds(protect(table(cells), policy=OPEN, programme=PROGRAMME, areas=AREAS))
    for group in SEXES:
        assert all(found[group, state][2] == "withheld" for state in SECRET)
        low, high = attacked(found, group)
        assert low == 0
        assert high >= max(cells.get((group, "died"), 0), 4)


@given(st.dictionaries(st.sampled_from(list(product(SEXES, STATES))), st.integers(0, 40)))
def test_what_stands_for_the_exits_holds_their_sum_and_bounds_hold_the_truth(cells: Cells) -> None:
    exact = table(cells)
    true = {
        (row["group"], row["state"]): row["value"] for row in exact.to_rows() if "assessed" in row["stage"]
    }
    found = bounds(protect(exact, policy=OPEN, programme=PROGRAMME, areas=AREAS))
    for group in SEXES:
        true[group, LEFT_OTHERWISE] = sum(cells.get((group, state), 0) for state in SECRET)
    true[EVERYONE, LEFT_OTHERWISE] = true["MALE", LEFT_OTHERWISE] + true["FEMALE", LEFT_OTHERWISE]
    for key, (low, high, _) in found.items():
        assert low <= true[key] <= high


def test_everyone_keeps_deaths_where_they_tell_nothing_of_a_group() -> None:
    cells = {(sex, state): 30 for sex in SEXES for state in STATES}
    found = bounds(protect(table(cells), policy=OPEN, programme=PROGRAMME, areas=AREAS))
    assert found[EVERYONE, "died"] == (58, 62, "rounded")
    assert found["MALE", LEFT_OTHERWISE] == (88, 92, "rounded")


@pytest.mark.parametrize("policy", ["open-5", "internal-exact"])
def test_a_region_shows_deaths_by_group_and_entitled_staff_see_them_everywhere(policy: str) -> None:
    cells = {(sex, state): 30 for sex in SEXES for state in STATES}
    area = "R" if policy == "open-5" else "P"
    found = bounds(protect(table(cells, area), policy=load_policy(policy), programme=PROGRAMME, areas=AREAS))
    assert found["MALE", "died"][2] != "withheld"
    assert ("MALE", LEFT_OTHERWISE) not in found


def test_an_area_that_nobody_knows_counts_as_small() -> None:
    found = bounds(protect(table({("MALE", "died"): 30}, "R"), policy=OPEN, programme=PROGRAMME))
    assert found["MALE", "died"][2] == "withheld"
