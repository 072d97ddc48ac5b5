"""Linked records: from which day on, within how many, which of several, and a record linked twice."""

from datetime import date

import pyarrow as pa
import pytest

from evenhand.foundations import EvenhandError, VocabularyError
from evenhand.linkage import link_by_person
from evenhand.pathway import Journeys, build_pathways
from tests.unit.pathway.programmes import follow, programme, stage, states, table

JOURNEY = '[journey]\nrecord = "treatment"\nperson = "person_id"\ndate = "start_date"\n'
AGAIN = """
[[link]]
as = "again"
record = "treatment"
person = "person_id"
date = "start_date"
after = "treatment.end_date"
from_days = 1
within_days = 182
"""
CAME_BACK = stage("came_back", 'rule = { field = "again.start_date", present = true }')


def episode(start: str | None, end: str | None, person: str = "ann", **more: object) -> dict[str, object]:
    return {"person_id": person, "start_date": start, "end_date": end, "area": "X"} | more


def journeys(link: str = AGAIN, *rows: dict[str, object], steps: str = CAME_BACK) -> Journeys:
    plan = programme(JOURNEY + "washout_days = 365\n" + link, steps)
    return follow(plan, treatment=table("treatment", rows))


@pytest.mark.parametrize(
    ("start", "state"),
    [
        ("2024-02-01", "stopped"),  # the very day on which the first one ended
        ("2024-02-02", "reached"),
        ("2024-08-01", "reached"),  # 182 days
        ("2024-08-02", "stopped"),
    ],
)
def test_a_second_link_to_the_same_record_has_its_own_window(start: str, state: str) -> None:
    found = journeys(AGAIN, episode("2024-01-01", "2024-02-01"), episode(start, None))
    assert states(found, "came_back") == [state]


@pytest.mark.parametrize(("choose", "outcome"), [("first", "no"), ("last", "yes")])
def test_the_first_or_the_last_of_several_is_taken(choose: str, outcome: str) -> None:
    steps = stage("stayed", 'rule = { field = "again.end_reason", in = ["completed"] }')
    found = journeys(
        AGAIN + f'choose = "{choose}"\n',
        episode("2024-01-01", "2024-01-10"),
        episode("2024-02-01", "2024-02-10", end_reason="stopped"),
        episode("2024-03-01", "2024-03-10", end_reason="completed"),
        steps=steps,
    )
    assert states(found, "stayed") == [{"yes": "reached", "no": "stopped"}[outcome]]


def test_a_link_looks_only_at_rows_for_which_its_rule_holds() -> None:
    rule = 'rule = { field = "again.setting", in = ["community"] }\n'
    rows = episode("2024-01-01", "2024-01-10"), episode("2024-02-01", None, setting="prison")
    assert states(journeys(AGAIN + rule, *rows), "came_back") == ["stopped"]
    rows = rows[0], episode("2024-02-01", None, setting="community")
    assert states(journeys(AGAIN + rule, *rows), "came_back") == ["reached"]


def test_two_links_of_one_name_are_an_error_that_says_what_mends_it() -> None:
    with pytest.raises(VocabularyError, match="several records by the name treatment") as caught:
        programme(JOURNEY + AGAIN.replace('as = "again"\n', ""))
    assert "as = " in str(caught.value.mend)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("within_day = 3", "mean nothing in a journey or link: within_day"),
        ('choose = "best"', "chooses 'best'"),
        ('open_at = "treatment.start_date"', "either 'after' or 'open_at'"),
    ],
)
def test_a_misspelt_word_of_a_link_is_an_error(wrong: str, said: str) -> None:
    with pytest.raises(VocabularyError, match=said):
        programme(JOURNEY + AGAIN + wrong)


def test_a_field_that_the_record_does_not_have_is_an_error_that_names_those_it_has() -> None:
    wrong = stage("came_back", 'rule = { field = "again.started", present = true }')
    with pytest.raises(
        VocabularyError, match=r"looks at again\.started, and treatment records have no started"
    ):
        journeys(AGAIN, episode("2024-01-01", None), steps=wrong)


def test_a_journey_begins_by_whichever_date_the_programme_names_and_without_it_not_at_all() -> None:
    found = journeys(AGAIN, episode(None, None), episode("2024-01-01", None, "ben"))
    assert found.rows.num_rows == 1
    assert [(one.reason, one.rows) for one in found.excluded] == [("no_date", 1)]


def test_a_row_that_names_nobody_is_left_out_with_the_reason() -> None:
    rows = [episode("2024-01-01", None), episode("2024-01-02", None) | {"person_id": None}]
    found = journeys(AGAIN, *rows)
    assert found.rows.num_rows == 1
    assert [(one.reason, one.rows) for one in found.excluded] == [("no_person", 1)]


def test_linked_rows_without_a_date_are_counted() -> None:
    plan = programme(
        '[journey]\nrecord = "test"\nperson = "person_id"\ndate = "test_date"\n'
        '[[link]]\nrecord = "contact"\nperson = "person_id"\ndate = "contact_date"\nafter = "test.test_date"\n'
    )
    tests = table("test", [{"person_id": "ann", "test_date": "2024-01-01"}])
    contacts = table("contact", [{"person_id": "ann"}, {"person_id": "ann", "contact_date": "2024-01-02"}])
    linked = link_by_person({"test": tests, "contact": contacts}, plan)
    assert [(one.reason, one.rows) for one in linked.unlinked] == [("no contact date", 1)]
    assert linked.records["contact"].num_rows == 1


RELIGION = '\n[characteristics_from]\nreligion = "treatment"\n'
TESTED = (
    '[journey]\nrecord = "test"\nperson = "person_id"\ndate = "test_date"\n'
    '[[link]]\nrecord = "treatment"\nperson = "person_id"\ndate = "start_date"\nafter = "test.test_date"\n'
)


@pytest.mark.parametrize("words", ["", RELIGION])
def test_a_characteristic_comes_from_a_linked_record_only_where_the_programme_says_so(words: str) -> None:
    tests = table("test", [{"person_id": one, "test_date": "2024-01-01"} for one in ("ann", "ben")])
    treated = [{"person_id": "ann", "start_date": "2024-02-01", "religion": "SIKH"}]
    found = follow(
        programme(TESTED + words), test=tests, treatment=table("treatment", treated, religion=pa.string())
    )
    assert ("religion" in found.rows.schema.names) == bool(words)
    assert found.characteristics == {"sex": "test"} | ({"religion": "treatment"} if words else {})
    if words:
        assert found.rows.column("religion").to_pylist() == ["SIKH", None]


def test_a_characteristic_of_the_journey_itself_is_not_replaced() -> None:
    tests = table(
        "test", [{"person_id": "ann", "test_date": "2024-01-01", "religion": "NONE"}], religion=pa.string()
    )
    treated = table(
        "treatment",
        [{"person_id": "ann", "start_date": "2024-02-01", "religion": "SIKH"}],
        religion=pa.string(),
    )
    found = follow(programme(TESTED + RELIGION), test=tests, treatment=treated)
    assert found.rows.column("religion").to_pylist() == ["NONE"]
    assert found.characteristics["religion"] == "test"


def test_strata_are_carried_where_held_and_named() -> None:
    rows = [{"person_id": "ann", "test_date": "2024-01-01", "drug_group": "OPIATE"}]
    found = follow(programme(TESTED), test=table("test", rows))
    assert found.within == ("drug_group",)
    assert found.rows.column("drug_group").to_pylist() == ["OPIATE"]


def test_an_area_that_the_record_does_not_name_cannot_be_chosen() -> None:
    plan = programme(TESTED)
    linked = link_by_person({"test": table("test", [{"person_id": "ann", "area": "X"}])}, plan)
    for area_of, said in (
        ("provided", "have no area_provided"),  # no such column
        ("happened", "have no area_happened"),  # a column without any value
        ("moon", "There is no 'moon'"),
    ):
        with pytest.raises(EvenhandError, match=said):
            build_pathways(linked=linked, programme=plan, as_at=date(2024, 1, 1), area_of=area_of)
