"""A commissioner's, a provider's and anybody's way through what is bought, reviewed and shared, in a browser with axe."""

import os
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.urls import reverse

from evenhand_service.commissioning.library import bulletins
from evenhand_service.commissioning.library import operations as library
from evenhand_service.commissioning.library.queries import new_between
from evenhand_service.commissioning.models import Contract, Support
from evenhand_service.commissioning.money import operations as money
from evenhand_service.commissioning.money.reading import Line
from evenhand_service.commissioning.reviews import operations as reviews
from evenhand_service.commissioning.rules import quarters_between
from evenhand_service.commissioning.support import operations as support
from evenhand_service.common.who import acting_as
from tests.service.builders import as_builder
from tests.service.builders_accounts import make_person
from tests.service.builders_commissioning import NOW, TODAY, Bought, make_bought
from tests.service.journeys.looks import check_page
from tests.service.journeys.walker import Walker

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
PICTURES = os.environ.get("EVENHAND_PICTURES")
WORDS = {
    "title": "Letters that people can read",
    "done": "Letters in six languages, read aloud first to ten people who use the service.",
    "where": "Two clinics",
    "came_of_it": "More people came to their first appointment; the range is wide.",
    "lessons": "Ask first.",
}


def looks(walker: Walker, name: str, address: str) -> None:
    """Open a page wide and narrow, and let axe look at it."""
    assert walker.goes_to(address) == 200, address
    check_page(walker)
    if PICTURES:
        walker.page.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=True)
        walker.narrow().page.screenshot(path=str(Path(PICTURES) / f"{name}-320.png"), full_page=True)
        walker.wide()


def filled(bought: Bought) -> tuple[Contract, dict[str, str]]:
    """A contract in which everything has happened, and the addresses of its pages."""
    contract, by = bought.contract(), bought.commissioner
    with acting_as(by.pk):
        review = reviews.plan_review(contract=contract, person=by, quarter=TODAY, now=NOW)
        reviews.hold_review(review=review, person=by, held_date=TODAY, release=bought.release, today=TODAY)
        reviews.write_entry(
            review=review, person=by, kind="decision", wording="An interpreter by spring", lang="en", now=NOW
        )
        for quarter in quarters_between(date(2024, 4, 1), date(2026, 3, 31)):
            money.record_spend(
                contract=contract, person=by, quarter=quarter, amount=Decimal("81250.50"), note="", now=NOW
            )
        told = {"financial_year": "2026/27", "pool": "Joint fund", "contract": "RV/1", "currency": "GBP"}
        lines = [
            Line(source=source, service=service, amount=Decimal(amount), **told)
            for source, service, amount in (
                ("council", "prescribing", "120000"),
                ("home-office", "advice", "8000.50"),
            )
        ]
        money.replace_budget(area=bought.area, person=by, financial_year="2026/27", lines=lines, now=NOW)
        practice = library.write_practice(
            area=bought.area,
            person=by,
            language="en",
            words=WORDS,
            stage="started",
            characteristic="ethnicity",
            now=NOW,
        )
        library.take_step(practice=practice, person=by, verb="submit", now=NOW)
    with acting_as(bought.lead.pk):
        library.take_step(practice=practice, person=bought.lead, verb="approve", now=NOW)
        public = library.publish_practice(
            practice=practice, person=bought.lead, fields=["came_of_it", "lessons"], now=NOW
        )
    made = {
        "review": reverse("commissioning:show-review", args=[review.pk]),
        "budget": reverse("commissioning:show-budget", args=[bought.area.code]),
        "practice": reverse("commissioning:show-practice", args=[practice.pk]),
        "public": reverse("commissioning:show-public-practice", args=[public.pk]),
        "inspired": reverse("commissioning:say-what-it-inspired", args=[practice.pk]),
        "specification": reverse("commissioning:show-specification", args=[bought.specification.pk]),
        **evaluated(bought, contract),
    }
    return contract, made


def evaluated(bought: Bought, contract: Contract) -> dict[str, str]:
    """An evaluation that was reported, a bulletin that was sent out, a case of support, and the addresses of their pages."""
    by, lead = bought.commissioner, bought.lead
    with acting_as(by.pk):
        evaluation = reviews.ask_for_evaluation(
            contract=contract, person=by, title="How people come", evaluator_name="Ada Asks", now=NOW,
            independent_because="Neither pays nor provides", method="People ask people", lang="en",
        )  # fmt: skip
        reviews.report_evaluation(
            evaluation=evaluation,
            person=by,
            reported_date=TODAY,
            people_asked=14,
            users_said="The letter frightens",
        )
    with acting_as(lead.pk):
        found = new_between(NOW.date(), NOW.date(), bought.area)
        bulletin = library.make_bulletin(
            area=bought.area, person=lead, first_day=NOW.date(), last_day=NOW.date(), introduction="What is new",
            lang="en", body=bulletins.content_of(found), now=NOW,
        )  # fmt: skip
        library.issue_bulletin(bulletin=bulletin, person=lead, now=NOW)
    with as_builder():
        viewer = make_person("regional-viewer", area=bought.area)
        case = Support.objects.create(
            area=bought.area, region=bought.area, release=bought.release, until=TODAY, stage="started",
            place=bought.area.name, words={"en": "Beyond the further limits"}, made_by_name="Vi", made_at=NOW,
        )  # fmt: skip
    with acting_as(viewer.pk):
        support.offer(
            support=case, person=viewer, wording="Two days here", lang="en", by_whom="The region", now=NOW
        )
    return {
        "evaluation": reverse("commissioning:show-evaluation", args=[evaluation.pk]),
        "answer": reverse("commissioning:answer-evaluation", args=[evaluation.pk]),
        "bulletin": reverse("commissioning:show-bulletin", args=[bulletin.pk]),
        "support": reverse("commissioning:show-support", args=[case.pk]),
        "accept": reverse("commissioning:take-support-step", args=[case.pk, "accept"]),
    }


def test_a_commissioner_reviews_and_a_provider_reads_its_own(walker: Walker) -> None:
    bought = make_bought()
    contract, made = filled(bought)
    here = reverse("commissioning:show-contract", args=[contract.pk])
    walker.as_(bought.commissioner)
    looks(walker, "contracts", reverse("commissioning:list-contracts"))
    looks(walker, "contract", here)
    looks(walker, "spend", reverse("commissioning:show-spend", args=[contract.pk]))
    looks(walker, "add-term", reverse("commissioning:add-term", args=[contract.pk]))
    looks(walker, "concerned", reverse("commissioning:show-concerned", args=[bought.thread.pk]))
    looks(walker, "treatment", reverse("commissioning:show-treatment-plan", args=[bought.plan.pk]))
    for name in ("review", "budget", "practice"):
        looks(walker, name, made[name])
    for name in ("evaluation", "answer", "specification", "support", "accept", "inspired"):
        looks(walker, name, made[name])
    walker.goes_to(made["review"])
    walker.presses("Write something down").types(wording="Two workers were ill")
    walker.page.get_by_label("Decision").check()
    walker.presses("Save")
    assert walker.sees("Two workers were ill")
    walker.as_(bought.manager)
    looks(walker, "provider", here)
    assert not walker.page.get_by_role("link", name="Add an equality term").count()
    walker.as_(bought.rival)
    assert walker.goes_to(here) == 404
    walker.as_(None)
    looks(walker, "good-practice", reverse("commissioning:list-public-practices"))
    looks(walker, "public", made["public"])
    looks(walker, "bulletin", made["bulletin"])
    assert walker.complaints == []
