"""Codes that show how they add up: bands of age, stretches of time, and the pieces where they cut across."""

from math import inf

import pytest

from evenhand.disclosure.linked.ranges import codes_that_differ_in_writing, sums_of_codes
from evenhand.disclosure.linked.spans import spans

MEASURED_FROM = 600_000


def shown(codes: list[str], total: str = "") -> dict[str, list[str]]:
    sums, _ = sums_of_codes("d", codes, total)
    found: dict[str, list[str]] = {}
    for one in sums:
        found.setdefault(one.whole, []).append(" + ".join(one.parts))
    return found


@pytest.mark.parametrize(
    ("code", "span"),
    [
        ("16-24", (16, 25)),
        ("16–24", (16, 25)),
        ("16 to 24 years", (16, 25)),
        ("Aged 16-24", (16, 25)),
        ("65+", (65, inf)),
        ("65 and over", (65, inf)),
        ("≥65", (65, inf)),
        ("over 64", (65, inf)),
        ("under 18", (0, 18)),
        ("<18", (0, 18)),
        ("17 or under", (0, 18)),
        ("up to 17", (0, 18)),
        ("42", (42, 43)),
    ],
)
def test_ages(code: str, span: tuple[float, float]) -> None:
    assert spans([code]) == {code: span}


@pytest.mark.parametrize(
    ("code", "days"),
    [
        ("2024", 366),
        ("2024-Q1", 91),
        ("2024 Q1", 91),
        ("Q1 2024", 91),
        ("2024-02", 29),
        ("February 2024", 29),
        ("Feb-2024", 29),
        ("2023/24", 366),
        ("2023-24", 366),
        ("2023/24 Q4", 91),
        ("year ending March 2024", 366),
        ("2024-03-05", 1),
    ],
)
def test_times(code: str, days: int) -> None:
    ((first, last),) = spans([code]).values()
    assert first > MEASURED_FROM
    assert last - first == days


@pytest.mark.parametrize(
    "code", ["Male", "2023/2024", "2023-2024", "Ward 7", "24-16", "E06000001", "1850", "jan 1700"]
)
def test_no_stretch(code: str) -> None:
    assert spans([code]) == {}


def test_pairs_of_years_are_financial_years_where_all_can_be() -> None:
    assert len(set(spans(["2010-11", "2011-12"]).values())) == 2
    assert {last - first for first, last in spans(["2010-11", "2011-12"]).values()} == {365, 366}
    assert {last - first for first, last in spans(["2011-11", "2011-12"]).values()} == {30, 31}


def test_bands_that_touch_end_before_the_next() -> None:
    assert spans(["0-10", "10-20", "20+"]) == {"0-10": (0, 10), "10-20": (10, 20), "20+": (20, inf)}


def test_a_band_is_the_sum_of_those_within_it() -> None:
    assert shown(["16-24", "25-34", "16-34"]) == {"16-34": ["16-24 + 25-34"]}


def test_total_is_the_sum_of_what_is_in_no_other_code() -> None:
    assert shown(["16-24", "25-34", "16-34", "35+", "Not known", "Total"], "Total")["Total"] == [
        "Not known + 16-34 + 35+"
    ]


def test_bands_that_cut_across_each_other_are_made_of_pieces() -> None:
    sums, unpublished = sums_of_codes("age", ["16-24", "25-34", "16-25", "26-34"], "Total")
    assert unpublished == ("25",)
    assert {(one.whole, one.parts) for one in sums} == {
        ("16-25", ("16-24", "25")),
        ("25-34", ("25", "26-34")),
        ("Total", ("16-24", "25", "26-34")),
    }


def test_a_year_is_its_quarters_and_its_months() -> None:
    months = [f"2024-{month:02}" for month in range(1, 13)]
    found = shown(["2024", "2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4", *months])
    assert found["2024"] == ["2024-Q1 + 2024-Q2 + 2024-Q3 + 2024-Q4", " + ".join(months)]
    assert found["2024-Q1"] == ["2024-01 + 2024-02 + 2024-03"]


def test_years_that_begin_at_other_times_share_pieces() -> None:
    sums, unpublished = sums_of_codes("period", ["2023", "2024", "2023/24"])
    assert unpublished == (
        "2023-01-01/2023-03-31",
        "2023-04-01/2023-12-31",
        "2024-01-01/2024-03-31",
        "2024-04-01/2024-12-31",
    )
    assert ("2023/24", unpublished[1:3]) in {(one.whole, one.parts) for one in sums}


def test_the_rest_of_a_year_is_a_piece() -> None:
    _, unpublished = sums_of_codes("period", ["2024", "2024-Q1"])
    assert unpublished == ("2024-04-01/2024-12-31",)


def test_two_names_of_one_band_are_equal() -> None:
    assert shown(["16-24", "aged 16-24"]) == {"aged 16-24": ["16-24"]}


def test_codes_without_a_stretch_make_the_total_alone() -> None:
    assert shown(["Male", "Female", "Total"], "Total") == {"Total": ["Female + Male"]}
    assert shown(["Male", "Female"]) == {}
    assert shown(["Total"], "Total") == {}


def test_one_person_may_be_in_several_codes() -> None:
    sums, _ = sums_of_codes("drug", ["opiates", "alcohol"], "Total", overlapping=True)
    assert [one.overlapping for one in sums] == [True]


def test_codes_that_differ_in_writing_alone_are_found() -> None:
    assert codes_that_differ_in_writing(["Male", "male", "16-24", "16 – 24", "other"]) == [
        ("16 – 24", "16-24"),
        ("Male", "male"),
    ]
