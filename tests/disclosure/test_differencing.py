"""Two releases subtracted from each other: what common rules stop, and what they do not."""

import math

import pytest

from benchmarks.differencing import Differenced, differencing_figures

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def found() -> dict[str, Differenced]:
    return {one.rule: one for one in differencing_figures(seed=1)}


def test_hiding_small_counts_stops_no_one_with_two_releases(found: dict[str, Differenced]) -> None:
    for rule in ("exact counts", "hide 1 to 4"):
        assert found[rule].exact > 0.99
        assert found[rule].right == 1
        assert found[rule].proven > 0.99


@pytest.mark.parametrize(
    "rule",
    [
        "nearest 5",
        "hide 1 to 7, others to the nearest 5",
        "hide 0 to 9, others to the nearest 5",
        "hide 0 to 4, others to the nearest 5 (open-5)",
    ],
)
def test_rounding_stops_exact_differences_and_still_proves_that_somebody_came(
    rule: str, found: dict[str, Differenced]
) -> None:
    assert found[rule].exact == 0
    assert math.isnan(found[rule].right)
    assert 0.3 < found[rule].proven < 0.45


@pytest.mark.parametrize("how", ["people", "tables"])
def test_cell_keys_leave_a_difference_to_chance(how: str, found: dict[str, Differenced]) -> None:
    mine = found[f"cell keys of {how} (cell-key-5)"]
    assert mine.exact < 0.16
    assert mine.right < 0.314  # the best of a table with changes up to 3, measured before
    assert mine.proven < 0.01
    assert mine.hidden == 0


def test_noise_that_is_drawn_anew_is_averaged_away(found: dict[str, Differenced]) -> None:
    assert found["fresh noise"].exact < 0.16
    assert found["fresh noise, 50 answers averaged"].exact > 0.8
    assert found["fresh noise, 50 answers averaged"].error < 0.1
