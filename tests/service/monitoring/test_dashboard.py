"""An area's pages: what matters most, what is picked, in both languages, to those who may see it and to nobody else."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evenhand_service.monitoring.enums import ReleaseState
from evenhand_service.monitoring.models import KeptFigure
from tests.service.builders import as_builder
from tests.service.builders_accounts import give_role, log_in, make_area, make_person
from tests.service.builders_releases import NOW, make_release

pytestmark = pytest.mark.django_db
CLAIM = "of every 100 Bangladeshi people found in need, about 29 started treatment"
GROUP = "Bangladeshi"
MOST_QUERIES = 20


def text_of(client: Client, name: str, *args: Any, **asked: Any) -> str:
    """Return a page that is there."""
    response = client.get(reverse(f"monitoring:{name}", args=args), asked)
    assert response.status_code == 200
    return response.content.decode()


def as_role(client: Client, role: str, area: Any) -> Client:
    """Log in as somebody with a role in an area."""
    return log_in(client, make_person(role, area=area))


def test_first_page_says_the_widest_gap_before_all_else(client: Client) -> None:
    area = make_area("Riverside")
    release = make_release(area)
    page = text_of(as_role(client, "panel-member", area), "show-area", area.code)
    assert page.index(CLAIM) < page.index("What we cannot say") < page.index("The pathway")
    assert (
        page.index("The pathway") < page.index('id="step-x1-started"') < page.index("Reached, against need")
    )
    assert page.index("not yet been asked") < page.index("How far to trust this") < page.index(release.slug)
    assert "approved 14 May 2026 by Approver of the Releases" in page
    assert len(re.findall("<h1", page)) == 1
    assert "style=" not in page


def test_first_page_in_welsh(client: Client) -> None:
    area = make_area("Riverside")
    make_release(area)
    as_role(client, "panel-member", area)
    client.cookies["django_language"] = "cy"
    page = text_of(client, "show-area", area.code)
    assert '<html lang="cy"' in page
    assert "Yr hyn na allwn ei ddweud" in page
    assert "What we cannot say" not in page


def test_somebody_from_elsewhere_is_told_nothing(client: Client) -> None:
    area, elsewhere = make_area("Riverside"), make_area("Elsewhere")
    release = make_release(area)
    make_release(elsewhere)
    as_role(client, "partnership-lead", elsewhere)
    for address in (
        reverse("monitoring:show-area", args=[area.code]),
        reverse("monitoring:explore-area", args=[area.code]),
        reverse("monitoring:list-area-releases", args=[area.code]),
        reverse("monitoring:ask-exact", args=[area.code]),
        reverse("monitoring:show-area", args=[elsewhere.code]) + f"?release={release.pk}",
        reverse("monitoring:download-figure", args=[area.code, release.pk, "pathway-x1", "csv"]),
        reverse("monitoring:download-figure", args=[elsewhere.code, release.pk, "pathway-x1", "csv"]),
        reverse("monitoring:download-file", args=[area.code, release.pk, "en", "counts.csv"]),
    ):
        response = client.get(address)
        assert response.status_code == 404, address
        body = response.content.decode()
        assert GROUP not in body
        assert "Riverside" not in body
    assert client.get(reverse("monitoring:show-area", args=["X-NOWHERE"])).status_code == 404


def test_nobody_is_led_to_log_in(client: Client) -> None:
    area = make_area("Riverside")
    make_release(area)
    response = client.get(reverse("monitoring:show-area", args=[area.code]))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


def test_home_leads_to_the_one_area_or_to_the_list(client: Client) -> None:
    area = make_area("Riverside")
    person = make_person("analyst", area=area)
    log_in(client, person)
    assert client.get("/")["Location"] == reverse("monitoring:show-area", args=[area.code])
    give_role(person, "analyst", area=make_area("Elsewhere"))
    assert client.get("/")["Location"] == reverse("monitoring:list-areas")


def test_a_draft_says_so_and_those_who_may_not_see_it_have_an_empty_page(client: Client) -> None:
    area = make_area("Riverside")
    make_release(area, state=ReleaseState.DRAFT)
    page = text_of(as_role(client, "analyst", area), "show-area", area.code)
    assert "Nobody has approved this release yet" in page
    assert CLAIM in page
    empty = text_of(as_role(client, "panel-member", area), "show-area", area.code)
    assert "There is no release of this area yet" in empty
    assert GROUP not in empty


def test_an_approved_release_stands_before_a_newer_draft(client: Client) -> None:
    area = make_area("Riverside")
    approved, draft = make_release(area), make_release(area, state=ReleaseState.DRAFT)
    page = text_of(as_role(client, "analyst", area), "show-area", area.code)
    assert approved.slug in page
    again = text_of(client, "show-area", area.code, release=draft.pk)
    assert draft.slug in again


def test_a_withdrawn_release_says_why_and_shows_nothing(client: Client) -> None:
    area = make_area("Riverside")
    release = make_release(area, state=ReleaseState.WITHDRAWN, withdrawn_because="A file was loaded twice.")
    page = text_of(as_role(client, "panel-member", area), "show-area", area.code, release=release.pk)
    assert "A file was loaded twice." in page
    assert GROUP not in page
    listed = text_of(client, "list-area-releases", area.code)
    assert "A file was loaded twice." in listed
    assert GROUP not in listed


def test_explore_begins_with_the_first_statement_and_shows_all_that_belongs_to_it(client: Client) -> None:
    area = make_area("Riverside")
    release = make_release(area)
    page = text_of(as_role(client, "panel-member", area), "explore-area", area.code)
    for slug in (
        "step-x1-started-ethnicity-ethnicity-18-1-2011",
        "gap-x1-ethnicity-ethnicity-18-1-2011-asian-bangladeshi",
        "trend-x1-started-ethnicity-ethnicity-18-1-2011",
        "borrowed-x1-started-ethnicity-ethnicity-18-1-2011",
    ):
        assert f'id="{slug}"' in page
    link = re.search(r'href="([^"]+)">A link to this page as it is', page)
    assert link
    address = link[1].replace("&amp;", "&")
    assert f"release={release.pk}" in address
    assert "stage=started" in address
    assert client.get(address).status_code == 200


def test_what_is_picked_is_what_is_shown(client: Client) -> None:
    area = make_area("Riverside")
    make_release(area)
    as_role(client, "panel-member", area)
    page = text_of(client, "explore-area", area.code, stage="retained", by="sex:sex", group="FEMALE")
    assert 'id="step-x1-retained-sex-sex-2021"' in page
    assert "step-x1-started" not in page
    assert '<option value="sex:sex" selected>' in page
    small = text_of(client, "explore-area", area.code, stage="started", view="characteristics")
    for name in ("ethnicity-ethnicity-18-1-2011", "sex-sex-2021", "age-band-age-band-adult-2026"):
        assert f'id="step-x1-started-{name}"' in small


def test_all_areas_side_by_side_are_those_that_one_may_see(client: Client) -> None:
    here, there, hidden = make_area("Riverside"), make_area("Uplands"), make_area("Hidden Valley")
    for one in (here, there, hidden):
        make_release(one)
    person = make_person("analyst", area=here)
    give_role(person, "analyst", area=there)
    log_in(client, person)
    page = text_of(client, "explore-area", here.code, stage="started", view="areas")
    assert "Uplands" in page
    assert page.index(">Riverside<") < page.index(">Uplands<")
    assert "Hidden Valley" not in page
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_what_was_never_there_is_as_if_nobody_had_picked(client: Client) -> None:
    area = make_area("Riverside")
    make_release(area)
    as_role(client, "panel-member", area)
    page = text_of(client, "explore-area", area.code, stage="<script>", by="x", group="y", view="z")
    assert "<script>alert" not in page
    assert 'id="step-x1-' in page
    assert (
        client.get(reverse("monitoring:explore-area", args=[area.code]), {"release": "x"}).status_code == 404
    )


def test_areas_are_searched_by_name_in_the_list_of_those_one_may_see(client: Client) -> None:
    region = make_area("North", level="region")
    for name in ("Riverside", "Uplands"):
        make_release(make_area(name, parent=region))
    make_area("Elsewhere")
    as_role(client, "regional-viewer", region)
    page = text_of(client, "list-areas")
    assert page.count("29 in 100 Bangladeshi people") == 2
    assert "Elsewhere" not in page
    found = text_of(client, "list-areas", q="upl")
    assert ">Uplands<" in found
    assert ">Riverside<" not in found


def queries_of(client: Client, name: str, *args: Any) -> int:
    """Return how many queries a page asks once everything that is kept in memory is there."""
    text_of(client, name, *args)
    with CaptureQueriesContext(connection) as asked:
        text_of(client, name, *args)
    return len(asked)


def test_the_list_of_areas_asks_the_same_however_many_there_are(client: Client) -> None:
    region = make_area("North", level="region")
    make_release(make_area("Area 1", parent=region))
    as_role(client, "regional-viewer", region)
    one = queries_of(client, "list-areas")
    for n in (2, 3):
        make_release(make_area(f"Area {n}", parent=region))
    assert queries_of(client, "list-areas") == one
    assert 0 < one <= MOST_QUERIES


@pytest.mark.parametrize("name", ["show-area", "explore-area", "list-area-releases"])
def test_a_page_asks_the_same_however_many_releases_there_are(client: Client, name: str) -> None:
    area = make_area("Riverside")
    make_release(area)
    as_role(client, "panel-member", area)
    one = queries_of(client, name, area.code)
    # Older ones, so that the page shows the same release: of several made at one moment any may come first.
    for days, size in enumerate((0.3, 1.0), 1):
        make_release(area, size=size, made_at=NOW - timedelta(days=days))
    assert queries_of(client, name, area.code) == one
    assert 0 < one <= MOST_QUERIES


def test_what_comes_next_is_offered_to_those_who_may_do_it(client: Client) -> None:
    area = make_area("Riverside")
    draft, approved = make_release(area, state=ReleaseState.DRAFT), make_release(area)
    approve = reverse("monitoring:approve-release", args=[draft.pk])
    publish = reverse("monitoring:publish-release", args=[approved.pk])
    lead = text_of(as_role(client, "partnership-lead", area), "list-area-releases", area.code)
    assert approve in lead
    assert publish in lead
    assert approve in text_of(client, "show-area", area.code, release=draft.pk)
    analyst = text_of(as_role(client, "analyst", area), "list-area-releases", area.code)
    assert approve not in analyst
    assert publish not in analyst
    assert reverse("monitoring:download-file", args=[area.code, approved.pk, "en", "counts.csv"]) in analyst


def test_a_funnel_is_shown_from_the_release_of_the_region_that_holds_the_place(client: Client) -> None:
    region = make_area("North", level="region")
    area = make_area("Riverside", parent=region)
    make_release(area)
    above = make_release(region)
    with as_builder():
        like = KeptFigure.objects.filter(release=above, kind="step", stage="started", language="en").first()
        like.pk, like.kind, like.place, like.slug = uuid4(), "funnel", "", "funnel-started"
        like.title = "No area lies beyond the limits"
        like.save(force_insert=True)
    page = text_of(as_role(client, "regional-viewer", region), "explore-area", area.code, stage="started")
    assert "Beside other areas" in page
    assert "No area lies beyond the limits" in page
    assert (
        reverse("monitoring:download-figure", args=[region.code, above.pk, "funnel-started", "csv"]) in page
    )
    alone = text_of(as_role(client, "panel-member", area), "explore-area", area.code, stage="started")
    assert "No area lies beyond the limits" not in alone
