"""Who has a journey, who is counted once, who is left out; and what was not known on the day."""

from datetime import date

import pytest

from evenhand.foundations import EvenhandError
from evenhand.linkage import Linked, link_by_person
from evenhand.pathway import build, build_pathways
from tests.unit.pathway.people import (
    AS_AT,
    PROGRAMME,
    STAGES,
    contact,
    drug_test,
    follow,
    states,
    table,
    treatment,
)


def test_a_person_tested_twice_has_one_journey_from_the_first_positive_test() -> None:
    tests = [
        drug_test("ann", "2024-04-01", "negative", area="first"),
        drug_test("ann", "2024-06-01", "cocaine", area="second"),
        drug_test("ann", "2024-07-01", "opiates", area="third"),
    ]
    journeys = follow(tests)
    assert journeys.rows.column("area").to_pylist() == ["second"]
    assert (journeys.rows.num_rows, journeys.repeats) == (1, 2)
    assert (journeys.first, journeys.last) == (date(2024, 6, 1), date(2024, 6, 1))


def test_with_no_positive_test_the_first_one_counts() -> None:
    journeys = follow(
        [
            drug_test("ann", "2024-06-01", "negative", area="later"),
            drug_test("ann", "2024-04-01", "not_known", area="first"),
        ]
    )
    assert journeys.rows.column("area").to_pylist() == ["first"]


def test_tests_of_one_day_are_chosen_between_by_what_they_say_not_by_their_order() -> None:
    tests = [drug_test("ann", "2024-04-01", area="b"), drug_test("ann", "2024-04-01", area="a")]
    for rows in (tests, tests[::-1]):
        assert follow(rows).rows.column("area").to_pylist() == ["a"]


def test_those_under_18_are_left_out_with_the_reason() -> None:
    journeys = follow([drug_test("ann", "2024-04-01", age=17), drug_test("ben", "2024-04-01", age=18)])
    assert journeys.rows.column("area").to_pylist() == ["ben"]
    assert [(one.reason, one.rows) for one in journeys.excluded] == [("under_18", 1)]


def test_an_age_that_is_not_known_leaves_nobody_out() -> None:
    assert follow([drug_test("ann", "2024-04-01", age=None)]).rows.num_rows == 1


def test_a_person_who_was_under_18_at_the_first_positive_test_begins_with_the_first_one_as_an_adult() -> None:
    tests = [drug_test("ann", "2024-04-01", age=17), drug_test("ann", "2025-04-01", age=18)]
    journeys = follow(tests)
    assert journeys.rows.column("date").to_pylist() == [date(2025, 4, 1)]
    assert (journeys.repeats, [one.rows for one in journeys.excluded]) == (0, [1])


def test_a_test_after_the_day_is_as_if_it_were_not_known() -> None:
    tests = [drug_test("ann", "2024-04-01", "negative"), drug_test("ann", "2024-06-01", "opiates")]
    journeys = follow(tests, as_at=date(2024, 5, 31))
    assert states(journeys, "ann") == {"tested": "reached", "positive": "negative"}


def test_a_person_first_tested_after_the_day_is_left_out_with_the_reason() -> None:
    journeys = follow([drug_test("ann", "2024-06-01")], as_at=date(2024, 5, 31))
    assert journeys.rows.num_rows == 0
    assert [(one.reason, one.label, one.rows) for one in journeys.excluded if one.rows] == [
        ("after_as_at", "after 2024-05-31", 1)
    ]
    assert journeys.first is None


def test_what_came_after_the_day_changes_nothing() -> None:
    tests = [drug_test("ann", "2024-04-01"), drug_test("ben", "2024-04-01")]
    known = [contact("ann", "2024-04-02")], [treatment("ann", "2024-04-03", "2024-04-10")]
    later = (
        [contact("ben", "2024-04-25")],
        [
            treatment("ann", "2024-04-03", "2024-04-10", "2024-09-01", "died"),
            treatment("ben", "2024-04-26", "2024-04-27"),
        ],
    )
    day = date(2024, 4, 24)
    then = follow(tests, *known, as_at=day)
    now = follow(tests, [*known[0], *later[0]], later[1], as_at=day)
    for person in ("ann", "ben"):
        assert states(then, person) == states(now, person)


def test_a_start_after_the_day_is_not_known_but_the_referral_is() -> None:
    journeys = follow(
        [drug_test("ann", "2024-04-01")],
        [contact("ann", "2024-04-02")],
        [treatment("ann", "2024-04-03", "2024-05-20")],
        as_at=date(2024, 5, 19),
    )
    assert states(journeys, "ann")["started"] == "stopped"


def test_an_end_after_the_day_and_its_reason_are_not_known() -> None:
    journeys = follow(
        [drug_test("ann", "2024-04-01")],
        [contact("ann", "2024-04-02")],
        [treatment("ann", "2024-04-03", "2024-04-04", "2025-01-01", "completed")],
        as_at=date(2024, 12, 31),
    )
    assert states(journeys, "ann")["retained"] == "reached"
    assert states(journeys, "ann")["finished"] == "still_waiting"


def test_without_rows_there_are_no_journeys() -> None:
    journeys = follow([])
    assert (journeys.rows.num_rows, journeys.repeats, [one.rows for one in journeys.excluded]) == (0, 0, [0])
    assert (journeys.first, journeys.last) == (None, None)


def test_without_contacts_nobody_is_seen_in_time() -> None:
    journeys = follow([drug_test("ann", "2024-04-01")])
    assert states(journeys, "ann") == {"tested": "reached", "positive": "reached", "assessed": "stopped"}


def test_every_stage_has_its_two_columns_and_the_characteristics_are_held() -> None:
    names = follow([drug_test("ann", "2024-04-01")]).rows.schema.names
    assert names[:6] == ["area", "period", "date", "ethnicity", "sex", "age_band"]
    assert names[6:8] == ["drug_group", "suite"]
    of_stages = [f"{kind}.{stage}" for stage in STAGES for kind in ("state", "at_risk")]
    assert names[8:] == [*of_stages, "stay.days", "stay.way"]


def test_no_column_names_a_person() -> None:
    rows = follow([drug_test("ann", "2024-04-01", area="here")]).rows
    assert "ann" not in {value for row in rows.to_pylist() for value in row.values()}


def test_a_programme_that_starts_from_records_that_are_not_there_is_an_error() -> None:
    with pytest.raises(EvenhandError, match="starts from test records, and there are none"):
        build_pathways(linked=Linked(records={}, unlinked=()), programme=PROGRAMME, as_at=AS_AT)


def test_journeys_that_do_not_reconcile_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    gather = build.gather

    def one_too_many(*arguments: object) -> int:
        return gather(*arguments) + 1  # type: ignore[arg-type]

    monkeypatch.setattr(build, "gather", one_too_many)
    with pytest.raises(EvenhandError, match="do not reconcile"):
        follow([drug_test("ann", "2024-04-01")])


def test_a_name_with_quotation_marks_stays_a_name() -> None:
    odd = 'O\'Brien "x"; drop table started; --'
    journeys = follow([drug_test(odd, "2024-04-01")], [contact(odd, "2024-04-02")])
    assert states(journeys, odd)["assessed"] == "reached"


def test_link_rows_of_people_who_were_never_tested_are_counted_as_unlinked() -> None:
    records = {
        "test": table("test", [drug_test("ann", "2024-04-01")]),
        "contact": table("contact", [contact("ann", "2024-04-02"), contact("eve", "2024-04-02")]),
    }
    linked = link_by_person(records, PROGRAMME)
    journeys = build_pathways(linked=linked, programme=PROGRAMME, as_at=AS_AT)
    assert journeys.rows.num_rows == 1
    assert [(one.record, one.rows) for one in linked.unlinked] == [("contact", 1)]
