"""How long people stayed and how they left, on the journeys: for those who started, days in custody not counted."""

from dataclasses import replace
from datetime import date

from evenhand.pathway import Journeys, build_pathways
from tests.unit.pathway.people import AS_AT, PROGRAMME, Row, contact, drug_test, follow, treatment


def stay(journeys: Journeys, person: str) -> tuple[int | None, str | None]:
    row = next(one for one in journeys.rows.to_pylist() if one["area"] == person)
    return row["stay.days"], row["stay.way"]


def came(person: str) -> tuple[list[Row], list[Row]]:
    return [drug_test(person, "2024-04-01")], [contact(person, "2024-04-02")]


def test_days_and_the_way_of_each_end() -> None:
    ends = {"ann": ("2024-05-10", "completed"), "bob": ("2024-04-20", "dropped_out"), "cid": (None, None)}
    tests = [drug_test(one, "2024-04-01") for one in ends]
    contacts = [contact(one, "2024-04-02") for one in ends]
    treatments = [treatment(one, "2024-04-03", "2024-04-10", *end) for one, end in ends.items()]
    journeys = follow(tests, contacts, treatments)
    assert stay(journeys, "ann") == (30, "finished")
    assert stay(journeys, "bob") == (10, "left")
    assert stay(journeys, "cid") == ((AS_AT - date(2024, 4, 10)).days, None)


def test_who_did_not_start_has_no_stay() -> None:
    tests, contacts = came("ann")
    assert stay(follow(tests, contacts), "ann") == (None, None)


def test_a_programme_without_a_stay_has_no_such_columns() -> None:
    from evenhand.linkage import link_by_person
    from tests.unit.pathway.people import table

    records = {"test": table("test", [drug_test("ann", "2024-04-01")])}
    records |= {name: table(name, []) for name in ("contact", "treatment")}
    without = replace(PROGRAMME, stay=None)
    journeys = build_pathways(linked=link_by_person(records, without), programme=without, as_at=AS_AT)
    assert not [name for name in journeys.rows.schema.names if name.startswith("stay.")]
