"""A run uses what is approved in its area, keeps protected and exact counts apart, and stops where it would disclose."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.translation import override

from evenhand_service.common.who import acting_as
from evenhand_service.monitoring.loads.operations import withdraw_load
from evenhand_service.monitoring.models import KeptText, LedgerRow, Release, Run
from evenhand_service.monitoring.releases.approval import approve_release, publish_release
from evenhand_service.monitoring.runs.gathering import loads_for
from evenhand_service.monitoring.runs.operations import ask_for_run
from evenhand_service.monitoring.runs.presenters import policy_words, programme_words
from evenhand_service.monitoring.runs.queries import programmes
from evenhand_service.monitoring.runs.settings import run_settings
from evenhand_service.organisations.models import Area
from tests.service.builders import as_builder
from tests.service.builders_accounts import log_in, make_person
from tests.service.builders_monitoring import COUNTS, NOW, Place, again, approve, give, make_place, work
from tests.service.builders_organisations import make_area, make_organisation

pytestmark = pytest.mark.django_db


def _approved(place: Place, content: bytes = COUNTS) -> object:
    load = give(place, content)
    work()
    return approve(load, place.lead)


def _run(place: Place, **told: object) -> Run:
    with acting_as(place.analyst.pk):
        run = ask_for_run(area=place.area, by=place.analyst, now=NOW, **{"with_exact": False} | told)
    work()
    return again(run, place.analyst)


def test_protected_and_exact_counts_are_kept_apart_in_both_languages() -> None:
    place = make_place(purpose=False)
    _approved(place)
    run = _run(place, with_exact=True)
    assert (run.state, run.programme, str(run.as_at)) == ("made", "arrest-to-treatment", "2026-03-31")
    reader = make_person("case-worker", place.partnership, place.area)
    with acting_as(place.analyst.pk):
        assert sorted(Release.objects.values_list("kind", "state")) == [
            ("exact", "draft"),
            ("protected", "draft"),
        ]
        assert sorted(KeptText.objects.values_list("language", flat=True)) == ["cy", "en"]
    with acting_as(reader.pk):
        assert not Release.objects.exists()


def test_a_run_uses_the_approved_files_of_its_area_and_those_within_and_no_other() -> None:
    place, elsewhere = make_place(purpose=False), make_place(purpose=False)
    inner = make_area("Aberwen East", parent=place.area, level="local-authority")
    make_organisation(inner, "East")
    first = _approved(place)
    with acting_as(place.analyst.pk):
        assert [one.pk for one in loads_for(place.area, place.analyst)] == [first.pk]
    _approved(elsewhere)
    waiting = give(place, COUNTS + b"started,2025/26,sex,Men,80\n")
    work()
    assert again(waiting, place.analyst).state == "checked"
    with acting_as(place.analyst.pk):
        assert [one.pk for one in loads_for(place.area, place.analyst)] == [first.pk]
        assert [one.pk for one in loads_for(inner, place.analyst)] == []


def test_a_release_that_would_tell_too_much_beside_a_published_one_stops_the_run() -> None:
    place = make_place(purpose=False)
    load = _approved(place, COUNTS)
    assert _run(place, policy="suppress-5").state == "made"
    with acting_as(place.lead.pk):
        release = Release.objects.get()
        approve_release(release_id=release.pk, by=place.lead, now=NOW, not_yet_asked=True)
        publish_release(release_id=release.pk, by=place.lead, now=NOW)
        withdraw_load(
            load_id=load.pk, by=place.lead, because="One was counted twice", now=NOW + timedelta(hours=1)
        )
    _approved(place, COUNTS.replace(b"Bangladeshi,19", b"Bangladeshi,21"))
    run = _run(place, policy="suppress-5")
    assert run.state == "stopped"
    assert "would tell what may not be told" in run.stopped_what
    assert run.stopped_mend
    with acting_as(place.lead.pk):
        assert (Release.objects.count(), LedgerRow.objects.count()) == (1, 1)


def test_the_monthly_run_takes_one_click(client: Client) -> None:
    place = make_place(purpose=False)
    _approved(place)
    log_in(client, place.analyst)
    assert "Table of counts" in client.get("/runs/new/").content.decode()
    response = client.post("/runs/new/", {"period": "whole", "area_of": "residence", "policy": "open-5"})
    assert response.status_code == 302
    assert "Waiting for its turn" in client.get(response["Location"]).content.decode()
    work()
    page = client.get(response["Location"]).content.decode()
    assert "Made" in page
    assert "native-counts" in page
    elsewhere = make_place(purpose=False)
    assert log_in(client, elsewhere.lead).get(response["Location"]).status_code == 404


def test_a_pathway_is_named_in_the_readers_language() -> None:
    with override("cy"):
        assert dict(programmes())["arrest-to-treatment"] == "O brawf wrth arestio i orffen triniaeth"
        assert programme_words("arrest-to-treatment") == "O brawf wrth arestio i orffen triniaeth"
    assert programme_words("arrest-to-treatment") == "From test on arrest to finishing treatment"


def test_a_place_is_called_by_its_welsh_name_in_welsh_words() -> None:
    place = make_place(purpose=False)
    with as_builder():
        Area.objects.filter(pk=place.area.pk).update(name="Seaton", name_cy="Trefor")
    rows = [f"{line},{place.area.code}" for line in COUNTS.decode().splitlines()[1:]]
    _approved(place, "\n".join(["stage,period,characteristic,group,count,area", *rows, ""]).encode())
    _run(place)
    with acting_as(place.lead.pk):
        told = {
            one.language: str(bytes(one.body), "utf-8")
            for one in KeptText.objects.filter(release__kind="protected")
        }
    assert ("Seaton" in told["en"], "Trefor" in told["en"]) == (True, False)
    assert ("Seaton" in told["cy"], "Trefor" in told["cy"]) == (False, True)


def test_rules_of_protection_are_named_in_the_readers_language() -> None:
    for name in run_settings().policies:
        with override("cy"):
            welsh = policy_words(name)
        assert welsh != policy_words(name)


def test_a_run_of_an_area_that_is_not_ones_own_is_not_made_of_another(client: Client) -> None:
    place = make_place(purpose=False)
    _approved(place)
    log_in(client, place.analyst)
    assert client.post("/runs/new/?area=X99999999", {}).status_code == 404
    assert not Run.objects.exists()


def test_somebody_whose_role_is_in_a_region_runs_each_area_in_it(client: Client) -> None:
    place = make_place(purpose=False)
    region = make_area("Region", level="region")
    with as_builder():
        Area.objects.filter(pk=place.area.pk).update(parent=region)
    _approved(place)
    person = make_person("analyst", place.partnership, region)
    log_in(client, person)
    # The area stands in the address, so that what is sent is of the area that the page named.
    assert client.get("/runs/new/")["Location"] == f"/runs/new/?area={region.code}"
    assert client.post("/runs/new/", {"programme": "arrest-to-treatment"}).status_code == 302
    with as_builder():
        assert not Run.objects.exists()
    with acting_as(person.pk):
        ask_for_run(area=place.area, by=person, now=NOW, with_exact=False)
    where = f"/runs/new/?area={place.area.code}"
    assert client.get("/runs/new/")["Location"] == where
    assert client.get(where).status_code == 200
    elsewhere = make_area("Elsewhere")
    assert client.get(f"/runs/new/?area={elsewhere.code}").status_code == 404
