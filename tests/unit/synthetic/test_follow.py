"""Following a few people by hand: who counts where, at the edges of the time allowed."""

from datetime import date, timedelta

import pyarrow as pa
import pytest

from evenhand.synthetic import CONTACT_SCHEMA, TEST_SCHEMA, TREATMENT_SCHEMA
from evenhand.synthetic.follow import follow_stages, start_journeys
from evenhand.vocabulary import load_vocabulary

TESTED = date(2024, 6, 3)
LATE = date(2027, 1, 1)
PROGRAMME = load_vocabulary().programme("arrest-to-treatment")


def day(days: int | None) -> date | None:
    return None if days is None else TESTED + timedelta(days=days)


def states(
    *,
    tests: list[tuple[int, str]] = [(0, "both")],  # noqa: B006
    contacts: list[tuple[int, str]] = [],  # noqa: B006
    treatments: list[tuple[int, int | None, int | None, str | None]] = [],  # noqa: B006
    age: int = 30,
    as_at: date = LATE,
) -> dict[str, tuple[str, bool]]:
    """Return the state and the risk at each stage that one person came to; days from the first test."""
    fixed = {
        "person_id": "P1",
        "area": "X",
        "suite": "S",
        "age": age,
        "ethnicity": "not_asked",
        "sex": "MALE",
    }
    rows = {
        "test": [fixed | {"test_date": day(when), "result": result} for when, result in tests],
        "contact": [
            {"person_id": "P1", "contact_date": day(when), "outcome": outcome} for when, outcome in contacts
        ],
        "treatment": [
            {
                "person_id": "P1",
                "referral_date": day(r),
                "start_date": day(s),
                "end_date": day(e),
                "end_reason": why,
            }
            for r, s, e, why in treatments
        ],
    }
    schemas = {"test": TEST_SCHEMA, "contact": CONTACT_SCHEMA, "treatment": TREATMENT_SCHEMA}
    records = {name: pa.Table.from_pylist(rows[name], schema=schema) for name, schema in schemas.items()}
    journeys = start_journeys(records, PROGRAMME)
    found = {}
    for stage, outcome in follow_stages(journeys, PROGRAMME, as_at).items():
        if journeys.num_rows and outcome.state[0] >= 0:
            found[stage] = (outcome.states[outcome.state[0]], bool(outcome.at_risk[0]))
    return found


def last(found: dict[str, tuple[str, bool]]) -> tuple[str, str, bool]:
    stage = list(found)[-1]
    return stage, *found[stage]


IN_NEED = [(0, "need_found")]


@pytest.mark.parametrize(
    ("tests", "expected"),
    [
        ([(0, "negative")], ("positive", "negative", True)),
        ([(0, "not_known")], ("positive", "not_known", False)),
        ([(0, "not_known"), (9, "negative")], ("positive", "not_known", False)),
        ([(0, "negative"), (9, "opiates")], ("assessed", "stopped", True)),
    ],
)
def test_the_first_positive_test_counts_or_else_the_first(tests: list, expected: tuple) -> None:
    assert last(states(tests=tests)) == expected


def test_under_18_at_the_test_is_left_out() -> None:
    assert states(age=17) == {}
    assert states(age=18) != {}


@pytest.mark.parametrize(
    ("contacts", "expected"),
    [
        ([], ("assessed", "stopped", True)),
        ([(28, "no_need")], ("in_need", "no_need", True)),
        ([(29, "no_need")], ("assessed", "stopped", True)),
        ([(-1, "no_need")], ("assessed", "stopped", True)),
        ([(3, "prison")], ("assessed", "prison", True)),
        ([(3, "not_known")], ("assessed", "not_known", False)),
        ([(3, "not_known"), (9, "already_in_treatment")], ("in_need", "already_in_treatment", True)),
        ([(9, "no_need"), (3, "need_found")], ("started", "stopped", True)),
    ],
)
def test_the_first_assessment_in_time_counts(contacts: list, expected: tuple) -> None:
    assert last(states(contacts=contacts)) == expected


@pytest.mark.parametrize(
    ("treatments", "expected"),
    [
        ([], ("started", "stopped", True)),
        ([(0, 43, None, None)], ("started", "stopped", True)),
        ([(2, None, 9, "prison")], ("started", "prison", True)),
        ([(-1, 9, None, None)], ("started", "stopped", True)),
        ([(0, 42, 43, "stopped")], ("retained", "stopped", True)),
        ([(0, 0, 83, "died")], ("retained", "died", False)),
        ([(0, 0, 84, "stopped")], ("finished", "stopped", True)),
        ([(0, 0, 50, "completed")], ("finished", "reached", True)),
        ([(0, 0, 365, "completed")], ("finished", "reached", True)),
        ([(0, 0, 366, "completed")], ("finished", "stopped", True)),
        ([(0, 0, None, None)], ("finished", "in_treatment", True)),
        ([(0, None, 1, "stopped"), (1, 5, 200, "completed")], ("finished", "reached", True)),
    ],
)
def test_treatment_counts_within_its_times(treatments: list, expected: tuple) -> None:
    assert last(states(contacts=IN_NEED, treatments=treatments)) == expected


@pytest.mark.parametrize(
    ("after_start", "treatment", "expected"),
    [
        (83, (0, 0, None, None), ("retained", "too_soon", False)),
        (84, (0, 0, None, None), ("finished", "still_waiting", False)),
        (84, (0, 0, 84, "completed"), ("finished", "too_soon", False)),
        (84, (0, 0, 84, "prison"), ("finished", "prison", False)),
        (84, (0, 0, 84, "stopped"), ("finished", "still_waiting", False)),
        (365, (0, 0, 84, "stopped"), ("finished", "stopped", True)),
        (365, (0, 0, None, None), ("finished", "in_treatment", True)),
    ],
)
def test_while_the_time_runs_nobody_is_at_risk(after_start: int, treatment: tuple, expected: tuple) -> None:
    as_at = TESTED + timedelta(days=after_start)
    assert last(states(contacts=IN_NEED, treatments=[treatment], as_at=as_at)) == expected


@pytest.mark.parametrize(
    ("contacts", "expected"),
    [([], "still_waiting"), ([(3, "no_need")], "too_soon"), ([(3, "prison")], "prison")],
)
def test_an_assessment_is_not_counted_before_its_time_is_over(contacts: list, expected: str) -> None:
    as_at = TESTED + timedelta(days=27)
    assert last(states(contacts=contacts, as_at=as_at)) == ("assessed", expected, False)
