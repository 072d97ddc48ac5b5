"""What the page says, in which order, and what it must never say."""

import re
from dataclasses import replace
from importlib import resources

import pytest

from evenhand.publish import Release, render_page
from evenhand.publish.page import inputs_table, left_out
from evenhand.publish.shelf import Shelf
from tests.unit.publish.page_reader import FORBIDDEN, read, words
from tests.unit.publish.releases import (
    HOSTILE,
    ONE,
    partnership,
)


def test_parts_stand_in_order(page: str) -> None:
    said = words(page)
    parts = [
        *(
            "Who gets through, who does not",
            "counts under 5 hidden",
            "In Riverside, of every 100",
            "What we cannot say",
        ),
        *("The pathway", "The step with a difference", "Who is at each stage"),
        *("How far to trust this", "What was read", "Every figure can be traced"),
    ]
    assert [said.index(part) for part in parts] == sorted(said.index(part) for part in parts)


def test_meta_line_says_where_when_and_how_protected(page: str) -> None:
    assert (
        "From test on arrest to finishing treatment · Riverside · April 2024 to March 2026 · as at 14 May 2026 · "
        "counts under 5 hidden, others rounded to 5"
    ) in words(page)


def test_labels_of_charts_exist(page: str) -> None:
    reader = read(page)
    ids = {attributes["id"] for _, attributes in reader.tags if "id" in attributes}
    charts = [a for tag, a in reader.tags if tag == "svg" and a.get("role") == "img"]
    assert len(charts) == 2 * len([tag for tag, _ in reader.tags if tag == "figure"])
    for chart in charts:
        assert set(str(chart["aria-labelledby"]).split()) <= ids


def test_nothing_is_asked_of_the_network_and_nothing_runs(page: str) -> None:
    reader = read(page)
    assert not {tag for tag, _ in reader.tags} & {"script", "iframe", "img", "object", "embed", "form"}
    for _, attributes in reader.tags:
        assert not [
            name for name in attributes if name.startswith("on") or name in ("style", "src", "srcset")
        ]
        if str(attributes.get("href", "")).startswith("http"):
            pytest.fail(f"a link that leaves: {attributes['href']}")
    assert "url(http" not in page
    assert "@import" not in page
    assert "default-src 'none'" in page.replace("&#39;", "'")


def test_names_are_escaped_everywhere() -> None:
    page = render_page(partnership(areas=HOSTILE))
    assert "<script" not in page
    assert "&lt;script&gt;alert(&#34;x&#34;)&lt;/script&gt; &amp; Sons" in page
    assert 'Riverside <script>alert("x")</script> & Sons' in words(page)


def test_exact_counts_carry_a_banner(page: str) -> None:
    banner = "Exact counts: for entitled staff, not for publication"
    assert banner in words(render_page(partnership(areas=ONE, policy="internal-exact")))
    assert banner not in words(page)


def test_release_shows_itself_in_a_notebook(release: Release) -> None:
    assert release.findings.headlines[0].sentence in release._repr_html_()


def test_documentation_is_linked_where_it_is_given(release: Release) -> None:
    assert '<a href="../docs/">how the figures are made</a>' in render_page(release, docs="../docs/")


def test_run_without_anything_is_written(release: Release) -> None:
    page = render_page(replace(release, run={}, about=()))
    assert "What was read" in words(page)


def test_warnings_and_skipped_files_are_said(release: Release) -> None:
    run = {
        "inputs": [
            {"file": "a.csv", "read": 1, "accepted": 1, "rejected": 0, "warnings": ["12 rows alike."]}
        ],
        "skipped": [{"file": "b.md", "reason": "Not a CSV file."}, "c.txt"],
        "warnings": ["Counts were set aside."],
    }
    said = words(render_page(replace(release, run=run)))
    for sentence in (
        "a.csv: 12 rows alike.",
        "Not read: b.md: Not a CSV file.",
        "Not read: c.txt",
        "set aside",
    ):
        assert sentence in said


@pytest.mark.parametrize("which", ["page", "searches"])
def test_no_word_that_blames_or_explains(which: str, request: pytest.FixtureRequest) -> None:
    said = words(request.getfixturevalue(which)).lower()
    found = [word for word in FORBIDDEN if re.search(rf"\b{re.escape(word.lower())}\b", said)]
    assert found == []


def test_no_such_word_in_any_template() -> None:
    folder = resources.files("evenhand.publish") / "templates"
    for path in folder.iterdir():
        text = path.read_text("utf-8").lower()
        assert [w for w in FORBIDDEN if re.search(rf"\b{re.escape(w.lower())}\b", text)] == [], path.name


def test_numbers_of_rows_are_shown_as_the_policy_shows_them(release: Release) -> None:
    read = {
        "file": "tests.csv",
        "read": 3497,
        "accepted": 3494,
        "rejected": 3,
        "duplicates": 0,
        "warnings": ["2 odd"],
    }
    shown = {
        "file": "tests.csv",
        "read": "3,495",
        "accepted": "3,495",
        "rejected": "fewer than 5",
        "duplicates": "0",
    }
    table = inputs_table(Shelf(replace(release, run={"inputs": [read], "inputs_shown": [shown]})))
    assert table.rows == (("tests.csv", "3,495", "3,495", "fewer than 5", "0"),)
    assert left_out(Shelf(replace(release, run={"inputs": [read], "inputs_shown": [shown]}))) == ()
    assert left_out(Shelf(replace(release, run={"inputs": [read]}))) == ("tests.csv: 2 odd",)
