"""What a journalist finds: releases that were approved and published, in both languages; nothing else."""

import json
import re
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.utils.translation import override

from evenhand_service.monitoring.enums import ReleaseState
from evenhand_service.monitoring.models.kept import KeptFigure
from evenhand_service.monitoring.runs.presenters import programme_words
from tests.service.builders_organisations import make_area
from tests.service.builders_releases import NOW, make_release

pytestmark = pytest.mark.django_db
WELSH = {"django_language": "cy"}


def text(response: Any) -> str:
    return response.content.decode()


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    assert response["Cache-Control"] == "private, no-cache"
    return text(response)


def test_the_list_is_filtered_by_its_address_and_says_what_was_found(client: Client) -> None:
    one = make_release(make_area("Aberwen", code="X100"), published=True)
    other = make_release(make_area("Brynglas", code="X200"), published=True)
    shown = page(client, "/releases/")
    assert f"/releases/{one.slug}/" in shown
    assert f"/releases/{other.slug}/" in shown
    assert "29 in 100 Bangladeshi people started treatment" in shown
    shown = page(client, "/releases/?area=X100")
    assert f"/releases/{one.slug}/" in shown
    assert f"/releases/{other.slug}/" not in shown
    assert "No release fits" not in page(client, "/releases/?area=nowhere")


@pytest.mark.parametrize("language", ["en", "cy"])
def test_programmes_to_choose_from_have_their_names(client: Client, language: str) -> None:
    release = make_release(make_area(), published=True)
    client.cookies["django_language"] = language
    with override(language):
        named = programme_words(release.programme)
    assert named != release.programme
    offered = re.findall(r'<option value="([^"]*)"[^>]*>([^<]*)', page(client, "/releases/"))
    assert (release.programme, named) in [(value, words.strip()) for value, words in offered]


def test_a_release_says_what_it_found_what_it_cannot_say_and_what_can_be_taken(client: Client) -> None:
    release = make_release(make_area(), published=True)
    shown = page(client, f"/releases/{release.slug}/")
    for words in ("about 29 started treatment", "What we cannot say", "Not yet asked", "Files to take away"):
        assert words in shown
    assert shown.count("<h1") == 1
    for file in ("measures.csv", "counts.csv", "findings.json", "measures.json"):
        assert f'href="/open/{release.slug}/{file}"' in shown
    assert "What was read" not in shown
    assert release.approver_name not in shown
    data = json.loads(re.search(r'<script type="application/ld\+json">(.+?)</script>', shown)[1])
    assert data["@type"] == "Dataset"
    assert data["distribution"][0]["contentUrl"].startswith(f"http://testserver/open/{release.slug}/")


def test_a_release_is_read_in_welsh(client: Client) -> None:
    release = make_release(make_area(), published=True)
    client.cookies.load(WELSH)
    shown = page(client, f"/releases/{release.slug}/")
    assert '<html lang="cy"' in shown
    assert f'href="/open/{release.slug}/cy/measures.csv"' in shown
    assert "started treatment" not in shown


def test_every_chart_has_its_page_with_its_table_and_files(client: Client) -> None:
    release = make_release(make_area(), published=True)
    shown = page(client, f"/releases/{release.slug}/")
    charts = re.findall(rf'href="(/releases/{release.slug}/charts/[^"]+)"', shown)
    assert len(set(charts)) == KeptFigure.objects.filter(release=release, language="en").count()
    shown = page(client, charts[-1])
    assert "The numbers as a table" in shown
    assert shown.count("<h1") == 1
    for address in re.findall(rf'href="(/open/{release.slug}/charts/[^"]+)"', shown):
        response = client.get(address)
        assert response.status_code == 200
        assert response.content
    assert client.get(f"/releases/{release.slug}/charts/none/").status_code == 404


def test_a_withdrawn_release_says_why_and_what_replaced_it_and_no_figure(client: Client) -> None:
    area = make_area()
    gone = make_release(
        area,
        state=ReleaseState.WITHDRAWN,
        published=True,
        withdrawn_at=NOW,
        withdrawn_because="Two suites were swapped.",
    )
    new = make_release(area, published=True, made_at=NOW + timedelta(days=1))
    shown = page(client, f"/releases/{gone.slug}/", 410)
    assert "Two suites were swapped." in shown
    assert f"/releases/{new.slug}/" in shown
    assert "about 29" not in shown
    file = client.get(f"/open/{gone.slug}/measures.csv")
    assert file.status_code == 410
    assert file["Content-Type"].startswith("text/plain")
    assert "Two suites were swapped." in text(file)
    assert f"http://testserver/releases/{new.slug}/" in text(file)


def test_the_feed_tells_of_releases_and_withdrawals(client: Client) -> None:
    area = make_area("Aber & Wen <b>")
    kept = make_release(area, published=True)
    make_release(
        area,
        state=ReleaseState.WITHDRAWN,
        published=True,
        withdrawn_at=NOW,
        withdrawn_because="Swapped \x0b& late.",
    )
    response = client.get("/feeds/releases.cy.atom")
    assert response["Content-Type"].startswith("application/atom+xml")
    atom = "{http://www.w3.org/2005/Atom}"
    feed = ET.fromstring(response.content)
    titles = [one.findtext(f"{atom}title") for one in feed.findall(f"{atom}entry")]
    assert len(titles) == 2
    assert any("Tynnwyd yn ôl" in one for one in titles)
    assert f"urn:uuid:{kept.pk}" in text(response)
    assert client.get("/feeds/releases.fr.atom").status_code == 404


def test_robots_and_the_map_name_what_is_public_and_nothing_else(client: Client) -> None:
    release = make_release(make_area(), published=True)
    draft = make_release(make_area(), state=ReleaseState.DRAFT)
    robots = text(client.get("/robots.txt"))
    assert "Disallow: /\n" in robots
    assert "Sitemap: http://testserver/sitemap.xml" in robots
    places = [
        one.text
        for one in ET.fromstring(client.get("/sitemap.xml").content).iter()
        if one.tag.endswith("loc")
    ]
    assert f"http://testserver/releases/{release.slug}/" in places
    assert not any(draft.slug in one for one in places)
    for one in places:
        assert client.get(one.removeprefix("http://testserver")).status_code == 200, one
