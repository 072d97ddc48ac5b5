"""The made-up partnership: one person for each role, and rows that go the way that anybody's go."""

import csv
import io
import stat
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.utils.translation import override

from evenhand_service.accounts.models import User
from evenhand_service.accounts.roles import roles
from evenhand_service.commissioning.models import Bulletin, Contract, Practice, Support
from evenhand_service.common.who import acting_as
from evenhand_service.config.example.begin import is_empty, steps
from evenhand_service.config.example.extracts import files_of
from evenhand_service.config.example.notice import notice
from evenhand_service.config.example.people import read_log_ins
from evenhand_service.config.example.plan import plan
from evenhand_service.monitoring.models import Load, Release
from evenhand_service.monitoring.tasks.worker import LivingWorker
from evenhand_service.organisations.models import Agreement, Purpose
from evenhand_service.plan.models import Judgement, Plan

NOW = datetime(2026, 4, 30, 12, tzinfo=UTC)


def test_there_is_one_person_for_each_role() -> None:
    assert sorted(one.role for one in plan().people) == sorted(roles())
    assert all(one.email.endswith(".example") for one in plan().people)


def test_an_earlier_year_is_the_same_days_a_year_before() -> None:
    year = replace(plan().extracts[0], people=60, days_earlier=0)
    area = plan().areas[1]
    now, before = files_of(year, area), files_of(replace(year, days_earlier=366), area)
    assert files_of(year, area) == now

    def days(files: dict[str, bytes]) -> list[date]:
        rows = csv.DictReader(io.StringIO(files["tests.csv"].decode()))
        return [date.fromisoformat(row["test_date"]) for row in rows]

    assert {(a - b).days for a, b in zip(days(now), days(before), strict=True)} == {366}
    assert min(days(before)) >= date(2023, 4, 1)


def test_every_page_can_say_that_it_is_made_up() -> None:
    with override("cy"):
        assert "dyfeisio" in str(notice())
    assert "made up" in str(notice())


@pytest.mark.slow
@pytest.mark.django_db(transaction=True, databases=["default", "keeper"])
def test_a_stopped_start_goes_on_and_ends_with_a_published_release(tmp_path: Path) -> None:
    assert is_empty()
    small = replace(plan().extracts[2], people=250, publish=True, exact=False)
    wanted = replace(plan(), extracts=(small,))

    def work(words: str) -> None:
        """What waits lets the worker go on."""
        if not words:
            LivingWorker(worker_id="of-a-test", batch=True).run()

    first = list(steps(tmp_path, lambda: NOW, wanted))
    for step in first[:2]:
        step.do(work)
    assert not is_empty()
    log_ins = read_log_ins(tmp_path / "log-ins.json")
    for step in steps(tmp_path, lambda: NOW, wanted):
        step.do(work)

    assert read_log_ins(tmp_path / "log-ins.json") == log_ins
    assert stat.S_IMODE((tmp_path / "log-ins.json").stat().st_mode) == 0o600
    assert User.objects.count() == len(plan().people)
    lead = User.objects.get(email="lead@northgate.example")
    assert lead.check_password(log_ins[lead.email].password)
    with acting_as(lead.pk):
        assert Load.objects.visible_to(lead).count() == 3
        assert {one.state for one in Purpose.objects.visible_to(lead)} == {"complete"}
        assert {one.state for one in Agreement.objects.visible_to(lead)} == {"agreed"}
    with acting_as(None):
        release = Release.objects.visible_to(None).get()
    assert (release.is_published, release.approver_name, release.community_note) == (True, lead.name, "")


@pytest.mark.slow
@pytest.mark.django_db(transaction=True, databases=["default", "keeper"])
def test_its_plan_comes_from_findings_and_one_figure_moved_and_one_did_not(tmp_path: Path) -> None:
    wanted = replace(plan(), extracts=plan().extracts[:2])

    def work(words: str) -> None:
        if not words:
            LivingWorker(worker_id="of-a-test", batch=True).run()

    for step in steps(tmp_path, lambda: NOW, wanted):
        step.do(work)
    lead = User.objects.get(email="lead@northgate.example")
    with acting_as(lead.pk):
        verdicts = {
            one.indicator.group: (one.verdict, one.direction)
            for one in Judgement.objects.visible_to(lead).select_related("indicator")
        }
        assert verdicts == {"18_24": ("moved", "towards"), "BLACK_CARIBBEAN": ("did_not_move", "")}
        of_findings, of_2006 = Plan.objects.visible_to(lead).order_by("-cover_date")
        assert all(one.thread_id and one.explanation_id is None for one in of_findings.actions.all())
        (done,) = of_findings.actions.filter(status="complete")
        assert done.reference == "1/1"
        assert done.confirmed_at
        assert done.confirmed_by_name not in {
            one.author_name for one in done.progress.filter(kind="complete")
        }
        assert of_2006.actions.count() == 12
        assert_it_buys_and_shares(lead)
        assert [one.number for one in of_2006.editions.order_by("number")] == [1, 2]


def assert_it_buys_and_shares(lead: User) -> None:
    """One contract with all that hangs on it, shared practice, a bulletin, and support that somebody accepted."""
    contract = Contract.objects.visible_to(lead).get()
    figure, in_words = contract.terms.order_by("position")
    assert (contract.state, figure.thread.group, figure.target) == ("running", "18_24", 0.0)
    assert figure.baseline is not None
    assert in_words.measure
    assert {one.state for one in contract.reviews.all()} == {"closed", "planned"}
    assert contract.evaluations.get().state == "answered"
    assert (contract.budget_lines.count(), contract.spends.count()) == (3, 8)
    assert Practice.objects.visible_to(lead).get().action.reference == "1/1"
    assert Support.objects.visible_to(lead).get().state == "accepted"
    parts = Bulletin.objects.visible_to(None).get().body
    assert [[one["kind"] for one in parts[language]] for language in ("en", "cy")] == [
        ["practice", "releases"]
    ] * 2
