"""Plans for tests: a partnership with people in every part, a plan of two themes, actions as a test wants them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from evenhand_service.common.who import acting_as
from evenhand_service.monitoring.models import FindingThread
from evenhand_service.organisations.models import Area, Organisation
from evenhand_service.plan.models import Action, Plan, Theme
from evenhand_service.plan.operations import (
    actions,
    documents,
    editions,
    evidence,
    indicators,
    log,
    plans,
    recommendations,
)
from evenhand_service.plan.operations.actions import Answers
from evenhand_service.plan.queries.snapshot import rows_of
from tests.service.builders_accounts import make_area, make_organisation, make_person

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
TODAY = date(2026, 11, 20)


@dataclass(frozen=True)
class Planned:
    """A partnership, its people and its plan."""

    area: Area
    partnership: Organisation
    provider: Organisation
    lead: Any
    analyst: Any
    manager: Any
    panel: Any
    plan: Plan
    theme: Theme
    supporting: Theme

    def add(
        self, reference: str = "", wording: str = "Ask in which language letters come", **given: Any
    ) -> Action:
        """Return a new action of the plan, taken in by the analyst."""
        with acting_as(self.analyst.pk):
            return actions.add_action(
                plan=self.plan,
                theme=given.pop("theme", self.theme),
                person=given.pop("person", self.analyst),
                wording=wording,
                reference=reference,
                now=given.pop("now", NOW),
                **given,
            )

    def by_provider(self, **given: Any) -> Answers:
        """Return the provider as one who answers for an action."""
        return Answers(agency=self.provider.name, organisation=self.provider, **given)


def make_planned(
    name: str = "Riverside", *, area: Area | None = None, title: str = "Equality plan"
) -> Planned:
    """Return a partnership with a plan and no action yet."""
    area = area or make_area(name)
    partnership = make_organisation(area, f"{name} Partnership")
    provider = make_organisation(area, f"The Quay of {name}", kind="provider")
    people = {
        "lead": make_person("partnership-lead", partnership, area, name="Lee Lead"),
        "analyst": make_person("analyst", partnership, area, name="Ann Analyst"),
        "manager": make_person("provider-manager", provider, area, name="Mo Manager"),
        "panel": make_person("panel-member", partnership, area, name="Pat Panel"),
    }
    with acting_as(people["analyst"].pk):
        plan = plans.make_plan(
            area=area,
            person=people["analyst"],
            title=title,
            financial_year="2026/27",
            lang="en",
            cover_date=date(2026, 9, 18),
            now=NOW,
        )
        theme = plans.add_theme(plan=plan, title="Commissioning of services", reference="2")
        supporting = plans.add_theme(plan=plan, title="Data collection", reference="4", is_supporting=True)
    return Planned(
        area=area,
        partnership=partnership,
        provider=provider,
        plan=plan,
        theme=theme,
        supporting=supporting,
        **people,
    )


def make_one_of_each(area: Area, person: Any, mark: str = "") -> dict[str, Any]:
    """Return a plan with one of everything that an address may name, by that name; `mark` stands in every text.

    Written by `person`, who may edit and publish plans of the area; a step of a finding is there where the area has one.
    """
    now = {"person": person, "now": NOW}
    with acting_as(person.pk):
        plan = plans.make_plan(area=area, title=f"{mark} plan", financial_year="2026/27", **now)
        theme = plans.add_theme(plan=plan, title=f"{mark} theme", reference="1")
        staged = "March 2027 – first stage July 2027 – second stage"
        action = actions.add_action(
            plan=plan, theme=theme, wording=f"{mark} action", reference="1/1", when_text=staged,
            depends_on=["9/9"], leads=[Answers(name=f"{mark} leader", agency="The Quay")], **now,
        )  # fmt: skip
        log.log_progress(action=action, words=f"{mark} progress", lang="en", **now)
        said = log.comment(action=action, body=f"{mark} remark", lang="en", **now)
        shown = evidence.give_link(
            action=action,
            title=f"{mark} evidence",
            address="https://example.org/x",
            owner_name=mark or "Jo",
            **now,
        )
        edition = editions.take_edition(plan=plan, rows=rows_of(person, plan), as_at_date=TODAY, **now)
        document = documents.receive_document(area=area, plan=plan, content=b"x", ending=".txt", **now)
        row = {"action": f"{mark} row", "verbatim": {"action": f"{mark} row"}, "confidence": 1.0}
        advised = {"text": f"{mark} advice", "verbatim": {"text": f"{mark} advice"}, "confidence": 1.0}
        found = {"form": "text", "rows": [row], "recommendations": [advised], "unplaced": []}
        documents.keep_proposals(document=document, found=found)
        thread = FindingThread.objects.filter(area=area).first()
        named = (
            indicators.set_indicator(action=action, thread=thread, units="share", **now) if thread else None
        )
        asked = recommendations.add_recommendation(
            area=area,
            source_kind="report",
            source_title=f"{mark} report",
            text=f"{mark} recommendation",
            **now,
        )
        published = editions.publish_edition(edition=edition, fields=["action"], **now)
        editions.withdraw_publication(published=published, now=NOW)
        return {
            "plan": plan,
            "action": action,
            "remark": said,
            "evidence": shown,
            "milestone": action.milestones.first(),
            "dependency": action.waits_for.first(),
            "edition": edition,
            "document": document,
            "row": document.rows.first(),
            "proposed": document.recommended.get(),
            "published_edition": published,
            "indicator": named,
            "recommendation": asked,
        }
