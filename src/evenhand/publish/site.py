"""All pages of a release: the first, and those behind it for analysts, on quality, need and files."""

from collections.abc import Iterator, Mapping, Sequence

from evenhand.publish.facts import protection_words
from evenhand.publish.page import page_environment, page_style, places, render_page
from evenhand.publish.pages.area import area_page
from evenhand.publish.pages.areas import areas_page
from evenhand.publish.pages.files import files_page
from evenhand.publish.pages.needs import needs_page
from evenhand.publish.pages.over_time import over_time_page
from evenhand.publish.pages.quality import quality_page
from evenhand.publish.pages.staying import staying_page
from evenhand.publish.shelf import Shelf
from evenhand.publish.types import Release
from evenhand.publish.views import Link, Page

INDEX = "index.html"


def render_site(
    release: Release,
    *,
    files: Sequence[str] = (),
    docs: str | None = None,
    other_language: Link | None = None,
    shelf: Shelf | None = None,
) -> Mapping[str, str]:
    """Return every page by the name of its file; the same bytes for the same release.

    `files` are the other files of the release: charts are linked to from their figures, the others named on a
    page. `other_language` leads to the same page in another language, in a folder that holds files of the same
    names. `shelf` is that of the release where there is one: what was drawn for it is not drawn again.
    """
    shelf = shelf or Shelf(release)
    behind = tuple(pages_behind(shelf, files))
    links = tuple(Link(to=one.file, words=one.name) for one in behind)
    first = render_page(
        release, docs=docs, pages=links, files=files, other_language=other_language, shelf=shelf
    )
    site = {INDEX: first}
    return site | {one.file: _render(shelf, one, links, files, other_language) for one in behind}


def pages_behind(shelf: Shelf, files: Sequence[str]) -> Iterator[Page]:
    """Yield the pages behind the first for which there is something to show."""
    for number, area in enumerate(shelf.areas, start=1):
        if page := area_page(shelf, number, area):
            yield page
    for make in (areas_page, over_time_page, staying_page, needs_page, quality_page):
        if page := make(shelf):
            yield page
    yield files_page(shelf, [one for one in files if "/" not in one])


def _render(
    shelf: Shelf, page: Page, links: Sequence[Link], files: Sequence[str], other_language: Link | None
) -> str:
    css, style_hash = page_style()
    template = page_environment(files).get_template("behind.html.jinja")
    text = template.render(
        page=page,
        title=f"{page.title}: {shelf.programme.title}",
        places=places(shelf),
        links=links,
        css=css,
        style_hash=style_hash,
        language=shelf.release.language,
        say=shelf.say,
        protection=protection_words(shelf),
        run=str(shelf.release.run.get("run_id", "")),
        other_language=_same_page(other_language, page.file),
    )
    return text.rstrip("\n") + "\n"


def _same_page(other: Link | None, file: str) -> Link | None:
    """The link to the same page in the other language."""
    return Link(to=f"{other.to.rpartition('/')[0]}/{file}", words=other.words) if other else None
