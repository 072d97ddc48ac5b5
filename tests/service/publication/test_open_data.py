"""Files at addresses that stay: byte for byte as approved, to be kept a while, asked anew by what they are."""

import csv
import json
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from evenhand_service.monitoring.enums import ReleaseState
from evenhand_service.monitoring.models.kept import ReleaseFile
from evenhand_service.monitoring.models.releases import Release
from evenhand_service.publication.settled import told
from tests.service.builders import as_builder
from tests.service.builders_accounts import log_in, make_person
from tests.service.builders_organisations import make_area
from tests.service.builders_releases import make_release, tables_of_partnership

pytestmark = pytest.mark.django_db


def test_a_file_is_the_one_that_was_approved_and_may_be_kept_a_while(client: Client) -> None:
    release = make_release(make_area(), published=True)
    response = client.get(f"/open/{release.slug}/counts.csv")
    approved = {name: data for name, _, data in tables_of_partnership()["en"]}
    assert response.content == approved["counts.csv"]
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Cache-Control"] == "public, max-age=300, must-revalidate"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert 'rel="license"' in response["Link"]
    assert f'</open/{release.slug}/counts.csv-metadata.json>; rel="describedby"' in response["Link"]
    assert not response.has_header("Vary")
    assert not response.cookies


def test_an_unchanged_file_is_not_sent_again(client: Client) -> None:
    release = make_release(make_area(), published=True)
    first = client.get(f"/open/{release.slug}/measures.csv")
    again = client.get(f"/open/{release.slug}/measures.csv", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    since = client.get(
        f"/open/{release.slug}/measures.csv", headers={"If-Modified-Since": first["Last-Modified"]}
    )
    assert since.status_code == 304
    other = client.get(f"/open/{release.slug}/measures.csv", headers={"If-None-Match": '"other"'})
    assert other.status_code == 200


def test_the_newest_is_found_at_an_address_that_stays(client: Client) -> None:
    area = make_area(code="X300")
    make_release(area, published=True, period_ends="2025-03-31", period="2024-04-01/2025-03-31")
    new = make_release(area, published=True)
    make_release(area)
    response = client.get(f"/open/X300/{new.programme}/latest/measures.csv")
    assert response.status_code == 302
    assert response["Location"] == f"/open/{new.slug}/measures.csv"
    assert response["Cache-Control"] == "public, max-age=60, must-revalidate"
    welsh = client.get(f"/open/x300/{new.programme}/latest/cy/measures.csv")
    assert welsh["Location"] == f"/open/{new.slug}/cy/measures.csv"
    assert client.get(f"/open/X300/{new.programme}/latest/none.csv").status_code == 404
    assert client.get("/open/X300/none/latest/measures.csv").status_code == 404


def test_the_catalogue_leads_to_every_file(client: Client) -> None:
    release = make_release(make_area(), published=True)
    catalogue = client.get("/open/catalogue.jsonld")
    assert catalogue["Content-Type"] == "application/ld+json"
    assert json.loads(catalogue.content)["@type"] == "dcat:Catalog"
    (found,) = json.loads(catalogue.content)["dcat:dataset"]
    assert found["dct:identifier"] == release.slug
    assert {one["@language"] for one in found["dct:title"]} == {"en", "cy"}
    files = {one["dcat:downloadURL"]["@id"] for one in found["dcat:distribution"]}
    assert len(files) == ReleaseFile.objects.visible_to(None).filter(release=release).count()
    for address in files:
        assert client.get(address.removeprefix("http://testserver")).status_code == 200
    alone = client.get(f"/open/{release.slug}/").json()
    assert alone["dcat:distribution"] == found["dcat:distribution"]


def test_a_chart_is_taken_as_a_table_a_spreadsheet_and_a_drawing(client: Client) -> None:
    release = make_release(make_area(), published=True)
    start = f"/open/{release.slug}/charts/en/pathway-x1"
    rows = list(csv.reader(StringIO(client.get(f"{start}.csv").content.decode("utf-8-sig"))))
    assert len(rows) > 5
    assert client.get(f"{start}.svg").content.lstrip().startswith(b"<")
    assert client.get(f"{start}.ods").content[:2] == b"PK"
    picture = client.get(f"{start}.png")
    assert (picture.content[:8], picture["Content-Type"]) == (b"\x89PNG\r\n\x1a\n", "image/png")
    assert client.get(f"{start}.exe").status_code == 404
    assert client.get(f"/open/{release.slug}/charts/fr/pathway-x1.csv").status_code == 404


def test_who_is_logged_in_counts_for_nothing_where_copies_are_kept(client: Client) -> None:
    area = make_area()
    release = make_release(area)
    lead = log_in(client, make_person("partnership-lead", area=area))
    assert lead.get(f"/open/{release.slug}/measures.csv").status_code == 404
    published = make_release(make_area(), published=True)
    response = lead.get(f"/open/{published.slug}/measures.csv")
    assert response.status_code == 200
    assert not response.cookies
    assert not response.has_header("Vary")


def test_the_page_of_open_data_names_the_licence_and_the_addresses(client: Client) -> None:
    release = make_release(make_area(code="X400"), published=True)
    shown = client.get("/open-data/").content.decode()
    assert "open-government-licence" in shown
    assert f"/open/X400/{release.programme}/latest/measures.csv" in shown
    response = client.get("/open/")
    assert (response.status_code, response["Location"]) == (302, "/open-data/")


def test_a_release_whose_exact_row_was_marked_published_by_hand_stays_shut(client: Client) -> None:
    """The database refuses it: exact counts are never published."""
    from django.db import IntegrityError, transaction

    release = make_release(make_area(), policy="internal-exact")
    with pytest.raises(IntegrityError), transaction.atomic(), as_builder():
        type(release).objects.filter(pk=release.pk).update(is_published=True)
    assert client.get(f"/releases/{release.slug}/").status_code == 404


def test_public_lists_ask_as_many_questions_for_three_as_for_one(
    client: Client, django_assert_num_queries: Any
) -> None:
    addresses = (
        "/releases/",
        "/open-data/",
        "/open/catalogue.jsonld",
        "/feeds/releases.en.atom",
        "/sitemap.xml",
    )
    make_release(make_area(), published=True)
    counted = {}
    for address in addresses:
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        counted[address] = len(asked)
    for _ in range(2):
        make_release(make_area(), published=True)
    for address in addresses:
        with django_assert_num_queries(counted[address]):
            client.get(address)


def test_a_long_catalogue_comes_page_by_page(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(told("open_data")["pages"], "catalogue", 1)
    made = {make_release(make_area(), published=True).slug for _ in range(2)}
    seen, address = set(), "/open/catalogue.jsonld"
    while address:
        page = json.loads(client.get(address).content)
        seen |= {one["dct:identifier"] for one in page["dcat:dataset"]}
        address = page.get("hydra:next", {}).get("@id", "").removeprefix("http://testserver")
    assert seen == made


def test_withdrawn_releases_are_all_there_page_by_page(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(told("open_data")["pages"], "withdrawn", 1)
    why = {
        "state": ReleaseState.WITHDRAWN,
        "published": True,
        "withdrawn_at": timezone.now(),
        "withdrawn_because": "X",
    }
    made = {make_release(make_area(), **why).slug for _ in range(2)}
    pages = [client.get(f"/releases/?withdrawn={number}").content.decode() for number in (1, 2)]
    seen = [{slug for slug in made if f"/releases/{slug}/" in shown} for shown in pages]
    assert [len(one) for one in seen] == [1, 1]
    assert seen[0] | seen[1] == made
    assert 'aria-label="Pages of withdrawn releases"' in pages[0]


def test_each_area_has_its_newest_release_on_the_page(client: Client) -> None:
    area = make_area("Aberwen", code="X410")
    old = make_release(area, published=True, period_ends="2025-03-31")
    new = make_release(area, published=True)
    other = make_release(make_area("Brynglas"), published=True)
    shown = client.get("/open-data/").content.decode()
    assert f"/releases/{new.slug}/" in shown
    assert f"/releases/{other.slug}/" in shown
    assert f"/releases/{old.slug}/" not in shown


def test_the_feed_tells_the_newest_withdrawal_first(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(told("open_data")["pages"], "feed", 1)
    early, late = (make_release(make_area(), published=True) for _ in range(2))
    with as_builder():
        for one, days, ends in ((early, 2, date(2026, 3, 31)), (late, 1, date(2025, 3, 31))):
            Release.objects.filter(pk=one.pk).update(
                state="withdrawn",
                withdrawn_at=timezone.now() - timedelta(days=days),
                withdrawn_because="A slip.",
                period_ends=ends,
            )
    text = client.get("/feeds/releases.en.atom").content.decode()
    assert late.slug in text
    assert early.slug not in text
