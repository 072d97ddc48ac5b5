"""Counting everything that was read together: whose counts are added, set aside, or left unsaid."""

import dataclasses

import pytest

from evenhand.cube import count
from evenhand.foundations import EvenhandError
from tests.unit.cube.people import (
    AS_AT,
    PROGRAMME,
    VOCABULARY,
    account,
    aggregate,
    cells,
    counted,
    inputs,
    known,
)
from tests.unit.pathway.people import contact, drug_test, treatment

TESTS = [drug_test("ann", "2024-01-05", area="A"), drug_test("ben", "2024-12-05", "negative", area="A")]
CONTACTS = [contact("ann", "2024-01-06")]
TREATMENTS = [treatment("ann", "2024-01-07", "2024-01-08")]
RECORDS = {"test": TESTS, "contact": CONTACTS, "treatment": TREATMENTS}
AGREEING = [
    aggregate("tested", 2),
    aggregate("positive", 1),
    aggregate("positive", 1, state="negative"),
    aggregate("positive", 0, state="not_known"),
]


def test_records_alone() -> None:
    found = cells(counted(inputs(**RECORDS)).counts, characteristic="everyone")
    assert found["A", "everyone", "tested", "reached"] == 2
    assert found["A", "everyone", "positive", "at_risk"] == 2
    assert found["A", "everyone", "started", "reached"] == 1
    assert found["A", "everyone", "finished", "in_treatment"] == 1


def test_every_state_of_every_stage_has_a_cell_for_every_group_that_is_seen() -> None:
    found = cells(counted(inputs(**RECORDS)).counts)
    states = {(stage, state) for _, _, stage, state in found}
    groups = {(area, group) for area, group, _, _ in found}
    assert set(found) == {(*place, *state) for place in groups for state in states}
    assert {group for _, group in groups} == {"everyone", "WHITE_BRITISH", "WHITE", "MALE", "25_34"}


def test_aggregates_of_the_same_people_are_set_aside_and_agree() -> None:
    result = counted(inputs(**RECORDS, count=AGREEING))
    assert cells(result.counts) == cells(counted(inputs(**RECORDS)).counts)
    assert result.warnings == (
        "Aggregate counts of areas that records cover were set aside, not added (they agree).",
    )
    (account_of_counts,) = (one for one in result.inputs.files if one.record == "count")
    assert (account_of_counts.read, account_of_counts.accepted, account_of_counts.duplicates) == (4, 0, 4)


def test_aggregates_that_differ_are_set_aside_and_it_is_said() -> None:
    result = counted(inputs(**RECORDS, count=[aggregate("tested", 3), *AGREEING[1:]]))
    assert "2 of 5 cells differ: look into it" in result.warnings[0]


def test_aggregates_that_cannot_be_compared_are_not_said_to_agree() -> None:
    later = [dict(row) | {"period": "2024-06-01/2025-05-31"} for row in AGREEING]
    result = counted(inputs(**RECORDS, count=later))
    assert "could not be compared" in result.warnings[0]


def test_aggregates_of_another_time_are_other_people() -> None:
    before = [dict(row) | {"period": "2022-01-01/2022-12-31"} for row in AGREEING]
    result = counted(inputs(**RECORDS, count=before))
    assert result.warnings == ()
    periods = {row["period"] for row in result.counts.where(stage="arrest-to-treatment/tested").to_rows()}
    assert periods == {"2022-01-01/2022-12-31", "2024-01-01/2024-12-31"}


def test_only_the_rows_of_the_same_area_are_set_aside_and_counted_as_duplicates_file_by_file() -> None:
    rows = [*AGREEING, *(dict(row) | {"area": "B"} for row in AGREEING)]
    given = inputs(**RECORDS, count=rows)
    files = [one for one in given.files if one.record != "count"]
    split = (account("a.csv", 3, record="count"), account("b.csv", 5, record="count"))
    result = counted(dataclasses.replace(given, files=(*split, *files)))
    accounts = {one.file: (one.read, one.accepted, one.duplicates) for one in result.inputs.files}
    assert (accounts["a.csv"], accounts["b.csv"]) == ((3, 0, 3), (5, 4, 1))
    assert cells(result.counts)["B", "everyone", "tested", "reached"] == 2


def test_rows_of_another_programme_are_not_called_duplicates() -> None:
    other = {**aggregate("tested", 7), "stage": "stop-and-search/searched"}
    result = counted(inputs(**RECORDS, count=[*AGREEING, other]))
    (one,) = (one for one in result.inputs.files if one.record == "count")
    assert (one.accepted, one.duplicates) == (1, 4)


def test_areas_put_together_keep_the_people_of_both() -> None:
    others = [dict(row) | {"area": "B"} for row in AGREEING]
    result = counted(inputs(**RECORDS, count=others), area_level="all")
    assert result.warnings == ()
    assert cells(result.counts)["all", "everyone", "tested", "reached"] == 4


def test_aggregates_of_an_area_that_holds_the_records_area_are_set_aside_when_rolled_up() -> None:
    words = known(("A", "partnership", "R"), ("R", "region", None))
    rows = [dict(row) | {"area": "R"} for row in AGREEING]
    result = counted(inputs(**RECORDS, count=rows), vocabulary=words, area_level="region")
    assert cells(result.counts)["R", "everyone", "tested", "reached"] == 2
    assert len(result.warnings) == 1


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        (("contact", "treatment"), "no contact or treatment record was given"),
        (("treatment",), "no treatment record was given"),
    ],
)
def test_nothing_is_said_of_steps_whose_records_are_not_there(missing: tuple[str, ...], said: str) -> None:
    given = {name: rows for name, rows in RECORDS.items() if name not in missing}
    result = counted(inputs(**given))
    stages = {stage for _, _, stage, _ in cells(result.counts)}
    assert "started" not in stages
    assert ("assessed" in stages) == ("contact" not in missing)
    assert said in result.warnings[0]


def test_a_file_of_records_with_no_row_that_can_be_used_counts_as_not_there() -> None:
    result = counted(inputs(test=TESTS, contact=CONTACTS, treatment=[]))
    assert "started" not in {stage for _, _, stage, _ in cells(result.counts)}


def test_contacts_of_others_show_that_contacts_were_recorded() -> None:
    result = counted(inputs(test=TESTS, contact=[contact("eve", "2024-01-06")], treatment=TREATMENTS))
    assert cells(result.counts)["A", "everyone", "assessed", "stopped"] == 1
    assert [(one.record, one.rows) for one in result.unlinked] == [("contact", 1)]


def test_aggregates_alone() -> None:
    result = counted(inputs(count=AGREEING))
    assert result.journeys is None
    assert cells(result.counts)["A", "everyone", "positive", "at_risk"] == 2


def test_nothing_gives_an_empty_table() -> None:
    assert len(counted(inputs()).counts) == 0
    assert len(counted(inputs(test=[])).counts) == 0


def test_areas_that_lie_in_no_larger_one_are_named() -> None:
    with pytest.raises(EvenhandError, match=r"not known to lie in a region: A\."):
        counted(inputs(**RECORDS), area_level="region")


def test_the_programme_knows_what_its_stages_rest_on() -> None:
    rests = {stage.id for stage in PROGRAMME.stages if PROGRAMME.rests_on(stage, ("treatment",))}
    assert rests == {"started", "retained", "finished"}


@pytest.mark.parametrize(
    ("period", "spans"),
    [
        ("year", ["2024-01-01/2024-12-31", "2025-01-01/2025-12-31"]),
        ("financial-year", ["2024-04-01/2025-03-31", "2025-04-01/2026-03-31"]),
        ("month", ["2024-06-01/2024-06-30", "2025-06-01/2025-06-30"]),
    ],
)
def test_people_can_be_counted_by_the_period_in_which_they_began(period: str, spans: list[str]) -> None:
    tests = [
        drug_test(person, f"{year}-06-05", area="A") for person in ("ann", "ben") for year in (2024, 2025)
    ]
    counts = count(
        inputs(test=tests), programme=PROGRAMME, vocabulary=VOCABULARY, as_at=AS_AT, period=period
    ).counts
    for span in spans:
        found = cells(counts, characteristic="everyone", period=span)
        assert found["A", "everyone", "tested", "reached"] == 2
    assert set(counts.text("period").tolist()) == set(spans)


def test_who_lives_in_an_area_of_others_is_counted_elsewhere() -> None:
    counts = count(
        inputs(test=TESTS), programme=PROGRAMME, vocabulary=VOCABULARY, as_at=AS_AT, home=("B",)
    ).counts
    assert set(counts.text("area").tolist()) == {"elsewhere"}
