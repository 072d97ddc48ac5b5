"""Numbers as a reader says them."""

import pytest

from evenhand.findings.words import capital
from evenhand.publish.words import figure, points, rate_figure, whole


@pytest.mark.parametrize(
    ("value", "said"),
    [(0, "0"), (0.4, "0.4"), (0.04, "0"), (1.4, "1"), (41.2, "41"), (1250.0, "1,250"), (-3.6, "−4")],
)
def test_figure_keeps_a_digit_below_one(value: float, said: str) -> None:
    assert figure(value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [(0, "0"), (0.264, "0.26"), (4.84, "4.8"), (19.96, "20.0"), (21.4, "21"), (1250, "1,250")],
)
def test_rate_has_as_many_digits_as_a_reader_needs(value: float, said: str) -> None:
    assert rate_figure(value) == said


@pytest.mark.parametrize(
    ("value", "said"), [(3.21, "+3.2"), (-17.0, "−17.0"), (-0.42, "−0.4"), (0.01, "0.0"), (-0.01, "0.0")]
)
def test_points_have_a_sign(value: float, said: str) -> None:
    assert points(value) == said


def test_small_helpers() -> None:
    assert whole(1234567) == "1,234,567"
    assert capital("women") == "Women"
    assert capital("") == ""
