"""Rolling areas up, and saying which lie in none."""

import pyarrow as pa
import pytest

from evenhand.cube import roll_up_areas
from evenhand.foundations import EvenhandError, UnknownName
from tests.unit.cube.people import DURHAM, IN_DURHAM, NORTH_EAST, VOCABULARY, known

AREAS = VOCABULARY.areas


def column(*codes: str) -> pa.Table:
    return pa.table({"other": list(range(len(codes))), "area": pa.array(codes, pa.string())})


def test_each_area_is_replaced_by_the_one_that_holds_it() -> None:
    for level, home in (
        ("police-force", DURHAM),
        ("region", NORTH_EAST),
        ("nation", "E92000001"),
        ("all", "all"),
    ):
        rolled = roll_up_areas(column(*IN_DURHAM, DURHAM), areas=AREAS, level=level)
        assert rolled.column("area").to_pylist() == [home] * 3
        assert rolled.column("other").to_pylist() == [0, 1, 2]


def test_without_a_level_nothing_changes() -> None:
    given = column("anything")
    assert roll_up_areas(given, areas=AREAS, level=None) is given


def test_the_areas_that_lie_in_none_are_named_up_to_five() -> None:
    with pytest.raises(EvenhandError, match=r"lie in a region: A, B\.") as raised:
        roll_up_areas(column("B", DURHAM, "A", "B"), areas=AREAS, level="region")
    assert "--area-level" in raised.value.mend
    with pytest.raises(EvenhandError, match=r": A, B, C, D, E \.\.\.\."):
        roll_up_areas(column(*"FEDCBA"), areas=AREAS, level="region")


def test_an_area_larger_than_the_level_lies_in_none() -> None:
    with pytest.raises(EvenhandError, match=NORTH_EAST):
        roll_up_areas(column(NORTH_EAST), areas=AREAS, level="police-force")


def test_an_unknown_level_lists_the_known_ones() -> None:
    with pytest.raises(UnknownName, match="county, partnership, police-force"):
        roll_up_areas(column(DURHAM), areas=AREAS, level="village")


def test_areas_that_lie_in_each_other_do_not_go_round_for_ever() -> None:
    areas = known(("P", "partnership", "Q"), ("Q", "partnership", "P")).areas
    assert areas.holders("P") == ("P", "Q")
    with pytest.raises(EvenhandError, match="P"):
        roll_up_areas(column("P"), areas=areas, level="region")


def test_an_empty_table_stays_as_it_is() -> None:
    assert roll_up_areas(column(), areas=AREAS, level="region").num_rows == 0


def test_people_without_an_area_of_this_kind_stay_in_areas_of_their_own() -> None:
    own = ["elsewhere", "no_fixed_abode", "not_known"]
    rolled = roll_up_areas(column(DURHAM, *own), areas=AREAS, level="region")
    assert rolled.column("area").to_pylist() == [NORTH_EAST, *own]
