"""Beside the dots: the difference among people who are alike, as the measures within strata hold it."""

from dataclasses import replace

import pyarrow as pa

from evenhand.publish import Release, render_page
from evenhand.publish.shelf import Division, Shelf
from evenhand.publish.within_panel import difference_words, rows_within
from tests.unit.publish.releases import ETHNICITY, partnership

ONE = {"X1": "Riverside"}
GROUPS = ("ASIAN_BANGLADESHI", "ASIAN_PAKISTANI", "BLACK_CARIBBEAN")


def with_differences(release: Release, *names: str, known: int = 3) -> Release:
    """Return the release with made-up differences within each of `names`, for the first `known` groups."""
    stage = release.programme.stage_key(release.programme.stage("started"))
    crude = [
        row
        for row in release.measures.to_rows()
        if row["measure"] == "difference" and row["stage"] == stage and row["group"] in GROUPS
    ]
    more = [
        {
            **row,
            "measure": "difference_within",
            "within": name,
            "estimate": -0.12,
            "lower": -0.25,
            "upper": 0.01,
        }
        for name in names
        for row in sorted(crude, key=lambda row: GROUPS.index(row["group"]))[:known]
    ]
    rows = pa.concat_tables(
        [release.measures.rows, pa.Table.from_pylist(more, schema=release.measures.rows.schema)]
    )
    return replace(release, measures=replace(release.measures, rows=rows))


def test_a_panel_stands_beside_the_dots_where_differences_within_are_held() -> None:
    page = render_page(with_differences(partnership(areas=ONE), "drug_group"))
    assert "Same main drug" in page
    assert ">points per 100 more or fewer than" in page
    assert "−12 (−25 to +1)" in page


def test_nothing_stands_beside_them_where_none_is_held() -> None:
    page = render_page(partnership(areas=ONE))
    assert "Same main drug" not in page
    assert "Mantel" not in page


def test_the_main_drug_comes_before_age_and_a_group_alone_is_no_panel() -> None:
    release = partnership(areas=ONE)
    stage = release.programme.stage("started")
    both = Shelf(with_differences(release, "age_band", "drug_group"))
    name, found = rows_within(both, "X1", stage, Division(*ETHNICITY))
    assert name == "drug_group"
    assert set(found) == set(GROUPS)
    assert difference_words(both, found["BLACK_CARIBBEAN"]) == "−12 (−25 to +1)"


def test_the_table_behind_holds_the_differences_too() -> None:
    page = render_page(with_differences(partnership(areas=ONE), "drug_group", known=2))
    assert "Same main drug: points per 100 more or fewer (range)" in page
    assert "too few to say" in page
