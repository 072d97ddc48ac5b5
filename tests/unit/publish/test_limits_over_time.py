"""Control limits over months, and the trend of the disparity: drawn where there are periods enough, and named."""

from dataclasses import replace

import pytest

from evenhand.measures import Measure
from evenhand.publish import Release
from evenhand.publish.process_figure import process_figure, year_begins
from evenhand.publish.shelf import Division, Estimate, Shelf
from evenhand.publish.trend_figure import trend_figure
from tests.unit.publish.releases import ETHNICITY
from tests.unit.publish.test_area_measures import summary, with_rows

MONTHS = tuple(
    f"{year}-{month:02d}-01/{year}-{month:02d}-{28 if month == 2 else 30 if month in (4, 6, 9, 11) else 31}"
    for year in (2025, 2026)
    for month in range(1, 13)
)[:18]
DIVISION = Division(*ETHNICITY)


def months(shelf: Shelf, group: str, values: list[int], size: int = 100) -> list[Estimate]:
    """Return a row for each month: so many of a hundred."""
    rows = shelf.find("X1", Measure.PROPORTION, shelf.programme.stage("started"))
    row = next(
        one for one in rows if one.group == group and (group == "everyone" or one.division == DIVISION)
    )
    return [
        replace(row, period=period, numerator=value, denominator=size, estimate=value / size)
        for period, value in zip(MONTHS, values, strict=False)
    ]


@pytest.fixture(scope="module")
def shelf(release: Release) -> Shelf:
    return Shelf(release)


def test_a_month_far_below_is_named_and_marked(shelf: Shelf) -> None:
    values = [50, 52, 48, 51, 49, 50, 53, 47, 50, 20, 51, 49, 50, 52, 48, 50, 51, 49]
    made = process_figure(
        shelf, "t", shelf.programme.stage("started"), MONTHS, months(shelf, "everyone", values)
    )
    assert made is not None
    assert "beyond the limits of chance in October 2025" in made.title
    assert made.table.rows[9][-1] == "beyond the limits"
    assert made.table.rows[0][-1] == "–"


def test_an_even_series_says_that_all_is_within_chance(shelf: Shelf) -> None:
    values = [50, 52, 48, 51, 49, 50, 53, 47, 50, 48, 51, 49, 50, 52, 48, 50, 51, 49]
    made = process_figure(
        shelf, "t", shelf.programme.stage("started"), MONTHS, months(shelf, "everyone", values)
    )
    assert made is not None
    assert "every period lies within the limits" in made.title


def test_a_long_run_on_one_side_is_a_signal(shelf: Shelf) -> None:
    values = [46, 47, 45, 46, 47, 45, 46, 47, 45, 55, 54, 56, 55, 54, 56, 55, 54, 56]
    made = process_figure(
        shelf, "t", shelf.programme.stage("started"), MONTHS, months(shelf, "everyone", values)
    )
    assert made is not None
    assert "beyond" in made.title or "seldom make" in made.title


def test_limits_start_anew_after_a_break_and_are_not_drawn_of_a_short_stretch(release: Release) -> None:
    shelf = Shelf(replace(release, breaks=(("2026-02-01", "A form changed."),)))
    values = [50, 52, 48, 51, 49, 50, 53, 47, 50, 48, 51, 49, 50, 72, 78, 70, 71, 79]
    made = process_figure(
        shelf, "t", shelf.programme.stage("started"), MONTHS, months(shelf, "everyone", values)
    )
    assert made is not None
    assert any("A form changed." in note for note in made.notes)
    assert made.table.rows[0][4] != "–"
    assert made.table.rows[-1][4] == "–"


def test_few_months_have_no_limits(shelf: Shelf) -> None:
    rows = months(shelf, "everyone", [50, 48, 51])
    assert process_figure(shelf, "t", shelf.programme.stage("started"), MONTHS[:3], rows) is None


def test_events_have_limits_of_their_own(shelf: Shelf) -> None:
    stage = replace(shelf.programme.stage("started"), measure="rate", per=1000)
    rows = [replace(row, units="per_1000") for row in months(shelf, "everyone", [30, 32, 28] * 6, 10_000)]
    made = process_figure(shelf, "t", stage, MONTHS, rows)
    assert made is not None
    assert made.table.rows[0][2] == "3.0"


def test_a_financial_year_begins_in_april_and_years_have_no_mark() -> None:
    assert year_begins(MONTHS) == (3, 15)
    assert year_begins(("2024-04-01/2025-03-31", "2025-04-01/2026-03-31")) == ()


def with_trend(release: Release, estimate: float | None, lower: float | None, upper: float | None) -> Shelf:
    """Return the shelf of the release with one row of a trend."""
    row = {
        **summary("started", Measure.RATIO_TREND, estimate=estimate, lower=lower, upper=upper),
        "group": "ASIAN_BANGLADESHI",
        "reference": "WHITE_BRITISH",
        "units": "ratio",
        "period": f"{MONTHS[0][:10]}/{MONTHS[-1][-10:]}",
    }
    return Shelf(with_rows(release, [row]))


def both(shelf: Shelf, own: list[int]) -> list[Estimate]:
    return [*months(shelf, "ASIAN_BANGLADESHI", own), *months(shelf, "WHITE_BRITISH", [50] * 18)]


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        ((1.4, 1.1, 1.9), "The ratio rises (1.4 times itself in a year, 1.1 to 1.9)"),
        ((0.7, 0.5, 0.9), "The ratio falls (0.70 times itself in a year, 0.50 to 0.90)"),
        ((1.1, 0.8, 1.5), "does not clearly move"),
    ],
)
def test_the_trend_of_the_ratio_is_said(
    release: Release, ends: tuple[float, float, float], said: str
) -> None:
    shelf, own = with_trend(release, *ends), [40, 42, 38] * 6
    made = trend_figure(shelf, "t", shelf.programme.stage("started"), MONTHS, both(shelf, own), DIVISION)
    assert made is not None
    assert said in made.title
    assert "Bangladeshi people against White British people" in made.title
    assert made.table.rows[0][3] != "–"


def test_with_few_periods_the_trend_cannot_be_said_and_the_ratios_are_drawn(shelf: Shelf) -> None:
    rows = [row for row in both(shelf, [30] * 18) if row.period in MONTHS[:3]]
    made = trend_figure(shelf, "t", shelf.programme.stage("started"), MONTHS[:3], rows, DIVISION)
    assert made is not None
    assert "cannot be said" in made.title
    assert all(row[3] == "–" for row in made.table.rows)


def test_the_trend_is_of_the_periods_since_the_last_break(release: Release) -> None:
    shelf = with_trend(replace(release, breaks=(("2025-08-01", "A form changed."),)), 1.1, 0.8, 1.5)
    made = trend_figure(
        shelf, "t", shelf.programme.stage("started"), MONTHS, both(shelf, [40, 42, 38] * 6), DIVISION
    )
    assert made is not None
    assert [row[3] == "–" for row in made.table.rows] == [n < 7 for n in range(18)]


def test_hidden_counts_and_lone_groups_have_no_trend(shelf: Shelf) -> None:
    hidden = [replace(row, numerator=None) for row in both(shelf, [40] * 18)]
    stage = shelf.programme.stage("started")
    assert trend_figure(shelf, "t", stage, MONTHS, hidden, DIVISION) is None
    alone = [replace(row, reference=None) for row in months(shelf, "ASIAN_BANGLADESHI", [40] * 18)]
    assert trend_figure(shelf, "t", stage, MONTHS, alone, DIVISION) is None


def test_limits_of_the_release_stand_before_those_of_the_shown_counts(release: Release) -> None:
    everyone = {"characteristic": "everyone", "code_list": "", "edition": "", "group": "everyone"}
    wide = summary(
        "started", Measure.P_PRIME, estimate=0.2, lower=0.1, upper=0.9, period=MONTHS[9], **everyone
    )
    shelf = Shelf(with_rows(release, [wide]))
    values = [50, 52, 48, 51, 49, 50, 53, 47, 50, 20, 51, 49, 50, 52, 48, 50, 51, 49]
    made = process_figure(
        shelf, "t", shelf.programme.stage("started"), MONTHS, months(shelf, "everyone", values)
    )
    assert made is not None
    assert "beyond" not in made.title
    assert made.table.rows[9][4] == "10 to 90"


def test_a_trend_without_a_range_says_why(release: Release) -> None:
    shelf = with_trend(release, None, None, None)
    stage = shelf.programme.stage("started")
    made = trend_figure(shelf, "t", stage, MONTHS, both(shelf, [40, 42, 38] * 6), DIVISION)
    assert made is not None
    assert made.notes[0] == "Too few periods for a trend."
