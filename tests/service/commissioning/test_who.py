"""A provider sees its own contracts and nothing of another's: asked of the database and of every page."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from evenhand_service.commissioning.models import (
    BudgetLine,
    Contract,
    ContractReview,
    Evaluation,
    ReviewEntry,
    Specification,
    Spend,
    TreatmentPlan,
)
from evenhand_service.commissioning.money import operations as money
from evenhand_service.commissioning.money.reading import Line
from evenhand_service.commissioning.reviews import operations as reviews
from evenhand_service.common.who import acting_as
from tests.service.builders_accounts import log_in, make_area, make_person
from tests.service.builders_commissioning import NOW, TODAY, Bought

pytestmark = pytest.mark.django_db
CANARY = "Quetzalcanary"


def everything_of(bought: Bought, contract: Contract) -> dict[str, Any]:
    """A review, an entry, an evaluation and spend of a contract, each with the canary in it."""
    by = bought.commissioner
    with acting_as(by.pk):
        review = reviews.plan_review(contract=contract, person=by, quarter=date(2026, 7, 1), now=NOW)
        reviews.hold_review(review=review, person=by, held_date=TODAY, release=bought.release, today=TODAY)
        reviews.write_entry(
            review=review, person=by, kind="decision", wording=f"{CANARY} decided", lang="en", now=NOW
        )
        evaluation = reviews.ask_for_evaluation(
            contract=contract,
            person=by,
            title=f"{CANARY} evaluated",
            evaluator_name="A university",
            independent_because="x",
            method="y",
            now=NOW,
        )
        money.record_spend(
            contract=contract,
            person=by,
            quarter=date(2026, 7, 1),
            amount=Decimal("7654.32"),
            note=CANARY,
            now=NOW,
        )
    return {"review": review, "evaluation": evaluation}


def test_a_provider_sees_its_own_contract_and_what_hangs_on_it(bought: Bought) -> None:
    own = bought.contract()
    everything_of(bought, own)
    with acting_as(bought.manager.pk):
        assert Contract.objects.get() == own
        assert Spend.objects.count() == ReviewEntry.objects.count() == Evaluation.objects.count() == 1
        assert Specification.objects.count() == 1
        assert not Contract.objects.for_change(bought.manager).exists()
        assert Contract.objects.update(title="x") == 0


@pytest.mark.parametrize("let", [True, False])
def test_a_provider_sees_nothing_of_anothers_contract(bought: Bought, let: bool, client: Client) -> None:
    bought.contract("RV/own", provider=bought.other)
    contract = bought.contract("RV/7", title=f"{CANARY} contract", let=let)
    made = everything_of(bought, contract) if let else {}
    with acting_as(bought.rival.pk):
        assert [one.reference for one in Contract.objects.all()] == ["RV/own"]
        for model in (ContractReview, ReviewEntry, Evaluation, Spend, BudgetLine):
            assert not model.objects.exists(), model
        with pytest.raises(DatabaseError), transaction.atomic():
            Spend.objects.create(
                contract=contract, area=bought.area, quarter_starts=TODAY, number=9, amount=1, made_by_name="x", made_at=NOW
            )  # fmt: skip
    log_in(client, bought.rival)
    asked = [("show-contract", contract), ("show-spend", contract)]
    asked += [(f"show-{name}", one) for name, one in made.items()]
    for name, one in asked:
        assert client.get(reverse(f"commissioning:{name}", args=[one.pk])).status_code == 404, name
    pages = [
        reverse("commissioning:list-contracts"),
        reverse("commissioning:show-concerned", args=[bought.thread.pk]),
    ]
    for page in pages:
        text = client.get(page).content.decode()
        assert CANARY not in text
        assert "RV/7" not in text
        assert "7,654" not in text


def test_a_contract_in_preparation_is_not_there_for_its_provider(bought: Bought, client: Client) -> None:
    contract = bought.contract(let=False)
    with acting_as(bought.manager.pk):
        assert not Contract.objects.exists()
    log_in(client, bought.manager)
    assert client.get(reverse("commissioning:show-contract", args=[contract.pk])).status_code == 404


def test_a_provider_adds_its_own_words_to_a_review_and_no_decision(bought: Bought) -> None:
    review = everything_of(bought, bought.contract())["review"]
    with acting_as(bought.manager.pk):
        reviews.write_entry(
            review=review,
            person=bought.manager,
            kind="provider",
            wording="We were short of staff",
            lang="en",
            now=NOW,
        )
        with pytest.raises(DatabaseError), transaction.atomic():
            reviews.write_entry(
                review=review, person=bought.manager, kind="decision", wording="No change", lang="en", now=NOW
            )
    with pytest.raises(DatabaseError), acting_as(bought.rival.pk), transaction.atomic():
        ReviewEntry.objects.create(
            review=review, contract_id=review.contract_id, area=bought.area, kind="provider", wording="x",
            author=bought.rival, author_name="x", made_at=NOW,
        )  # fmt: skip


def test_budgets_are_for_commissioners_alone(bought: Bought) -> None:
    line = Line(
        financial_year="2026/27",
        source="council",
        pool="",
        service="prescribing",
        contract="",
        amount=Decimal(5),
        currency="GBP",
    )
    with acting_as(bought.commissioner.pk):
        money.replace_budget(
            area=bought.area, person=bought.commissioner, financial_year="2026/27", lines=[line], now=NOW
        )
        assert BudgetLine.objects.count() == 1
    for person in (bought.manager, make_person("analyst", bought.quay, bought.area)):
        with acting_as(person.pk):
            assert not BudgetLine.objects.exists()


def test_an_analyst_of_a_provider_sees_no_contract(bought: Bought) -> None:
    bought.contract()
    analyst = make_person("analyst", bought.other, bought.area)
    with acting_as(analyst.pk):
        assert not Contract.objects.exists()


def test_nothing_of_another_area_is_seen_and_nothing_without_logging_in(bought: Bought) -> None:
    everything_of(bought, bought.contract())
    outside = make_person("partnership-lead", area=make_area("Elsewhere"))
    tables = list(apps.get_app_config("commissioning").get_models())
    for person in (outside.pk, None):
        with acting_as(person):
            assert [one.__name__ for one in tables if one.objects.exists()] == []


def test_an_agreed_treatment_plan_is_read_by_the_panel_and_the_region_and_a_draft_is_not(
    bought: Bought,
) -> None:
    panel = make_person("panel-member", area=bought.area)
    with acting_as(panel.pk):
        assert TreatmentPlan.objects.count() == 1
        assert not Specification.objects.exists()
    with acting_as(bought.commissioner.pk):
        TreatmentPlan.objects.update(state="draft")
    with acting_as(panel.pk):
        assert not TreatmentPlan.objects.exists()
