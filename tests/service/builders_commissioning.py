"""Commissioning for tests: a partnership with a release, two providers, and the chain from need to contract."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from evenhand_service.commissioning import models
from evenhand_service.commissioning.contracts import operations as contracts
from evenhand_service.commissioning.models import Contract, Specification, TreatmentPlan
from evenhand_service.commissioning.treatment import operations as treatment
from evenhand_service.common.who import acting_as
from evenhand_service.monitoring.models import FindingThread, NeedsAgreement
from evenhand_service.organisations.models import Area, Organisation, Service
from tests.service.builders import as_builder
from tests.service.builders_accounts import make_area, make_organisation, make_person
from tests.service.builders_organisations import make_service
from tests.service.builders_releases import make_release

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
TODAY = date(2026, 11, 20)


@dataclass(frozen=True)
class Bought:
    """A partnership, its people, two providers, and an agreed treatment plan with a specification."""

    area: Area
    quay: Organisation
    other: Organisation
    lead: Any
    commissioner: Any
    manager: Any
    rival: Any
    release: Any
    thread: FindingThread
    service: Service
    plan: TreatmentPlan
    specification: Specification

    def contract(
        self, reference: str = "RV/1", *, provider: Organisation | None = None, let: bool = True, **given: Any
    ) -> Contract:
        """Return a contract with The Quay, or with another provider, let unless told otherwise."""
        provider = provider or self.quay
        with acting_as(self.commissioner.pk):
            made = contracts.prepare_contract(
                area=self.area,
                organisation=provider,
                person=self.commissioner,
                reference=reference,
                title=given.pop("title", "Talking and prescribing"),
                starts=given.pop("starts", date(2024, 4, 1)),
                ends=given.pop("ends", date(2027, 3, 31)),
                specification=self.specification,
                now=NOW,
                **given,
            )
            service = self.service if provider == self.quay else None
            contracts.cover(contract=made, service=service, site="" if service else "Wing B")
            contracts.add_term(
                contract=made,
                person=self.commissioner,
                wording="Bangladeshi people start treatment as often as others",
                thread=self.thread,
                now=NOW,
            )
        if let:
            with acting_as(self.lead.pk):
                contracts.let_contract(contract=made, person=self.lead, now=NOW)
        return made


def make_bought(name: str = "Riverside", *, area: Area | None = None) -> Bought:
    """Return a partnership in which a contract can be let."""
    area = area or make_area(name)
    partnership = make_organisation(area, f"{name} Partnership")
    quay = make_organisation(area, f"The Quay of {name}", kind="provider")
    other = make_organisation(area, f"The Mill of {name}", kind="provider")
    people = {
        "lead": make_person("partnership-lead", partnership, area, name="Lee Lead"),
        "commissioner": make_person("commissioner", partnership, area, name="Cam Commissioner"),
        "manager": make_person("provider-manager", quay, area, name="Mo Manager"),
        "rival": make_person("provider-manager", other, area, name="Ri Rival"),
    }
    release = make_release(area)
    service = make_service(
        quay, f"The Quay of {name}", offers=["prescribing", "psychosocial"], phone="01234 567890"
    )
    with as_builder():
        thread = (
            FindingThread.objects.filter(area=area, stage="started").first()
            or FindingThread.objects.filter(area=area).first()
        )
        needs = NeedsAgreement.objects.create(
            area=area, number=1, release=release, agreed_by_name="Lee Lead", agreed_at=NOW
        )
    plan, specification = _planned(area, people, needs, thread)
    return Bought(
        area=area,
        quay=quay,
        other=other,
        release=release,
        thread=thread,
        service=service,
        plan=plan,
        specification=specification,
        **people,
    )


def _planned(
    area: Area, people: dict[str, Any], needs: Any, thread: Any
) -> tuple[TreatmentPlan, Specification]:
    by = people["commissioner"]
    with acting_as(by.pk):
        plan = treatment.make_treatment_plan(
            area=area,
            person=by,
            financial_year="2026/27",
            title="Treatment plan",
            needs=needs,
            lang="en",
            now=NOW,
        )
        treatment.add_priority(
            plan=plan, wording="Reach Bangladeshi people", findings=[thread], stage="started", section="met"
        )
        specification = treatment.write_specification(
            plan=plan,
            person=by,
            title="Community treatment",
            wording="Prescribing and talking therapies within three weeks",
            equality_wording="Interpreters, and a worker who knows the communities",
            offers=["prescribing"],
            stages=["started"],
            now=NOW,
        )
    with acting_as(people["lead"].pk):
        treatment.agree_treatment_plan(plan=plan, person=people["lead"], now=NOW)
        treatment.agree_specification(specification=specification, person=people["lead"], now=NOW)
    return plan, specification


def make_commissioned(
    area: Area, provider: Organisation, person: Any, release: Any, thread: Any, *, words: str, public: bool
) -> dict[str, Any]:
    """Return one of everything of commissioning, by the name under which addresses carry it; `words` stand in every text.

    Public are a practice and a bulletin, or both are taken back. Write as the builder.
    """
    by = {"made_by_name": words, "made_at": NOW}
    author = {"author": person, "author_name": words, "made_at": NOW}
    plan = models.TreatmentPlan.objects.create(
        area=area, financial_year="2026/27", title=words, introduction=words, agreed_at=NOW, **by
    )
    priority = models.Priority.objects.create(treatment_plan=plan, area=area, position=1, wording=words)
    models.PriorityFinding.objects.create(priority=priority, area=area, thread=thread)
    specification = models.Specification.objects.create(
        area=area, treatment_plan=plan, title=words, wording=words, equality_wording=words, **by
    )
    contract = models.Contract.objects.create(
        area=area, organisation=provider, specification=specification, reference=words[:40], title=words,
        starts=date(2025, 4, 1), ends=date(2027, 3, 31), state="running", let_at=NOW, contact_name=words, **by,
    )  # fmt: skip
    models.Coverage.objects.create(contract=contract, area=area, site=words, stages=["started"])
    models.EqualityTerm.objects.create(
        contract=contract, area=area, position=1, wording=words, thread=thread, **by
    )
    review = models.ContractReview.objects.create(
        contract=contract, area=area, quarter_starts=date(2026, 7, 1), due_date=TODAY, state="held",
        held_date=TODAY, release=release, **by,
    )  # fmt: skip
    models.ReviewEntry.objects.create(
        review=review, contract=contract, area=area, kind="decision", wording=words, **author
    )
    evaluation = models.Evaluation.objects.create(
        contract=contract, area=area, title=words, evaluator_name=words, independent_because=words, method=words, **by
    )  # fmt: skip
    quarter = {"contract": contract, "area": area, "quarter_starts": date(2026, 7, 1), "number": 1}
    models.Spend.objects.create(**quarter, amount=5, note=words, **by)
    models.BudgetLine.objects.create(
        area=area, financial_year="2026/27", source="council", pool=words, service="advice", amount=5, **by
    )
    support = models.Support.objects.create(
        area=area, region=area, organisation=provider, release=release,
        until=TODAY,
        stage="started",
        place=words,
        words={"en": words}, **by,
    )  # fmt: skip
    models.SupportEntry.objects.create(support=support, area=area, kind="identified", wording=words, **author)
    practice = models.Practice.objects.create(area=area, contact_name=words, **author)
    models.PracticeWords.objects.create(
        practice=practice, area=area, language="en", title=words, done=words, came_of_it=words
    )
    published = models.PublishedPractice.objects.create(
        practice=practice, area=area, fields=["title", "done"], published_by_name=words, published_at=NOW,
        body={"words": {"en": {"title": words, "done": words}}}, withdrawn_at=None if public else NOW,
    )  # fmt: skip
    bulletin = models.Bulletin.objects.create(
        area=area, first_day=TODAY, last_day=TODAY, introduction=words,
        state="issued" if public else "draft", **by,
    )  # fmt: skip
    return {
        "treatment_plan": plan,
        "specification": specification,
        "contract": contract,
        "contract_review": review,
        "evaluation": evaluation,
        "support": support,
        "practice": practice,
        "public_practice": published,
        "bulletin": bulletin,
    }
