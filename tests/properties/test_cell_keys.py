"""Whatever the counts: changed by cell keys they are the same in every order and table, and within what a reader derives."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from evenhand.disclosure.cell_key import averaged, load_perturbation, perturb_cells, possible
from evenhand.disclosure.linked import Published, Sum

TABLE = load_perturbation("change-8")
COUNTS = st.lists(st.integers(0, 40), min_size=6, max_size=6)
KEYS = st.binary(min_size=16, max_size=40)


def with_totals(inner: list[int]) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """Three areas by two sexes, with all totals."""
    counts = np.array(inner).reshape(3, 2)
    for axis in range(2):
        counts = np.concatenate([counts, counts.sum(axis=axis, keepdims=True)], axis=axis)
    area, sex = np.meshgrid(["a", "b", "c", "Total"], ["f", "m", "Total"], indexing="ij")
    return counts.ravel(), {"area": area.ravel(), "sex": sex.ravel()}


@given(COUNTS, KEYS, st.randoms(use_true_random=False))
def test_order_and_table_make_no_difference(inner: list[int], key: bytes, chance: object) -> None:
    counts, codes = with_totals(inner)
    shown = perturb_cells(counts, codes, key=key, table=TABLE)
    order = list(range(len(counts)))
    chance.shuffle(order)  # type: ignore[attr-defined]
    some = np.array(order[:5])
    part = {name: one[some] for name, one in codes.items()}
    again = perturb_cells(counts[some], {**part, "year": np.full(5, "Total")}, key=key, table=TABLE)
    assert again.tolist() == shown[some].tolist()


@given(COUNTS, KEYS)
def test_what_a_reader_derives_holds_the_true_count_and_is_wide(inner: list[int], key: bytes) -> None:
    counts, codes = with_totals(inner)
    shown = perturb_cells(counts, codes, key=key, table=TABLE)
    assert (shown[counts == 0] == 0).all()
    assert not np.isin(shown, [1, 2, 3, 4]).any()
    least, most = possible(shown, TABLE)
    assert ((least <= counts) & (counts <= most)).all()
    assert (most - least >= 8).all()


@given(COUNTS, KEYS)
def test_averaging_over_all_sums_adds_up_and_stays_uncertain(inner: list[int], key: bytes) -> None:
    counts, codes = with_totals(inner)
    shown = perturb_cells(counts, codes, key=key, table=TABLE).astype(float)
    nothing = np.zeros(len(counts))
    published = Published(
        name="", as_at="", codes=codes, least=shown, most=shown, hidden=nothing.astype(bool), width=nothing,
        sums=(
            Sum(dimension="area", whole="Total", parts=("a", "b", "c")),
            Sum(dimension="sex", whole="Total", parts=("f", "m")),
        ),
    )  # fmt: skip
    found = averaged(published, TABLE.variance)
    grid = found.estimate.reshape(4, 3)
    assert np.allclose(grid[:3].sum(axis=0), grid[3])
    assert np.allclose(grid[:, :2].sum(axis=1), grid[:, 2])
    assert ((found.deviation > 1) & (found.deviation < 2)).all()
