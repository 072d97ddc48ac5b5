"""Bands of two publications that cut across each other are tied by pieces that neither of them has."""

import numpy as np

from evenhand.disclosure.linked import Published, Sum
from evenhand.disclosure.linked.bands import Bands, bands_between
from evenhand.disclosure.linked.outer import outer_bounds
from evenhand.disclosure.linked.over_time import joined


def published(counts: dict[tuple[str, str], int], *sums: Sum, dimension: str = "age") -> Published:
    exact = np.array(list(counts.values()), dtype=np.float64)
    return Published(
        name="",
        as_at="2026-03-31",
        codes={
            "area": np.array([area for area, _ in counts]),
            dimension: np.array([code for _, code in counts]),
        },
        least=exact,
        most=exact,
        hidden=exact < 0,
        width=np.zeros(len(exact)),
        sums=sums,
    )


YOUNG = published({("North", "16-24"): 62, ("North", "25-34"): 77, ("South", "16-24"): 10})
SHIFTED = published({("North", "16-25"): 64, ("North", "26-34"): 75})


def test_the_piece_between_two_bands_is_a_count_that_neither_publication_has() -> None:
    one = joined([YOUNG, SHIFTED])
    assert {code["age"][0] for code in (one.codes(np.array([at])) for at in np.flatnonzero(one.pieces))} == {
        "25"
    }
    assert [str(area) for area in one.codes(np.flatnonzero(one.pieces))["area"]] == ["North"]
    least, most = outer_bounds(one.linked)
    assert least[one.pieces].tolist() == most[one.pieces].tolist() == [2]
    assert not one.is_published[one.pieces].any()
    assert [len(place) for place in one.places] == [3, 2]


def test_bands_that_are_the_same_or_of_one_publication_alone_add_nothing() -> None:
    assert bands_between([YOUNG]) == Bands()
    assert bands_between([YOUNG, YOUNG]) == Bands()
    both = published({("North", "16-24"): 5, ("North", "16-34"): 9, ("North", "25-34"): 4})
    assert bands_between([both, YOUNG]) == Bands()
    assert not joined([YOUNG, YOUNG]).pieces.any()


def test_a_band_of_one_publication_is_the_sum_of_those_of_another() -> None:
    wide = published({("North", "16-34"): 139})
    found = bands_between([YOUNG, wide])
    assert [(one.whole, one.parts) for one in found.sums] == [("16-34", ("16-24", "25-34"))]
    assert not joined([YOUNG, wide]).pieces.any()


def test_what_a_publication_says_of_its_sums_is_not_said_again() -> None:
    said = Sum(dimension="age", whole="16-25", parts=("16-24", "25"))
    young = published({("North", "16-24"): 62})
    assert bands_between([young, published({("North", "16-25"): 64}, said)]) == Bands()


def test_codes_that_one_person_may_have_several_of_and_times_are_left_out() -> None:
    several = Sum(dimension="age", whole="Total", parts=("16-25", "26-34"), overlapping=True)
    assert bands_between([YOUNG, published({("North", "16-25"): 64}, several)]) == Bands()
    quarter = published({("North", "2024-Q1"): 7}, dimension="period")
    year = published({("North", "2024"): 9}, dimension="period")
    assert bands_between([quarter, year]) == Bands()
