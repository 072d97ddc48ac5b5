"""Repeats with fresh noise are averaged."""

from pathlib import Path

import numpy as np

from tests.unit.attack.published_tables import (
    CELL_KEYS,
    attacked,
    by_attack,
    certify,
    place,
    poisson_table,
    with_margins,
    write_counts,
    write_rows,
)


def _noisy(folder: Path, counts: np.ndarray, repeats: int) -> Path:
    rng = np.random.default_rng(11)
    shown = np.zeros(counts.shape, bool)
    for one in range(repeats):
        noise = rng.integers(-3, 4, counts.shape)
        write_counts(folder / f"{one:02}.csv", np.maximum(counts + noise, 0), shown)
    return folder


def test_fifty_repeats_with_fresh_noise_give_the_counts_away(tmp_path: Path) -> None:
    counts = poisson_table(5, 4, mean=40.0) + 10
    report = attacked(_noisy(tmp_path / "many", counts, 70))
    found = by_attack(report, "averaging")
    assert len(found) == counts.size
    right = [least == counts[place(cell, counts.shape)] for cell, least, _ in found]
    assert sum(right) > 0.9 * counts.size


def test_four_repeats_do_not(tmp_path: Path) -> None:
    counts = poisson_table(5, 4, mean=40.0) + 10
    assert by_attack(attacked(_noisy(tmp_path / "few", counts, 4)), "averaging") == []


def test_a_correction_is_no_noise(tmp_path: Path) -> None:
    for one in range(5):
        rows = [{"area": f"a{area}", "count": 20 + area + (one == 4 and area == 3)} for area in range(12)]
        write_rows(tmp_path / f"{one}.csv", rows)
    assert by_attack(attacked(tmp_path), "averaging") == []


def test_repeats_over_releases_are_averaged_too(tmp_path: Path) -> None:
    counts = poisson_table(4, 4, mean=40.0) + 10
    folder = _noisy(tmp_path, counts, 70)
    found = by_attack(attacked(*sorted(folder.glob("*.csv"))), "averaging")
    assert len(found) == counts.size


def test_counts_changed_by_keys_are_settled_by_their_sums_where_the_change_is_small(tmp_path: Path) -> None:
    counts = with_margins(np.full((9, 9), 30))
    write_counts(tmp_path / "t.csv", counts, np.zeros(counts.shape, bool))
    certify(tmp_path, {**CELL_KEYS, "most_change": 5, "variance": 0.07})
    found = by_attack(attacked(tmp_path), "averaging")
    assert found
    assert all(least == counts[place(cell, counts.shape)] for cell, least, _ in found)


def test_counts_changed_by_keys_are_not_where_it_is_large(tmp_path: Path) -> None:
    counts = with_margins(np.full((4, 4), 30))
    write_counts(tmp_path / "t.csv", counts, np.zeros(counts.shape, bool))
    certify(tmp_path, CELL_KEYS)
    assert attacked(tmp_path).recovered == ()
