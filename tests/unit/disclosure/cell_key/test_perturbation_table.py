"""The perturbation table: what its source and its design say of it is so."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from evenhand.disclosure import load_policy
from evenhand.disclosure.cell_key import load_perturbation, perturbation_names, perturbation_table, possible
from evenhand.disclosure.cell_key.make_table import Design, make_weights
from evenhand.disclosure.cell_key.maximum_entropy import most_even
from evenhand.disclosure.cell_key.perturbation_table import FOLDER, load_design
from evenhand.foundations import UnknownName, VocabularyError
from tools.perturbation import table_text

TABLE = load_perturbation("change-8")


@pytest.mark.parametrize("name", perturbation_names())
def test_it_is_what_its_design_makes(name: str) -> None:
    assert (FOLDER / f"{name}.csv").read_text("utf-8") == table_text(load_design(name))


def test_it_keeps_to_its_design() -> None:
    counts = np.arange(len(TABLE.lookup))[:, np.newaxis]
    result = counts + TABLE.lookup
    assert TABLE.largest_change == 8
    assert TABLE.keys == 65_536
    assert not np.isin(result, [1, 2, 3, 4]).any()
    assert (result[0] == 0).all()
    assert np.abs(TABLE.lookup.mean(axis=1)).max() < 4e-5


def test_its_variance_is_the_one_stated_where_a_mean_of_0_allows_it() -> None:
    variance = TABLE.lookup.var(axis=1)
    assert variance[:5] == pytest.approx([0, 4, 6, 6, 4], abs=1e-3)
    assert variance[5:] == pytest.approx(np.full(9, TABLE.variance), abs=2e-3)


def test_what_may_be_derived_is_wider_than_the_policy_demands() -> None:
    policy = load_policy("cell-key-5")
    table = load_perturbation(policy.perturbation)
    shown = np.array([0, *range(policy.threshold, 60)])
    least, most = possible(shown, table)
    assert (most - least).min() == 8 > policy.width
    assert (least <= shown).all()
    assert (shown <= most).all()


def test_the_largest_counts_are_changed_evenly_up_and_down() -> None:
    last = TABLE.lookup[-1]
    assert abs(int((last > 0).sum()) - int((last < 0).sum())) <= 8
    assert (last != 0).mean() == pytest.approx(0.801, abs=0.001)


def test_every_chance_is_the_most_even_one() -> None:
    """The logarithm of the chances is a parabola: no other chances of this mean and variance are as even."""
    changes = np.arange(-5, 6)
    best = most_even(changes, 4.0)
    assert best @ changes == pytest.approx(0, abs=1e-9)
    assert best @ changes**2 == pytest.approx(4, abs=1e-9)
    ratios = np.diff(np.log(best))
    assert np.diff(ratios) == pytest.approx(np.full(9, np.diff(ratios)[0]), abs=1e-6)


def test_a_mean_that_cannot_be_0() -> None:
    with pytest.raises(ValueError, match="no mean of 0"):
        most_even(np.array([1, 2]), 4.0)
    with pytest.raises(ValueError, match="reach the least count"):
        Design(largest_change=3, least_shown=5, variance=1, key_bits=8)


def test_where_the_mean_alone_is_most_even_the_variance_is_less() -> None:
    """A count of 6 that may change by 5 at most: with a variance of 4 it would be 5 or 11 and little between."""
    changes = np.arange(-1, 6)
    found = most_even(changes, 4.0)
    assert found @ changes == pytest.approx(0, abs=1e-9)
    assert found @ changes**2 < 2
    assert np.diff(np.log(found)) == pytest.approx(np.full(6, np.log(found[1] / found[0])), abs=1e-6)


def test_less_noise_without_a_least_count() -> None:
    weights = make_weights(Design(largest_change=2, least_shown=0, variance=0.5, key_bits=8))
    assert weights.sum(axis=1).tolist() == [256, 256, 256]
    assert (weights @ np.arange(-2, 3)).tolist() == [0, 0, 0]


@pytest.mark.parametrize(
    ("line", "said"),
    [("1,2,65536", "keep to its design"), ("1,-1,65535", "keep to its design"), ("1,9,65536", "its design")],
)
def test_chances_that_do_not_keep_to_the_design(
    line: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine.toml").write_bytes((FOLDER / "change-8.toml").read_bytes())
    (tmp_path / "mine.csv").write_text(f"count,change,weight\n0,0,65536\n{line}\n", "utf-8")
    monkeypatch.setattr(perturbation_table, "FOLDER", tmp_path)
    with pytest.raises(VocabularyError, match=said):
        load_perturbation("mine")


def test_a_table_that_is_not_there() -> None:
    with pytest.raises(UnknownName, match="Known tables: change-8"):
        load_perturbation("change-6")


def test_a_table_that_cannot_be() -> None:
    with pytest.raises(VocabularyError, match="not a power of 2"):
        dataclasses.replace(TABLE, lookup=TABLE.lookup[:, :3])
    with pytest.raises(VocabularyError, match="negative"):
        dataclasses.replace(TABLE, lookup=TABLE.lookup - 1)
