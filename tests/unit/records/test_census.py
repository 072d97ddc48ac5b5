"""Census tables: residents by ethnic group, from one row per area or one row per area and group."""

from pathlib import Path

import pyarrow.compute as pc
import pytest

from evenhand.foundations import UnreadableFile
from evenhand.records import read
from evenhand.vocabulary import load_vocabulary
from tests.unit.records.files import faults, only_file, read_lines, write

FINE_2011 = {
    "White": ["White: English/Welsh/Scottish/Northern Irish/British", "White: Irish", "White: Gypsy or Irish Traveller",
              "White: Other White"],
    "Mixed": [f"Mixed/multiple ethnic group: {one}" for one in
              ("White and Black Caribbean", "White and Black African", "White and Asian", "Other Mixed")],
    "Asian": [f"Asian/Asian British: {one}" for one in ("Indian", "Pakistani", "Bangladeshi", "Chinese", "Other Asian")],
    "Black": [f"Black/African/Caribbean/Black British: {one}" for one in ("African", "Caribbean", "Other Black")],
    "Other": ["Other ethnic group: Arab", "Other ethnic group: Any other ethnic group"],
}  # fmt: skip


def wide(counts: dict[str, int] | None = None, area: str = "E1", kind: str = "Total") -> tuple[str, str]:
    """Return heading and row of a table with one person in each fine group, and totals that fit."""
    cells = {"date": "2011", "geography": "Ourtown", "geography code": area, "Rural Urban": kind}
    values = {"All categories: Ethnic group": sum(map(len, FINE_2011.values()))}
    for broad, fine in FINE_2011.items():
        values |= {broad: len(fine)} | dict.fromkeys(fine, 1)
    values |= counts or {}
    cells |= {f"Ethnic Group: {name}; measures: Value": str(value) for name, value in values.items()}
    return ",".join(f'"{name}"' for name in cells), ",".join(cells.values())


def by_group(inputs, characteristic: str) -> dict[str, int]:
    table = inputs.records["population"]
    table = table.filter(pc.equal(table.column("characteristic"), characteristic))
    return dict(zip(table.column("group").to_pylist(), table.column("count").to_pylist(), strict=True))


def test_wide_table_gives_fine_and_broad_groups_and_everyone(tmp_path: Path) -> None:
    inputs = read_lines(tmp_path, *wide({"White: Irish": 4, "White": 7, "All categories: Ethnic group": 21}))
    assert by_group(inputs, "ethnicity")["WHITE_IRISH"] == 4
    assert len(by_group(inputs, "ethnicity")) == 18
    assert by_group(inputs, "ethnicity_broad") == {"WHITE": 7, "MIXED": 4, "ASIAN": 5, "BLACK": 3, "OTHER": 2}
    assert by_group(inputs, "everyone") == {"everyone": 21}
    assert set(inputs.records["population"].column("source").to_pylist()) == {"Census 2011"}
    assert only_file(inputs).warnings == ()


def test_total_that_is_not_the_sum_of_its_parts_is_told(tmp_path: Path) -> None:
    inputs = read_lines(tmp_path, *wide({"Asian": 6}))
    assert by_group(inputs, "ethnicity_broad")["ASIAN"] == 5
    assert only_file(inputs).warnings == (
        "Totals that aren't the sum of their groups: 1 area. The sums are used.",
    )


def test_wide_table_without_a_group_is_not_read(tmp_path: Path) -> None:
    heading, row = wide()
    with pytest.raises(UnreadableFile, match="White: Irish"):
        read_lines(tmp_path, heading.replace("White: Irish", "White: Danish"), row)


def test_part_of_an_area_is_rejected(tmp_path: Path) -> None:
    heading, whole = wide()
    inputs = read_lines(
        tmp_path, heading, whole, wide(kind="Rural")[1], wide({"White: Irish": -1}, area="E2")[1]
    )
    assert faults(inputs) == [(3, "Rural Urban"), (4, "Ethnic Group: White: Irish; measures: Value")]


def test_area_twice(tmp_path: Path) -> None:
    heading, row = wide()
    assert only_file(read_lines(tmp_path, heading, row, row)).duplicates == 1
    assert faults(read_lines(tmp_path, heading, row, wide({"White": 9})[1])) == [(2, ""), (3, "")]


def long(*, area: str = "E1") -> list[str]:
    """Return rows with two people in each group of 2021, and a percentage beside each."""
    values = load_vocabulary().code_list("ethnicity-19+1:2021").values
    numbers = [f'{area},Ourtown,"{value.label} (number)",2.0' for value in values]
    return numbers + [f'{area},Ourtown,"{value.label}  (percent)",5.26' for value in values]


LONG = "ltla21_code,ltla21_name,ethnic_group,value"


def test_long_table_takes_numbers_and_tells_of_percentages(tmp_path: Path) -> None:
    inputs = read_lines(tmp_path, LONG, *long())
    account = only_file(inputs)
    assert (account.read, account.accepted) == (38, 38)
    assert account.warnings == ("19 rows hold a percentage; percentages are not used.",)
    assert by_group(inputs, "ethnicity")["WHITE_ROMA"] == 2
    assert by_group(inputs, "ethnicity_broad")["WHITE"] == 10
    assert by_group(inputs, "everyone") == {"everyone": 38}


def test_long_table_with_a_group_missing_has_no_sum_of_it(tmp_path: Path) -> None:
    inputs = read_lines(tmp_path, LONG, *long()[1:])
    assert "WHITE" not in by_group(inputs, "ethnicity_broad")
    assert by_group(inputs, "ethnicity_broad")["ASIAN"] == 10
    assert by_group(inputs, "everyone") == {}
    assert "A group is missing: 1 area" in only_file(inputs).warnings[1]


def test_long_table_faults(tmp_path: Path) -> None:
    rows = [
        'E1,O,"Indian (number)",2.5',
        'E1,O,"Martian (number)",2',
        'E1,O,"Indian",2',
        ',O,"Roma (number)",2',
    ]
    assert faults(read_lines(tmp_path, LONG, *rows)) == [
        (2, "value"),
        (3, "ethnic_group"),
        (4, "ethnic_group"),
        (5, "ltla21_code"),
    ]


def test_both_censuses_together(tmp_path: Path) -> None:
    paths = [write(tmp_path, "2011.csv", *wide()), write(tmp_path, "2021.csv", LONG, *long())]
    inputs = read([], population=paths, vocabulary=load_vocabulary())
    assert [one.profile for one in inputs.files] == ["census-2011-ethnic-la", "census-2021-ethnic-la"]
    assert pc.sum(inputs.records["population"].column("count")).as_py() == 3 * (18 + 38)
