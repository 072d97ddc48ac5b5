"""Tables as one linked set: which sums tie them, what no table shows, and what contradicts."""

import numpy as np
import pytest

from evenhand.disclosure.tables import Reading, TableSet, UnusableTable, from_rows, gather, policy_for
from evenhand.disclosure.tables.completed import cores
from tests.unit.disclosure.from_elsewhere.given import given

READING = Reading(count="count")
BY_SEX = given(
    "area,sex,count\nA,M,50\nA,F,20\nA,Total,70\nTotal,M,80\nTotal,F,30\nTotal,Total,110", "sex.csv"
)


def sums(tables: TableSet, dimension: str) -> set[tuple[str, tuple[str, ...]]]:
    return {(one.whole, one.parts) for one in tables.sums if one.dimension == dimension}


def cell(tables: TableSet, **codes: str) -> int:
    found = np.ones(len(tables), np.bool_)
    for name, values in tables.codes.items():
        found &= values == codes.get(name, tables.reading.total)
    (place,) = np.flatnonzero(found)
    return int(place)


def test_a_cell_of_two_tables_is_one_cell() -> None:
    tables = gather([BY_SEX, given("area,count\nA,70\nB,40\nTotal,110", "area.csv")], READING)
    assert (~tables.unpublished).sum() == 7
    assert tables.rows[1].tolist() == [cell(tables, area="A"), cell(tables, area="B"), cell(tables)]


def test_left_out_areas_are_an_error_unless_it_is_said() -> None:
    with pytest.raises(UnusableTable, match="--incomplete area"):
        gather([given("area,count\nA,70\nTotal,110")], READING)
    tables = gather([given("area,count\nA,70\nTotal,110")], Reading(count="count", incomplete=("area",)))
    rest = cell(tables, area="(others)")
    assert (tables.counts[rest], tables.unpublished[rest], tables.fixed[rest]) == (40, True, True)


def test_a_table_of_one_area_beside_one_of_all() -> None:
    tables = gather(
        [given("sex,count\nM,90\nF,40", "all.csv"), given("area,sex,count\nA,M,50\nA,F,38", "a.csv")], READING
    )
    elsewhere = cell(tables, area="(others)", sex="F")
    assert (tables.counts[elsewhere], tables.fixed[elsewhere]) == (2, True)


def test_rows_left_out_because_nobody_is_there() -> None:
    tables = gather([given("area,sex,count\nA,M,5\nB,M,4\nB,F,3\nA,Total,5\nB,Total,7")], READING)
    nobody = cell(tables, area="A", sex="F")
    assert (tables.counts[nobody], tables.empty[nobody]) == (0, True)


def test_codes_that_other_tables_list_may_be_left_out() -> None:
    wide = given("sex,count\nM,50\nF,30\nOther,3\nTotal,83", "wide.csv")
    narrow = given("area,sex,count\nA,M,20\nA,F,10\nA,Total,31", "narrow.csv")
    tables = gather([wide, narrow], READING)
    other = cell(tables, area="A", sex="Other")
    assert (tables.counts[other], tables.fixed[other]) == (1, True)


def test_two_ways_to_divide_people_each_make_the_total() -> None:
    broad = given("group,count\nWhite,80\nAsian,30\nTotal,110", "broad.csv")
    fine = given("group,count\nBritish,60\nIrish,20\nIndian,30\nTotal,110", "fine.csv")
    assert sums(gather([broad, fine], READING), "group") == {
        ("Total", ("Asian", "White")),
        ("Total", ("British", "Indian", "Irish")),
    }


def test_a_file_for_each_sex_makes_the_total_together() -> None:
    men, women = given("area,sex,count\nA,M,50", "m.csv"), given("area,sex,count\nA,F,5", "f.csv")
    tables = gather([men, women, given("area,count\nA,55", "t.csv")], READING)
    assert sums(tables, "sex") == {("Total", ("F", "M"))}


def test_shifted_bands_share_a_piece_that_no_table_shows() -> None:
    one = given("age,count\n16-24,15\n25-34,21\nTotal,36", "one.csv")
    other = given("age,count\n16-25,17\n26-34,19\nTotal,36", "other.csv")
    tables = gather([one, other], READING)
    piece = cell(tables, age="25")
    assert (tables.counts[piece], tables.unpublished[piece], tables.fixed[piece]) == (2, True, True)


def test_a_hierarchy_says_how_codes_add_up() -> None:
    hierarchy = from_rows("h.csv", {"code": ["A1", "A2", "B"], "parent": ["A", "A", ""]})
    reading = Reading(count="count", hierarchies=hierarchy)
    tables = gather([given("area,count\nA1,40\nA2,3\nA,43\nB,50\nTotal,93")], reading)
    assert sums(tables, "area") == {("Total", ("A", "B")), ("A", ("A1", "A2"))}


def test_persons_in_several_codes() -> None:
    table = given("drug,count\nopiates,30\nalcohol,40\nTotal,50")
    with pytest.raises(UnusableTable, match="--overlapping drug"):
        gather([table], READING)
    tables = gather([table], Reading(count="count", overlapping=("drug",)))
    assert [one.overlapping for one in tables.sums] == [True]
    with pytest.raises(UnusableTable, match="make more than 'Total'"):
        gather([given("drug,count\nopiates,60\nTotal,50")], Reading(count="count", overlapping=("drug",)))


def test_three_tables_in_a_ring_share_a_joint_table() -> None:
    ring = [
        given(
            f"{one},{other},count\n{one}0,{other}0,9\n{one}0,{other}1,8\n{one}1,{other}0,7\n{one}1,{other}1,6",
            name,
        )
        for one, other, name in (("a", "b", "ab.csv"), ("a", "c", "ac.csv"))
    ]
    # b and c: of b0 there are 16, of b1 14, and so of c.
    ring.append(given("b,c,count\nb0,c0,9\nb0,c1,7\nb1,c0,7\nb1,c1,7", "bc.csv"))
    tables = gather(ring, READING)
    assert tables.joint == 8
    assert not tables.too_many


@pytest.mark.parametrize(
    ("edges", "core"),
    [
        (["ab", "bc"], []),
        (["ab", "ac", "bc"], ["abc"]),
        (["ab", "ac", "bc", "abc"], []),
        (["ab", "ac", "bc", "cd", "de"], ["abc"]),
        (["ab", "bc", "cd", "da"], ["abcd"]),
        (["abx", "acx", "bcx"], ["abcx"]),
        ([""], []),
    ],
)
def test_a_joint_table_is_needed_where_tables_tie_in_a_ring(edges: list[str], core: list[str]) -> None:
    assert cores(frozenset(one) for one in edges) == [frozenset(one) for one in core]


def test_tables_of_one_year_are_tied_to_those_that_do_not_say_it() -> None:
    tables = gather(
        [given("year,sex,count\n2024,M,5\n2024,F,4", "y.csv"), given("sex,count\nM,5\nF,4", "n.csv")], READING
    )
    assert ("Total", ("2024",)) in sums(tables, "year")


def test_tables_that_no_counts_fit() -> None:
    with pytest.raises(UnusableTable, match="contradict each other"):
        gather([given("sex,count\nM,5\nF,4", "s.csv"), given("age,count\n0-17,5\n18+,5", "a.csv")], READING)


def test_rounded_tables_need_not_add_up() -> None:
    table = given("sex,count,status\nM,10,published\nF,,suppressed\nTotal,15,published")
    with pytest.raises(UnusableTable):
        gather([given("sex,count\nM,10\nF,10\nTotal,15")], READING)
    tables = gather([table], READING, rounded=policy_for("round"))
    assert tables.hidden[cell(tables, sex="F")]
    assert 8 <= tables.counts[cell(tables, sex="M")] <= 12


def test_many_codes_are_too_many_to_number() -> None:
    names = [f"d{number}" for number in range(64)]
    lines = [",".join([*names, "count"]), *(",".join([code] * 64 + ["7"]) for code in ("A", "B"))]
    with pytest.raises(UnusableTable, match="too many columns and codes"):
        gather([given("\n".join(lines))], READING)
