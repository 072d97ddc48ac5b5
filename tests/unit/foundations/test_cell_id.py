"""The name of a cell: written, read, and written for many at once in the same way."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.foundations import (
    EVERYONE,
    CellId,
    CharacteristicValue,
    EvenhandError,
    Period,
    cell_id_column,
    cross,
    parts_of_crossing,
)

PERIOD = "2019-12-01/2020-01-31"
text = st.text(max_size=12)


def cell(*characteristics: CharacteristicValue, area: str = "E1") -> CellId:
    return CellId(
        area=area,
        period=Period.parse(PERIOD),
        stage="a/b",
        state="reached",
        unit="people",
        characteristics=characteristics,
    )


def value(characteristic: str = "sex", group: str = "FEMALE") -> CharacteristicValue:
    return CharacteristicValue(characteristic=characteristic, code_list="sex", edition="2021", value=group)


def test_how_a_cell_is_written() -> None:
    assert str(cell(value())) == (
        f"area=E1;period={PERIOD};sex@sex:2021=FEMALE;stage=a/b;state=reached;of=people"
    )
    assert str(cell()) == f"area=E1;period={PERIOD};stage=a/b;state=reached;of=people"


def test_characteristics_stand_in_one_order() -> None:
    first, second = value("sex"), value("age", "18")
    assert str(cell(first, second)) == str(cell(second, first))


@given(text, text, text, text, text)
def test_whatever_is_written_is_read_again(
    area: str, name: str, code_list: str, edition: str, group: str
) -> None:
    given_value = CharacteristicValue(characteristic=name, code_list=code_list, edition=edition, value=group)
    assert CharacteristicValue.parse(str(given_value)) == given_value
    assert CellId.parse(str(cell(given_value, area=area))) == cell(given_value, area=area)


@given(text, text, text, text, text)
def test_many_at_once_are_written_as_one_is(
    area: str, name: str, code_list: str, edition: str, group: str
) -> None:
    columns = {
        "area": area,
        "period": PERIOD,
        "characteristic": name,
        "code_list": code_list,
        "edition": edition,
        "group": group,
        "stage": "a/b",
        "state": "reached",
        "unit": "people",
    }
    written = cell_id_column({key: pa.array([one]) for key, one in columns.items()}).to_pylist()
    one = CharacteristicValue(characteristic=name, code_list=code_list, edition=edition, value=group)
    assert written == [str(cell(*(() if name == EVERYONE else (one,)), area=area))]


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "area=E1",
        f"area=E1;period={PERIOD};stage=a/b;state=reached",
        f"area=E1;period={PERIOD};stage=a/b;state=reached;of=people;more=1",
        "area=E1;period=soon;stage=a/b;state=reached;of=people",
    ],
)
def test_what_is_no_cell_is_refused(broken: str) -> None:
    with pytest.raises(EvenhandError):
        CellId.parse(broken)


def test_a_crossing_names_both_values_in_the_cell_id() -> None:
    columns = {
        "area": "A",
        "period": "2024-01-01/2024-12-31",
        "characteristic": cross("ethnicity", "drug_group"),
        "code_list": cross("ethnicity-18+1", "drug-group"),
        "edition": cross("2011", "2026"),
        "group": cross("ODD*%NAME", "OPIATE"),
        "stage": "p/s",
        "state": "reached",
        "unit": "people",
    }
    (text,) = cell_id_column({name: pa.array([value]) for name, value in columns.items()}).to_pylist()
    cell = CellId.parse(text)
    assert str(cell) == text
    assert [(one.characteristic, one.edition, one.value) for one in cell.characteristics] == [
        ("drug_group", "2026", "OPIATE"),
        ("ethnicity", "2011", "ODD*%NAME"),
    ]
    assert parts_of_crossing(columns["group"]) == ("ODD*%NAME", "OPIATE")
