"""Every link of the documentation leads somewhere."""

from pathlib import Path

import pytest

from tests.docs.pages import ROOT, anchors, links, name_of, pages


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_every_link_leads_to_a_file_and_heading_that_exist(page: Path) -> None:
    assert [target for target in links(page) if not leads_somewhere(page, target)] == []


def test_every_page_can_be_reached_from_the_readme() -> None:
    reached, to_follow = set(), [ROOT / "README.md"]
    while to_follow:
        page = to_follow.pop()
        if page in reached or page.suffix != ".md" or not page.is_file():
            continue
        reached.add(page)
        to_follow += [(page.parent / target.partition("#")[0]).resolve() for target in links(page)]
    documents = {page for page in pages() if page.name != "CHANGELOG.md"}
    assert [name_of(page) for page in sorted(documents - reached)] == []


@pytest.mark.parametrize(
    ("target", "leads"),
    [
        ("docs/README.md", True),
        ("docs/none.md", False),
        ("README.md#try-it", True),
        ("README.md#not-a-heading", False),
        ("https://example.org/none.md", True),
    ],
)
def test_broken_link_is_found(target: str, leads: bool) -> None:
    assert leads_somewhere(ROOT / "README.md", target) is leads


def leads_somewhere(page: Path, target: str) -> bool:
    """Return whether a link has an end: a file of the repository, its heading; other sites are not asked."""
    if target.startswith(("https://", "http://", "mailto:")):
        return True
    place, _, anchor = target.partition("#")
    end = (page.parent / place).resolve() if place else page
    return end.exists() and (not anchor or anchor in anchors(end))
