"""What the made-up partnership buys: from needs to a plan, a specification, a contract, its review and evaluation, money."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from evenhand_service.commissioning.contracts import operations as contracts
from evenhand_service.commissioning.models import Contract, Specification
from evenhand_service.commissioning.money import operations as money
from evenhand_service.commissioning.money.reading import Line
from evenhand_service.commissioning.reviews import operations as reviews
from evenhand_service.commissioning.rules import financial_quarter, quarter_of, quarters_between
from evenhand_service.commissioning.treatment import operations as treatment
from evenhand_service.common.who import acting_as
from evenhand_service.config.example.cast import Cast
from evenhand_service.monitoring.findings import detail
from evenhand_service.monitoring.models import FindingThread, NeedsAgreement
from evenhand_service.monitoring.needs import operations as needs
from evenhand_service.monitoring.needs.queries import newest_release, texts_of
from evenhand_service.monitoring.needs.rules import seal, versions_of
from evenhand_service.organisations.directory import operations as directory
from evenhand_service.organisations.models import Service
from evenhand_service.plan.models import Plan, Theme

_DAYS_OF_A_QUARTER = 92


def make_contract(cast: Cast, told: Mapping[str, Any], now: datetime) -> None:
    """Make one contract with all that leads to it and hangs on it; once and no more. Source: A5."""
    with acting_as(cast.lead.pk):
        if Contract.objects.filter(area=cast.area, reference=told["contract"]["reference"]).exists():
            return
    service = _service(cast, told["service"], now)
    specification = _planned(cast, told, _agreed_needs(cast, told["needs"], now), now)
    contract = _let(cast, told["contract"], service, specification, now)
    _money(cast, told, contract, now)
    _reviewed(cast, told["review"], contract, now)
    _evaluated(cast, told["evaluation"], contract, now)


def _service(cast: Cast, told: Mapping[str, Any], now: datetime) -> Service:
    with acting_as(cast.manager.pk):
        fields = {name: told[name] for name in ("offers", "languages", "phone", "email")}
        made = directory.write_service(
            organisation=cast.provider, told={**fields, "is_public": True}, today=timezone.localdate(now)
        )
        directory.write_words(service=made, language="en", told=told)
    return made


def _agreed_needs(cast: Cast, told: Mapping[str, Any], now: datetime) -> NeedsAgreement:
    with acting_as(cast.analyst.pk):
        needs.write_section(
            area=cast.area,
            section=told["section"],
            person=cast.analyst,
            based_on=0,
            body=told["words"],
            lang="en",
            now=now,
        )
    with acting_as(cast.lead.pk):
        release = newest_release(cast.lead, cast.area.pk)
        seen = seal(versions_of(texts_of(cast.lead, cast.area.pk)), release.pk)
        return needs.agree(area=cast.area, person=cast.lead, release=release, seen=seen, now=now)


def _thread(cast: Cast, one: Mapping[str, Any]) -> FindingThread:
    return FindingThread.objects.get(area=cast.area, stage=one["stage"], group=one["group"])


def _planned(cast: Cast, told: Mapping[str, Any], agreement: NeedsAgreement, now: datetime) -> Specification:
    year, _quarter = financial_quarter(quarter_of(timezone.localdate(now)))
    by = cast.commissioner
    with acting_as(by.pk):
        plan = treatment.make_treatment_plan(
            area=cast.area,
            person=by,
            financial_year=year,
            title=told["plan"]["title"],
            introduction=told["plan"]["introduction"],
            lang="en",
            needs=agreement,
            plan=Plan.objects.visible_to(by).filter(area=cast.area).order_by("-cover_date").first(),
            now=now,
        )
        for one in told["plan"]["priority"]:
            thread = _thread(cast, one)
            about = {"stage": one["stage"], "characteristic": thread.characteristic, "group": ""}
            treatment.add_priority(
                plan=plan,
                wording=one["wording"],
                lang="en",
                findings=[thread],
                section=told["needs"]["section"],
                **about,
            )
        asked = dict(told["specification"])
        first = plan.priorities.get(position=asked.pop("priority"))
        made = treatment.write_specification(
            plan=plan, person=by, priority=first, lang="en", now=now, **asked
        )
    with acting_as(cast.lead.pk):
        treatment.agree_treatment_plan(plan=plan, person=cast.lead, now=now)
        treatment.agree_specification(specification=made, person=cast.lead, now=now)
    return made


def _let(
    cast: Cast, told: Mapping[str, Any], service: Service, specification: Specification, now: datetime
) -> Contract:
    by, today = cast.commissioner, timezone.localdate(now)
    own = ("reference", "title", "starts", "ends", "contact_name", "contact_phone")
    with acting_as(by.pk):
        made = contracts.prepare_contract(
            area=cast.area,
            organisation=cast.provider,
            person=by,
            specification=specification,
            lang="en",
            now=now,
            **{name: told[name] for name in own},
        )
        contracts.cover(contract=made, service=service)
        contracts.cover(contract=made, site=told["site"], stages=told["site_stages"])
        for one in told["term"]:
            _term(cast, made, one, today, now)
    with acting_as(cast.lead.pk):
        contracts.let_contract(contract=made, person=cast.lead, now=now)
    return made


def _term(cast: Cast, contract: Contract, one: Mapping[str, Any], today: date, now: datetime) -> None:
    by = cast.commissioner
    given: dict[str, Any] = {"target_date": today + timedelta(days=one["target_days"])}
    given |= {
        name: one[name] for name in ("measure", "characteristic", "target", "target_words") if name in one
    }
    if "group" in one:
        thread = _thread(cast, one)
        finding = detail.worded(by, detail.shown(detail.findings_of(by, thread)))
        given |= {"thread": thread, "finding": finding}
    contracts.add_term(contract=contract, person=by, wording=one["wording"], lang="en", now=now, **given)


def _money(cast: Cast, told: Mapping[str, Any], contract: Contract, now: datetime) -> None:
    by, today = cast.commissioner, timezone.localdate(now)
    year, _quarter = financial_quarter(quarter_of(today))
    lines = [
        Line(
            financial_year=year,
            contract=contract.reference,
            currency="GBP",
            amount=Decimal(one["amount"]),
            **{name: one[name] for name in ("source", "pool", "service")},
        )
        for one in told["budget"]
    ]
    amounts = [Decimal(one) for one in told["spend"]["each_quarter"]]
    over = today - timedelta(days=_DAYS_OF_A_QUARTER)
    with acting_as(by.pk):
        money.replace_budget(area=cast.area, person=by, financial_year=year, lines=lines, now=now)
        for number, quarter in enumerate(quarters_between(contract.starts, over)):
            amount = amounts[number % len(amounts)]
            money.record_spend(
                contract=contract, person=by, quarter=quarter, amount=amount, note="Made up", now=now
            )


def _reviewed(cast: Cast, told: Mapping[str, Any], contract: Contract, now: datetime) -> None:
    by, today = cast.commissioner, timezone.localdate(now)
    quarter = quarter_of(today - timedelta(days=_DAYS_OF_A_QUARTER * told["quarters_ago"]))
    with acting_as(by.pk):
        review = reviews.plan_review(contract=contract, person=by, quarter=quarter, now=now)
        reviews.plan_review(contract=contract, person=by, quarter=today, now=now)
    write: dict[str, Any] = {"review": review, "lang": "en"}
    # A minute apart, so that they stand in the order in which they were said.
    said = (now + timedelta(minutes=number) for number in range(3))
    with acting_as(cast.manager.pk):
        reviews.write_entry(
            person=cast.manager, kind="provider", wording=told["provider"], now=next(said), **write
        )
    with acting_as(by.pk):
        held = today - timedelta(days=told["held_days_ago"])
        release = newest_release(by, cast.area.pk)
        reviews.hold_review(review=review, person=by, held_date=held, release=release, today=today)
        reviews.write_entry(person=by, kind="decision", wording=told["decision"], now=next(said), **write)
        theme = Theme.objects.visible_to(by).filter(area=cast.area, title=told["action_theme"]).get()
        reviews.make_action(
            person=by,
            plan=theme.plan,
            theme=theme,
            wording=told["action"],
            when_text=told["action_when"],
            thread=contract.terms.exclude(thread=None).first().thread,
            now=next(said),
            **write,
        )
        reviews.close_review(review=review, person=by, now=now)


def _evaluated(cast: Cast, told: Mapping[str, Any], contract: Contract, now: datetime) -> None:
    by, today = cast.commissioner, timezone.localdate(now)
    asked = ("title", "evaluator_name", "evaluator_body", "independent_because", "method")
    with acting_as(by.pk):
        made = reviews.ask_for_evaluation(
            contract=contract, person=by, lang="en", now=now, **{name: told[name] for name in asked}
        )
        found = {name: told[name] for name in ("people_asked", "users_said", "found")}
        reported = today - timedelta(days=told["reported_days_ago"])
        reviews.report_evaluation(evaluation=made, person=by, reported_date=reported, **found)
        reviews.answer_evaluation(evaluation=made, person=by, came_of_it=told["came_of_it"], now=now)
