"""Numbers in words: which are counts, which shares, and which are nothing of the kind."""

import pytest

from evenhand.attack.carriers.figure import Said
from evenhand.attack.carriers.numbers import numbers_in

COUNTS = {
    "23 people": 23,
    "1,037 women": 1037,
    "23 of 45": 23,
    "23 o bobl": 23,
    "n = 23": 23,
    "count: 23": 23,
    "−23 rows": -23,
}
EXPLAINED = (
    "2024-04-01/2025-03-31",
    "April 2024 to March 2025, as at 28 March 2026",
    "Ebrill 2024 i Fawrth 2025".replace("Fawrth", "Mawrth"),
    "of every 100 women",
    "per 1,000 residents",
    "people aged 25 to 34",
    "55 and over",
    "12 weeks, or finished",
    "28, 42 and 365 days",
    "fewer than 5",
    "19 of 20 such lines hold it",
    "PACE 1984 s63B",
    "(2006) 2.6, 3.8",
    "run 8d0fd359103b",
    "ethnicity-18+1 2011, sex-2021",
    "policy open-5 2026-11",
    "method over 63 comparisons",
    "E23000004 and X1",
    "no digits here",
)


@pytest.mark.parametrize("text", COUNTS)
def test_a_number_said_to_be_a_count_is_one(text: str) -> None:
    first = numbers_in(text)[0]
    assert (first.size, first.said) == (COUNTS[text], Said.COUNT)


@pytest.mark.parametrize("text", EXPLAINED)
def test_a_number_that_is_explained_is_not_read(text: str) -> None:
    assert numbers_in(text) == ()


def test_a_bare_number_may_be_a_share() -> None:
    assert [(one.size, one.said) for one in numbers_in("about 62 (58 to 67)")] == [
        (62, Said.NUMBER),
        (58, Said.NUMBER),
        (67, Said.NUMBER),
    ]


def test_the_end_of_a_range_is_no_count() -> None:
    assert [one.said for one in numbers_in("13 to 17 people")] == [Said.NUMBER, Said.NUMBER]


def test_a_decimal_number_has_its_digits() -> None:
    found = numbers_in("43.478%")[0]
    assert (found.size, found.decimals, found.said) == (43.478, 3, Said.SHARE)


def test_a_power_of_ten_is_read() -> None:
    assert numbers_in("5.68e-13")[0].size == 5.68e-13
    assert numbers_in("5.68e-13")[0].decimals == 15


def test_a_year_in_a_sentence_with_counts_leaves_the_counts() -> None:
    assert [one.size for one in numbers_in("Started treatment 1,455, 12 weeks, or finished 1,025")] == [
        1455,
        1025,
    ]
