"""A name or a text comes back from the database as it was, whatever stands in it."""

import duckdb
import pytest

from evenhand.foundations.sql import identifier, literal


@pytest.mark.parametrize("text", ["plain", 'a"b', "a'b", "a\"'; drop table t; --", "", "état civil", "x.y"])
def test_text_comes_back_as_it_was(text: str) -> None:
    found = duckdb.sql(f"select {literal(text)} as {identifier(text or 'empty')}")
    assert (found.columns, found.fetchall()) == ([text or "empty"], [(text,)])


def test_quotes_are_doubled() -> None:
    assert (identifier('a"b'), literal("a'b")) == ('"a""b"', "'a''b'")
