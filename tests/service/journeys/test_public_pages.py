"""A journalist's way: from the list to a release, its charts, its files, a service; on a telephone and in Welsh."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from evenhand_service.monitoring.enums import ReleaseState
from evenhand_service.organisations.models import ServiceWords
from tests.service.builders import as_builder
from tests.service.builders_organisations import make_area, make_organisation, make_service
from tests.service.builders_releases import NOW, make_release
from tests.service.journeys.looks import check_page
from tests.service.journeys.walker import Walker

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
PICTURES = os.environ.get("EVENHAND_PICTURES")


def _picture(walker: Walker, name: str) -> None:
    if PICTURES:
        walker.page.screenshot(path=str(Path(PICTURES) / f"{name}-1000.png"), full_page=True)
        walker.narrow().page.screenshot(path=str(Path(PICTURES) / f"{name}-320.png"), full_page=True)
        walker.wide()


def _opens(walker: Walker, address: str) -> None:
    """Open a page; a browser that has just begun may answer for the blank page it began with, and is asked again."""
    if not walker.goes_to(address):
        walker.goes_to(address)
    walker.page.locator("h1").wait_for(timeout=30_000)


def _addresses() -> dict[str, str]:
    area = make_area("Aberwen", code="W900")
    release = make_release(area, published=True, made_at=NOW + timedelta(days=1))
    gone = make_release(
        area,
        state=ReleaseState.WITHDRAWN,
        published=True,
        withdrawn_at=NOW,
        withdrawn_because="Two custody suites had been swapped.",
    )
    service = make_service(
        make_organisation(area, "Aberwen Health"),
        "The Quay",
        is_public=True,
        languages=["en", "cy", "ur"],
        offers=["crack", "needle-exchange"],
        women_only_hours="Tuesdays 10 to 12",
        childcare="on_site",
        address="1 Quay Street\nAberwen",
        phone="01970 000 000",
    )
    with as_builder():
        ServiceWords.objects.create(service=service, language="ur", name="دی کوے", about="بات کرنے کے لیے۔")
    return {
        "releases": "/releases/",
        "nothing-found": "/services/?there=faith",
        "release": f"/releases/{release.slug}/",
        "chart": f"/releases/{release.slug}/charts/pathway-x1/",
        "withdrawn": f"/releases/{gone.slug}/",
        "open-data": "/open-data/",
        "services": "/services/",
        "service": f"/services/{service.pk}/",
        "service-in-urdu": f"/services/{service.pk}/?in=ur",
        "api-docs": "/api/v1/docs",
    }


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_public_page_can_be_read_by_everybody(walker: Walker, language: str) -> None:
    walker.reads(language)
    for name in ("releases", "services"):
        _opens(walker, f"/{name}/")
        check_page(walker)
    for name, address in _addresses().items():
        _opens(walker, address)
        _picture(walker, f"{name}-{language}")
        check_page(walker)


def test_a_journalist_finds_the_worst_gap_and_takes_its_chart_without_scripts(walker: Walker) -> None:
    """Given the list of releases, when somebody opens the first, then the gap, its chart and its files are there."""
    _addresses()
    _opens(walker.without_scripts(), "/releases/")
    walker.presses("Riverside: From test on arrest to finishing treatment")
    assert walker.sees("about 29 started treatment")
    walker.presses("See the chart")
    chart = walker.page.locator("figure:target")
    assert chart.is_visible()
    with walker.page.expect_download() as taken:
        chart.get_by_role("link", name="CSV").click()
    assert "Bangladeshi" in taken.value.path().read_text("utf-8-sig")
