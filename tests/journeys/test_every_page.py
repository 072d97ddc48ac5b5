"""Every page of a release in both languages: axe, 320 pixels, links, languages, and the keyboard's way."""

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from tests.journeys.site import pages, write_site

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.journey

WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NAMES = ("index", "area-1", "area-2", "areas", "over-time", "needs", "quality", "tables")
PAGES = [f"{folder}{name}.html" for folder in ("", "cy/") for name in NAMES]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_site(tmp_path_factory.mktemp("site"))


def visit(page: "Page", site: Path, name: str, width: int = 1000, most_open: int = 1000) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto((site / name).as_uri())
    page.evaluate(
        "most => [...document.querySelectorAll('details')].slice(0, most).forEach(one => { one.open = true })",
        most_open,
    )


def test_these_are_all_pages(site: Path) -> None:
    assert pages(site) == sorted(PAGES)


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_on_any_page(opened: "Page", site: Path, name: str) -> None:
    """English pages are tried at 1,000 pixels, Welsh ones at 320; their colours are the same, and slow to measure.

    The first headings that can be opened are: what stands behind the others is made by the same template.
    """
    from axe_playwright_python.sync_playwright import Axe

    welsh = name.startswith("cy/")
    visit(opened, site, name, 320 if welsh else 1000, most_open=3)
    rules = {"color-contrast": {"enabled": not welsh}}
    options = {
        "runOnly": {"type": "tag", "values": WCAG_22_AA},
        "resultTypes": ["violations"],
        "preload": False,
        "rules": rules,
    }
    found = Axe().run(opened, options=options)
    assert found.response["violations"] == [], found.generate_report()


@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_wider_than_a_telephone(opened: "Page", site: Path, name: str) -> None:
    visit(opened, site, name, 320)
    assert opened.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_somewhere(site: Path, name: str) -> None:
    text = (site / name).read_text("utf-8")
    folder = (site / name).parent
    for link in set(re.findall(r'href="([^"]+)"', text)):
        path, _, anchor = link.partition("#")
        if link.startswith("data:"):
            continue
        target = (folder / unquote(path)) if path else site / name
        assert target.is_file(), link
        assert not anchor or f'id="{anchor}"' in target.read_text("utf-8"), link


@pytest.mark.parametrize("name", PAGES)
def test_every_page_says_its_language_and_leads_to_the_other(opened: "Page", site: Path, name: str) -> None:
    visit(opened, site, name)
    mine, other = ("cy", "en") if name.startswith("cy/") else ("en", "cy")
    assert opened.locator("html").get_attribute("lang") == mine
    link = opened.locator("header a.language")
    assert link.get_attribute("lang") == other
    link.click()
    assert opened.locator("html").get_attribute("lang") == other
    assert opened.url.endswith(Path(name).name)


@pytest.mark.parametrize("name", PAGES[: len(NAMES)])
def test_focus_is_seen_wherever_the_keyboard_goes(opened: "Page", site: Path, name: str) -> None:
    opened.set_viewport_size({"width": 1000, "height": 800})
    opened.goto((site / name).as_uri())
    for _ in range(12):
        opened.keyboard.press("Tab")
        seen = opened.evaluate(
            """() => { const one = document.activeElement, style = getComputedStyle(one);
            return one === document.body || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) }"""
        )
        assert seen, opened.evaluate("document.activeElement.outerHTML.slice(0, 200)")


@pytest.mark.parametrize("name", ["over-time.html", "area-1.html", "cy/over-time.html"])
@pytest.mark.parametrize("width", [1000, 320])
def test_texts_of_charts_stand_apart_and_inside(opened: "Page", site: Path, name: str, width: int) -> None:
    visit(opened, site, name, width)
    wrong = opened.evaluate(
        """() => [...document.querySelectorAll('figure svg')].flatMap(svg => {
            const texts = [...svg.querySelectorAll('text')].filter(one => one.getClientRects().length);
            const boxes = texts.map(one => one.getBoundingClientRect());
            const frame = svg.getBoundingClientRect();
            const outside = texts.filter((_, i) => boxes[i].left < frame.left - 2 || boxes[i].right > frame.right + 2
                || boxes[i].bottom > frame.bottom + 2).map(one => 'outside: ' + one.textContent);
            return outside.concat(boxes.flatMap((a, i) => boxes.slice(i + 1).flatMap((b, j) =>
                a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3
                    ? [texts[i].textContent + ' | ' + texts[i + 1 + j].textContent] : [])));
        })"""
    )
    assert wrong == []
