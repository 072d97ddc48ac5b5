"""What a page's shape leaves out is nothing to axe: other words give the same shape, and whatever axe would find another."""

from typing import TYPE_CHECKING

import pytest

from tests.service.journeys.shapes import shape_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

PAGE = """<!doctype html><html lang="en"><head><title>One</title></head><body>
<a href="#content">Skip</a><header aria-label="Ours"><a href="/" lang="cy">Cymraeg</a></header>
<main id="content"><h1>First</h1><h2>Second</h2>
<form><label for="name">Name</label><input id="name" name="name" type="text" aria-describedby="hint">
<p id="hint">As written</p><button type="submit">Save</button></form>
<p><img src="/one.png" alt="A line"> <a class="link" href="/two">Two</a></p>
<ul><li><a href="/three">Three</a></li></ul></main></body></html>"""
SAME = {
    "other words": ("As written", "Fel y mae"),
    "another address": ('href="/two"', 'href="/ail"'),
    "what scripts keep": ("<h1>", '<h1 data-kept="1">'),
}
OTHER = {
    "a picture without words": (' alt="A line"', ""),
    "a picture with empty words": ('alt="A line"', 'alt=""'),
    "a field without a label": ('<label for="name">', "<label>"),
    "a label of nothing": ('for="name"', 'for="gone"'),
    "a hint that is gone": ('<p id="hint">', "<p>"),
    "an empty heading": ("<h2>Second</h2>", "<h2></h2>"),
    "a heading of the wrong order": ("<h2>Second</h2>", "<h4>Second</h4>"),
    "a link without words": (">Two</a>", "></a>"),
    "an unheard link": ('class="link"', 'class="link" aria-hidden="true"'),
    "a role that does not exist": ("<h2>", '<h2 role="nonsense">'),
    "a skip link to nothing": ('<main id="content">', "<main>"),
    "a name that is there twice": ('<p id="hint">', '<p id="name">'),
    "a language that there is not": ('lang="cy"', 'lang="zz"'),
    "a page in no language": ('<html lang="en">', "<html>"),
    "a page without a title": ("<title>One</title>", ""),
    "a list of what is no list": ("<li><a", "<div><a"),
    "a step out of order": ("<button ", '<button tabindex="2" '),
    "a small link near another": ("Two</a>", 'Two</a><a href="/x">x</a>'),
    "what is hidden": ("<h2>", "<h2 hidden>"),
}


def _shape(page: "Page", now: str = PAGE) -> set[str]:
    page.set_content(now)
    return shape_of(page)


@pytest.mark.parametrize("what", SAME)
def test_pages_that_differ_in_words_have_one_shape(opened: "Page", what: str) -> None:
    before, now = SAME[what]
    assert before in PAGE
    assert _shape(opened, PAGE.replace(before, now)) == _shape(opened)


def test_a_page_has_the_shape_of_itself_in_the_other_language(opened: "Page") -> None:
    other = PAGE.replace('"en"', '"xx"').replace('lang="cy"', 'lang="en"').replace('"xx"', '"cy"')
    assert _shape(opened, other) == _shape(opened)


@pytest.mark.parametrize("what", OTHER)
def test_what_axe_would_find_gives_another_shape(opened: "Page", what: str) -> None:
    before, now = OTHER[what]
    assert before in PAGE
    assert not _shape(opened, PAGE.replace(before, now)) <= _shape(opened)
