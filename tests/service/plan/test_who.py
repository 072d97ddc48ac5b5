"""Who may see and change what of a plan: asked of the database, where no filter of the program helps."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction

from evenhand_service.common.who import acting_as
from evenhand_service.plan.enums import EvidenceState
from evenhand_service.plan.models import Action, Edition, Plan, Progress, PublishedEdition
from evenhand_service.plan.operations import editions, evidence, log, states
from evenhand_service.plan.operations.faults import NotAllowed
from evenhand_service.plan.queries.snapshot import rows_of
from tests.service.builders import as_builder
from tests.service.builders_accounts import make_area, make_person
from tests.service.builders_plan import NOW, TODAY, Planned

pytestmark = pytest.mark.django_db


def says(person: Any, action: Action) -> None:
    with acting_as(person.pk), transaction.atomic():
        log.log_progress(action=action, person=person, words="Asked ten people", lang="en", now=NOW)


def test_another_area_sees_nothing(planned: Planned) -> None:
    planned.add("2/1")
    outside = make_person("partnership-lead", area=make_area("Elsewhere"))
    with acting_as(outside.pk):
        assert not Plan.objects.exists()
        assert not Action.objects.exists()
    with acting_as(None):
        assert not Plan.objects.exists()


def test_a_region_sees_the_plans_within_it_and_changes_none(planned: Planned) -> None:
    action = planned.add("2/1")
    region = make_area("Region", level="region")
    with as_builder():
        type(planned.area).objects.filter(pk=planned.area.pk).update(parent=region)
    viewer = make_person("regional-viewer", area=region)
    with acting_as(viewer.pk):
        assert Action.objects.filter(pk=action.pk).exists()
        assert not Action.objects.for_change(viewer).exists()
        assert Action.objects.filter(pk=action.pk).update(wording="x") == 0
    with pytest.raises(DatabaseError):
        says(viewer, action)


def test_a_provider_says_how_its_own_actions_go_and_no_others(planned: Planned) -> None:
    own, other = planned.add("2/1", leads=[planned.by_provider()]), planned.add("2/2")
    says(planned.manager, own)
    with pytest.raises(DatabaseError):
        says(planned.manager, other)
    with acting_as(planned.manager.pk):
        states.say_complete(
            action=own, person=planned.manager, version=1, words="", lang="en", completed_date=TODAY, now=NOW
        )
        assert Action.objects.filter(pk=other.pk).update(status="closed") == 0


def test_a_panel_member_comments_and_writes_no_progress(planned: Planned) -> None:
    action = planned.add("2/1")
    with acting_as(planned.panel.pk):
        log.comment(action=action, person=planned.panel, body="Who asks?", lang="en", now=NOW)
    with pytest.raises(DatabaseError):
        says(planned.panel, action)


def test_the_log_and_editions_are_never_changed(planned: Planned) -> None:
    action = planned.add("2/1")
    says(planned.lead, action)
    with acting_as(planned.lead.pk):
        rows = rows_of(planned.lead, planned.plan)
        made = editions.take_edition(
            plan=planned.plan, person=planned.lead, rows=rows, as_at_date=TODAY, now=NOW
        )
    for change in (
        lambda: Progress.objects.update(words="other"),
        lambda: Progress.objects.all().delete(),
        lambda: Edition.objects.filter(pk=made.pk).update(body={}),
    ):
        with pytest.raises(DatabaseError), acting_as(planned.lead.pk), transaction.atomic():
            change()


def test_anybody_reads_what_was_chosen_of_a_public_edition_and_no_more(planned: Planned) -> None:
    planned.add("2/1", leads=[planned.by_provider(name="Canary Person")])
    with acting_as(planned.lead.pk):
        rows = rows_of(planned.lead, planned.plan)
        made = editions.take_edition(
            plan=planned.plan, person=planned.lead, rows=rows, as_at_date=TODAY, now=NOW
        )
        with pytest.raises(NotAllowed):
            editions.publish_edition(edition=made, person=planned.lead, fields=["reference"], now=NOW)
        out = editions.publish_edition(
            edition=made, person=planned.lead, fields=["reference", "action", "agency"], now=NOW
        )
    with acting_as(None):
        body = PublishedEdition.objects.get().body
        assert not Edition.objects.exists()
    assert body["rows"][0]["leads"] == [{"agency": planned.provider.name}]
    assert "Canary" not in str(body)
    with acting_as(planned.lead.pk):
        editions.withdraw_publication(published=out, now=NOW)
    with acting_as(None):
        assert not PublishedEdition.objects.exists()


def test_evidence_is_looked_at_by_somebody_else(planned: Planned) -> None:
    action = planned.add("2/1", leads=[planned.by_provider()])
    with acting_as(planned.manager.pk):
        given = evidence.give_file(
            action=action,
            person=planned.manager,
            content=b"%PDF-1.7",
            media_type="application/pdf",
            title="Report",
            owner_name="The Quay",
            now=NOW,
        )
        with pytest.raises(NotAllowed, match="Somebody else"):
            evidence.decide_evidence(
                evidence=given, person=planned.manager, accepted=True, because="", now=NOW
            )
        with pytest.raises(NotAllowed, match="kind"):
            evidence.give_file(
                action=action, person=planned.manager, content=b"MZ", media_type="application/x-msdownload",
                title="x", owner_name="x", now=NOW,
            )  # fmt: skip
    with acting_as(planned.lead.pk):
        evidence.decide_evidence(evidence=given, person=planned.lead, accepted=True, because="", now=NOW)
        given.refresh_from_db()
    assert len(given.sha256) == 64
    assert given.state == EvidenceState.ACCEPTED
