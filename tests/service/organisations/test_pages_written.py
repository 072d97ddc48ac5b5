"""What is written on the partnership's pages: organisations, agreements, purposes, services, periods."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from evenhand_service.common.who import acting_as
from evenhand_service.organisations.agreements.operations import write_agreement
from evenhand_service.organisations.agreements.rules import words_read
from evenhand_service.organisations.models import (
    Agreement,
    Area,
    Certificate,
    Erasure,
    Objection,
    Organisation,
    Purpose,
    RetentionPeriod,
    Service,
)
from evenhand_service.organisations.register.operations import add_organisation
from evenhand_service.organisations.register.queries import organisations_for
from tests.service.builders import as_builder
from tests.service.builders_accounts import make_person
from tests.service.builders_organisations import (
    make_area,
    make_service,
)
from tests.service.organisations.browsing import client_of, day, officer_of, page, sent, stepped
from tests.service.organisations.stores import NOW, Place

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Place:
    """A partnership with an agreement and a purpose."""
    return Place()


def test_adding_changing_and_ending_an_organisation(place: Place) -> None:
    client = client_of(place.lead)
    told = {
        "name": "Harbour Police",
        "name_cy": "Heddlu'r Harbwr",
        "kind": "police",
        "area": str(place.area.pk),
    }
    answer = sent(client, "add-organisation", data=told)
    with as_builder():
        made = Organisation.objects.get(name="Harbour Police")
    assert answer["Location"] == reverse("organisations:show-organisation", args=[made.pk])
    assert made.is_justice
    sent(client, "add-team", made.pk, data={"name": "Custody"})
    assert b"Custody" in page(client, "show-organisation", made.pk).content
    with as_builder():
        team = made.teams.get()
    assert sent(client, "end-team", made.pk, data={"step": str(uuid4())}).status_code == 404
    sent(client, "end-team", made.pk, data={"step": str(team.pk)})
    assert b"End the team" not in page(client, "show-organisation", made.pk).content
    sent(client, "change-organisation", made.pk, data={"name": "Harbour", "kind": "community"})
    refused = sent(
        client, "end-organisation", made.pk, data={"ends_day": "31", "ends_month": "2", "ends_year": "2026"}
    )
    assert b"Enter a real date" in refused.content
    sent(client, "end-organisation", made.pk, data=day("ends", date(2026, 3, 1)))
    with as_builder():
        made.refresh_from_db()
    assert (made.name, made.kind, made.is_justice, made.ends) == (
        "Harbour",
        "community",
        False,
        date(2026, 3, 1),
    )
    assert b"Harbour</a>" not in page(client, "list-organisations").content
    assert b"Harbour</a>" in page(client, "list-organisations", ended="on").content


def test_an_organisation_in_another_area_is_refused(place: Place) -> None:
    far = make_area("Far")
    client = client_of(place.lead)
    answer = sent(client, "add-organisation", data={"name": "X", "kind": "police", "area": str(far.pk)})
    assert answer.status_code == 200
    assert b"There is a problem" in answer.content
    assert b'value="X"' in answer.content
    with as_builder():
        assert not Organisation.objects.filter(name="X").exists()


def test_an_agreement_from_draft_to_its_end(place: Place) -> None:
    client = client_of(place.lead)
    told = {
        "title": "Sharing tests",
        "data_classes": ["care"],
        **day("starts", date(2026, 1, 1)),
        **day("review_date", date(2026, 2, 1)),
    }
    sent(client, "add-agreement", data=told, query=f"?area={place.area.code}")
    with as_builder():
        made = Agreement.objects.get(title="Sharing tests")
    where = reverse("organisations:show-agreement", args=[made.pk])
    told_missing = "Missing: at least two organisations that share; what for; the legal basis."
    assert told_missing in stepped(client, where, "agree")
    parties = [str(place.council.pk), str(place.police.pk)]
    sent(
        client,
        "change-agreement",
        made.pk,
        data=told | {"purpose": "P", "legal_basis": "L", "parties": parties},
    )
    shown = stepped(client, where, "agree", *parties[:1])
    assert "Not ticked as having agreed: Police. Nothing was recorded." in shown
    assert "Police has agreed" in shown
    shown = stepped(client, where, "agree", *parties)
    assert "Data are shared under it" in shown
    assert "It should have been looked at again by 1 February 2026." in shown
    assert "see neither care data nor characteristics: Police." in shown
    assert "Sharing tests" in page(client, "list-agreements", overdue="on").content.decode()
    fixed = sent(client, "change-agreement", made.pk, data=told | {"title": "Other"})
    assert "its words stay as they were agreed" in fixed.content.decode()
    assert "Nothing is shared under it" in stepped(client, where, "end")
    assert "cannot take that step" in stepped(client, where, "agree", *parties)


@pytest.mark.parametrize("change", ["words", "parties", "no digest"])
def test_an_agreement_that_changed_since_it_was_read_is_not_agreed(place: Place, change: str) -> None:
    client = client_of(place.lead)
    parties = [place.council, place.police]
    told = {
        "title": "T",
        "purpose": "Old words",
        "legal_basis": "L",
        "data_classes": ["aggregate"],
        "starts": date(2026, 1, 1),
        "review_date": date(2027, 1, 1),
    }
    with acting_as(place.lead.pk):
        made = write_agreement(area=place.area, parties=parties, **told)
        read = "" if change == "no digest" else words_read(made, parties)
        if change == "words":
            write_agreement(
                area=place.area, parties=parties, agreement=made, **told | {"purpose": "New words"}
            )
        if change == "parties":
            write_agreement(area=place.area, parties=[*parties, place.provider], agreement=made, **told)
    where = reverse("organisations:show-agreement", args=[made.pk])
    ticks = [str(one.pk) for one in (*parties, place.provider)]
    answer = client.post(f"{where}step", {"step": "agree", "read": read, "ticks": ticks}, follow=True)
    shown = answer.content.decode()
    assert "The words changed since you opened the page. Nothing was recorded." in shown
    assert ("New words" if change == "words" else "Old words") in shown
    with as_builder():
        made.refresh_from_db()
        assert made.state == "draft"
        assert not made.parties.exclude(signed_date=None).exists()
    assert "Data are shared under it" in stepped(client, where, "agree", *ticks)


def test_a_purpose_file_in_the_browser(place: Place) -> None:
    client = client_of(officer_of(place))
    told = {
        "title": "Evaluation",
        "kind": "evaluation",
        **day("starts", date(2026, 1, 1)),
        **day("expires", date(2027, 1, 1)),
    }
    sent(client, "add-purpose", data=told)
    with as_builder():
        made = Purpose.objects.get(title="Evaluation")
    where = reverse("organisations:show-purpose", args=[made.pk])
    shown = client.get(where).content.decode()
    assert "What is missing" in shown
    assert "This purpose file is not complete. Missing:" in stepped(client, where, "complete")
    whole = told | {
        "description": "Why",
        "controllers": [str(place.council.pk)],
        "data_classes": ["justice"],
        "article_6": ["e"],
        "article_10": ["official-authority"],
        "confidentiality": "consent",
        "policy_document": "A",
        "dpia_reference": "B",
        **day("dpia_date", date(2026, 1, 1)),
        "objections_how": "C",
    }
    sent(client, "change-purpose", made.pk, data=whole)
    assert "The purpose file was changed." in stepped(client, where, "complete")
    wrong = sent(client, "add-purpose", data=told | {"kind": "immigration"})
    assert wrong.status_code == 200
    with as_builder():
        assert not Purpose.objects.filter(kind="immigration").exists()
        assert Purpose.objects.get(pk=made.pk).state == "complete"


def test_an_objection_leaves_no_key_on_any_page(place: Place) -> None:
    client = client_of(officer_of(place))
    told = {"person_key": "canary-9", **day("objected_date", date(2026, 11, 1))}
    answer = client.post(
        reverse("organisations:record-objection", args=[place.purpose.pk]), told, follow=True
    )
    text = answer.content.decode()
    assert "1 person objects." in text
    assert "canary" not in text
    assert "canary" not in str(answer.redirect_chain)
    with as_builder():
        assert Objection.objects.count() == 1
    told = {"person_key": "canary-9"}
    client.post(reverse("organisations:withdraw-objection", args=[place.purpose.pk]), told)
    with as_builder():
        assert Objection.objects.count() == 0


def test_a_provider_writes_its_own_entries_and_no_others(place: Place) -> None:
    manager = client_of(make_person("provider-manager", place.provider, place.area))
    others = make_service(place.police, "Elsewhere")
    assert page(manager, "change-service", others.pk).status_code == 404
    told = {"childcare": "on_site", "access_audit": "partly", "offers": ["naloxone"], "languages": ["ur"]}
    query = f"?organisation={place.provider.pk}"
    refused = sent(manager, "add-service", data=told, query=query)
    assert "The day of the access audit is missing." in refused.content.decode()
    sent(manager, "add-service", data=told | day("access_audit_date", date(2026, 5, 4)), query=query)
    with as_builder():
        made = Service.objects.get(organisation=place.provider)
    words = {"language": "ur", "name": "مرکز", "about": "یہاں کوئی سنتا ہے۔"}
    sent(manager, "write-words", made.pk, data=words)
    text = page(manager, "show-service", made.pk).content.decode()
    assert ' lang="ur" dir="rtl"' in text
    assert "یہاں کوئی سنتا ہے۔" in text
    assert "Audited: accessible in part (4 May 2026)" in text
    assert page(manager, "add-service", organisation=str(place.police.pk)).status_code == 404
    sent(manager, "end-service", made.pk, data=day("ends", date(2026, 1, 1)))
    assert "مرکز" not in page(manager, "list-services").content.decode()


def test_a_period_and_a_removal_in_the_browser(place: Place) -> None:
    client = client_of(officer_of(place))
    code = place.area.code
    refused = sent(client, "change-period", code, "test", data={"days": "90", "reason": ""})
    assert "There is a problem" in refused.content.decode()
    sent(client, "change-period", code, "test", data={"days": "90", "reason": "Board, 3 May."})
    sent(client, "ask-for-erasure", code, data={"person_key": "canary-3"})
    text = page(client, "show-retention", code).content.decode()
    assert "90 days" in text
    assert "Board, 3 May." in text
    assert "Waits for the housekeeping" in text
    assert "canary" not in text
    with as_builder():
        assert RetentionPeriod.objects.get().days == 90
        assert Erasure.objects.count() == 1
    assert "Use the default again: Drug tests" in text
    assert sent(client, "use-default-period", code, data={"step": "no-such"}).status_code == 404
    sent(client, "use-default-period", code, data={"step": "test"})
    assert "Use the default again" not in page(client, "show-retention", code).content.decode()
    with as_builder():
        assert not RetentionPeriod.objects.exists()
    lead = client_of(place.lead)
    assert sent(lead, "use-default-period", code, data={"step": "test"}).status_code == 403
    assert sent(lead, "change-period", code, "test", data={"days": "9", "reason": "x"}).status_code == 403
    assert page(client, "show-certificate", uuid4()).status_code == 404


def test_a_standing_needs_its_first_day(place: Place) -> None:
    client = client_of(place.lead)
    code = place.area.code
    refused = sent(client, "change-area", code, data={"standing": "intensive"})
    assert "The day from which this standing holds is missing." in refused.content.decode()
    sent(
        client, "change-area", code, data={"standing": "intensive", **day("standing_from", date(2006, 4, 1))}
    )
    assert "From 1 April 2006" in page(client, "show-area", code).content.decode()
    with as_builder():
        assert Area.objects.get(pk=place.area.pk).standing == "intensive"


def test_a_certificate_is_read_in_both_languages(place: Place) -> None:
    with as_builder():
        made = Certificate.objects.create(
            area=place.area,
            made_at=NOW,
            lines=[
                {"kind": "test", "number": 12, "why": "Older than 1095 days."},
                {"kind": "erasure", "number": 2, "why": "A person was removed."},
            ],
            fingerprint="ab" * 32,
        )
    client = client_of(place.analyst)
    english = page(client, "show-certificate", made.pk).content.decode()
    assert "Older than 1095 days." in english
    assert "A person was removed." in english
    client.cookies["django_language"] = "cy"
    welsh = page(client, "show-certificate", made.pk).content.decode()
    assert "Yn hŷn na 1095 diwrnod." in welsh
    assert "Dilëwyd person." in welsh


def test_a_new_name_does_not_open_the_care_store_to_an_organisation_of_justice(place: Place) -> None:
    with as_builder():
        made = add_organisation(name="Custody Care", kind="provider", area=place.area, justice=True)
    sent(client_of(place.lead), "change-organisation", made.pk, data={"name": "Custody", "kind": "provider"})
    with as_builder():
        made.refresh_from_db()
    assert (made.name, made.is_justice) == ("Custody", True)


def test_a_team_that_ended_goes_on_when_it_is_added_again(place: Place) -> None:
    client = client_of(place.lead)
    with as_builder():
        team = place.council.teams.create(name="Outreach", ends=date(2026, 1, 1))
    sent(client, "add-team", place.council.pk, data={"name": "Outreach"})
    with as_builder():
        team.refresh_from_db()
    assert team.ends is None


def test_looking_for_a_team_counts_all_teams_of_its_organisation(place: Place) -> None:
    with as_builder():
        for name in ("Outreach", "Custody", "Prison"):
            place.council.teams.create(name=name)
    with acting_as(place.lead.pk):
        found = organisations_for(place.lead, today=date(2026, 11, 22), words="Outreach").get()
    assert found.number_of_teams == 3


def test_who_is_in_an_area_whose_code_has_ended_can_still_be_removed(place: Place) -> None:
    client, code = client_of(officer_of(place)), place.area.code
    with as_builder():
        Area.objects.filter(code=code).update(ends=date(2026, 1, 1))
    assert sent(client, "ask-for-erasure", code, data={"person_key": "canary-3"}).status_code == 302
    assert code not in page(client, "list-areas").content.decode()


def test_a_code_whose_last_day_is_to_come_is_used_until_then(place: Place) -> None:
    with as_builder():
        Area.objects.filter(pk=place.area.pk).update(ends=timezone.localdate())
    client = client_of(place.lead)
    assert place.area.code in page(client, "list-areas").content.decode()
    assert place.area.name in page(client, "add-organisation").content.decode()


def test_words_of_a_service_are_changed_from_what_stands_there(place: Place) -> None:
    service = make_service(place.provider, "The Quay")
    client = client_of(place.lead)
    address = reverse("organisations:write-words", args=[service.pk]) + "?language=en"
    assert f'href="{address}"' in page(client, "show-service", service.pk).content.decode()
    assert 'value="The Quay"' in client.get(address).content.decode()


def test_whoever_changes_a_draft_takes_out_nobody_who_has_ended(place: Place) -> None:
    with as_builder():
        Organisation.objects.filter(pk=place.police.pk).update(ends=date(2026, 1, 1))
        agreement = Agreement.objects.get(area=place.area)
        Agreement.objects.filter(pk=agreement.pk).update(state="draft")
    text = page(client_of(place.lead), "change-agreement", agreement.pk).content.decode()
    assert f'value="{place.police.pk}"' in text
