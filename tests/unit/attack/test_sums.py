"""Hidden counts that the margins tell."""

from pathlib import Path

import numpy as np

from tests.unit.attack.published_tables import (
    SUPPRESSION,
    attacked,
    by_attack,
    certify,
    place,
    poisson_table,
    small,
    with_margins,
    write_counts,
    write_rows,
)


def test_counts_hidden_by_the_usual_rule_alone_are_recovered_with_their_true_values(tmp_path: Path) -> None:
    counts = poisson_table(5, 4, 3)
    hidden = small(counts)
    report = attacked(write_counts(tmp_path / "t.csv", counts, hidden))
    found = {place(dict(one.cell), counts.shape): one for one in report.recovered if one.attack == "sums"}
    assert len(found) == hidden.sum() > 20
    assert all(one.exact and one.least == counts[at] for at, one in found.items())


def test_the_next_smallest_count_hidden_beside_each_leaves_some_too_narrow(tmp_path: Path) -> None:
    counts = poisson_table(8, 5, 3, seed=4)
    hidden = small(counts)
    for axis in range(3):
        lines = np.moveaxis(counts, axis, -1)
        marks = np.moveaxis(hidden, axis, -1)
        for at in np.ndindex(lines.shape[:-1]):
            if marks[at].sum() == 1:
                shown = np.where(marks[at] | (lines[at] == 0), 10**6, lines[at])
                marks[at][shown.argmin()] = True
    report = attacked(write_counts(tmp_path / "t.csv", counts, hidden))
    found = [one for one in report.recovered if one.attack == "sums"]
    assert found
    for one in found:
        true = counts[place(dict(one.cell), counts.shape)]
        assert one.least is not None
        assert one.most is not None
        assert one.least <= true <= one.most
        assert one.most - one.least < 5


def test_a_pattern_that_leaves_enough_open_tells_nothing(tmp_path: Path) -> None:
    counts = with_margins(np.array([[3, 10, 20], [12, 9, 30], [15, 25, 40]]))
    hidden = np.zeros(counts.shape, bool)
    hidden[:2, :2] = True
    write_counts(tmp_path / "out" / "t.csv", counts, hidden)
    report = attacked(certify(tmp_path / "out", SUPPRESSION))
    assert report.recovered == ()
    assert report.tried[0].cells == 4


def test_a_count_hidden_in_one_table_and_shown_in_another_is_recovered(tmp_path: Path) -> None:
    write_rows(
        tmp_path / "a.csv",
        [{"area": "N", "count": ""}, {"area": "S", "count": 40}, {"area": "W", "count": ""}],
    )
    write_rows(tmp_path / "b.csv", [{"area": "N", "count": 3}, {"area": "E", "count": 9}])
    assert by_attack(attacked(tmp_path), "sums") == [({"area": "N"}, 3, 3)]


def test_figures_that_contradict_each_other_are_said_and_the_rest_is_attacked(tmp_path: Path) -> None:
    rows = [
        {"year": "2023", "area": "N", "count": ""},
        {"year": "2023", "area": "S", "count": ""},
        {"year": "2023", "area": "W", "count": 50},
        {"year": "2023", "area": "Total", "count": 40},
        {"year": "2024", "area": "N", "count": 4},
        {"year": "2024", "area": "S", "count": ""},
        {"year": "2024", "area": "W", "count": 30},
        {"year": "2024", "area": "Total", "count": 41},
        {"year": "2025", "area": "N", "count": 4},
        {"year": "2025", "area": "S", "count": 6},
        {"year": "2025", "area": "W", "count": 30},
        {"year": "2025", "area": "Total", "count": 40},
    ]
    report = attacked(write_rows(tmp_path / "t.csv", rows))
    assert by_attack(report, "sums") == [({"year": "2024", "area": "S"}, 7, 7)]
    assert "contradict" in report.tried[0].note


def test_markers_that_name_a_bound_are_used(tmp_path: Path) -> None:
    rows = [
        {"area": "N", "count": "<5"},
        {"area": "S", "count": "<5"},
        {"area": "W", "count": 33},
        {"area": "Total", "count": 41},
    ]
    found = by_attack(attacked(write_rows(tmp_path / "t.csv", rows)), "sums")
    assert found == [({"area": "N"}, 4, 4), ({"area": "S"}, 4, 4)]
