"""Dates, numbers, lists, content in any language, addresses, charts: what templates are given."""

from datetime import UTC, date, datetime

import pytest
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from evenhand_service.common.templating import addresses, dates, numbers, writing
from evenhand_service.common.templating.figures import PictureNotSafe, picture


@pytest.mark.parametrize(("language", "month"), [("en", "14 July 2026"), ("cy", "14 Gorffennaf 2026")])
def test_days_are_written_in_the_readers_language(language: str, month: str) -> None:
    with translation.override(language):
        assert dates.day(date(2026, 7, 14)) == dates.day("2026-07-14") == month
        assert (
            dates.moment(datetime(2026, 7, 14, 23, 30, tzinfo=UTC))
            == month.replace("14", "15", 1) + ", 00:30"
        )
        assert dates.month(date(2026, 7, 14)) == month[3:]
        assert dates.day(None) == dates.moment(None) == ""


def test_numbers_have_a_comma_between_thousands_and_a_true_minus() -> None:
    assert [numbers.number(one) for one in (2400, 0, -3, None)] == ["2,400", "0", "−3", ""]
    assert numbers.number(3.14159, 2) == "3.14"
    assert numbers.share(0.4149) == "41%"
    assert [numbers.size(one) for one in (10, 2048, 3_000_000, None)] == ["1 kB", "2 kB", "2.9 MB", ""]


@pytest.mark.parametrize(
    ("language", "items", "said"),
    [
        ("en", [], ""),
        ("en", ["a"], "a"),
        ("en", ["a", "b", "c"], "a, b and c"),
        ("cy", ["du", "gwyn"], "du a gwyn"),
        ("cy", ["du", "oren"], "du ac oren"),
    ],
)
def test_lists_are_said_as_in_a_sentence(language: str, items: list[str], said: str) -> None:
    with translation.override(language):
        assert writing.listed(items) == said


@pytest.mark.parametrize(
    ("tag", "attributes"),
    [
        ("en", ""),
        ("cy", ' lang="cy" dir="ltr"'),
        ("ur", ' lang="ur" dir="rtl"'),
        ("pa-Arab", ' lang="pa-Arab" dir="rtl"'),
        ("ur-Latn-GB", ' lang="ur-Latn-GB" dir="ltr"'),
        (None, ' dir="auto"'),
        ('x" onclick="y', ' dir="auto"'),
    ],
)
def test_content_says_its_language_and_direction(tag: str | None, attributes: str) -> None:
    with translation.override("en"):
        assert writing.lang_attributes(tag) == attributes


def test_a_filter_changes_one_question_of_an_address_and_keeps_the_rest() -> None:
    request = RequestFactory().get("/findings?step=need&step=start&page=3")
    assert addresses.query_with(request, page=4) == "?step=need&step=start&page=4"
    assert addresses.query_with(request, page=None, step=["a b"]) == "?step=a+b"
    assert addresses.query_with(RequestFactory().get("/findings?page=1"), page=None) == "/findings"


def test_a_chart_is_put_in_with_ids_of_its_own() -> None:
    svg = '<?xml version="1.0"?>\n<svg aria-labelledby="title desc"><title id="title">T</title>'
    svg += '<desc id="desc">D</desc></svg>'
    made = picture(svg, "fig-1-wide")
    assert made.startswith('<svg aria-labelledby="fig-1-wide-title fig-1-wide-desc">')
    assert 'id="fig-1-wide-desc"' in made


@pytest.mark.parametrize(
    "inside",
    [
        "<script>x</script>",
        '<rect style="fill:red"/>',
        '<rect onload="x"/>',
        "<style>a{}</style>",
        '<a href="javascript:x">',
    ],
)
def test_a_chart_that_could_run_something_is_refused(inside: str) -> None:
    with pytest.raises(PictureNotSafe):
        picture(f"<svg>{inside}</svg>")


def test_the_words_of_scripts_cannot_end_their_element() -> None:
    with translation.override("cy"):
        words = writing.words_for_script()
    assert "Dangos" in words
    assert "<" not in words


def test_a_form_whose_macros_came_without_context_is_refused() -> None:
    source = '{% from "components/form.jinja" import open_form %}{{ open_form() }}'
    with pytest.raises(LookupError, match="with context"):
        engines["jinja2"].from_string(source).render({}, request=RequestFactory().get("/"))


def test_text_is_never_taken_for_html() -> None:
    source = '{% from "components/table.jinja" import table %}{{ table(c, ["a"], [[{"html": c}], [{"text": c}], [c]]) }}'
    made = engines["jinja2"].from_string(source).render({"c": "<script>"})
    assert "<script>" not in made
    assert made.count("&lt;script&gt;") >= 4
