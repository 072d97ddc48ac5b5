"""Every page as its people see it, and lists that ask no more of the database for three rows than for one."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evenhand_service.commissioning.models import Contract, ContractReview, Evaluation, TreatmentPlan
from evenhand_service.common.who import acting_as
from tests.service.builders_accounts import log_in
from tests.service.builders_commissioning import TODAY, Bought
from tests.service.builders_organisations import make_service

pytestmark = pytest.mark.django_db


def day(name: str, value: date) -> dict[str, Any]:
    return {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}


def asked(client: Client, name: str, *args: Any) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(reverse(f"commissioning:{name}", args=args)).status_code == 200, name
    return len(seen)


def test_the_whole_chain_is_walked_on_pages(bought: Bought, client: Client) -> None:
    log_in(client, bought.commissioner)

    def send(name: str, *args: Any, **told: Any) -> str:
        response = client.post(reverse(f"commissioning:{name}", args=args), told, follow=True)
        text = response.content.decode()
        assert response.status_code == 200
        assert "There is a problem" not in text, text[text.index("There is a problem") :][:900]
        return text

    code = bought.area.code
    dates = {**day("starts", date(2025, 4, 1)), **day("ends", date(2027, 3, 31))}
    text = send(
        "prepare-contract", code, organisation=bought.quay.pk, reference="RV/9", title="Treatment",
        specification=bought.specification.pk, contact_name="Cam", contact_phone="01", **dates,
    )  # fmt: skip
    assert "RV/9: Treatment" in text
    with acting_as(bought.lead.pk):
        one = Contract.objects.get(reference="RV/9")
    send("cover", one.pk, service=bought.service.pk, stages=["started"])
    assert "Started" in client.get(reverse("commissioning:show-contract", args=[one.pk])).content.decode()
    send("add-term", one.pk, wording="As often", finding=str(bought.thread.pk), target_words="No gap")
    refused = client.post(
        reverse("commissioning:add-term", args=[one.pk]), {"wording": "As often"}
    ).content.decode()
    assert "say in words how it will be seen" in refused
    log_in(client, bought.lead)
    assert "The step was taken" in send("move-contract", one.pk, step="let")
    log_in(client, bought.commissioner)
    send("plan-review", one.pk, quarter="2026-07-01")
    with acting_as(bought.lead.pk):
        review = ContractReview.objects.get()
    send("hold-review", review.pk, **day("held_date", TODAY.replace(day=1)))
    send("write-entry", review.pk, kind="decision", wording="Interpreters by spring")
    assert "Interpreters by spring" in send("move-review", review.pk, step="close")
    told = {"title": "Evaluation", "evaluator_name": "U", "independent_because": "-", "method": "-"}
    send("ask-for-evaluation", one.pk, **told)
    with acting_as(bought.lead.pk):
        evaluation = Evaluation.objects.get()
    shown = send(
        "report-evaluation",
        evaluation.pk,
        users_said="Hard letters",
        people_asked=3,
        **day("reported_date", TODAY),
    )
    assert "fewer than 5" in shown
    send("answer-evaluation", evaluation.pk, came_of_it="New letters")
    spend = send("record-spend", one.pk, quarter="2026-07-01", amount="£1,250.50")
    assert "£1,250.50" in spend
    assert "neither is said to bring about the other" in spend
    concerned = client.get(reverse("commissioning:show-concerned", args=[bought.thread.pk])).content.decode()
    assert "RV/9: Treatment" in concerned
    assert "01234 567890" in concerned


def test_a_treatment_plan_is_made_on_pages(bought: Bought, client: Client) -> None:
    log_in(client, bought.commissioner)
    told = {"financial_year": "2027/28", "title": "Next year's", "needs": bought.plan.needs_id}
    make = reverse("commissioning:make-treatment-plan", args=[bought.area.code])
    assert client.post(make, told, follow=True).status_code == 200
    with acting_as(bought.lead.pk):
        plan = TreatmentPlan.objects.get(financial_year="2027/28")
    change = reverse("commissioning:change-treatment-plan", args=[plan.pk])
    version = {"version": plan.version, "lang": "en", "introduction": "For everybody"}
    text = client.post(change, {**told, **version, "title": "The year after"}, follow=True).content.decode()
    assert "The year after" in text
    assert "It was changed." in text
    add = reverse("commissioning:add-priority", args=[plan.pk])
    text = client.post(
        add,
        {"wording": "Women first", "characteristic": "sex", "findings": [str(bought.thread.pk)]},
        follow=True,
    ).content.decode()
    assert "Women first" in text
    assert reverse("monitoring:show-finding", args=[bought.thread.pk]) in text
    write = reverse("commissioning:write-specification", args=[plan.pk])
    text = client.post(
        write, {"title": "Spec", "wording": "Do", "equality_wording": "Fair"}, follow=True
    ).content
    assert b"Spec" in text


def test_lists_and_pages_ask_no_more_for_three_rows_than_for_one(bought: Bought, client: Client) -> None:
    bought.contract("RV/1")
    log_in(client, bought.commissioner)
    names: list[tuple[Any, ...]] = [("list-contracts",), ("show-concerned", bought.thread.pk)]
    asked(client, "list-contracts")
    before = [asked(client, *one) for one in names]
    for number in (2, 3):
        bought.contract(f"RV/{number}")
        make_service(bought.quay, f"Service {number}", offers=["prescribing"])
    assert [asked(client, *one) for one in names] == before


def test_a_page_in_welsh_has_no_english_of_ours(bought: Bought, client: Client) -> None:
    one = bought.contract()
    log_in(client, bought.commissioner)
    client.cookies["django_language"] = "cy"
    text = client.get(reverse("commissioning:show-contract", args=[one.pk])).content.decode()
    for word in ("Equality terms", "What it covers", "Quarterly reviews", "Whom to ring"):
        assert word not in text
