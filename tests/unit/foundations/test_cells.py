"""Cells that a spreadsheet would calculate are written harmless, and come back as they were."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.foundations.cells import as_given, harmless, harmless_text, text_as_given


@pytest.mark.parametrize(
    ("given_", "written"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+44 20", "'+44 20"),
        ("-x", "'-x"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("'=1", "''=1"),
        ("-5", "-5"),
        ("+2.5e3", "+2.5e3"),
        ("2024-01-01", "2024-01-01"),
        ("O'Neill", "O'Neill"),
        ("'tis", "'tis"),
        ("", ""),
    ],
)
def test_what_would_be_calculated_gets_an_apostrophe(given_: str, written: str) -> None:
    assert harmless(pa.chunked_array([[given_]])).to_pylist() == [written]
    assert harmless_text(given_) == written
    assert text_as_given(written) == given_


@given(st.lists(st.text(st.sampled_from("'=+-@\t\r1a. "), max_size=5) | st.none()))
def test_every_cell_comes_back_as_it_was(cells: list[str | None]) -> None:
    column = pa.chunked_array([pa.array(cells, pa.string())])
    written = harmless(column)
    assert as_given(written).to_pylist() == cells
    for cell in written.to_pylist():
        assert not cell or cell[0] not in "=+-@\t\r" or cell.lstrip("+-").replace(".", "", 1).isdigit()
