"""The interface shows what its asker's pages show, asks as often for three as for one, and says what mends a problem."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from evenhand_service.accounts.models import ApiToken
from evenhand_service.monitoring.enums import ReleaseState
from evenhand_service.monitoring.loads import upload_handler
from evenhand_service.monitoring.loads.settings import load_settings
from evenhand_service.monitoring.models.releases import Release
from evenhand_service.publication.api.frame import api
from evenhand_service.publication.settled import told
from tests.service.builders import as_builder
from tests.service.builders_accounts import log_in, make_person
from tests.service.builders_monitoring import COUNTS, make_place
from tests.service.builders_organisations import make_area, make_organisation, make_service
from tests.service.builders_publication import items, program_of, token_of
from tests.service.builders_releases import NOW, make_release

pytestmark = pytest.mark.django_db


def ids(client: Client, address: str, **asked: Any) -> set[str]:
    return {one["id"] for one in items(client, address, **asked)}


def test_each_role_sees_the_releases_that_its_pages_show() -> None:
    area, other = make_area(), make_area()
    public = make_release(other, published=True)
    approved, draft = make_release(area), make_release(area, state=ReleaseState.DRAFT)
    exact = make_release(area, policy="internal-exact")
    elsewhere = make_release(other)
    lead = program_of(make_person("partnership-lead", area=area))
    regional = program_of(make_person("regional-viewer", area=area))
    assert ids(lead, "releases") == {str(one.pk) for one in (public, approved, draft)}
    assert ids(regional, "releases") == {str(one.pk) for one in (public, approved)}
    for one in (exact, elsewhere):
        assert lead.get(f"/api/v1/releases/{one.pk}").status_code == 404


def test_a_token_shows_no_more_than_it_was_made_for() -> None:
    area = make_area()
    approved = make_release(area)
    draft = make_release(area, state=ReleaseState.DRAFT)
    lead = make_person("partnership-lead", area=area)
    narrow = program_of(lead, ["see-releases"])
    assert ids(narrow, "releases") == {str(approved.pk)}
    assert {one["release"] for one in items(narrow, "findings")} == {str(approved.pk)}
    for part in ("", "/figures", "/files", "/counts", "/measures"):
        assert narrow.get(f"/api/v1/releases/{draft.pk}{part}").status_code == 404
    for address in ("loads", "runs"):
        response = narrow.get(f"/api/v1/{address}")
        assert response.status_code == 403
        assert "scope" in response.json()["detail"]


def test_somebody_elses_is_answered_like_what_does_not_exist() -> None:
    mine, theirs = make_place(), make_place()
    hidden = make_release(theirs.area)
    program = program_of(mine.lead)
    for address in (
        "releases/{}",
        "releases/{}/figures",
        "releases/{}/figures/en/pathway-x1",
        "releases/{}/files",
        "releases/{}/files/en/counts.csv",
        "releases/{}/counts",
        "releases/{}/measures",
    ):
        got = program.get(f"/api/v1/{address.format(hidden.pk)}")
        unknown = program.get(f"/api/v1/{address.format(uuid4())}")
        assert (got.status_code, got.content) == (unknown.status_code, unknown.content)
        assert got.status_code == 404
    finding = hidden.findings.model.objects
    with as_builder():
        found = finding.filter(release=hidden).first()
    got, unknown = (program.get(f"/api/v1/findings/{one}") for one in (found.pk, uuid4()))
    assert (got.status_code, got.content) == (404, unknown.content)


@pytest.mark.parametrize(
    "header", [None, "Bearer ", "Bearer evh_0_0", "Basic eDp5", "Bearer evh_" + "0" * 32 + "_" + "A" * 43]
)
def test_without_a_token_that_works_nothing_is_answered(header: str | None) -> None:
    client = Client(headers={"Authorization": header} if header is not None else {})
    response = client.get("/api/v1/releases")
    assert response.status_code == 401
    assert response["Content-Type"] == "application/problem+json"
    assert response["WWW-Authenticate"].startswith("Bearer")
    assert response.json()["mend"]


def test_a_session_opens_nothing_and_no_cookie_is_given() -> None:
    person = make_person("partnership-lead")
    assert log_in(Client(), person).get("/api/v1/releases").status_code == 401
    response = program_of(person).get("/api/v1/releases")
    assert response.status_code == 200
    assert not response.cookies
    assert response["Cache-Control"] == "private, no-cache"
    assert "Authorization" in response["Vary"]
    assert "Cookie" not in response["Vary"]


def test_a_token_that_ended_or_whose_maker_left_opens_nothing() -> None:
    person = make_person("partnership-lead")
    program = program_of(person)
    assert program.get("/api/v1/areas").status_code == 200
    with as_builder():
        ApiToken.objects.filter(user=person).update(revoked_at=timezone.now())
    assert program.get("/api/v1/areas").status_code == 401
    other = make_person("partnership-lead")
    program = program_of(other)
    with as_builder():
        other.memberships.update(ends=timezone.localdate() - timedelta(days=1))
    assert program.get("/api/v1/areas").status_code == 403


def test_an_unchanged_answer_is_not_sent_again() -> None:
    make_release(make_area(), published=True)
    program = program_of(make_person("partnership-lead"))
    first = program.get("/api/v1/releases")
    again = program.get("/api/v1/releases", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_lists_ask_as_many_questions_for_three_as_for_one(django_assert_num_queries: Any) -> None:
    place = make_place()
    program = program_of(place.lead)
    lists = ("areas", "organisations", "services", "releases", "findings", "loads", "runs")

    def add() -> None:
        organisation = make_organisation(make_area(parent=place.area))
        make_service(organisation, is_public=True)
        make_release(place.area)

    add()
    for name in lists:
        program.get(f"/api/v1/{name}")
    counted = {}
    for name in lists:
        with CaptureQueriesContext(connection) as asked:
            program.get(f"/api/v1/{name}")
        counted[name] = len(asked)
    add()
    add()
    for name in lists:
        with django_assert_num_queries(counted[name]):
            program.get(f"/api/v1/{name}")


def test_a_list_is_read_page_by_page_until_its_end() -> None:
    area = make_area()
    made = {str(make_release(area).pk) for _ in range(3)}
    program = program_of(make_person("partnership-lead", area=area))
    seen, address = [], "/api/v1/releases?size=2"
    while address:
        answer = program.get(address).json()
        seen += [one["id"] for one in answer["items"]]
        address = answer["next"]
    assert (len(seen), set(seen)) == (3, made)
    beyond = program.get("/api/v1/releases?size=2&page=9").json()
    assert (beyond["items"], beyond["next"]) == ([], None)


def test_what_a_list_does_not_know_is_refused_and_not_ignored() -> None:
    program = program_of(make_person("partnership-lead"))
    for query in ("aera=X1", "size=0", "page=x", "state=finished", "area=a%00b", "ends_from=2026-13-01"):
        response = program.get(f"/api/v1/releases?{query}")
        assert response.status_code == 422, query
        assert response.json()["errors"][0]["what"], query
    assert program.delete("/api/v1/releases")["Allow"] == "GET"
    assert program.get("/api/v1/none").json()["status"] == 404
    assert program.post("/api/v2/releases").status_code == 404


def test_problems_are_told_in_the_language_that_is_asked_for() -> None:
    response = Client(headers={"Accept-Language": "cy"}).get("/api/v1/releases")
    assert response.json()["title"] == told("problems")["problem"]["not-authenticated"]["title"]["cy"]
    assert response["Content-Language"] == "cy"


def test_counts_and_measures_are_those_of_the_files() -> None:
    release = make_release(make_area(), published=True)
    program = program_of(make_person("regional-viewer"))
    start = f"/api/v1/releases/{release.pk}"
    counts = program.get(f"{start}/counts?size=200").json()
    text = program.get(f"{start}/files/en/counts.csv").content.decode()
    assert counts["total"] == text.count("\n") - 1
    withheld = program.get(f"{start}/counts?group=ASIAN_BANGLADESHI&size=200").json()["items"]
    assert {one["group"] for one in withheld} == {"ASIAN_BANGLADESHI"}
    measures = program.get(f"{start}/measures?measure=share&size=1").json()["items"]
    assert 0 <= measures[0]["estimate"] <= 1
    chart = program.get(f"{start}/figures/en/pathway-x1").json()
    assert len(chart["table"]["rows"][0]) == len(chart["table"]["heads"])
    charts = program.get(f"{start}/figures?kind=pathway").json()
    assert [one["slug"] for one in charts["items"]] == ["pathway-x1"]


def test_a_withdrawn_release_says_why_what_replaced_it_and_no_figure() -> None:
    area = make_area()
    gone = make_release(
        area, state=ReleaseState.WITHDRAWN, published=True, withdrawn_at=NOW, withdrawn_because="Swapped."
    )
    new = make_release(area, published=True, made_at=NOW + timedelta(days=1))
    program = program_of(make_person("partnership-lead", area=area))
    answer = program.get(f"/api/v1/releases/{gone.pk}").json()
    assert (answer["withdrawn_because"], answer["replaced_by"]) == ("Swapped.", new.slug)
    assert {one["headline"] for one in answer["words"]} == {""}
    for part in ("figures", "figures/en/pathway-x1", "files", "files/en/counts.csv", "counts", "measures"):
        response = program.get(f"/api/v1/releases/{gone.pk}/{part}")
        assert response.status_code == 410, part
        assert response.json()["detail"] == "Swapped."
    assert str(gone.pk) not in {one["release"] for one in items(program, "findings")}


def test_a_file_is_sent_and_followed_until_it_is_checked() -> None:
    place = make_place()
    program = program_of(place.analyst)
    answer = _send(program, place)
    assert answer.status_code == 201, answer.content
    load = answer.json()
    assert (load["state"], load["source"], load["area"]) == ("received", "api", place.area.code)
    assert ids(program, "loads") == {load["id"]}
    assert program.get(f"/api/v1/loads/{load['id']}").json()["sha256"] == load["sha256"]
    assert program.get(f"/api/v1/loads/{load['id']}/problems").json()["items"] == []
    again = _send(program, place)
    assert again.status_code == 422
    assert "given before" in again.json()["detail"]


def _send(program: Client, place: Any, content: bytes = COUNTS, **told_too: Any) -> Any:
    given = {"area": place.area.code, "organisation": str(place.partnership.pk), **told_too}
    return program.post("/api/v1/loads", {**given, "file": SimpleUploadedFile("counts.csv", content)})


def test_a_file_is_sent_with_the_scope_and_the_permission_for_that_place() -> None:
    mine, theirs = make_place(), make_place()
    assert _send(program_of(mine.analyst, ["see-releases", "see-loads"]), mine).status_code == 403
    elsewhere = _send(program_of(mine.analyst), theirs)
    nowhere = _send(program_of(mine.analyst), theirs, area="X000", organisation=str(uuid4()))
    assert (elsewhere.status_code, elsewhere.content) == (422, nowhere.content)
    assert _send(program_of(mine.analyst), mine, content=b"\x00\x01nothing").status_code == 422
    assert items(program_of(theirs.analyst), "loads") == []


def test_a_file_larger_than_is_taken_is_dropped_and_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    small = replace(load_settings(), file_bytes=20)
    monkeypatch.setattr(upload_handler, "load_settings", lambda: small)
    place = make_place()
    response = _send(program_of(place.analyst), place)
    assert response.status_code == 413
    assert "larger than" in response.json()["detail"]
    assert items(program_of(place.analyst), "loads") == []


def test_who_asks_too_often_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(told("api")["limits"], "read", {"seconds": 600, "token": 2, "address": 4})
    person = make_person("partnership-lead")
    program = Client(headers={"Authorization": f"Bearer {token_of(person)}"})
    statuses = [program.get("/api/v1/areas").status_code for _ in range(3)]
    assert statuses == [200, 200, 429]
    response = program.get("/api/v1/areas")
    assert response.status_code == 429
    assert 1 <= int(response["Retry-After"]) <= 600
    assert response["Content-Type"] == "application/problem+json"
    # The address has been asked from as often as it may be, whatever the token says.
    assert Client(headers={"Authorization": "Bearer other"}).get("/api/v1/areas").status_code == 429
    elsewhere = Client(headers={"Authorization": "Bearer other"}, REMOTE_ADDR="192.0.2.7")
    assert elsewhere.get("/api/v1/areas").status_code == 401


def test_what_was_asked_is_counted_without_saying_who() -> None:
    from evenhand_service.publication.models import Asking

    secret = token_of(make_person("partnership-lead"))
    Client(headers={"Authorization": f"Bearer {secret}"}, REMOTE_ADDR="192.0.2.44").get("/api/v1/areas")
    held = str(list(Asking.objects.values()))
    assert "192.0.2.44" not in held
    assert secret not in held
    assert Asking.objects.count() == 2


def test_the_pages_and_the_interface_list_the_same_public_releases(client: Client) -> None:
    made = [make_release(make_area(), published=True) for _ in range(2)]
    make_release(make_area())
    shown = client.get("/releases/").content.decode()
    listed = items(program_of(make_person("regional-viewer")), "releases", published=True)
    assert {one["slug"] for one in listed} == {one.slug for one in made}
    assert {one.slug for one in Release.objects.filter(slug__in=[one["slug"] for one in listed])} == {
        one.slug for one in made if f"/releases/{one.slug}/" in shown
    }


def test_the_documentation_page_names_every_operation_without_a_script(client: Client) -> None:
    document = client.get("/api/v1/openapi.json").json()
    page = client.get("/api/v1/docs").content.decode()
    for methods in document["paths"].values():
        for one in methods.values():
            assert f'id="{one["operationId"]}"' in page
            assert one["security"] == [{"Token": []}]
    assert document["openapi"].startswith("3.1")


def test_head_tells_what_get_would_and_sends_no_body() -> None:
    area = make_area()
    release = make_release(area)
    lead = program_of(make_person("partnership-lead", area=area))
    for address in ("releases", f"releases/{release.pk}", "areas", "findings", "services"):
        got, asked = lead.get(f"/api/v1/{address}"), lead.head(f"/api/v1/{address}")
        assert (asked.status_code, asked.content) == (200, b"")
        assert asked["Content-Type"] == got["Content-Type"]
    assert lead.head(f"/api/v1/releases/{uuid4()}").status_code == 404
    assert Client().head("/api/v1/releases").status_code == 401
    assert lead.delete("/api/v1/releases").status_code == 405


def test_every_filter_says_what_it_does() -> None:
    silent = [
        f"{path} {given['name']}"
        for path, methods in api.described["paths"].items()
        for one in methods.values()
        for given in one["parameters"]
        if given["in"] == "query" and not given["schema"].get("description")
    ]
    assert silent == []
