"""From the needs assessment to what came of an evaluation: what each write asks for, and what it refuses."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from evenhand_service.commissioning.concerned.queries import concerned_by, findings_of, stages_of
from evenhand_service.commissioning.contracts import operations as contracts
from evenhand_service.commissioning.contracts.queries import contract_for, terms_of
from evenhand_service.commissioning.models import ReviewEntry, Spend
from evenhand_service.commissioning.money import operations as money
from evenhand_service.commissioning.money import queries as money_queries
from evenhand_service.commissioning.refusals import ChangedMeanwhile, NotYours, Refused, StepNotOpen
from evenhand_service.commissioning.reviews import operations as reviews
from evenhand_service.commissioning.rules import quarters_between
from evenhand_service.commissioning.treatment import operations as treatment
from evenhand_service.common.who import acting_as
from evenhand_service.plan.operations import plans
from tests.service.builders_commissioning import NOW, TODAY, Bought
from tests.service.builders_organisations import make_organisation, make_service

pytestmark = pytest.mark.django_db


def test_a_treatment_plan_rests_on_an_agreed_needs_assessment_and_says_what_comes_first(
    bought: Bought,
) -> None:
    with acting_as(bought.lead.pk):
        plan = treatment.make_treatment_plan(
            area=bought.area, person=bought.lead, financial_year="2027/28", title="Next", now=NOW
        )
        with pytest.raises(Refused, match="needs assessment"):
            treatment.agree_treatment_plan(plan=plan, person=bought.lead, now=NOW)
        with pytest.raises(Refused, match="financial year"):
            treatment.make_treatment_plan(
                area=bought.area, person=bought.lead, financial_year="2027/29", title="No", now=NOW
            )
        with pytest.raises(Refused, match="agreed"):
            treatment.add_priority(plan=bought.plan, wording="Late")


def test_a_commissioner_prepares_and_somebody_with_the_name_for_it_lets(bought: Bought) -> None:
    contract = bought.contract(let=False)
    with acting_as(bought.commissioner.pk):
        with pytest.raises(NotYours):
            contracts.let_contract(contract=contract, person=bought.commissioner, now=NOW)
        bare = contracts.prepare_contract(
            area=bought.area, organisation=bought.quay, person=bought.commissioner, reference="RV/2",
            title="Bare", starts=TODAY, ends=TODAY, now=NOW,
        )  # fmt: skip
        with pytest.raises(Refused, match="already"):
            contracts.prepare_contract(
                area=bought.area, organisation=bought.quay, person=bought.commissioner, reference="RV/2",
                title="Twice", starts=TODAY, ends=TODAY, now=NOW,
            )  # fmt: skip
    with acting_as(bought.lead.pk):
        with pytest.raises(
            Refused, match="specification; a service or place that it covers; an equality term"
        ):
            contracts.let_contract(contract=bare, person=bought.lead, now=NOW)
        contracts.let_contract(contract=contract, person=bought.lead, now=NOW)
        with pytest.raises(StepNotOpen):
            contracts.let_contract(contract=contract, person=bought.lead, now=NOW)
        with pytest.raises(ChangedMeanwhile):
            contracts.change_contract(contract=contract, version=7, title="Over theirs")


def test_a_contract_covers_its_own_providers_services(bought: Bought) -> None:
    contract = bought.contract()
    others = make_service(bought.other, "The Mill")
    with acting_as(bought.commissioner.pk), pytest.raises(Refused, match="another organisation"):
        contracts.cover(contract=contract, service=others)


def test_a_finding_leads_to_contract_provider_and_telephone(bought: Bought) -> None:
    bought.contract()
    bought.contract("RV/2", provider=bought.other)  # Wing B, of no step
    police = make_organisation(bought.area, "Riverside Police", kind="police")
    with acting_as(bought.commissioner.pk):
        found = concerned_by(bought.commissioner, bought.thread, today=TODAY)
        assert [one.reference for one in found.contracts] == ["RV/1"]
        assert [one.phone for one in found.services] == ["01234 567890"]
        tested = bought.thread
        tested.stage = "arrest-to-treatment/tested"
        assert police in concerned_by(bought.commissioner, tested, today=TODAY).bodies


def test_a_contracts_own_findings_are_those_of_its_steps(bought: Bought) -> None:
    contract = bought.contract()
    with acting_as(bought.commissioner.pk):
        held = contract_for(bought.commissioner, contract.pk)
        own = findings_of(bought.commissioner, held, most=50)
        assert own.findings
        assert {one.stage for one in own.findings} <= stages_of(held)
        [(term, newest)] = terms_of(bought.commissioner, held)
        assert newest is not None
        assert newest.same == term.thread.same


def test_a_review_is_held_written_down_and_closed(bought: Bought) -> None:
    contract, by = bought.contract(), bought.commissioner
    with acting_as(by.pk):
        review = reviews.plan_review(contract=contract, person=by, quarter=TODAY, now=NOW)
        assert review.quarter_starts == date(2026, 10, 1)
        with pytest.raises(Refused, match="already"):
            reviews.plan_review(contract=contract, person=by, quarter=TODAY, now=NOW)
        with pytest.raises(Refused, match="does not run"):
            reviews.plan_review(contract=contract, person=by, quarter=date(2030, 1, 1), now=NOW)
        with pytest.raises(Refused, match="held"):
            reviews.write_entry(review=review, person=by, kind="decision", wording="x", lang="", now=NOW)
        reviews.hold_review(review=review, person=by, held_date=TODAY, release=bought.release, today=TODAY)
        with pytest.raises(Refused, match="Nothing was written"):
            reviews.close_review(review=review, person=by, now=NOW)
        plan = plans.make_plan(area=bought.area, person=by, title="Plan", financial_year="2026/27", now=NOW)
        theme = plans.add_theme(plan=plan, title="Commissioning")
        action = reviews.make_action(
            review=review, person=by, plan=plan, theme=theme, wording="Ask in which language letters come",
            lang="en", when_text="March 2027", thread=bought.thread, now=NOW,
        )  # fmt: skip
        assert action.leads.get().organisation == bought.quay
        assert action.thread == bought.thread
        assert ReviewEntry.objects.get(review=review).action == action
        reviews.close_review(review=review, person=by, now=NOW)
        with pytest.raises(Refused, match="closed"):
            reviews.write_entry(review=review, person=by, kind="decision", wording="x", lang="", now=NOW)
    with pytest.raises(DatabaseError), acting_as(by.pk), transaction.atomic():
        ReviewEntry.objects.update(wording="other")


def test_an_evaluation_is_independent_and_says_what_users_said(bought: Bought) -> None:
    contract, by = bought.contract(), bought.commissioner
    asked = {"independent_because": "No money", "method": "Talks", "now": NOW}
    with acting_as(by.pk):
        with pytest.raises(Refused, match="does not evaluate its own"):
            reviews.ask_for_evaluation(
                contract=contract, person=by, title="E", evaluator_name="X",
                evaluator_body=contract.organisation.name.upper(), **asked,
            )  # fmt: skip
        one = reviews.ask_for_evaluation(
            contract=contract, person=by, title="E", evaluator_name="Univ", **asked
        )
        with pytest.raises(Refused, match="people who use the service"):
            reviews.report_evaluation(evaluation=one, person=by, reported_date=TODAY, users_said=" ")
        reviews.report_evaluation(
            evaluation=one, person=by, reported_date=TODAY, users_said="The letters were hard", people_asked=7
        )
        reviews.answer_evaluation(evaluation=one, person=by, came_of_it="New letters", now=NOW)
        with pytest.raises(StepNotOpen):
            reviews.drop_evaluation(evaluation=one, person=by)


def test_spend_stands_beside_protected_counts_once_every_quarter_is_known(bought: Bought) -> None:
    contract, by = bought.contract(), bought.commissioner
    with acting_as(by.pk):
        held = contract_for(by, contract.pk)

        def beside() -> list[money_queries.Beside]:
            spent = money_queries.spend_of(by, held)
            return money_queries.beside_outcomes(by, held, bought.release.pk, frozenset({"started"}), spent)

        rows = [one for one in beside() if one.counted.period.startswith("2024")]
        assert rows, "the release counts people who started"
        assert all(one.spend is None for one in beside())
        for quarter in quarters_between(date(2024, 4, 1), date(2026, 3, 31)):
            money.record_spend(
                contract=contract, person=by, quarter=quarter, amount=Decimal("1000.10"), note="", now=NOW
            )
        [row] = [one for one in beside() if one.counted.period.startswith("2024")]
        assert row.spend == Decimal("8000.80")
        assert row.each is not None
        assert row.each.lowest <= row.spend / row.counted.most + 1
        assert row.each.lowest <= row.each.highest
        # A correction counts from then on, and what was said before stays.
        money.record_spend(
            contract=contract, person=by, quarter=date(2024, 4, 1), amount=Decimal(0), note="credit", now=NOW
        )
        assert money_queries.spend_of(by, held)[date(2024, 4, 1)].amount == 0
        assert Spend.objects.filter(quarter_starts=date(2024, 4, 1)).count() == 2


def test_a_contract_that_was_let_keeps_what_was_agreed(bought: Bought) -> None:
    contract = bought.contract()
    with acting_as(bought.commissioner.pk):
        draft = treatment.write_specification(
            plan=bought.plan, person=bought.commissioner, title="Later", wording="Not agreed", now=NOW
        )
        for worse in (None, draft):
            with pytest.raises(Refused, match="rests on an agreed"):
                contracts.change_contract(contract=contract, version=contract.version, specification=worse)
        contracts.change_contract(
            contract=contract, version=contract.version, specification=bought.specification, title="Same"
        )
    with acting_as(bought.lead.pk):
        contracts.end_contract(contract=contract, person=bought.lead, ends=contract.ends, because="Over")
        with pytest.raises(Refused, match="is over"):
            contracts.cover(contract=contract, site="Wing B")
