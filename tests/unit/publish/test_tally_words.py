"""Codes of side tables stand on pages in words, in the language of the page."""

from dataclasses import replace

import pyarrow as pa
import pytest

from evenhand.foundations import exact_tally
from evenhand.publish.shelf import Shelf
from evenhand.publish.tally_layouts import tally_tables
from evenhand.publish.tally_words import key_words
from tests.unit.publish.releases import partnership


@pytest.mark.parametrize(
    ("row", "key", "words"),
    [
        ({"month": "2024-03"}, "month", "March 2024"),
        ({"period": "2024-01-01/2024-12-31"}, "period", "2024"),
        ({"record": "test"}, "record", "Drug tests"),
        ({"place": "other_places"}, "place", "Small places, taken together"),
        ({"place": "Bridge Street"}, "place", "Bridge Street"),
        ({"characteristic": "ethnicity"}, "characteristic", "Ethnic group"),
        ({"characteristic": "sex", "answer": "prefer_not_to_say"}, "answer", "Prefer not to say"),
        ({"characteristic": "sex", "answer": "known"}, "answer", "Recorded"),
        (
            {"characteristic": "sex", "code_list": "sex", "edition": "2021", "group": "FEMALE"},
            "group",
            "Women",
        ),
        ({"what": "without_consent"}, "what", "Did not consent"),
    ],
)
def test_a_code_stands_in_words(row: dict[str, str], key: str, words: str) -> None:
    assert key_words(Shelf(partnership()), row, key) == words


def test_words_are_those_of_the_language() -> None:
    made = partnership()
    welsh = replace(made, vocabulary=replace(made.vocabulary, language="cy"))
    assert key_words(Shelf(welsh), {"result": "negative"}, "result") == "Negatif"
    row = {"characteristic": "sex", "code_list": "sex", "edition": "2021", "group": "prefer_not_to_say"}
    assert key_words(Shelf(welsh), row, "group") == "Gwell gennyf beidio â dweud"


def test_values_that_stand_across_are_in_words_too() -> None:
    columns = {"place": pa.array(["X", "X"]), "result": pa.array(["negative", "refused"])}
    tally = exact_tally(
        "t", "Results", ["place", "result"], ["Suite", "Result"], "tests", columns, pa.array([7, 8])
    )
    (table,) = tally_tables(Shelf(partnership()), tally)
    assert table.heads == ("Suite", "Negative", "Refused")
    assert table.rows == (("X", "7", "8"),)
