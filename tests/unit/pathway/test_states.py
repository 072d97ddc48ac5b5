"""The state of one person at every stage, for each way in which a pathway can go."""

from datetime import date

import pytest

from tests.unit.pathway.people import at_risk, contact, drug_test, follow, states, treatment

THROUGH = {
    "tested": "reached",
    "positive": "reached",
    "assessed": "reached",
    "in_need": "reached",
    "started": "reached",
    "retained": "reached",
    "finished": "reached",
}


def test_a_person_who_goes_all_the_way() -> None:
    journeys = follow(
        [drug_test("ann", "2024-04-01")],
        [contact("ann", "2024-04-05")],
        [treatment("ann", "2024-04-06", "2024-04-20", "2024-11-01", "completed")],
    )
    assert states(journeys, "ann") == THROUGH
    assert at_risk(journeys, "ann") == set(THROUGH) - {"tested"}


def test_a_negative_test_ends_the_pathway_and_counts_in_the_denominator() -> None:
    journeys = follow([drug_test("ann", "2024-04-01", "negative")], [contact("ann", "2024-04-02")])
    assert states(journeys, "ann") == {"tested": "reached", "positive": "negative"}
    assert at_risk(journeys, "ann") == {"positive"}


def test_a_result_that_is_not_known_is_in_no_denominator() -> None:
    journeys = follow([drug_test("ann", "2024-04-01", "not_known")])
    assert states(journeys, "ann") == {"tested": "reached", "positive": "not_known"}
    assert at_risk(journeys, "ann") == set()


@pytest.mark.parametrize("result", ["opiates", "cocaine", "both"])
def test_each_positive_result_counts(result: str) -> None:
    journeys = follow([drug_test("ann", "2024-04-01", result)])
    assert states(journeys, "ann") == {"tested": "reached", "positive": "reached", "assessed": "stopped"}


@pytest.mark.parametrize(
    ("outcome", "in_need"),
    [("need_found", "reached"), ("no_need", "no_need"), ("already_in_treatment", "already_in_treatment")],
)
def test_an_assessment_by_its_outcome(outcome: str, in_need: str) -> None:
    journeys = follow([drug_test("ann", "2024-04-01")], [contact("ann", "2024-04-29", outcome)])
    assert states(journeys, "ann")["assessed"] == "reached"
    assert states(journeys, "ann")["in_need"] == in_need
    assert ("started" in states(journeys, "ann")) == (in_need == "reached")


@pytest.mark.parametrize("outcome", ["prison", "moved", "transferred"])
def test_a_contact_that_says_why_not_is_an_exit_within_the_denominator(outcome: str) -> None:
    journeys = follow([drug_test("ann", "2024-04-01")], [contact("ann", "2024-04-03", outcome)])
    assert states(journeys, "ann")["assessed"] == outcome
    assert "in_need" not in states(journeys, "ann")
    assert at_risk(journeys, "ann") == {"positive", "assessed"}


def test_a_death_is_neither_arriving_nor_failing_to() -> None:
    journeys = follow([drug_test("ann", "2024-04-01")], [contact("ann", "2024-04-03", "died")])
    assert states(journeys, "ann")["assessed"] == "died"
    assert at_risk(journeys, "ann") == {"positive"}


def test_a_contact_with_unknown_outcome_is_in_no_denominator() -> None:
    journeys = follow([drug_test("ann", "2024-04-01")], [contact("ann", "2024-04-03", "not_known")])
    assert states(journeys, "ann")["assessed"] == "not_known"
    assert at_risk(journeys, "ann") == {"positive"}


def test_a_contact_before_the_test_is_not_looked_at() -> None:
    journeys = follow([drug_test("ann", "2024-04-10")], [contact("ann", "2024-04-09")])
    assert states(journeys, "ann")["assessed"] == "stopped"


def test_a_contact_on_the_day_of_the_test_counts() -> None:
    journeys = follow([drug_test("ann", "2024-04-10")], [contact("ann", "2024-04-10")])
    assert states(journeys, "ann")["assessed"] == "reached"


@pytest.mark.parametrize(("on", "state"), [("2024-04-29", "reached"), ("2024-04-30", "stopped")])
def test_a_contact_counts_up_to_the_28th_day_and_no_later(on: str, state: str) -> None:
    journeys = follow([drug_test("ann", "2024-04-01")], [contact("ann", on)])
    assert states(journeys, "ann")["assessed"] == state


def test_an_assessment_is_preferred_to_an_earlier_contact_without_one() -> None:
    contacts = [contact("ann", "2024-04-02", "not_known"), contact("ann", "2024-04-20", "no_need")]
    journeys = follow([drug_test("ann", "2024-04-01")], contacts)
    assert states(journeys, "ann")["in_need"] == "no_need"


def test_of_two_assessments_the_first_counts() -> None:
    contacts = [contact("ann", "2024-04-20", "no_need"), contact("ann", "2024-04-02", "need_found")]
    journeys = follow([drug_test("ann", "2024-04-01")], contacts)
    assert states(journeys, "ann")["in_need"] == "reached"


@pytest.mark.parametrize(("started", "state"), [("2024-05-13", "reached"), ("2024-05-14", "stopped")])
def test_treatment_counts_if_it_starts_within_42_days_of_the_contact(started: str, state: str) -> None:
    journeys = follow(
        [drug_test("ann", "2024-04-01")],
        [contact("ann", "2024-04-01")],
        [treatment("ann", "2024-04-02", started)],
    )
    assert states(journeys, "ann")["started"] == state


def test_a_referral_before_the_contact_is_not_looked_at() -> None:
    journeys = follow(
        [drug_test("ann", "2024-04-01")],
        [contact("ann", "2024-04-10")],
        [treatment("ann", "2024-04-09", "2024-04-12")],
    )
    assert states(journeys, "ann")["started"] == "stopped"


def test_a_referral_that_led_to_treatment_is_preferred_to_one_that_came_to_nothing() -> None:
    referrals = [
        treatment("ann", "2024-04-02", None, "2024-04-03", "stopped"),
        treatment("ann", "2024-04-09", "2024-04-12"),
    ]
    journeys = follow([drug_test("ann", "2024-04-01")], [contact("ann", "2024-04-01")], referrals)
    assert states(journeys, "ann")["started"] == "reached"


@pytest.mark.parametrize("why", ["prison", "moved", "transferred", "died"])
def test_a_referral_that_ends_before_treatment_says_why(why: str) -> None:
    journeys = follow(
        [drug_test("ann", "2024-04-01")],
        [contact("ann", "2024-04-01")],
        [treatment("ann", "2024-04-02", None, "2024-04-10", why)],
    )
    assert states(journeys, "ann")["started"] == why
    assert "retained" not in states(journeys, "ann")


@pytest.mark.parametrize(
    ("ended", "why", "state"),
    [
        ("2024-07-25", "stopped", "stopped"),  # 83 days
        ("2024-07-26", "stopped", "reached"),  # 84 days
        ("2024-05-10", "completed", "reached"),
        ("2024-05-10", "prison", "prison"),
        ("2024-05-10", "died", "died"),
        ("2024-05-10", "not_known", "not_known"),
        (None, None, "reached"),
    ],
)
def test_twelve_weeks_or_finished(ended: str | None, why: str | None, state: str) -> None:
    journeys = follow(
        [drug_test("ann", "2024-04-01")],
        [contact("ann", "2024-04-02")],
        [treatment("ann", "2024-04-03", "2024-05-03", ended, why)],
    )
    assert states(journeys, "ann")["retained"] == state


@pytest.mark.parametrize(
    ("ended", "why", "state"),
    [
        ("2025-05-03", "completed", "reached"),  # 365 days
        ("2025-05-04", "completed", "stopped"),  # too late for the programme's year
        ("2025-03-01", "moved", "moved"),
        ("2025-03-01", "stopped", "stopped"),
        (None, None, "in_treatment"),
    ],
)
def test_finished_within_a_year(ended: str | None, why: str | None, state: str) -> None:
    journeys = follow(
        [drug_test("ann", "2024-04-01")],
        [contact("ann", "2024-04-02")],
        [treatment("ann", "2024-04-03", "2024-05-03", ended, why)],
    )
    assert states(journeys, "ann")["finished"] == state
    assert "finished" in at_risk(journeys, "ann")


@pytest.mark.parametrize(
    ("as_at", "state"), [(date(2024, 4, 28), "still_waiting"), (date(2024, 4, 29), "stopped")]
)
def test_nobody_has_failed_to_come_while_the_time_runs(as_at: date, state: str) -> None:
    journeys = follow([drug_test("ann", "2024-04-01")], as_at=as_at)
    assert states(journeys, "ann")["assessed"] == state
    assert ("assessed" in at_risk(journeys, "ann")) == (state == "stopped")


@pytest.mark.parametrize(
    ("as_at", "state"), [(date(2024, 4, 28), "too_soon"), (date(2024, 4, 29), "reached")]
)
def test_those_who_came_are_counted_when_everybodys_time_is_over(as_at: date, state: str) -> None:
    journeys = follow([drug_test("ann", "2024-04-01")], [contact("ann", "2024-04-02")], as_at=as_at)
    assert states(journeys, "ann")["assessed"] == state
    assert ("in_need" in states(journeys, "ann")) == (state == "reached")


def test_an_exit_on_record_is_known_while_the_time_runs_but_nobody_is_at_risk_yet() -> None:
    journeys = follow(
        [drug_test("ann", "2024-04-01")], [contact("ann", "2024-04-02", "prison")], as_at=date(2024, 4, 3)
    )
    assert states(journeys, "ann")["assessed"] == "prison"
    assert "assessed" not in at_risk(journeys, "ann")


def test_in_treatment_is_no_exit_before_the_year_is_over() -> None:
    journeys = follow(
        [drug_test("ann", "2024-04-01")],
        [contact("ann", "2024-04-02")],
        [treatment("ann", "2024-04-03", "2024-05-03")],
        as_at=date(2025, 5, 2),
    )
    assert states(journeys, "ann")["finished"] == "still_waiting"
    assert "finished" not in at_risk(journeys, "ann")
