"""The same people, or the same cell, give the same figure, whoever asks and however often."""

import numpy as np
import pyarrow as pa
import pytest

from evenhand.disclosure.cell_key import load_perturbation, perturb_cells, perturb_people, possible
from evenhand.foundations import EvenhandError

TABLE = load_perturbation("change-8")
KEY = b"a key of sixteen bytes or more"
AREAS = np.array(["E1", "E2", "E3", "Total"] * 3)
SEXES = np.array(["f"] * 4 + ["m"] * 4 + ["Total"] * 4)
COUNTS = np.array([3, 0, 40, 43, 7, 12, 60, 79, 10, 12, 100, 122])


def test_a_cell_is_the_same_in_every_table() -> None:
    shown = perturb_cells(COUNTS, {"area": AREAS, "sex": SEXES}, key=KEY, table=TABLE)
    by_area = SEXES == "Total"
    alone = perturb_cells(COUNTS[by_area], {"area": AREAS[by_area]}, key=KEY, table=TABLE)
    years = np.array(["Total"] * len(COUNTS))
    beside = perturb_cells(COUNTS, {"year": years, "sex": SEXES, "area": AREAS}, key=KEY, table=TABLE)
    backwards = perturb_cells(COUNTS[::-1], {"area": AREAS[::-1], "sex": SEXES[::-1]}, key=KEY, table=TABLE)
    assert shown[by_area].tolist() == alone.tolist()
    assert shown.tolist() == beside.tolist() == backwards[::-1].tolist()


def test_zero_stays_and_small_counts_are_not_shown() -> None:
    counts = np.tile(np.arange(12), 200)
    codes = {"cell": np.arange(len(counts)).astype(str)}
    shown = perturb_cells(counts, codes, key=KEY, table=TABLE)
    assert (shown[counts == 0] == 0).all()
    assert not np.isin(shown, [1, 2, 3, 4]).any()
    least, most = possible(shown, TABLE)
    assert ((least <= counts) & (counts <= most)).all()


def test_changes_have_the_stated_mean_and_variance() -> None:
    counts = np.full(20_000, 50)
    change = perturb_cells(counts, {"cell": np.arange(20_000).astype(str)}, key=KEY, table=TABLE) - counts
    assert change.mean() == pytest.approx(0, abs=0.06)
    assert change.var() == pytest.approx(TABLE.variance, abs=0.2)


def test_another_key_another_count_or_something_else_counted_changes_otherwise() -> None:
    counts = np.full(500, 50)
    codes = {"cell": np.arange(500).astype(str)}
    first = perturb_cells(counts, codes, key=KEY, table=TABLE) - 50
    others = (
        perturb_cells(counts, codes, key=KEY[::-1], table=TABLE) - 50,
        perturb_cells(counts + 1, codes, key=KEY, table=TABLE) - 51,
        perturb_cells(counts, codes, key=KEY, table=TABLE, of="searches") - 50,
    )
    for other in others:
        assert (first == other).mean() == pytest.approx(0.144, abs=0.06)


def test_the_same_people_are_the_same_figure_in_any_query() -> None:
    people = pa.array([f"p{one}" for one in range(300)])
    by_sex = perturb_people(people, np.arange(300) % 2, 2, key=KEY, table=TABLE)
    order = np.arange(300)[::-1]
    twice = np.concatenate([order, order[:20]])
    again = perturb_people(people.take(pa.array(twice)), twice % 2, 3, key=KEY, table=TABLE)
    only = perturb_people(people.take(pa.array(order[1::2])), np.zeros(150, int), 1, key=KEY, table=TABLE)
    assert again.tolist() == [*by_sex.tolist(), 0]
    assert only[0] == by_sex[0]
    assert abs(by_sex - 150).max() <= 8


def test_nobody_at_all() -> None:
    assert perturb_people(pa.array([], pa.string()), np.zeros(0, int), 2, key=KEY, table=TABLE).tolist() == [
        0,
        0,
    ]


def test_one_more_person_changes_the_figure_by_chance() -> None:
    people = [f"p{one}" for one in range(60)]
    differences = []
    for start in range(200):
        cells = np.array([0] * 50 + [1] * 51)
        both = pa.array([f"{start} {one}" for one in [*people[:50], *people[:51]]])
        shown = perturb_people(both, cells, 2, key=KEY, table=TABLE)
        differences.append(int(shown[1] - shown[0]))
    assert np.mean(differences) == pytest.approx(1, abs=0.6)
    assert np.mean(np.array(differences) == 1) < 0.25


def test_a_key_too_short_and_a_count_below_nothing() -> None:
    with pytest.raises(EvenhandError, match="it needs at least 16"):
        perturb_cells(COUNTS, {"area": AREAS}, key=b"short", table=TABLE)
    with pytest.raises(ValueError, match="not negative"):
        perturb_cells(COUNTS - 1, {"area": AREAS}, key=KEY, table=TABLE)


def test_a_figure_that_the_table_never_shows() -> None:
    for never in (-1, 3):
        with pytest.raises(ValueError, match="never shows"):
            possible(np.array([never]), TABLE)


@pytest.mark.parametrize(
    ("shown", "least", "most"),
    [(0, 0, 8), (5, 1, 13), (6, 5, 14), (13, 6, 21), (20, 12, 28), (400, 392, 408)],
)
def test_what_a_figure_may_stand_for(shown: int, least: int, most: int) -> None:
    low, high = possible(np.array([shown]), TABLE)
    assert (low[0], high[0]) == (least, most)
