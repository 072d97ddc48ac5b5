"""Linking by person: what belongs to somebody who was tested, and how much does not."""

import pyarrow as pa

from evenhand.linkage import Linked, link_by_person
from tests.unit.pathway.people import PROGRAMME, contact, drug_test, table, treatment


def link(tests: list[str], contacts: list[str], treatments: list[str] | None = None) -> Linked:
    records: dict[str, pa.Table] = {
        "test": table("test", [drug_test(one, "2024-04-01") for one in tests]),
        "contact": table("contact", [contact(one, "2024-04-02") for one in contacts]),
    }
    if treatments is not None:
        records["treatment"] = table("treatment", [treatment(one, "2024-04-03") for one in treatments])
    return link_by_person(records, PROGRAMME)


def test_rows_of_people_who_were_tested_are_linked() -> None:
    linked = link(["ann", "ben"], ["ben", "ben", "ann"], ["ann"])
    assert {name: one.num_rows for name, one in linked.records.items()} == {
        "test": 2,
        "contact": 3,
        "treatment": 1,
    }
    assert linked.unlinked == ()


def test_rows_of_others_are_counted_by_record_with_the_reason() -> None:
    linked = link(["ann"], ["eve", "ann", "eve"], ["zoe"])
    assert [(one.record, one.reason, one.rows) for one in linked.unlinked] == [
        ("contact", "no test record of this person", 2),
        ("treatment", "no test record of this person", 1),
    ]
    for name in ("contact", "treatment"):
        lost = sum(one.rows for one in linked.unlinked if one.record == name)
        assert linked.records[name].num_rows + lost == {"contact": 3, "treatment": 1}[name]


def test_a_record_that_is_not_there_is_linked_as_an_empty_one() -> None:
    linked = link(["ann"], [])
    assert linked.records["treatment"].num_rows == 0
    assert linked.unlinked == ()


def test_names_are_compared_exactly() -> None:
    linked = link(["Ann"], ["ann", "Ann", "Ann "])
    assert linked.records["contact"].num_rows == 1


def test_nobody_tested_leaves_everybody_unlinked() -> None:
    linked = link([], ["ann"])
    assert linked.records["contact"].num_rows == 0
    assert linked.unlinked[0].rows == 1


def test_the_start_is_not_changed() -> None:
    linked = link(["ann", "ann", "ben"], [])
    assert linked.records["test"].column("person_id").to_pylist() == ["ann", "ann", "ben"]
