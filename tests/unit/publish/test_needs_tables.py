"""Need by group: residents, estimate and every step beside one another, the residents named as no measure of need."""

from collections.abc import Sequence
from dataclasses import replace

import pyarrow as pa

from evenhand.cube.needs import load_needs
from evenhand.disclosure import load_policy
from evenhand.disclosure.side_tables import protect_tally
from evenhand.foundations import Tally, exact_tally
from evenhand.publish import Release
from evenhand.publish.needs_tables import Needs
from evenhand.publish.shelf import Shelf
from evenhand.publish.site import render_site
from tests.unit.publish.releases import PERIOD, partnership

SEX = ("sex", "sex", "2021")
ALL = ("everyone", "", "")


def tally(name: str, rows: Sequence[tuple[str | int, ...]]) -> Tally:
    words = load_needs()[name]
    *keys, counts = zip(*rows, strict=True)
    columns = {key: pa.array(values, pa.string()) for key, values in zip(words["keys"], keys, strict=True)}
    made = exact_tally(
        name,
        words["title"],
        words["keys"],
        words["headings"],
        words["unit"],
        columns,
        pa.array(counts),
        words["note"],
    )
    return protect_tally(made, load_policy("open-5"))


def release() -> Release:
    """Return a partnership with residents, one estimate and two steps by sex."""
    residents = [("X1", PERIOD, *ALL, "everyone", 9000), ("X1", PERIOD, *SEX, "FEMALE", 4600)]
    reached = [
        ("X1", PERIOD, *division, group, f"arrest-to-treatment/{step}", count)
        for division, group, step, count in (
            (ALL, "everyone", "in_need", 300),
            (SEX, "FEMALE", "in_need", 80),
            (SEX, "not_stated", "in_need", 0),
            (SEX, "MALE", "in_need", 220),
            (ALL, "everyone", "started", 180),
        )
    ]
    estimated = [("X1", "2023", "everyone", "everyone", "A university's study", 700)]
    needs = (
        tally("needs-residents", residents),
        tally("needs-estimated", estimated),
        tally("needs-reached", reached),
    )
    return replace(partnership(areas={"X1": "Riverside"}), needs=needs)


def test_denominators_stand_side_by_side_and_groups_in_the_order_of_their_list() -> None:
    (table,) = Needs(Shelf(release())).tables("X1", PERIOD)
    assert table.caption == "Residents, need and people reached, by sex: Riverside, April 2024 to March 2026"
    assert table.heads == (
        "Sex", "Residents (not a measure of need)", "Estimated need (range)", "In need, not yet in treatment",
        "Started treatment",
    )  # fmt: skip
    assert table.rows == (
        ("Everyone", "9,000", "700", "300", "180"),
        ("Women", "4,600", "–", "80", "–"),
        ("Men", "–", "–", "220", "–"),
        ("Not stated", "–", "–", "fewer than 5", "–"),
    )


def test_an_estimate_keeps_the_range_that_its_source_gives() -> None:
    made = release()
    estimate = next(one for one in made.needs if one.id == "needs-estimated")
    exact = exact_tally("needs-estimated", estimate.title, estimate.keys, estimate.headings, "people",
        {key: estimate.rows.column(key).combine_chunks() for key in estimate.keys}, pa.array([700]))  # fmt: skip
    ends = {"lower": pa.array([520]), "upper": pa.array([910])}
    rows = exact.rows
    for name, end in ends.items():
        rows = rows.set_column(rows.schema.get_field_index(name), name, end)
    wide = protect_tally(replace(exact, rows=rows), load_policy("open-5"))
    needs = (*(one for one in made.needs if one.id != "needs-estimated"), wide)
    (table,) = Needs(Shelf(replace(made, needs=needs))).tables("X1", PERIOD)
    assert table.rows[0][2].startswith("700 (5")


def test_the_page_says_once_why_a_nought_is_hidden_and_whose_estimate_it_is() -> None:
    page = render_site(release())["needs.html"]
    assert page.count("a nought is not told apart from a small count") == 1
    assert "it comes from A university&#39;s study." in page
    assert "Not a measure of need" in page
