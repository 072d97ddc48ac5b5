"""A term's target in numbers, and whose figures stand beside a contract: the provider's own, or the area's."""

import pytest
from django.test import Client
from django.urls import reverse

from evenhand_service.commissioning.concerned.queries import findings_of
from evenhand_service.commissioning.contracts import operations
from evenhand_service.commissioning.contracts.queries import contract_for
from evenhand_service.commissioning.money import operations as money
from evenhand_service.commissioning.refusals import Refused
from evenhand_service.commissioning.rules import plain_name
from evenhand_service.common.who import acting_as
from tests.service.builders_accounts import log_in
from tests.service.builders_commissioning import NOW, TODAY, Bought
from tests.service.builders_releases import PLACE

pytestmark = pytest.mark.django_db


def test_a_target_is_written_as_pages_write_figures_and_kept_in_their_units(
    bought: Bought, client: Client
) -> None:
    one = bought.contract()
    log_in(client, bought.commissioner)
    there = reverse("commissioning:add-term", args=[one.pk])
    told = {"wording": "As often", "finding": str(bought.thread.pk), "target": "-5"}
    assert client.post(there, told).status_code == 302
    with acting_as(bought.commissioner.pk):
        term = one.terms.order_by("-position").first()
    assert term.units.startswith("share")
    assert term.target == pytest.approx(-0.05)
    page = client.get(reverse("commissioning:show-contract", args=[one.pk])).content.decode()
    assert "-5 of every 100" in page
    for wrong, said in (
        ({"target": "500"}, "Of every 100 people there are at most 100."),
        ({"target": "5", "finding": "", "measure": "Letters"}, "held against a finding&#x27;s figure"),
        ({"target": "half"}, "Enter a number"),
    ):
        text = client.post(there, told | wrong).content.decode()
        assert said in text or said.replace("&#x27;", "&#39;") in text, said
    with acting_as(bought.commissioner.pk), pytest.raises(Refused, match="held against"):
        operations.add_term(contract=one, person=bought.commissioner, wording="No", target=1.0, now=NOW)


def test_figures_of_the_area_are_never_called_the_providers(bought: Bought, client: Client) -> None:
    one = bought.contract()
    log_in(client, bought.commissioner)
    page = client.get(reverse("commissioning:show-contract", args=[one.pk])).content.decode()
    assert "The area&#39;s findings at its steps" in page or "The area&#x27;s findings at its steps" in page
    assert "does not count the provider by itself" in page
    assert "provider&#39;s own findings" not in page


def test_where_a_release_counts_the_provider_by_itself_its_own_figures_stand_there(
    bought: Bought, client: Client
) -> None:
    one = bought.contract()
    with acting_as(bought.commissioner.pk):
        operations.cover(contract=one, site=PLACE.lower(), stages=["started"])
        own = findings_of(bought.commissioner, contract_for(bought.commissioner, one.pk), most=12)
    assert own.places == (PLACE,)
    assert own.findings
    assert {own.words[row.id].place for row in own.findings} == {PLACE}
    log_in(client, bought.commissioner)
    page = client.get(reverse("commissioning:show-contract", args=[one.pk])).content.decode()
    assert f"counts the provider by itself ({PLACE})" in page


def test_names_are_the_same_however_they_are_written() -> None:
    assert plain_name("The Quay, Wing-B") == plain_name("THE_QUAY wing b")
    assert plain_name("The Quay") != plain_name("The Mill")


def test_what_was_noted_with_an_amount_is_shown(bought: Bought, client: Client) -> None:
    one = bought.contract()
    with acting_as(bought.commissioner.pk):
        for amount, note in ((100, ""), (120, "With the late invoice")):
            money.record_spend(
                contract=one, person=bought.commissioner, quarter=TODAY, amount=amount, note=note, now=NOW
            )
    log_in(client, bought.commissioner)
    page = client.get(reverse("commissioning:show-spend", args=[one.pk])).content.decode()
    assert "With the late invoice · corrected" in page


def test_of_a_services_offers_those_steps_are_named_that_the_release_counts(
    bought: Bought, client: Client
) -> None:
    one = bought.contract()
    log_in(client, bought.commissioner)
    page = client.get(reverse("commissioning:show-contract", args=[one.pk])).content.decode()
    assert "Started treatment" in page
    assert "With drug treatment" not in page, (
        "a step of court orders, which the area's release does not count"
    )
