"""Needs assessment: residents, estimates with their range, and people at each step, of the areas that are counted."""

from typing import Any

import pyarrow as pa

from evenhand.cube.needs import needs_assessment
from evenhand.disclosure import load_policy, protect, protect_tally
from evenhand.foundations import CountTable, Tally
from evenhand.records import RECORD_SCHEMAS, Inputs
from tests.unit.cube.people import (
    DURHAM,
    NORTH_EAST,
    PROGRAMME,
    VOCABULARY,
    counted,
    inputs,
    residents,
)
from tests.unit.pathway.people import contact, drug_test, treatment

PERIOD = "2024-01-01/2024-12-31"


def estimate(
    area: str, group: str | None, number: int, *, lower: int | None = None, upper: int | None = None
) -> dict[str, Any]:
    """Return an estimate of how many people need treatment."""
    return {
        "area": area,
        "period": PERIOD,
        "drug_group": group,
        "count": number,
        "lower": lower,
        "upper": upper,
        "source": "made up",
    }


def people(**more: Any) -> Inputs:
    """Return three people tested in Durham, of whom one starts treatment."""
    tests = [drug_test(str(n), "2024-04-01", area=DURHAM) for n in range(3)]
    return inputs(
        test=tests,
        contact=[contact("1", "2024-04-03")],
        treatment=[treatment("1", "2024-04-05", "2024-04-12")],
        **more,
    )


def tables(given: Inputs) -> dict[str, Tally]:
    """Return the needs assessment tables by id."""
    exact: CountTable = counted(given).counts
    return {one.id: one for one in needs_assessment(given, exact, PROGRAMME, VOCABULARY)}


def test_people_at_each_step_stand_as_they_are_counted() -> None:
    found = tables(people())["needs-reached"]
    everyone = {
        row["step"].split("/")[1]: row["value"] for row in found.to_rows() if row["group"] == "everyone"
    }
    assert (everyone["tested"], everyone["in_need"], everyone["started"]) == (3, 1, 1)
    assert found.unit == "people"


def test_what_was_done_to_a_protected_count_is_not_said_of_its_source() -> None:
    policy = load_policy()
    protected = protect(counted(people()).counts, policy=policy, programme=PROGRAMME)
    reached = needs_assessment(people(), protected, PROGRAMME, VOCABULARY)[0]
    shown = protect_tally(reached, policy).to_rows()
    cells = {
        (row["characteristic"], row["group"], row["stage"]): row
        for row in protected.to_rows()
        if row["state"] == "reached"
    }
    names = ("value", "lower", "upper", "status")
    assert len(shown) > 3
    for row in shown:
        cell = cells[row["characteristic"], row["group"], row["step"]]
        assert [row[name] for name in names] == [cell[name] for name in names]


def test_residents_are_of_the_areas_counted_and_labelled_as_no_measure_of_need() -> None:
    rows = [residents(DURHAM, "WHITE_BRITISH", 500_000), residents(NORTH_EAST, "WHITE_BRITISH", 2_000_000)]
    found = tables(people(population=rows))["needs-residents"]
    assert {row["area"]: row["value"] for row in found.to_rows() if row["group"] == "WHITE_BRITISH"} == {
        DURHAM: 500_000
    }
    assert found.note.startswith("Not a measure of need")


def test_estimates_keep_their_range_and_those_of_the_region_around_stand_too() -> None:
    rows = [
        estimate(DURHAM, "OPIATE", 2000, lower=1700, upper=2500),
        estimate(NORTH_EAST, None, 9000),
        estimate("E23000036", "OPIATE", 1),
    ]
    given = people()
    table = pa.Table.from_pylist(rows, schema=RECORD_SCHEMAS["estimate"])
    given.records["estimate"] = table  # type: ignore[index]
    found = {row["area"]: row for row in tables(given)["needs-estimated"].to_rows()}
    assert set(found) == {DURHAM, NORTH_EAST}
    assert [found[DURHAM][name] for name in ("value", "lower", "upper", "status")] == [
        2000,
        1700,
        2500,
        "estimated",
    ]
    assert [found[NORTH_EAST][name] for name in ("group", "lower", "status")] == ["everyone", 9000, "exact"]


def test_nothing_stands_here_that_is_withheld_in_the_counts() -> None:
    tests = [drug_test(str(n), "2024-04-01", area=DURHAM) for n in range(8)]
    contacts = [contact(str(n), "2024-04-03") for n in range(8)]
    given = inputs(test=tests, contact=contacts, treatment=[treatment("1", "2024-04-05", "2024-04-12")])
    policy = load_policy()
    shown = protect(counted(given).counts, policy=policy, programme=PROGRAMME)
    hidden = {
        row["stage"]
        for row in shown.where(state="reached", group="everyone").to_rows()
        if row["value"] is None
    }
    assert PROGRAMME.stage_key(PROGRAMME.stage("positive")) in hidden, "all eight tested positive"
    (exact,) = needs_assessment(given, shown, PROGRAMME, VOCABULARY)
    rows = protect_tally(exact, policy).to_rows()
    assert {row["step"] for row in rows if row["group"] == "everyone" and row["value"] is None} >= hidden


def test_what_was_not_given_is_left_out() -> None:
    assert set(tables(people())) == {"needs-reached"}
