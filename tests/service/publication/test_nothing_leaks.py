"""What could leak is planted, and looked for in every public address: pages, headers, files, feeds, catalogues."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from evenhand_service.monitoring.enums import ReleaseState
from evenhand_service.monitoring.models.kept import ReleaseFile
from evenhand_service.monitoring.models.releases import Release
from tests.service.builders import as_builder
from tests.service.builders_accounts import make_person
from tests.service.builders_organisations import make_area, make_organisation, make_service
from tests.service.builders_publication import program_of
from tests.service.builders_releases import NOW, make_release

pytestmark = pytest.mark.django_db
CANARY = "canary-kestrel"


def _planted(release: Release, mark: str) -> Release:
    """Put a mark into everything that is kept of a release and its rows."""
    with as_builder():
        release.words = {
            language: {**said, "headline": f"{mark}-headline"} for language, said in release.words.items()
        }
        release.approver_name = f"{mark}-approver"
        release.save()
        for file in ReleaseFile.objects.filter(release=release):
            file.data = f"{mark}-figures {file.name}".encode()
            file.sha256 = mark.encode().hex().ljust(64, "0")[:64]
            file.save()
        ReleaseFile.objects.create(
            release=release,
            language="en",
            name="run.json",
            media_type="application/json",
            size=10,
            sha256="f" * 64,
            data=f'"{mark}-rows"'.encode(),
        )
        release.keptfigures.update(title=f"{mark}-chart")
        release.keptsections.update(title=f"{mark}-chart")
    return release


@pytest.fixture
def held() -> dict[str, Release]:
    """A published release with its run.json, and beside it everything of which nobody may know anything."""
    area, other = make_area("Aberwen", code="X500"), make_area("Brynglas", code="X600")
    open_one = make_release(area, published=True)
    with as_builder():
        ReleaseFile.objects.create(
            release=open_one,
            language="en",
            name="run.json",
            media_type="application/json",
            size=10,
            sha256="e" * 64,
            data=f'"{CANARY}-rows"'.encode(),
        )
        open_one.approver_name = f"{CANARY}-approver"
        open_one.save()
    found = {
        "draft": make_release(area, state=ReleaseState.DRAFT),
        "marked-draft": make_release(area, state=ReleaseState.DRAFT, published=True),
        "approved": make_release(area),
        "elsewhere": make_release(other),
        "exact": make_release(area, policy="internal-exact"),
        "withdrawn": make_release(
            area,
            state=ReleaseState.WITHDRAWN,
            published=True,
            withdrawn_at=NOW,
            withdrawn_because="It was wrong.",
        ),
        "withdrawn-unpublished": make_release(area, state=ReleaseState.WITHDRAWN, withdrawn_at=NOW),
    }
    return {"open": open_one, **{name: _planted(one, f"{CANARY}-{name}") for name, one in found.items()}}


def _addresses_of(release: Release) -> Iterator[str]:
    yield f"/releases/{release.slug}/"
    yield f"/releases/{release.slug}/charts/pathway-x1/"
    yield f"/open/{release.slug}/"
    for language in ("", "cy/", "en/"):
        for name in ("measures.csv", "counts.csv", "findings.json", "measures.json", "run.json"):
            yield f"/open/{release.slug}/{language}{name}"
    for form in ("csv", "svg", "ods"):
        yield f"/open/{release.slug}/charts/en/pathway-x1.{form}"
    yield f"/open/{release.area.code}/{release.programme}/latest/run.json"
    yield f"/open/{release.area.code}/{release.programme}/latest/measures.csv"


SHARED = (
    "/releases/",
    "/open-data/",
    "/open/catalogue.jsonld",
    "/feeds/releases.en.atom",
    "/feeds/releases.cy.atom",
)
SHARED += ("/sitemap.xml", "/robots.txt", "/services/", "/api/v1/openapi.json", "/api/v1/docs")


def _everything(response: Any) -> str:
    headers = "\n".join(f"{name}: {value}" for name, value in response.items())
    return headers + "\n" + b"".join(response).decode("utf-8", "replace")


def _nothing_that_is_not_public_is_in_any_public_answer(held: dict[str, Release], client: Client) -> None:
    addresses = [*SHARED, *(address for one in held.values() for address in _addresses_of(one))]
    hidden = {name: one for name, one in held.items() if name not in {"open", "withdrawn"}}
    for address in addresses:
        said = _everything(client.get(address))
        assert CANARY not in said, address
        assert CANARY.encode().hex() not in said, address
        for name, one in hidden.items():
            if one.slug not in address:
                assert one.slug not in said, (address, name)
            assert str(one.pk) not in said, (address, name)
            assert str(one.run_id) not in said, (address, name)


def _what_is_hidden_is_answered_like_what_does_not_exist(held: dict[str, Release], client: Client) -> None:
    unknown = re.compile(r"[0-9a-f]{8}|nonce-[^']+|value=\"[^\"]*\"")
    for name in ("draft", "marked-draft", "approved", "elsewhere", "exact", "withdrawn-unpublished"):
        for address in _addresses_of(held[name]):
            if "/latest/" in address:
                continue
            got = client.get(address)
            wanted = client.get(address.replace(held[name].slug, "x999-none-2026-03-31-00000000"))
            assert got.status_code == wanted.status_code == 404, (name, address)
            assert unknown.sub("", _without(got, held[name].slug)) == unknown.sub(
                "", _without(wanted, "x999-none-2026-03-31-00000000")
            )


def _without(response: Any, slug: str) -> str:
    return response.content.decode().replace(slug, "")


def _run_json_is_never_given_not_even_of_a_published_release(
    held: dict[str, Release], client: Client
) -> None:
    release = held["open"]
    for address in (f"/open/{release.slug}/run.json", f"/open/{release.slug}/en/run.json"):
        assert client.get(address).status_code == 404
    assert client.get(f"/open/X500/{release.programme}/latest/run.json").status_code == 404
    assert "run.json" not in _everything(client.get("/open/catalogue.jsonld"))
    program = program_of(make_person("partnership-lead", area=release.area))
    names = [one["name"] for one in program.get(f"/api/v1/releases/{release.pk}/files").json()["items"]]
    assert "measures.csv" in names
    assert "run.json" not in names
    assert program.get(f"/api/v1/releases/{release.pk}/files/en/run.json").status_code == 404


def _the_fingerprint_of_a_file_is_asked_of_no_hidden_one(held: dict[str, Release], client: Client) -> None:
    """A condition on the ETag would tell that a file exists, and whether one has guessed what is in it."""
    tag = f'"{f"{CANARY}-withdrawn".encode().hex().ljust(64, "0")[:64]}"'
    for name, status in (("withdrawn", 410), ("approved", 404)):
        response = client.get(f"/open/{held[name].slug}/measures.csv", headers={"If-None-Match": tag})
        assert response.status_code == status


def _the_database_alone_shows_anybody_nothing_that_is_not_public(
    held: dict[str, Release], client: Client
) -> None:
    """The walls without a filter: what a forgotten condition would give."""
    files = ReleaseFile.objects.all().values_list("release_id", flat=True)
    assert set(files) == {held["open"].pk}
    assert set(Release.objects.values_list("pk", flat=True)) == {held["open"].pk, held["withdrawn"].pk}


LOOKS = (
    _nothing_that_is_not_public_is_in_any_public_answer,
    _what_is_hidden_is_answered_like_what_does_not_exist,
    _run_json_is_never_given_not_even_of_a_published_release,
    _the_fingerprint_of_a_file_is_asked_of_no_hidden_one,
    _the_database_alone_shows_anybody_nothing_that_is_not_public,
)
"""One ground for all of them: planting takes longer than looking."""


def test_what_is_not_public_is_told_to_nobody(
    held: dict[str, Release], client: Client, subtests: pytest.Subtests
) -> None:
    for look in LOOKS:
        with subtests.test(look.__name__.strip("_").replace("_", " ")):
            look(held, client)


def test_a_release_is_open_from_the_moment_it_is_published_until_it_is_withdrawn(client: Client) -> None:
    release = make_release(make_area())
    address = f"/open/{release.slug}/measures.csv"
    assert client.get(address).status_code == 404
    with as_builder():
        release.is_published, release.published_at = True, NOW + timedelta(days=2)
        release.save()
    first = client.get(address)
    assert first.status_code == 200
    with as_builder():
        release.state, release.withdrawn_at = ReleaseState.WITHDRAWN, NOW + timedelta(days=3)
        release.save()
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 410
    assert b"29" not in again.content


def test_a_service_that_is_not_public_is_found_by_no_search(client: Client) -> None:
    organisation = make_organisation(make_area("Aberwen"))
    open_one = make_service(organisation, "The Quay", is_public=True)
    shut = make_service(organisation, f"{CANARY} house", languages=["so"], address=CANARY)
    for address in ("/services/", "/services/?words=canary", "/services/?language=so", "/sitemap.xml"):
        said = client.get(address).content.decode()
        assert f"{CANARY} house" not in said
        assert str(shut.pk) not in said
    assert client.get(f"/services/{shut.pk}/").status_code == 404
    assert client.get(f"/services/{open_one.pk}/").status_code == 200
