"""Those who know a hidden count, and those who say what they know."""

from pathlib import Path

import numpy as np
import pytest

from evenhand.attack.attackers import attackers
from evenhand.attack.knowing import known_of
from evenhand.foundations import EvenhandError
from tests.unit.attack.published_tables import (
    SUPPRESSION,
    attacked,
    by_attack,
    certify,
    with_margins,
    write_counts,
    write_rows,
)


def _block(path: Path, counts: list[list[int]]) -> Path:
    """A table whose first two rows and columns are hidden where they meet."""
    table = with_margins(np.array(counts))
    hidden = np.zeros(table.shape, bool)
    hidden[:2, :2] = True
    return write_counts(path, table, hidden)


def test_whoever_is_in_one_hidden_cell_learns_the_other(tmp_path: Path) -> None:
    rows = [
        {"area": area, "count": count} for area, count in (("N", ""), ("S", ""), ("W", 33), ("Total", 40))
    ]
    found = by_attack(attacked(write_rows(tmp_path / "t.csv", rows)), "own-cell")
    assert [cell["area"] for cell, _, _ in found] == ["N", "S"]


def test_two_counts_that_cannot_both_be_small_are_no_matter(tmp_path: Path) -> None:
    rows = [
        {"area": area, "count": count} for area, count in (("N", ""), ("S", ""), ("W", 33), ("Total", 53))
    ]
    assert attacked(write_rows(tmp_path / "t.csv", rows)).recovered == ()


def test_where_nothing_is_stated_two_counts_that_may_both_be_small_are_told(tmp_path: Path) -> None:
    report = attacked(_block(tmp_path / "t.csv", [[3, 10, 20], [12, 4, 30], [15, 25, 40]]))
    assert len(by_attack(report, "own-cell")) >= 2


def test_a_policy_that_promises_is_broken_where_two_are_small_for_certain(tmp_path: Path) -> None:
    # Each of the four counts fixes the others, and one at least is small: then the one across is as well.
    rows = [
        {
            "area": area,
            "group": group,
            "count": "" if count is None else count,
            "status": "suppressed" if count is None else "published",
        }
        for area, counts in (
            ("N", (None, None, 30, 51)),
            ("S", (None, None, 40, 61)),
            ("W", (9, 9, 9, 27)),
            ("Total", (30, 30, 79, 139)),
        )
        for group, count in zip(("x", "y", "z", "Total"), counts, strict=True)
    ]
    write_rows(tmp_path / "out" / "t.csv", rows)
    report = attacked(certify(tmp_path / "out", SUPPRESSION))
    assert len(by_attack(report, "own-cell")) == 4


def test_a_policy_that_promises_nothing_of_insiders_is_not_held_to_it(tmp_path: Path) -> None:
    _block(tmp_path / "out" / "t.csv", [[3, 10, 20], [12, 14, 30], [15, 25, 40]])
    report = attacked(certify(tmp_path / "out", {**SUPPRESSION, "insider": 0}))
    assert report.recovered == ()
    assert any("Nothing is promised" in one.note for one in report.tried)


def test_what_a_community_would_learn_is_noted(tmp_path: Path) -> None:
    _block(tmp_path / "out" / "t.csv", [[3, 10, 20], [12, 14, 30], [15, 25, 40]])
    report = attacked(certify(tmp_path / "out", SUPPRESSION))
    assert report.recovered == ()
    note = next(one.note for one in report.tried if one.attack == "community")
    assert "would learn hidden counts of others" in note


def test_a_count_that_somebody_knows_fixes_others(tmp_path: Path) -> None:
    path = _block(tmp_path / "t.csv", [[3, 10, 20], [12, 14, 30], [15, 25, 40]])
    found = by_attack(attacked(path, knows=["area=a0,group=g0:3"]), "given")
    assert found == [
        ({"area": "a0", "group": "g1"}, 10, 10),
        ({"area": "a1", "group": "g0"}, 12, 12),
        ({"area": "a1", "group": "g1"}, 14, 14),
    ]


def test_a_count_that_cannot_be_is_told(tmp_path: Path) -> None:
    path = _block(tmp_path / "t.csv", [[3, 10, 20], [12, 14, 30], [15, 25, 40]])
    report = attacked(path, knows=["area=a0,group=g0:40"])
    assert "does not fit" in next(one.note for one in report.tried if one.attack == "given")


def test_whoever_knows_a_community_learns_others(tmp_path: Path) -> None:
    path = _block(tmp_path / "t.csv", [[3, 10, 20], [12, 14, 30], [15, 25, 40]])
    report = attacked(path, knows=["group=g0"])
    assert [cell for cell, _, _ in by_attack(report, "given")] == [
        {"area": "a0", "group": "g1"},
        {"area": "a1", "group": "g1"},
    ]
    assert any("whoever knows all of group g0" in one.words for one in report.recovered)


def test_a_community_that_is_a_large_part_of_the_table(tmp_path: Path) -> None:
    rng = np.random.default_rng(2)
    counts = with_margins(rng.integers(5, 60, (45, 2)))
    hidden = np.zeros(counts.shape, bool)
    hidden[:45, :2] = True
    path = write_counts(tmp_path / "t.csv", counts, hidden)
    assert len(by_attack(attacked(path, knows=["group=g0"]), "given")) == 45


@pytest.mark.parametrize("text", ["", "N", "area=", "=N", "area=N,x:3"])
def test_what_does_not_say_what_is_known_is_refused(text: str) -> None:
    with pytest.raises(EvenhandError, match="does not say what is known"):
        known_of(text)


def test_codes_that_the_tables_do_not_have_are_refused(tmp_path: Path) -> None:
    path = _block(tmp_path / "t.csv", [[3, 10, 20], [12, 14, 30], [15, 25, 40]])
    with pytest.raises(EvenhandError, match="not divided by 'sex'"):
        attacked(path, knows=["sex=f:3"])
    with pytest.raises(EvenhandError, match="no count of area a9"):
        attacked(path, knows=["area=a9:3"])


def test_the_usual_rule_fixes_counts_where_everything_hidden_may_be_small(tmp_path: Path) -> None:
    rows = [
        {"area": area, "count": count} for area, count in (("N", ""), ("S", ""), ("W", 33), ("Total", 41))
    ]
    found = by_attack(attacked(write_rows(tmp_path / "t.csv", rows)), "primary")
    assert found == [({"area": "N"}, 4, 4), ({"area": "S"}, 4, 4)]


def test_the_usual_rule_says_nothing_where_larger_counts_are_hidden_too(tmp_path: Path) -> None:
    rows = [
        {"area": area, "count": count} for area, count in (("N", ""), ("S", ""), ("W", 33), ("Total", 53))
    ]
    path = write_rows(tmp_path / "t.csv", rows)
    assert by_attack(attacked(path), "primary") == []
    assert by_attack(attacked(path, knows=["rule"]), "primary") == []


def test_under_a_printed_policy_the_usual_rule_is_tried_if_asked_for(tmp_path: Path) -> None:
    counts = with_margins(np.array([4, 4, 33, 20]))
    write_counts(tmp_path / "t.csv", counts, counts < 5)
    certify(tmp_path, {**SUPPRESSION, "insider": 0})
    assert attacked(tmp_path).recovered == ()
    assert len(by_attack(attacked(tmp_path, knows=["rule"]), "primary")) == 2


def test_the_same_count_told_twice_is_no_other_count(tmp_path: Path) -> None:
    rows = [
        {"area": area, "group": group, "count": count}
        for area, counts in (("N", ("", 0, "")), ("S", ("", 0, "")), ("Total", (7, 0, 7)))
        for group, count in zip(("x", "y", "Total"), counts, strict=True)
    ]
    found = by_attack(attacked(write_rows(tmp_path / "t.csv", rows)), "own-cell")
    assert {cell["area"] for cell, _, _ in found} == {"N", "S"}
    assert len(found) == 2


def test_limits_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(attackers()["limits"], "groups", 0)
    monkeypatch.setitem(attackers()["limits"], "communities", 2)
    report = attacked(_block(tmp_path / "t.csv", [[3, 10, 20], [12, 4, 30], [15, 25, 40]]))
    notes = {one.attack: one.note for one in report.tried}
    assert "The first 0 of 1 groups" in notes["own-cell"]
    assert "2 of 6 communities" in notes["community"]
