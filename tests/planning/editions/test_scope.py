"""The yearly review asks something of each row, and of each gap in the numbering."""

from datetime import date

import pytest
from hypothesis import given, settings

from evenhand.planning.editions import Edition, Question, scope_review
from evenhand.planning.example import made_up_edition, plan_of_2006
from tests.planning.editions.plans import edition, editions, row


@settings(max_examples=60, deadline=None)
@given(one=editions())
def test_every_row_is_asked_something(one: Edition) -> None:
    review = scope_review(one, date(2026, 12, 31))
    for place, each in enumerate(one.rows, start=1):
        assert review.of(each.reference or f"#{place}")
    assert all(asked.said(language) for asked in review.questions for language in ("en", "cy"))


def test_what_is_asked_of_the_plan_of_2006() -> None:
    review = scope_review(plan_of_2006(), date(2007, 4, 1))
    asked = {key: [one.question for one in review.of(key)] for key in ("2/5", "1/6", "5/3", "2/3")}
    assert asked == {
        "2/5": [Question.STILL_WANTED, Question.MARK_DATE],
        "1/6": [Question.WHAT_FREES_IT],
        "5/3": [Question.STILL_NEEDED, Question.MEND_REFERENCE],
        "2/3": [Question.WHAT_BECAME],
    }


def test_a_closing_note_answers_what_became_of_a_number() -> None:
    asked = scope_review(made_up_edition(), date(2007, 12, 31))
    assert asked.of("1/4") == ()
    assert [one.question for one in asked.of("2/5")] == [Question.WHAT_BECAME]


def test_a_row_without_lead_and_progress_is_asked_for_both() -> None:
    asked = scope_review(edition(row("1/1", when="May 2027 (D)")), date(2026, 12, 31))
    assert [one.question for one in asked.of("1/1")] == [
        Question.AS_PLANNED,
        Question.NAME_LEAD,
        Question.SAY_PROGRESS,
    ]


@pytest.mark.parametrize(
    ("on", "first"), [(date(2006, 12, 31), 2007), (date(2007, 3, 31), 2007), (date(2007, 4, 1), 2008)]
)
def test_it_feeds_the_next_financial_year(on: date, first: int) -> None:
    review = scope_review(edition(), on)
    assert (review.year_first, review.year_last) == (date(first, 4, 1), date(first + 1, 3, 31))
