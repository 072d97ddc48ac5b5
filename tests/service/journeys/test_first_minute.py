"""The first minute of somebody who has never seen the service: where do we lose people, and whom more than others."""

import pytest

from tests.service.builders_accounts import make_area, make_person
from tests.service.builders_releases import make_release
from tests.service.journeys.looks import check_page
from tests.service.journeys.walker import Walker

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
GAP = "of every 100 Bangladeshi people found in need, about 29 started treatment"


def test_a_panel_member_finds_the_worst_gap_without_scrolling_or_choosing(walker: Walker) -> None:
    """Given a panel member, when they open the service, then the gap, its range and its people stand on the first screen."""
    area = make_area("Riverside")
    make_release(area)
    walker.as_(make_person("panel-member", area=area)).goes_to("/")
    first = walker.page.locator("ol.eh-statements > li").first
    said = first.inner_text()
    assert GAP in said
    assert "(21 to 37)" in said
    assert "more people would have been counted" in said
    box = first.bounding_box()
    assert box
    assert box["y"] + box["height"] < walker.page.viewport_size["height"], "it stands below the first screen"
    check_page(walker)
    walker.narrow()
    box = first.bounding_box()
    assert box
    assert box["y"] < walker.page.viewport_size["height"], (
        "on a telephone it does not even begin on the first screen"
    )


def test_what_lies_behind_it_is_one_step_away(walker: Walker) -> None:
    """When they follow the statement, then chart, doubts and what it may not mean stand on one page."""
    area = make_area("Riverside")
    make_release(area)
    walker.as_(make_person("panel-member", area=area)).goes_to("/")
    assert walker.sees("What we cannot say")
    walker.page.get_by_role("link", name="what might explain it").first.click()
    for words in ("How many people", "How sure we are", "What it may not mean", "Was it there before?"):
        assert walker.sees(words), words
    assert walker.page.locator("figure svg").first.is_visible()
