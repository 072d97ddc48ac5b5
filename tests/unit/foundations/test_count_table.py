"""The table of counts: its columns, its order, its seal, what it shows."""

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest

from evenhand.foundations import (
    KEY_COLUMNS,
    SCHEMA,
    CountTable,
    EvenhandError,
    NotProtected,
    Protection,
    UnknownName,
)
from tests.unit.measures.counted import groups, programme

PLAN = programme()
COUNTS = {"B": (50, 20), "A": (100, 60)}
PROTECTION = Protection(policy="p", version="1", words="w", publishable=True)


def test_exact_counts_stand_in_the_order_of_their_names() -> None:
    table = groups(PLAN, COUNTS)
    names = table.cells.column("cell_id").to_pylist()
    assert names == sorted(names)
    assert len(table) == 6
    assert set(table.text("status")) == {"exact"}
    assert (table.number("value") == table.number("lower")).all()
    assert (table.number("value") == table.number("upper")).all()


def test_cells_are_found_by_what_they_are() -> None:
    table = groups(PLAN, COUNTS)
    (row,) = table.where(group="B", stage="steps/helped", state="reached").to_rows()
    assert (row["value"], row["unit"]) == (20, "people")
    assert len(table.where(group="Z")) == 0
    with pytest.raises(KeyError):
        table.where(colour="red")


def test_cells_that_agree_have_one_code() -> None:
    table = groups(PLAN, COUNTS)
    codes, text = table.codes("group"), table.text("group")
    assert (codes[text == "A"] != codes[text == "B"][0]).all()
    assert len(set(codes)) == 2


def test_an_empty_table_is_a_table() -> None:
    for policy in (None, "open-5"):
        table = groups(PLAN, {}, policy=policy)
        assert len(table) == 0
        assert table.to_rows() == []
        assert (
            table.codes("area", "group").shape
            == table.number("value").shape
            == table.text("area").shape
            == (0,)
        )


def test_a_table_with_other_columns_is_refused() -> None:
    with pytest.raises(ValueError, match="A CountTable has the columns"):
        CountTable(cells=pa.table({"value": [1]}))


def test_exact_counts_are_not_protected_and_cannot_be_called_so() -> None:
    table = groups(PLAN, COUNTS)
    assert not table.is_protected
    with pytest.raises(NotProtected):
        CountTable(cells=table.cells, protection=PROTECTION)
    with pytest.raises(NotProtected):
        replace(groups(PLAN, COUNTS, policy="open-5"), cells=table.cells)


def test_a_part_of_protected_counts_is_protected() -> None:
    table = groups(PLAN, COUNTS, policy="open-5")
    assert table.is_protected
    assert table.where(group="B").protection == table.protection


def test_a_hidden_count_is_no_number() -> None:
    table = groups(PLAN, {"A": (100, 2)}, policy="open-5").where(stage="steps/helped", state="reached")
    assert np.isnan(table.number("value")).all()
    assert (table.number("lower")[0], table.number("upper")[0]) == (0, 4)


def test_what_a_notebook_shows_is_escaped_and_says_what_it_is() -> None:
    shown = groups(PLAN, {"<b>": (50, 20)})._repr_html_()
    assert "<b>" not in shown
    assert "exact counts, not for publication" in shown
    assert "rounded to 5" in groups(PLAN, COUNTS, policy="open-5")._repr_html_()


def test_the_columns_are_the_key_with_its_name_and_what_is_known() -> None:
    assert SCHEMA.names == ["cell_id", *KEY_COLUMNS, "value", "lower", "upper", "status"]


def test_an_error_says_what_happened_and_what_would_mend_it() -> None:
    error = UnknownName("There is no such.", mend="Take another.")
    assert (str(error), error.what, error.mend) == (
        "There is no such. Take another.",
        "There is no such.",
        "Take another.",
    )
    assert isinstance(error, EvenhandError)
    assert str(EvenhandError("Alone.")) == "Alone."
