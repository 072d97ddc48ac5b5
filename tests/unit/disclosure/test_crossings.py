"""Counts of a group within a stratum are protected like all others, and never tell what is withheld of the group."""

from collections.abc import Sequence

import pyarrow as pa
import pytest

from evenhand.disclosure import load_policy, protect
from evenhand.foundations import AT_RISK, KEY_COLUMNS, REACHED, CountTable, cross
from evenhand.vocabulary import Programme, load_vocabulary
from tests.unit.disclosure.tables import PROGRAMME

WITH_DEATHS = load_vocabulary().programme("arrest-to-treatment")

Row = tuple[str, str, str, int, int]
"""Characteristic, list with edition, group, how many could have been assessed, how many were."""


def shown(
    *rows: Row, more: Sequence[tuple[str | int, ...]] = (), programme: Programme = PROGRAMME
) -> dict[tuple[str, str], tuple[int | None, int, int, str]]:
    given = []
    for characteristic, listed, group, at_risk, reached in rows:
        code_list, _, edition = listed.partition(":")
        for state, number in ((AT_RISK, at_risk), (REACHED, reached)):
            key = ("A", "2024-01-01/2024-12-31", characteristic, code_list, edition, group)
            given.append((*key, "arrest-to-treatment/assessed", state, "people", number))
    given += [(*one[:-2], "arrest-to-treatment/assessed", one[-2], "people", one[-1]) for one in more]
    columns = list(zip(*given, strict=True))
    keyed = {name: pa.array(column) for name, column in zip(KEY_COLUMNS, columns[:-1], strict=True)}
    table = protect(
        CountTable.exact(keyed, pa.array(columns[-1])), policy=load_policy("open-5"), programme=programme
    )
    return {
        (row["group"], row["state"]): (row["value"], row["lower"], row["upper"], row["status"])
        for row in table.to_rows()
    }


SEX = ("sex", "sex:2021")
CROSSED = (cross("sex", "drug_group"), cross("sex", "drug-group") + ":" + cross("2021", "2026"))


def test_cells_of_a_crossing_are_rounded_and_hidden_like_others() -> None:
    found = shown(
        (*SEX, "FEMALE", 60, 33), (*CROSSED, "FEMALE*OPIATE", 58, 31), (*CROSSED, "FEMALE*CRACK", 2, 2)
    )
    assert found["FEMALE*OPIATE", REACHED] == (30, 28, 32, "rounded")
    assert found["FEMALE*CRACK", AT_RISK] == (None, 0, 4, "below_threshold")


def test_an_exit_that_is_withheld_takes_no_strata_with_it() -> None:
    died = ("A", "2024-01-01/2024-12-31", *SEX[:1], "sex", "2021", "FEMALE")
    table = shown(
        (*SEX, "FEMALE", 60, 33),
        (*CROSSED, "FEMALE*OPIATE", 58, 31),
        more=[(*died, "died", 3), (*died, "not_known", 9)],
        programme=WITH_DEATHS,
    )
    assert table["FEMALE", "died"][3] == "withheld"
    assert table["FEMALE*OPIATE", REACHED] == (30, 28, 32, "rounded")


@pytest.mark.parametrize("group", ["FEMALE", "ODD*%"])
def test_what_is_withheld_of_a_group_is_withheld_of_its_parts(group: str) -> None:
    part = cross(group, "OPIATE")
    found = shown((*SEX, group, 16, 16), (*CROSSED, part, 14, 7))
    assert found[group, REACHED][3] == "withheld"
    assert found[part, REACHED][3] == "withheld"
    other = shown((*SEX, group, 60, 16), (*CROSSED, part, 14, 7))
    assert other[part, REACHED][3] == "rounded"
