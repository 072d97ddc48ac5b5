"""Published files of all kinds: which column is what, what stands for a hidden count, how codes add up."""

import json
from pathlib import Path

import numpy as np
import pytest

from evenhand.attack.reading import open_release, read_hierarchies
from evenhand.cli import main
from evenhand.foundations import EvenhandError, UnreadableFile
from tests.unit.attack.published_tables import (
    ROUNDING,
    SUPPRESSION,
    attacked,
    by_attack,
    certify,
    opened,
    poisson_table,
    small,
    write_counts,
    write_rows,
)


def _rows(*counts: object, **column: object) -> list[dict[str, object]]:
    return [
        {"area": area, **column, "people": count}
        for area, count in zip(("N", "S", "W", "Total"), counts, strict=True)
    ]


@pytest.mark.parametrize("marker", ["", "*", "c", "x", "[c]", "-", "..", "Suppressed", "NaN", "[low]"])
def test_what_stands_for_a_hidden_count(tmp_path: Path, marker: str) -> None:
    held = opened(write_rows(tmp_path / "t.csv", _rows(marker, marker, 30, 41)))
    assert held.hidden.tolist() == [True, True, False, False]
    assert held.published.least.tolist() == [0, 0, 30, 41]


@pytest.mark.parametrize(("marker", "most"), [("<5", 4), ("under 10", 9), ("Fewer than 5", 4), ("[<5]", 4)])
def test_a_marker_that_says_how_small(tmp_path: Path, marker: str, most: int) -> None:
    held = opened(write_rows(tmp_path / "t.csv", _rows(marker, 11, 30, 44)))
    assert held.published.most[0] == most


def test_a_status_hides_a_count_whatever_stands_beside_it(tmp_path: Path) -> None:
    rows = [
        {"area": "N", "count": 0, "status": "suppressed"},
        {"area": "S", "count": 7, "status": "published"},
    ]
    assert opened(write_rows(tmp_path / "t.csv", rows)).hidden.tolist() == [True, False]


def test_counts_that_are_all_multiples_are_taken_for_rounded(tmp_path: Path) -> None:
    rows = [{"area": f"a{one}", "count": 5 * one} for one in range(1, 12)]
    held = opened(write_rows(tmp_path / "t.csv", rows))
    assert (held.published.most - held.published.least == 4).all()
    assert "multiples of 5" in held.notes[0]


def test_the_count_can_be_named(tmp_path: Path) -> None:
    rows = [{"area": "N", "seen": 8, "count": 40}, {"area": "S", "seen": "", "count": 30}]
    path = write_rows(tmp_path / "t.csv", rows)
    assert opened(path).published.least.tolist() == [40, 30]
    assert open_release(path, count="seen").hidden.tolist() == [False, True]
    with pytest.raises(UnreadableFile, match="no column 'met'"):
        open_release(path, count="met")


def test_names_beside_codes_are_no_dimension_of_their_own(tmp_path: Path) -> None:
    rows = [
        {"code": code, "name": name, "group": group, "count": 9}
        for code, name in (("E1", "North"), ("E2", "South"))
        for group in ("x", "y")
    ]
    assert list(opened(write_rows(tmp_path / "t.csv", rows)).published.codes) == ["code", "group"]


def test_areas_add_up_within_the_column_that_holds_them(tmp_path: Path) -> None:
    rows = [
        {"region": region, "area": area, "sex": sex, "count": count}
        for region, area, counts in (
            ("R1", "A", (6, 8, 14)),
            ("R1", "B", (7, "", 19)),
            ("R1", "Total", (13, 20, 33)),
            ("R2", "C", (9, 5, 14)),
            ("R2", "D", (11, 22, 33)),
            ("R2", "Total", (20, 27, 47)),
            ("Total", "Total", (33, 47, 80)),
        )
        for sex, count in zip(("f", "m", "Total"), counts, strict=True)
    ]
    report = attacked(write_rows(tmp_path / "t.csv", rows))
    assert by_attack(report, "sums") == [({"region": "R1", "area": "B", "sex": "m"}, 12, 12)]


def test_areas_that_are_sums_of_others_are_found_from_the_figures(tmp_path: Path) -> None:
    rng = np.random.default_rng(3)
    lines = []
    for month in range(9):
        one = dict(zip("ABCD", rng.integers(10, 60, 4).tolist(), strict=True))
        one |= {"North": one["A"] + one["B"], "South": one["C"] + one["D"]}
        one["Total"] = one["North"] + one["South"]
        lines += [{"month": f"m{month}", "area": area, "count": count} for area, count in one.items()]
    held = opened(write_rows(tmp_path / "t.csv", lines))
    found = {(one.whole, one.parts) for one in held.published.sums}
    assert {("North", ("A", "B")), ("South", ("C", "D"))} <= found


def test_a_hierarchy_says_how_codes_add_up(tmp_path: Path) -> None:
    path = write_rows(
        tmp_path / "t.csv",
        [
            {"area": area, "count": count}
            for area, count in (("A", ""), ("B", 20), ("North", 23), ("South", 30), ("Total", 53))
        ],
    )
    levels = tmp_path / "levels.txt"
    levels.write_text("North\n@A\n@B\nSouth\n", "utf-8")
    parents = tmp_path / "parents.csv"
    parents.write_text("code,parent\nA,North\nB,North\nNorth,\nSouth,\n", "utf-8")
    for file in (levels, parents):
        held = open_release(path, hierarchies=read_hierarchies([file]))
        assert ("North", ("A", "B")) in {(one.whole, one.parts) for one in held.published.sums}
    with pytest.raises(UnreadableFile, match=r"none\.csv cannot be read"):
        read_hierarchies([tmp_path / "none.csv"])


def test_people_in_several_parts_do_not_add_up(tmp_path: Path) -> None:
    rows = [
        {"drug": drug, "area": area, "count": count}
        for area, counts in (("N", (30, 25, 40)), ("S", (20, 15, 28)), ("W", (9, 7, 12)))
        for drug, count in zip(("opiates", "cocaine", "Total"), counts, strict=True)
    ]
    held = opened(write_rows(tmp_path / "t.csv", rows))
    assert [one.overlapping for one in held.published.sums if one.dimension == "drug"] == [True]
    assert "may be in several" in held.notes[0]


def test_parts_that_do_not_make_their_whole_are_not_added(tmp_path: Path) -> None:
    rows = [
        {"area": area, "group": group, "count": count}
        for group, counts in (("x", (20, 30, 40)), ("y", (10, 30, 52)), ("z", (9, 8, 11)))
        for area, count in zip(("N", "S", "Total"), counts, strict=True)
    ]
    held = opened(write_rows(tmp_path / "t.csv", rows))
    assert not held.published.sums
    assert "not added up" in held.notes[0]


def test_rows_left_out_for_being_zero_hold_nobody(tmp_path: Path) -> None:
    rows = [
        {"area": area, "group": group, "count": count}
        for area, counts in (
            ("N", {"x": 9, "Total": 9}),
            ("S", {"x": 6, "y": 8, "Total": 14}),
            ("W", {"y": 7, "Total": 7}),
        )
        for group, count in counts.items()
    ]
    held = opened(write_rows(tmp_path / "t.csv", rows))
    assert [one.absent_is_none for one in held.published.sums] == [True]


def test_a_certificate_says_what_a_blank_means(tmp_path: Path) -> None:
    counts = poisson_table(4, 3)
    write_counts(tmp_path / "out" / "t.csv", counts, small(counts))
    held = opened(certify(tmp_path / "out", SUPPRESSION, as_at="2026-03-31"))
    assert (held.published.least[held.hidden] == 1).all()
    assert held.promise.stated
    assert held.published.as_at == "2026-03-31"


def test_a_rounded_table_with_a_certificate_is_read_as_intervals(tmp_path: Path) -> None:
    rows = [
        {"area": "N", "count": 5, "status": "published"},
        {"area": "S", "count": "", "status": "suppressed"},
    ]
    write_rows(tmp_path / "out" / "t.csv", [*rows, {"area": "W", "count": 20, "status": "published"}])
    published = opened(
        certify(tmp_path / "out", ROUNDING, sums=[{"dimension": "area", "whole": "Total", "parts": []}])
    ).published
    assert published.least.tolist() == [5, 0, 18]
    assert published.most.tolist() == [7, np.inf, 22]
    assert published.width.tolist() == [1, 2, 1]


def test_a_table_changed_after_its_certificate_is_told(tmp_path: Path) -> None:
    counts = poisson_table(4, 3)
    write_counts(tmp_path / "out" / "t.csv", counts, small(counts))
    folder = certify(tmp_path / "out", SUPPRESSION)
    (folder / "u.csv").write_text("area,group,count\nN,x,9\n", "utf-8")
    (folder / "t.csv").write_text((folder / "t.csv").read_text("utf-8") + "\n", "utf-8")
    notes = opened(folder).notes
    assert "t.csv is not the table that was certified." in notes
    assert "u.csv is not the table that was certified." in notes
    (folder / "t.csv").unlink()
    assert "t.csv was certified and is not there." in opened(folder).notes


def test_a_damaged_certificate_is_refused(tmp_path: Path) -> None:
    write_counts(tmp_path / "t.csv", poisson_table(3, 3), np.zeros((4, 4), bool))
    for text in ("{", "[]", json.dumps({"format": "another", "policy": {}})):
        (tmp_path / "certificate.json").write_text(text, "utf-8")
        with pytest.raises(UnreadableFile, match=r"certificate\.json"):
            open_release(tmp_path)


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_attacked(tmp_path: Path) -> None:
    write_rows(tmp_path / "a.csv", _rows("", 11, 30, 44))
    (tmp_path / "b.csv").write_bytes(b"\xff\xfe\x00area")
    (tmp_path / "c.csv").write_text("area\n", "utf-8")
    (tmp_path / "d.csv").write_text("area,count\nN,1,2\n", "utf-8")
    (tmp_path / "e.csv").write_text("area,count\n", "utf-8")
    write_rows(tmp_path / "f.csv", [{"area": "N", "words": "a text"}])
    (tmp_path / "g.xlsx").write_bytes(b"")
    report = attacked(tmp_path)
    assert by_attack(report, "sums") == [({"area": "N"}, 3, 3)]
    assert sum("Not read" in note for note in report.notes) == 4
    assert sum("Not attacked" in note for note in report.notes) == 1
    assert any("g.xlsx" in note for note in report.notes)


def test_what_is_no_release_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="There is no folder or file"):
        open_release(tmp_path / "nowhere")
    with pytest.raises(UnreadableFile, match="There is no table"):
        open_release(tmp_path)
    (tmp_path / "words.csv").write_text("area,words\nN,some\n", "utf-8")
    with pytest.raises(UnreadableFile, match="No table holds counts"):
        open_release(tmp_path)
    (tmp_path / "words.csv").write_text("area\nN\n", "utf-8")
    with pytest.raises(EvenhandError, match="No table can be read"):
        open_release(tmp_path)


def test_columns_that_number_rows_are_refused_and_not_a_fault(tmp_path: Path) -> None:
    names = [f"number{one}" for one in range(12)]
    drawn = np.random.default_rng(1).integers(0, 90, (200, 12))
    rows = [{**dict(zip(names, row, strict=True)), "count": 9 + row[0] % 5} for row in drawn.tolist()]
    with pytest.raises(UnreadableFile, match="too many columns and codes"):
        opened(write_rows(tmp_path / "t.csv", rows))


@pytest.mark.parametrize("wrong", ["-4", "4.5", "1e400", "many"])
def test_what_is_no_count_is_refused_and_not_attacked(tmp_path: Path, wrong: str) -> None:
    (tmp_path / "t.csv").write_text(f"area,count\nA,12\nB,{wrong}\nTotal,30\n")
    assert main(["attack", str(tmp_path / "t.csv"), "--count", "count"]) == 2
