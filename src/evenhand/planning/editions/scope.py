"""The yearly review of a plan's scope: what to ask of each row before the next financial year is planned (001, 4.6)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from evenhand.planning.dates import Kind
from evenhand.planning.editions.numbering import dangling_in, gaps_in
from evenhand.planning.editions.types import Edition
from evenhand.planning.rows import PlanRow
from evenhand.planning.standing import Standing, State, Tracked, standings, tracked_rows
from evenhand.vocabulary.speech import speech


class Question(StrEnum):
    """What the review asks of a row, or of the numbering."""

    CLOSE_WITH_NOTE = "close_with_note"
    STILL_WANTED = "still_wanted"
    HOLD_REVIEW = "hold_review"
    WHAT_FREES_IT = "what_frees_it"
    STILL_NEEDED = "still_needed"
    GIVE_DATE = "give_date"
    AS_PLANNED = "as_planned"
    MARK_DATE = "mark_date"
    NAME_LEAD = "name_lead"
    SAY_PROGRESS = "say_progress"
    MEND_REFERENCE = "mend_reference"
    WHAT_BECAME = "what_became"


_OF_STATE = {
    State.DONE: Question.CLOSE_WITH_NOTE,
    State.CLOSED: Question.CLOSE_WITH_NOTE,
    State.OVERDUE: Question.STILL_WANTED,
    State.REVIEW_DUE: Question.HOLD_REVIEW,
    State.BLOCKED: Question.WHAT_FREES_IT,
    State.ONGOING: Question.STILL_NEEDED,
    State.NO_DATE: Question.GIVE_DATE,
    State.CANNOT_TELL: Question.GIVE_DATE,
    State.DUE_SOON: Question.AS_PLANNED,
    State.NOT_YET_DUE: Question.AS_PLANNED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question for one reference; `about` is what it is about where that is another reference."""

    reference: str
    question: Question
    about: str = ""

    def said(self, language: str = "en") -> str:
        """Return the question in plain words."""
        return speech(language).say(f"editions.question.{self.question}", about=self.about)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeReview:
    """All questions of a yearly review, in the order of the rows, and the financial year that it feeds."""

    on: date
    year_first: date
    year_last: date
    questions: tuple[Asked, ...]

    def of(self, reference: str) -> tuple[Asked, ...]:
        """Return the questions for one row."""
        return tuple(one for one in self.questions if one.reference == reference)


def scope_review(edition: Edition, on: date, *, actions: Iterable[Tracked] | None = None) -> ScopeReview:
    """Return what to ask of each row on a day; every row is asked at least one thing.

    `actions` give what is known beside the edition (done, reviewed), row by row in the edition's order.
    """
    tracked = (
        tracked_rows(edition.rows, recorded_on=edition.counts_from) if actions is None else tuple(actions)
    )
    closed = {one.reference for one in edition.closures}
    found: list[Asked] = []
    for row, standing in zip(edition.rows, standings(tracked, on).rows, strict=True):
        found += _of_row(row, standing)
    found += [
        Asked(reference=one.reference, question=Question.MEND_REFERENCE, about=one.to)
        for one in dangling_in(edition.rows, closed)
        if not one.closed
    ]
    found += [
        Asked(reference=gap, question=Question.WHAT_BECAME, about=gap)
        for gap in gaps_in(edition.rows)
        if gap not in closed
    ]
    first = date(on.year + (on >= date(on.year, 4, 1)), 4, 1)
    return ScopeReview(on=on, year_first=first, year_last=date(first.year + 1, 3, 31), questions=tuple(found))


def _of_row(row: PlanRow, standing: Standing) -> Iterator[Asked]:
    yield Asked(reference=standing.key, question=_OF_STATE[standing.state])
    if standing.state in (State.DONE, State.CLOSED):
        return
    if row.when.is_dated and row.when.kind in (Kind.UNMARKED, Kind.STAGED) and standing.inferred:
        yield Asked(reference=standing.key, question=Question.MARK_DATE)
    if not row.leads:
        yield Asked(reference=standing.key, question=Question.NAME_LEAD)
    if not row.progress.strip():
        yield Asked(reference=standing.key, question=Question.SAY_PROGRESS)
