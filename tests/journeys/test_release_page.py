"""A reader opens the page from disk: in a browser, on a telephone, by keyboard, on paper."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from evenhand.publish import write_release
from evenhand.publish.write import FORMATS
from tests.unit.publish.releases import HOSTILE, nothing_found, partnership, stop_and_search

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.journey

RELEASES = {
    "two areas": partnership,
    "hostile names": lambda: partnership(areas=HOSTILE, size=0.6),
    "exact counts": lambda: partnership(areas={"X1": "Riverside"}, policy="internal-exact"),
    "nothing found": lambda: nothing_found(partnership(areas={"X1": "Riverside"}, size=0.2)),
    "stop and search": stop_and_search,
}
WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Everything stands in the page's own file: there are no style sheets to fetch first; what passes is not described.
QUICK = {"resultTypes": ["violations"], "preload": False}


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return where each release's page lies, as an address of a file; one of them has everything beside it."""
    made = {}
    for name, make in RELEASES.items():
        folder = tmp_path_factory.mktemp("release")
        formats = FORMATS if name == "two areas" else ()
        made[name] = write_release(make(), folder, formats=formats)[0].as_uri()
    return made


@pytest.fixture(params=RELEASES)
def address(addresses: dict[str, str], request: pytest.FixtureRequest) -> str:
    return addresses[request.param]


def open_all(page: "Page") -> None:
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")


def test_page_opens_from_disk_and_asks_nobody_for_anything(browser: "Browser", address: str) -> None:
    asked, complaints = [], []
    opened = browser.new_page(viewport={"width": 1000, "height": 800})
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.goto(address)
    open_all(opened)
    assert opened.locator("h1").count() == 1
    assert [url for url in asked if not url.startswith("data:")] == [address]
    assert complaints == []
    opened.close()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("which", "width"),
    [("two areas", 1000), ("exact counts", 320), ("stop and search", 1000), ("nothing found", 320)],
)
def test_axe_finds_nothing(opened: "Page", addresses: dict[str, str], which: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    opened.set_viewport_size({"width": width, "height": 800})
    opened.goto(addresses[which])
    open_all(opened)
    found = Axe().run(opened, options={"runOnly": {"type": "tag", "values": WCAG_22_AA}, **QUICK})
    assert found.response["violations"] == [], found.generate_report()


@pytest.mark.parametrize("width", [320, 400, 700, 761, 1000])
def test_nothing_reaches_beyond_the_window(opened: "Page", address: str, width: int) -> None:
    opened.set_viewport_size({"width": width, "height": 800})
    opened.goto(address)
    open_all(opened)
    assert opened.evaluate("document.documentElement.scrollWidth") <= width


def test_every_chart_has_a_title_and_a_description(opened: "Page", address: str) -> None:
    opened.goto(address)
    assert opened.locator("svg[role=img]").count() >= 2
    for chart in opened.locator("svg[role=img]").all():
        assert chart.locator("> title").text_content()
        assert len(str(chart.locator("> desc").text_content())) > 20


@pytest.mark.parametrize("width", [1000, 320])
def test_one_drawing_of_each_chart_is_seen(opened: "Page", address: str, width: int) -> None:
    opened.set_viewport_size({"width": width, "height": 800})
    opened.goto(address)
    open_all(opened)
    for figure in opened.locator("figure").all():
        assert sum(svg.is_visible() for svg in figure.locator("svg").all()) == 1


@pytest.mark.parametrize("width", [1000, 320])
def test_letters_of_charts_can_be_read(opened: "Page", address: str, width: int) -> None:
    """Letters on a chart are at least 11 pixels high, and none lies outside its drawing."""
    opened.set_viewport_size({"width": width, "height": 800})
    opened.goto(address)
    open_all(opened)
    outside = opened.evaluate(
        """() => [...document.querySelectorAll('figure svg text')].filter(one => one.getClientRects().length)
        .filter(one => {
            const box = one.getBoundingClientRect(), frame = one.ownerSVGElement.getBoundingClientRect();
            const scale = frame.width / one.ownerSVGElement.viewBox.baseVal.width;
            return box.left < frame.left - 2 || box.right > frame.right + 2 || box.bottom > frame.bottom + 2
                || parseFloat(one.getAttribute('font-size')) * scale < 11;
        }).map(one => one.textContent)"""
    )
    assert outside == []


@pytest.mark.parametrize("width", [1000, 320])
def test_texts_of_a_chart_do_not_run_into_each_other(opened: "Page", address: str, width: int) -> None:
    opened.set_viewport_size({"width": width, "height": 800})
    opened.goto(address)
    open_all(opened)
    colliding = opened.evaluate(
        """() => [...document.querySelectorAll('figure svg')].flatMap(svg => {
            const texts = [...svg.querySelectorAll('text')].filter(one => one.getClientRects().length);
            const boxes = texts.map(one => one.getBoundingClientRect());
            return boxes.flatMap((a, i) => boxes.slice(i + 1).flatMap((b, j) =>
                a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3
                    ? [texts[i].textContent + ' | ' + texts[i + 1 + j].textContent] : []));
        })"""
    )
    assert colliding == []


def test_table_opens_by_keyboard(opened: "Page", addresses: dict[str, str]) -> None:
    opened.goto(addresses["two areas"])
    table = opened.locator("#area-1-pathway details")
    assert not table.locator("table").is_visible()
    table.locator("summary").focus()
    opened.keyboard.press("Enter")
    assert table.locator("table").is_visible()


def test_first_tab_leads_to_what_matters_most(opened: "Page", addresses: dict[str, str]) -> None:
    opened.goto(addresses["two areas"])
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.textContent") == "Skip to what matters most"
    opened.keyboard.press("Enter")
    assert opened.evaluate("document.activeElement.id") == "main"


def test_the_evidence_opens_where_its_link_leads(opened: "Page", addresses: dict[str, str]) -> None:
    opened.goto(addresses["two areas"])
    opened.get_by_role("link", name="the evidence").first.click()
    table = opened.locator("[id='" + opened.url.rpartition("#")[2] + "']")
    assert table.is_visible()
    assert "Bangladeshi" in str(table.text_content())


def test_paper_shows_wide_charts_and_what_cannot_be_said(opened: "Page", addresses: dict[str, str]) -> None:
    opened.goto(addresses["two areas"])
    opened.emulate_media(media="print")
    opened.set_viewport_size({"width": 700, "height": 1000})
    assert opened.locator("#area-1-pathway svg.wide").is_visible()
    assert not opened.locator("#area-1-pathway svg.narrow").is_visible()
    assert opened.locator("details.say li").first.is_visible()
    assert not opened.locator("#area-1-pathway details").is_visible()


def test_data_lie_beside_the_page(opened: "Page", addresses: dict[str, str]) -> None:
    address = addresses["two areas"]
    opened.goto(address)
    links = opened.locator("footer a")
    folder = Path(address.removeprefix("file://")).parent
    assert links.count() == 6, "the report to print and the spreadsheet, then the tables"
    for link in links.all():
        assert (folder / str(link.get_attribute("href"))).is_file()
