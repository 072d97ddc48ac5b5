"""Rates printed beside hidden counts."""

from pathlib import Path

import pytest

from tests.unit.attack.published_tables import attacked, by_attack, write_rows

AREAS = ("N", "S", "W", "E")


def _percent(path: Path, counts: tuple[int, ...], of: tuple[int, ...], decimals: int, **more: object) -> Path:
    rows: list[dict[str, object]] = [
        {
            "area": area,
            "count": "" if count < 5 else count,
            "percent": f"{100 * count / base:.{decimals}f}",
            "denominator": base,
            **more,
        }
        for area, count, base in zip(AREAS, counts, of, strict=True)
    ]
    return write_rows(path, rows)


def test_a_percentage_of_a_printed_denominator_tells_its_numerator(tmp_path: Path) -> None:
    path = _percent(tmp_path / "t.csv", (3, 20, 30, 11), (41, 60, 70, 55), 1)
    assert by_attack(attacked(path), "rates") == [({"area": "N"}, 3, 3)]


def test_a_coarse_percentage_of_a_large_denominator_does_not(tmp_path: Path) -> None:
    path = _percent(tmp_path / "t.csv", (3, 200, 300, 110), (4100, 600, 700, 550), 0)
    assert by_attack(attacked(path), "rates") == []


@pytest.mark.parametrize(("sign", "scale", "places"), [("%", 100, 1), ("", 1, 3), ("", 1000, 1)])
def test_shares_of_a_total_tell_their_parts(tmp_path: Path, sign: str, scale: int, places: int) -> None:
    counts = {"A": 21, "B": 37, "C": 3, "D": 4, "Total": 65}
    rows = [
        {
            "outcome": outcome,
            "count": count if count >= 5 else "*",
            "share": f"{scale * count / 65:.{places}f}{sign}",
        }
        for outcome, count in counts.items()
    ]
    found = by_attack(attacked(write_rows(tmp_path / "t.csv", rows)), "rates")
    assert found == [({"outcome": "C"}, 3, 3), ({"outcome": "D"}, 4, 4)]


def test_a_rate_of_true_counts_undoes_rounding(tmp_path: Path) -> None:
    true = [13, 21, 34, 48, 52, 61, 77, 86, 99, 107]
    rows = [
        {
            "area": f"a{one}",
            "count": 5 * round(count / 5),
            "rate": f"{100 * count / (100 + one):.2f}",
            "population": 100 + one,
        }
        for one, count in enumerate(true)
    ]
    rows = [{**row, "population": 5 * round(int(str(row["population"])) / 5)} for row in rows]
    report = attacked(write_rows(tmp_path / "t.csv", rows))
    found = {cell["area"]: (least, most) for cell, least, most in by_attack(report, "rates")}
    assert found
    assert all(
        least <= true[int(area[1:])] <= most for area, (least, most) in found.items() if least and most
    )


def test_a_rate_of_the_rounded_counts_tells_no_more_than_these(tmp_path: Path) -> None:
    rows = [
        {"area": f"a{one}", "count": 5 * one, "rate": f"{100 * 5 * one / 200:.2f}", "population": 200}
        for one in range(1, 12)
    ]
    assert attacked(write_rows(tmp_path / "t.csv", rows)).recovered == ()


def test_numbers_of_which_no_denominator_is_known_are_left(tmp_path: Path) -> None:
    rows = [
        {"area": area, "count": count, "rate": "0.31"} for area, count in (("N", ""), ("S", 40), ("W", 22))
    ]
    report = attacked(write_rows(tmp_path / "t.csv", rows))
    assert next(one for one in report.tried if one.attack == "rates").note.startswith("No rate")
