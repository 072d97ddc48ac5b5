"""Deaths by group below a region cannot be had from what is published, however its figures are subtracted."""

from dataclasses import replace
from itertools import product

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.disclosure import load_policy, protect
from evenhand.disclosure.sensitive import _partners
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
OUTSIDE = [one.state for one in PROGRAMME.stage("assessed").exits if not one.at_risk]
SECRET = ("died", "not_known")
"""Both are out of the denominator: with only one of them hidden, the denominator would tell of it."""


def table(cells: Cells, area: str = "P") -> CountTable:
    """The exact counts of two groups and everyone, with those who came to the stage."""
    rows = []
    for group in (*SEXES, EVERYONE):
        groups = SEXES if group == EVERYONE else (group,)
        count = {state: sum(cells.get((one, state), 0) for one in groups) for state in STATES}
        came = sum(count.values())
        count[AT_RISK] = came - sum(count[state] for state in OUTSIDE)
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
        (row["group"], row["state"] if row["stage"].endswith("/assessed") else "came"): (
            row["lower"],
            row["upper"],
            row["status"],
        )
        for row in shown.to_rows()
    }


def attacked(found: dict[tuple[str, str], tuple[int, int, str]], group: str) -> tuple[int, int]:
    """The least and the most deaths of a group that fit what is published, with sums and differences taken by hand.

    Out of the denominator are those who came less those at risk; among these, those not known may be taken from
    everyone; and of all deaths, those of the other group may have been as many as are merged there.
    """
    (other,) = {*SEXES} - {group}
    out = found[group, "came"][1] - found[group, AT_RISK][0]
    low, high = 0, min(out, found[group, LEFT_OTHERWISE][1])
    if found[EVERYONE, "died"][2] != "withheld":
        high = min(high, found[EVERYONE, "died"][1])
        low = max(
            found[group, LEFT_OTHERWISE][0] - found[EVERYONE, "not_known"][1],
            found[EVERYONE, "died"][0] - found[other, LEFT_OTHERWISE][1],
        )
    return max(low, 0), high


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
        (row["group"], row["state"] if "assessed" in row["stage"] else "came"): row["value"]
        for row in exact.to_rows()
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
    assert found["MALE", LEFT_OTHERWISE] == (58, 62, "rounded")


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


@pytest.mark.parametrize("name", sorted(load_vocabulary().programmes))
def test_every_programme_has_exits_that_its_deaths_can_be_counted_with(name: str) -> None:
    programme = load_vocabulary().programme(name)
    for stage in programme.stages:
        secret = [one.state for one in stage.exits if one.sensitive or one.publish_from]
        if secret:
            assert set(_partners(stage, secret, OPEN.beside_sensitive)) - set(secret)
