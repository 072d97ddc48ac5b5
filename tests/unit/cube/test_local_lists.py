"""A local list below a national one reports nationally: its counts are added up to the national groups."""

from dataclasses import replace

import pyarrow as pa

from evenhand.cube.build import build_count_table
from evenhand.cube.types import CELLS
from evenhand.foundations import EVERYONE
from evenhand.vocabulary import CodeList, CodeListValue, load_vocabulary

LOADED = load_vocabulary()
PROGRAMME = LOADED.programme("arrest-to-treatment")
STAGE = PROGRAMME.stage_key(PROGRAMME.stages[0])
GROUPS = {
    "SYLHETI": "ASIAN_BANGLADESHI",
    "OTHER_BANGLADESHI": "ASIAN_BANGLADESHI",
    "SOMALI": "BLACK_AFRICAN",
}
LOCAL = CodeList(
    id="language-group",
    edition="2026",
    characteristic="language_group",
    title="Language groups inside ethnic groups",
    source="made for a test",
    valid_from=None,
    valid_to=None,
    verified=True,
    values=tuple(CodeListValue(code=code, label=code.lower(), group=group) for code, group in GROUPS.items()),
    coarser="ethnicity-19+1:2021",
)
VOCABULARY = replace(LOADED, code_lists={**LOADED.code_lists, LOCAL.key: LOCAL})


def part(listed: CodeList | None, **counts: int) -> pa.Table:
    rows = [
        {
            **dict.fromkeys(CELLS.names),
            "area": "A",
            "period": "2025-01-01/2025-12-31",
            "characteristic": listed.characteristic if listed else EVERYONE,
            "code_list": listed.id if listed else "",
            "edition": listed.edition if listed else "",
            "group": group,
            "stage": STAGE,
            "state": "reached",
            "unit": PROGRAMME.stages[0].unit,
            "count": number,
            "lower": number,
            "upper": number,
        }
        for group, number in counts.items()
    ]
    return pa.Table.from_pylist(rows, schema=CELLS)


def counted(*parts: pa.Table) -> dict[tuple[str, str], int]:
    built = build_count_table(parts, programme=PROGRAMME, code_lists=VOCABULARY.code_lists)
    rows = built.to_rows()
    return {(row["characteristic"], row["group"]): row["value"] for row in rows if row["stage"] == STAGE}


def test_local_groups_add_up_to_national_ones_and_to_the_broad_ones() -> None:
    found = counted(part(LOCAL, SYLHETI=7, OTHER_BANGLADESHI=4, SOMALI=5, not_asked=2))
    assert found["language_group", "SYLHETI"] == 7
    assert found["ethnicity", "ASIAN_BANGLADESHI"] == 11
    assert found["ethnicity", "BLACK_AFRICAN"] == 5
    assert found["ethnicity_broad", "ASIAN"] == 11
    assert found["ethnicity_broad", "BLACK"] == 5


def test_unknowns_stay_what_they_are_at_every_step() -> None:
    found = counted(part(LOCAL, SYLHETI=7, not_asked=2, prefer_not_to_say=3))
    for characteristic in ("language_group", "ethnicity", "ethnicity_broad"):
        assert found[characteristic, "not_asked"] == 2
        assert found[characteristic, "prefer_not_to_say"] == 3


def test_people_held_in_both_lists_are_counted_once() -> None:
    national = LOADED.code_list("ethnicity-19+1:2021")
    found = counted(
        part(LOCAL, SYLHETI=7, OTHER_BANGLADESHI=4),
        part(national, ASIAN_BANGLADESHI=11, WHITE_BRITISH=20),
    )
    assert found["ethnicity", "ASIAN_BANGLADESHI"] == 11
    assert found["ethnicity_broad", "ASIAN"] == 11
    assert found["ethnicity_broad", "WHITE"] == 20


def test_what_follows_from_a_finer_characteristic_is_not_compared_of_itself() -> None:
    held = {"language_group", "ethnicity", "ethnicity_broad", "disability", "disability_broad", "sex"}
    chosen = PROGRAMME.comparing(held, VOCABULARY.coarser_characteristics)
    assert {"ethnicity", "language_group", "disability"} <= set(chosen.compare)
    assert "disability_broad" not in chosen.compare
