"""All of a small group share an outcome."""

from pathlib import Path

import pytest

from tests.unit.attack.published_tables import SUPPRESSION, attacked, by_attack, certify, write_rows


def _results(path: Path, *, column: str = "outcome", size: int = 12) -> Path:
    rows = [
        {"group": group, column: code, "count": count, "status": "published"}
        for group, counts in (
            ("x", (0, size, size)),
            ("y", (20, 30, 50)),
            ("Total", (20, 30 + size, 50 + size)),
        )
        for code, count in zip(("positive", "negative", "Total"), counts, strict=True)
    ]
    return write_rows(path, rows)


def test_a_small_group_with_one_outcome_is_told(tmp_path: Path) -> None:
    report = attacked(_results(tmp_path / "t.csv"))
    assert by_attack(report, "same-outcome") == [({"group": "x", "outcome": "negative"}, 12, 12)]
    assert report.recovered[0].words == "group x: all 12 have outcome negative"


def test_a_large_group_with_one_outcome_is_not(tmp_path: Path) -> None:
    assert attacked(_results(tmp_path / "t.csv", size=20)).recovered == ()


def test_another_dimension_is_noted(tmp_path: Path) -> None:
    report = attacked(_results(tmp_path / "t.csv", column="sex"))
    assert report.recovered == ()
    assert "1 by sex" in next(one.note for one in report.tried if one.attack == "same-outcome")


@pytest.mark.parametrize(("promised", "recovered"), [({}, 0), ({"small_group": 20}, 1)])
def test_a_printed_policy_decides_what_was_promised(
    tmp_path: Path, promised: dict[str, object], recovered: int
) -> None:
    _results(tmp_path / "t.csv")
    report = attacked(certify(tmp_path, {**SUPPRESSION, **promised}))
    assert len(report.recovered) == recovered
    note = next(one.note for one in report.tried if one.attack == "same-outcome")
    assert bool(note) == (not recovered)


def test_all_at_risk_who_reached_a_step(tmp_path: Path) -> None:
    rows = [
        {"area": area, "state": state, "count": count}
        for area, counts in (("N", (9, 9)), ("S", (50, 31)))
        for state, count in zip(("at_risk", "reached"), counts, strict=True)
    ]
    found = by_attack(attacked(write_rows(tmp_path / "t.csv", rows)), "same-outcome")
    assert found == [({"area": "N", "state": "reached"}, 9, 9)]


def test_a_group_whose_parts_are_hidden_is_not(tmp_path: Path) -> None:
    rows = [
        {"group": group, "outcome": code, "count": count}
        for group, counts in (("x", ("", "", 12)), ("y", ("", "", 50)), ("Total", (27, 35, 62)))
        for code, count in zip(("positive", "negative", "Total"), counts, strict=True)
    ]
    assert by_attack(attacked(write_rows(tmp_path / "t.csv", rows)), "same-outcome") == []
