"""Counts that nobody published, left between two that were."""

from pathlib import Path

import numpy as np

from tests.unit.attack.published_tables import attacked, by_attack, with_margins, write_counts, write_rows


def test_an_age_band_less_a_narrower_one(tmp_path: Path) -> None:
    rows = [
        {"age": age, "area": area, "count": count}
        for area, counts in (("N", (40, 43, 90)), ("S", (51, 60, 111)))
        for age, count in zip(("16-24", "16-25", "Total"), counts, strict=True)
    ]
    found = by_attack(attacked(write_rows(tmp_path / "t.csv", rows)), "implied")
    assert found == [({"age": "16-25", "area": "N"}, 3, 3)]


def test_an_age_band_less_a_narrower_one_in_another_table(tmp_path: Path) -> None:
    write_rows(tmp_path / "a.csv", [{"age": "16-24", "count": 40}, {"age": "25-64", "count": 70}])
    write_rows(tmp_path / "b.csv", [{"age": "16-25", "count": 42}, {"age": "26-64", "count": 68}])
    found = by_attack(attacked(tmp_path), "implied")
    assert ({"age": "16-25"}, 2, 2) in found


def test_a_total_less_the_parts_that_are_published(tmp_path: Path) -> None:
    rows = [
        {"area": area, "group": group, "count": count}
        for area, counts in (
            ("N", {"x": 20, "y": 9, "z": 10, "Total": 39}),
            ("S", {"x": 30, "y": 12, "Total": 45}),
        )
        for group, count in counts.items()
    ]
    found = by_attack(attacked(write_rows(tmp_path / "t.csv", rows)), "implied")
    assert found == [({"area": "S"}, 3, 3)]


def test_a_step_less_the_next(tmp_path: Path) -> None:
    rows = [
        {"area": area, "stage": stage, "count": count}
        for area, counts in (("N", (40, 38, 20)), ("S", (50, 31, 21)))
        for stage, count in zip(("tested", "assessed", "started"), counts, strict=True)
    ]
    report = attacked(write_rows(tmp_path / "t.csv", rows))
    assert by_attack(report, "implied") == [({"area": "N", "stage": "tested"}, 2, 2)]
    assert "less assessed: 2" in report.recovered[0].words


def test_those_at_risk_less_those_who_reached_a_step(tmp_path: Path) -> None:
    rows = [
        {"area": area, "state": state, "count": count}
        for area, counts in (("N", (40, 36)), ("S", (50, 31)))
        for state, count in zip(("at_risk", "reached"), counts, strict=True)
    ]
    found = by_attack(attacked(write_rows(tmp_path / "t.csv", rows)), "implied")
    assert found == [({"area": "N", "state": "at_risk"}, 4, 4)]


def test_a_rest_that_hidden_counts_leave_open_is_not_recovered(tmp_path: Path) -> None:
    rows = [
        {"area": area, "stage": stage, "count": count}
        for area, counts in (("N", (40, "", 20)), ("S", (50, 31, 21)))
        for stage, count in zip(("tested", "assessed", "started"), counts, strict=True)
    ]
    assert by_attack(attacked(write_rows(tmp_path / "t.csv", rows)), "implied") == []


def test_a_rest_of_hidden_counts_can_be_exact(tmp_path: Path) -> None:
    # Of N and S neither step is known, but both together are: what N and S leave at each step is known of the sum.
    rows = [
        {"area": area, "stage": stage, "count": count}
        for area, counts in (("N", ("", "")), ("S", ("", "")), ("W", (30, 11)), ("Total", (80, 58)))
        for stage, count in zip(("tested", "assessed"), counts, strict=True)
    ]
    assert by_attack(attacked(write_rows(tmp_path / "t.csv", rows)), "implied") == []


def test_codes_that_are_parts_of_a_total_are_no_steps(tmp_path: Path) -> None:
    rows = [
        {"area": area, "stage": stage, "count": count}
        for area, counts in (("N", (12, 9, 21)), ("S", (11, 10, 21)))
        for stage, count in zip(("tested", "assessed", "Total"), counts, strict=True)
    ]
    assert attacked(write_rows(tmp_path / "t.csv", rows)).recovered == ()


def test_steps_of_which_the_order_changes_are_none(tmp_path: Path) -> None:
    rows = [
        {"area": area, "stage": stage, "count": count}
        for area, counts in (("N", (40, 38)), ("S", (31, 33)))
        for stage, count in zip(("seen", "met"), counts, strict=True)
    ]
    assert attacked(write_rows(tmp_path / "t.csv", rows)).recovered == ()


def test_a_code_that_is_left_out_of_every_line(tmp_path: Path) -> None:
    rows = [
        {"area": area, "group": group, "count": count}
        for area, counts in (("N", (20, 9, 32)), ("S", (30, 12, 53)), ("W", (18, 11, 31)))
        for group, count in zip(("x", "y", "Total"), counts, strict=True)
    ]
    report = attacked(write_rows(tmp_path / "t.csv", rows))
    assert by_attack(report, "implied") == [({"area": "N"}, 3, 3), ({"area": "W"}, 2, 2)]
    assert "leave some of it out" in report.notes[0]


def test_counts_that_do_not_add_up_leave_no_rests(tmp_path: Path) -> None:
    rows = [
        {"area": area, "age": age, "count": count}
        for area, counts in (("N", (40, 42, 95)), ("S", (51, 60, 109)), ("Total", (93, 98, 205)))
        for age, count in zip(("16-24", "16-25", "Total"), counts, strict=True)
    ]
    report = attacked(write_rows(tmp_path / "t.csv", rows))
    assert report.recovered == ()
    assert any("not a count of people" in one.note for one in report.tried)


def test_three_tables_tell_a_cell_that_none_of_them_prints(tmp_path: Path) -> None:
    # Nobody of g1 is in a1, so that all of g1 are in a0; by sex, they are in no table.
    counts = with_margins(np.array([[[9, 30], [8, 3]], [[25, 12], [0, 0]]]))
    shown = np.zeros((3, 3), bool)
    write_counts(tmp_path / "area-group.csv", counts[:, :, -1], shown)
    for file, table, names in (
        ("area-sex", counts[:, -1, :], ("area", "sex")),
        ("group-sex", counts[-1], ("group", "sex")),
    ):
        rows = [
            {
                names[0]: "Total" if one == 2 else f"{names[0][0]}{one}",
                names[1]: "Total" if other == 2 else f"s{other}",
                "count": table[one, other],
            }
            for one, other in np.ndindex(3, 3)
        ]
        write_rows(tmp_path / f"{file}.csv", rows)
    report = attacked(tmp_path)
    assert by_attack(report, "implied") == [({"area": "a0", "group": "g1", "sex": "s1"}, 3, 3)]


def test_a_joint_table_that_is_too_large_is_told(tmp_path: Path) -> None:
    names = ("area", "group", "outcome")
    for one, other in ((0, 1), (0, 2), (1, 2)):
        pairs = [(code % 60, (code + code // 60) % 60) for code in range(120)]
        rows = [{names[one]: f"x{first}", names[other]: f"x{second}", "count": 9} for first, second in pairs]
        write_rows(tmp_path / f"{one}{other}.csv", rows)
    assert any("too large to be tried" in note for note in attacked(tmp_path).notes)
