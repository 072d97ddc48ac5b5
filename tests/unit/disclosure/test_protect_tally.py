"""A side table is shown as a cell of the count table would be."""

import pyarrow as pa
import pytest

from evenhand.disclosure import load_policy, protect_tally
from evenhand.foundations import EvenhandError, Tally, exact_tally


def suites(*counts: int, unit: str = "tests") -> Tally:
    names = pa.array([f"Suite {number}" for number in range(len(counts))])
    return exact_tally(
        "tests", "Tests", ["suite"], ["Suite"], unit, {"suite": names}, pa.array(counts), "Refusals apart."
    )


def shown(tally: Tally) -> list[tuple[int | None, int, int, str]]:
    return [(row["value"], row["lower"], row["upper"], row["status"]) for row in tally.to_rows()]


def test_counts_are_rounded_and_small_ones_hidden_zeros_among_them() -> None:
    protected = protect_tally(suites(0, 4, 5, 48), load_policy("open-5"))
    hidden = (None, 0, 4, "below_threshold")
    assert shown(protected) == [hidden, hidden, (5, 5, 7, "rounded"), (50, 48, 52, "rounded")]
    assert protected.protection == load_policy("open-5").protection


def test_words_and_keys_stay() -> None:
    exact = suites(48, 12)
    protected = protect_tally(exact, load_policy())
    assert (protected.title, protected.keys, protected.note) == ("Tests", ("suite",), "Refusals apart.")
    assert protected.rows.column("suite") == exact.rows.column("suite")


def test_entitled_staff_and_public_units_see_counts_as_they_are() -> None:
    assert shown(protect_tally(suites(0, 3), load_policy("internal-exact"))) == [
        (0, 0, 0, "exact"),
        (3, 3, 3, "exact"),
    ]
    assert shown(protect_tally(suites(3, unit="residents"), load_policy())) == [(3, 3, 3, "exact")]


def test_a_total_row_fits_its_parts_and_tells_no_more_than_a_cell() -> None:
    rows = shown(protect_tally(suites(8, 3, 11), load_policy()))
    parts, total = rows[:2], rows[2]
    assert sum(one[1] for one in parts) <= total[2]
    assert total[1] <= sum(one[2] for one in parts)
    assert total == (10, 8, 12, "rounded")


def test_a_protected_tally_is_not_protected_again() -> None:
    once = protect_tally(suites(8), load_policy())
    with pytest.raises(EvenhandError, match="already"):
        protect_tally(once, load_policy())
