"""Values worked out from others: ages, the first of several, choices by condition."""

from datetime import date

import duckdb
import pyarrow as pa
import pytest

from evenhand.records.derive import derived_value
from evenhand.records.profiles import Choice, Condition, Derived
from evenhand.vocabulary import load_vocabulary


def made(derived: Derived, **values: object) -> object:
    con = duckdb.connect(":memory:")
    kinds = {name: pa.date32() if name in ("born", "at") else pa.string() for name in values}
    con.register("rows", pa.table({name: pa.array([value], kinds[name]) for name, value in values.items()}))
    row = con.execute(f"SELECT {derived_value(derived, load_vocabulary())} FROM rows").fetchone()
    assert row is not None
    return row[0]


@pytest.mark.parametrize(
    ("born", "at", "age"),
    [
        (date(2000, 5, 10), date(2018, 5, 9), 17),
        (date(2000, 5, 10), date(2018, 5, 10), 18),
        (date(2000, 2, 29), date(2018, 2, 28), 17),
        (date(2000, 2, 29), date(2018, 3, 1), 18),
        (date(2000, 1, 1), date(1999, 1, 1), None),
        (None, date(2018, 3, 1), None),
    ],
)
def test_age(born: date | None, at: date, age: int | None) -> None:
    assert made(Derived(target="age", born="born", at="at"), born=born, at=at) == age


def test_first_of_several() -> None:
    one = Derived(target="x", first_of=("a", "b"))
    assert [made(one, a=a, b=b) for a, b in (("1", "2"), (None, "2"), (None, None))] == ["1", "2", None]


def test_only_where_a_condition_holds() -> None:
    one = Derived(target="x", first_of=("a",), where=(Condition(any=("k",), holds=("yes",)),))
    assert [made(one, a="1", k=k) for k in ("yes", "no", None)] == ["1", None, None]


DRUGS = ("one", "two")
GROUP = Derived(
    target="group",
    otherwise="none",
    choose=(
        Choice(value="opiate", where=(Condition(any=DRUGS, holds=("heroin", "methadone")),)),
        Choice(value="both", where=(Condition(any=DRUGS, holds=("drug",)), Condition(any=DRUGS, holds=("alcohol",)))),
        Choice(value="some", where=(Condition(any=DRUGS),)),
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("one", "two", "group"),
    [
        ("alcohol", "methadone", "opiate"),
        ("drug", "alcohol", "both"),
        ("alcohol", "drug", "both"),
        ("drug", None, "some"),
        (None, "alcohol", "some"),
        (None, None, "none"),
    ],
)
def test_the_first_choice_whose_conditions_hold(one: str, two: str, group: str) -> None:
    assert made(GROUP, one=one, two=two) == group
