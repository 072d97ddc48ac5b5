"""How side tables stand on a page: by record type, places down, a year of months across, words for every code."""

from collections.abc import Sequence

import pyarrow as pa

from evenhand.cube.coverage_rules import load_coverage
from evenhand.foundations import Tally, exact_tally
from evenhand.publish.shelf import Shelf
from evenhand.publish.tally_layouts import layout_of, load_layouts, tally_tables
from tests.unit.publish.releases import partnership


def tally(name: str, rows: Sequence[tuple[str | int, ...]]) -> Tally:
    """Return a tally of coverage with the given rows: its keys, then the count."""
    words = load_coverage().tally[name]
    *keys, counts = zip(*rows, strict=True)
    columns = {key: pa.array(values, pa.string()) for key, values in zip(words["keys"], keys, strict=True)}
    return exact_tally(
        name,
        words["title"],
        words["keys"],
        words["headings"],
        words["unit"],
        columns,
        pa.array(counts),
        words["note"],
    )


def shelf() -> Shelf:
    return Shelf(partnership())


def test_every_tally_of_coverage_has_a_layout_of_its_own_keys() -> None:
    for name, words in load_coverage().tally.items():
        layout = layout_of(tally(name, [(*("x" for _ in words["keys"]), 1)]))
        used = [*layout.split, *layout.down, layout.across, layout.listed, layout.beside]
        assert name in load_layouts()["layout"]
        assert sorted(one for one in used if one) == sorted(words["keys"])


def test_months_stand_across_in_years_a_table_for_each_record() -> None:
    months = [f"2024-{n:02d}" for n in range(4, 13)] + [f"2025-{n:02d}" for n in range(1, 6)]
    rows = [("test", "Mill Lane", month, 20 + n) for n, month in enumerate(months)]
    tables = tally_tables(
        shelf(), tally("by-place-and-month", [*rows, ("contact", "not_known", "2024-04", 9)])
    )
    assert [one.caption for one in tables] == [
        "Contacts with a drug worker (rows), April 2024",
        "Drug tests (rows), April 2024 to March 2025",
        "Drug tests (rows), April 2025 to May 2025",
    ]
    assert tables[1].heads[:3] == ("Place", "Apr 2024", "May 2024")
    assert tables[1].heads[-1] == "Mar 2025"
    assert tables[1].tight
    assert tables[2].rows == (("Mill Lane", "32", "33"),)
    assert tables[0].rows == (("Place not named in the file", "9"),)


def test_what_was_not_counted_is_a_dash_and_a_nought_is_a_nought() -> None:
    (table,) = tally_tables(
        shelf(), tally("test-results", [("A", "negative", 7), ("A", "refused", 0), ("B", "negative", 9)])
    )
    assert table.heads == ("Suite", "Negative", "Refused")
    assert table.rows == (("A", "7", "0"), ("B", "9", "–"))


def test_places_that_are_not_known_stand_last() -> None:
    rows = [("not_known", "negative", 5), ("other_places", "negative", 6), ("Z", "negative", 7)]
    (table,) = tally_tables(shelf(), tally("test-results", rows))
    assert [row[0] for row in table.rows] == [
        "Z",
        "Place not named in the file",
        "Small places, taken together",
    ]


def test_unknowns_stay_apart_in_the_order_of_the_answers() -> None:
    rows = [
        ("test", "sex", one, 6)
        for one in ("not_known", "known", "prefer_not_to_say", "not_stated", "not_asked")
    ]
    (table,) = tally_tables(shelf(), tally("answers", rows))
    assert table.caption == "Drug tests (rows)"
    assert table.heads == (
        "Characteristic", "Recorded", "Not asked", "Not stated", "Prefer not to say", "Not known",
    )  # fmt: skip


def test_the_commonest_answer_stands_with_its_count() -> None:
    rows = [("test", "Mill Lane", "sex", "MALE", 80), ("test", "Mill Lane", "age_band", "35_44", 30)]
    (table,) = tally_tables(shelf(), tally("commonest-answer", rows))
    assert table.rows == (("Mill Lane", "35 to 44 (30)", "Men (80)"),)
    assert table.numbers == frozenset()


def test_months_without_rows_are_named_together() -> None:
    rows = [("test", "Mill Lane", "2024-04", 1), ("test", "Mill Lane", "2024-06", 1)]
    (table,) = tally_tables(shelf(), tally("months-without-rows", rows))
    assert table.rows == (("Drug tests", "Mill Lane", "April 2024, June 2024"),)
