"""Rows of page numbers: drawn once for a place among pages; what stands in the address is put in afterwards, escaped."""

from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory

from evenhand_service.common.remembered import REMEMBERED

PAGE = """{% from "components/pagination.jinja" import pagination %}{{ pagination(page, request) }}"""


def drawn(query: str, number: int = 2, rows: int = 100) -> str:
    page = Paginator(range(rows), 10).get_page(number)
    request = RequestFactory().get(f"/shelves/?{query}")
    return str(engines["jinja2"].from_string(PAGE).render({"page": page, "request": request}))


def test_each_page_keeps_what_else_is_asked() -> None:
    REMEMBERED.forget()
    for _ in ("drawn", "remembered"):
        html = drawn("q=two+words&page=2&kind=a&kind=b")
        assert 'href="?q=two+words&amp;page=3&amp;kind=a&amp;kind=b"' in html
        assert 'href="?q=two+words&amp;page=1&amp;kind=a&amp;kind=b"' in html
        assert html.count('aria-current="page"') == 1


def test_what_was_typed_is_escaped_and_never_remembered() -> None:
    REMEMBERED.forget()
    html = drawn('q="><script>Quillfeather')
    assert "<script>" not in html
    assert "Quillfeather" in html
    assert "Quillfeather" not in repr(REMEMBERED.values()) + repr(REMEMBERED.keys())


def test_another_place_among_as_many_pages_is_drawn_of_its_own() -> None:
    assert 'rel="prev"' not in drawn("", number=1)
    assert 'rel="next"' not in drawn("", number=10)
    assert drawn("", rows=10) == ""
