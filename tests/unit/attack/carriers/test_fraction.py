"""A share read back into counts: where one pair alone gives it, and where many do."""

import pytest

from evenhand.attack.carriers.fraction import only_fraction, simplest


def test_a_share_of_six_digits_is_one_pair_of_counts() -> None:
    assert only_fraction(10 / 23, (8, 12), (23, 27)) == (10, 23)


def test_counts_outside_what_is_possible_are_not_taken() -> None:
    assert only_fraction(10 / 23, (11, 12), (23, 27)) is None


def test_a_share_that_several_pairs_give_is_none_of_them() -> None:
    assert only_fraction(0.5, (8, 14), (20, 26)) is None


def test_a_share_of_no_possible_counts_is_none() -> None:
    assert only_fraction(0.123457, (8, 12), (23, 27)) is None


def test_nobody_at_all_is_no_whole() -> None:
    assert only_fraction(0.0, (0, 0), (0, 0)) is None


@pytest.mark.parametrize(
    ("share", "decimals", "counts"),
    [
        (0.43478, 5, (10, 23)),
        (0.5, 4, (1, 2)),
        (0.43, 2, None),
        (1.0, 5, None),
        (0.0, 5, None),
        (0.271828, 6, None),
    ],
)
def test_the_simplest_counts_of_a_printed_share(
    share: float, decimals: int, counts: tuple[int, int] | None
) -> None:
    assert simplest(share, decimals) == counts
