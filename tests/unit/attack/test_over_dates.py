"""Two releases subtracted, and two of one date laid together."""

from pathlib import Path

import numpy as np

from tests.unit.attack.published_tables import (
    SUPPRESSION,
    attacked,
    by_attack,
    certify,
    small,
    with_margins,
    write_counts,
    write_rows,
)


def _areas(path: Path, *counts: object) -> Path:
    names = ("N", "S", "W", "Total")
    return write_rows(
        path, [{"area": name, "count": count} for name, count in zip(names, counts, strict=True)]
    )


def test_small_changes_between_two_dates_are_recovered_exactly(tmp_path: Path) -> None:
    first = _areas(tmp_path / "spring.csv", 40, 51, 63, 154)
    second = _areas(tmp_path / "summer.csv", 42, 51, 70, 163)
    assert by_attack(attacked(first, second), "dates") == [({"area": "N"}, 2, 2)]


def test_hiding_small_counts_stops_no_differencing(tmp_path: Path) -> None:
    rng = np.random.default_rng(5)
    before = rng.poisson(60, (6, 4))
    came = (rng.random((6, 4)) < 0.3) * rng.integers(1, 5, (6, 4))
    tables = [with_margins(one) for one in (before, before + came)]
    paths = [
        write_counts(tmp_path / f"{one}.csv", counts, small(counts)) for one, counts in enumerate(tables)
    ]
    found = by_attack(attacked(*paths), "dates")
    change = tables[1] - tables[0]
    assert len(found) == ((change > 0) & (change < 5)).sum() > 5


def test_rounded_releases_tell_no_change_exactly(tmp_path: Path) -> None:
    rows = [
        [{"area": f"a{one}", "count": 5 * round((7 * one + came) / 5)} for one in range(1, 14)]
        for came in (0, 2)
    ]
    paths = [write_rows(tmp_path / f"{one}.csv", lines) for one, lines in enumerate(rows)]
    assert attacked(*paths).recovered == ()


def test_two_releases_of_one_date_tell_each_others_hidden_counts(tmp_path: Path) -> None:
    for folder, hidden in (("one", [0, 1]), ("two", [1, 2])):
        counts = [11, 9, 12]
        rows: list[dict[str, object]] = [
            {
                "area": f"a{place}",
                "count": "" if place in hidden else count,
                "status": "suppressed" if place in hidden else "published",
            }
            for place, count in enumerate(counts)
        ]
        rows.append({"area": "Total", "count": 32, "status": "published"})
        write_rows(tmp_path / folder / "t.csv", rows)
        certify(tmp_path / folder, SUPPRESSION, as_at="2026-03-31")
    report = attacked(tmp_path / "one", tmp_path / "two")
    assert by_attack(report, "sums") == []
    found = by_attack(report, "dates")
    assert ({"area": "a0"}, 11, 11) in found
    assert ({"area": "a1"}, 9, 9) in found


def test_one_release_has_nothing_to_subtract(tmp_path: Path) -> None:
    report = attacked(_areas(tmp_path / "t.csv", 40, 51, 63, 154))
    assert next(one for one in report.tried if one.attack == "dates").note.startswith("One release alone")


def test_releases_that_contradict_themselves_are_said(tmp_path: Path) -> None:
    paths = [_areas(tmp_path / f"{one}.csv", "", "", 50, 40 + one) for one in range(2)]
    for one, path in enumerate(paths):
        certify_alone(path, tmp_path / f"r{one}")
    report = attacked(tmp_path / "r0", tmp_path / "r1")
    notes = {one.attack: one.note for one in report.tried}
    assert by_attack(report, "dates") == [({}, 1, 1)]
    assert "contradict" in notes["sums"]
    assert "contradict" in notes["own-cell"]


def certify_alone(table: Path, folder: Path) -> Path:
    folder.mkdir()
    (folder / table.name).write_text(table.read_text("utf-8"), "utf-8")
    return certify(folder, SUPPRESSION)
