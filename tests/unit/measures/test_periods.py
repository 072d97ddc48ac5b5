"""Several periods in one table: which is told, when years are put together, and where a series breaks."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pyarrow as pa
import pytest

from evenhand.findings import Findings, find
from evenhand.findings.words import years_together
from evenhand.foundations import CountTable, Period
from evenhand.measures import headline_periods, measure, series_breaks
from evenhand.vocabulary import Vocabulary
from evenhand.vocabulary.breaks import Break
from tests.unit.measures import counted

PLAN = counted.programme()
YEARS = [str(Period.parse(one)) for one in ("2021/22", "2022/23", "2023/24")]
SPAN = "2021-04-01/2024-03-31"
WORDS = replace(counted.words(), breaks=())


def over(
    years: Mapping[str, Mapping[str, Sequence[int]]], *, policy: str | None = "open-5", **where: str
) -> CountTable:
    cells = [
        cell
        for period, groups in years.items()
        for group, many in groups.items()
        for cell in counted.steps_of(PLAN, group, *many, period=period, **where)
    ]
    return counted.table(cells, policy=policy, plan=PLAN)


def found(counts: CountTable, words: Vocabulary = WORDS, as_at: date | None = None) -> Findings:
    given = {"programme": PLAN, "vocabulary": words, "as_at": as_at}
    return find(counts, measure(counts, **given), **given)


def changed(day: date, **more: object) -> Vocabulary:
    one = Break(id="x", date=day, what="The form changed.", source="made up", verified=False, **more)
    return replace(WORDS, breaks=(one,))


SMALL = {year: {"A": (300, 210), "B": (25, 5)} for year in YEARS}
TINY = {year: {"A": (60, 42), "B": (6, 2)} for year in YEARS}


def test_years_are_put_together_where_one_is_too_small_and_it_is_said() -> None:
    findings = found(over({year: {"A": (300, 210), "B": (9, 1)} for year in YEARS}, policy=None))
    (finding,) = findings.headlines
    assert finding.period == SPAN
    assert finding.pooled == "three years together (2021/22 to 2023/24)"
    assert finding.lead.startswith(
        "In Riverside (three years together (2021/22 to 2023/24)), of every 100 people of"
    )
    (said,) = (one.sentence for one in findings.cannot_say if one.reason == "pooled")
    assert "three years together" in said
    assert "in each" in said


def test_one_year_stands_alone_where_it_says_enough() -> None:
    (finding,) = found(over(SMALL)).headlines
    assert (finding.period, finding.pooled) == (YEARS[-1], "")


def test_sums_of_years_hold_every_true_sum() -> None:
    exact, shown = over(TINY, policy=None), over(TINY)
    rows = [
        measure(one, programme=PLAN, vocabulary=WORDS)
        .where(measure="proportion", group="B", period=SPAN)
        .to_rows()
        for one in (exact, shown)
    ]
    ((true,), (row,)) = rows
    assert (true["numerator"], true["denominator"]) == (6, 18)
    assert row["lower"] <= true["lower"]
    assert row["upper"] >= true["upper"]


@pytest.mark.parametrize(
    "words",
    [changed(date(2023, 4, 1)), changed(date(2022, 9, 1), until=date(2023, 6, 1))],
    ids=["between two years", "somewhere in them"],
)
def test_nothing_is_put_together_across_a_break(words: Vocabulary) -> None:
    measures = measure(over(TINY), programme=PLAN, vocabulary=words)
    spans = set(measures.rows.column("period").to_pylist())
    assert SPAN not in spans


def test_a_break_of_another_step_or_one_that_only_marks_forbids_nothing() -> None:
    for words in (
        changed(date(2023, 4, 1), marks_only=True),
        changed(date(2023, 4, 1), stages=("elsewhere",)),
    ):
        measures = measure(over(TINY), programme=PLAN, vocabulary=words)
        assert SPAN in set(measures.rows.column("period").to_pylist())


def test_nothing_is_put_together_across_editions_or_gaps() -> None:
    gap = {year: TINY[year] for year in (YEARS[0], YEARS[2])}
    assert SPAN not in set(
        measure(over(gap), programme=PLAN, vocabulary=WORDS).rows.column("period").to_pylist()
    )
    cells = over(TINY, policy=None).cells
    edition = pa.array(["2" if row["period"] == YEARS[2] else "1" for row in cells.to_pylist()])
    names = ("area", "period", "characteristic", "code_list", "group", "stage", "state", "unit")
    columns = {name: cells.column(name) for name in names} | {"edition": edition}
    two_editions = CountTable.exact(columns, cells.column("value"))
    measures = measure(two_editions, programme=PLAN, vocabulary=WORDS)
    assert set(measures.rows.column("period").to_pylist()) == set(YEARS)
    (mark,) = series_breaks(two_editions, PLAN, WORDS)
    assert (mark.day, mark.characteristic) == (date(2023, 4, 1), "letter")
    assert "letters:2 in place of letters:1" in mark.what


def test_the_headline_is_of_the_latest_period_that_is_over() -> None:
    counts = over(SMALL)
    assert headline_periods(counts) == {"X1": YEARS[2]}
    assert headline_periods(counts, date(2023, 12, 31)) == {"X1": YEARS[1]}
    assert headline_periods(counts, date(2020, 1, 1)) == {"X1": YEARS[2]}
    findings = found(counts, as_at=date(2023, 12, 31))
    assert {one.period for one in (*findings.headlines, *findings.further)} == {YEARS[1]}
    assert findings.comparisons == 1


def test_marks_are_those_that_touch_the_programme_in_the_years_of_the_table() -> None:
    counts = over(SMALL)
    (mark,) = series_breaks(counts, PLAN, changed(date(2022, 9, 1)))
    assert mark.to_row()["day"] == "2022-09-01"
    assert (mark.area, mark.characteristic) == ("", "")
    assert series_breaks(counts, PLAN, changed(date(2019, 1, 1))) == ()
    assert series_breaks(counts, PLAN, changed(date(2022, 9, 1), programmes=("another",))) == ()
    assert series_breaks(counts, PLAN, changed(date(2022, 9, 1), areas=("X2",))) == ()
    (mine,) = series_breaks(counts, PLAN, changed(date(2022, 9, 1), areas=("X1",)))
    assert mine.area == "X1"
    assert series_breaks(over({YEARS[0]: SMALL[YEARS[0]]}), PLAN, changed(date(2021, 9, 1))) == ()


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (SPAN, "three years together (2021/22 to 2023/24)"),
        ("2022-01-01/2023-12-31", "two years together (2022 to 2023)"),
        ("1999-04-01/2001-03-31", "two years together (1999/00 to 2000/01)"),
    ],
)
def test_years_together_are_named(period: str, words: str) -> None:
    assert years_together(period) == words
