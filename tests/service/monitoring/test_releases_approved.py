"""A release is approved by somebody named, published beside what was published, and withdrawn with the reason."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from evenhand_service.common.who import acting_as
from evenhand_service.monitoring.models import LedgerRow, Release
from evenhand_service.monitoring.releases.approval import approve_release, publish_release, withdraw_release
from evenhand_service.monitoring.runs.operations import ask_for_run, redo_run
from evenhand_service.monitoring.states import NotAllowedNow
from tests.service.builders import as_builder
from tests.service.builders_monitoring import NOW, Place, again, approve, give, make_place, work

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Place:
    """A partnership with one approved table and a run of it."""
    place = make_place(purpose=False)
    load = give(place)
    work()
    approve(load, place.lead)
    with acting_as(place.analyst.pk):
        ask_for_run(area=place.area, by=place.analyst, now=NOW, with_exact=False)
    work()
    return place


def _release(place: Place) -> Release:
    with acting_as(place.lead.pk):
        return Release.objects.get(area=place.area, kind="protected")


def _do(what: Any, release: Release, by: Any, **told: Any) -> Release:
    with acting_as(by.pk):
        return what(release_id=release.pk, by=by, now=NOW + timedelta(days=1), **told)


def test_from_a_draft_to_a_public_release_and_out_of_use(place: Place) -> None:
    release = _release(place)
    assert (release.state, release.names_groups) == ("draft", True)
    with pytest.raises(PermissionDenied):
        _do(approve_release, release, place.analyst, not_yet_asked=True)
    with pytest.raises(NotAllowedNow, match="names groups"):
        _do(approve_release, release, place.lead)
    with pytest.raises(NotAllowedNow, match="Approve it first"):
        _do(publish_release, release, place.lead)
    release = _do(approve_release, release, place.lead, not_yet_asked=True)
    assert (release.approver_name, release.community_note) == (place.lead.name, "")
    with pytest.raises(NotAllowedNow, match="quicker"):
        _do(approve_release, release, place.lead, not_yet_asked=True)
    with acting_as(None):
        assert not Release.objects.exists()
    release = _do(publish_release, release, place.lead)
    with acting_as(None):
        assert Release.objects.get().pk == release.pk
        assert LedgerRow.objects.get().published_at == NOW + timedelta(days=1)
    _do(withdraw_release, release, place.lead, because="A count was wrong")
    assert again(release, place.lead).withdrawn_because == "A count was wrong"
    with acting_as(place.lead.pk):
        assert LedgerRow.objects.get().published_at is not None


def test_who_asked_for_the_run_does_not_approve_it(place: Place) -> None:
    with acting_as(place.lead.pk):
        run = ask_for_run(area=place.area, by=place.lead, now=NOW, with_exact=False)
    work()
    with as_builder():
        release = Release.objects.get(run=run)
    with pytest.raises(NotAllowedNow, match="somebody else has to look"):
        _do(approve_release, release, place.lead, not_yet_asked=True)


def test_the_same_run_again_gives_the_same_content_and_may_follow_the_first(place: Place) -> None:
    first = _release(place)
    _do(approve_release, first, place.lead, not_yet_asked=True)
    _do(publish_release, first, place.lead)
    with acting_as(place.analyst.pk):
        again_run = redo_run(run_id=first.run_id, by=place.analyst, now=NOW)
    work()
    with acting_as(place.lead.pk):
        second = Release.objects.get(run=again_run)
        assert (second.run_key, again_run.redoes_id) == (first.run_key, first.run_id)
        assert len(set(LedgerRow.objects.values_list("fingerprint", flat=True))) == 1
    _do(approve_release, second, place.lead, not_yet_asked=True)
    assert _do(publish_release, second, place.lead).is_published


def test_what_was_published_meanwhile_asks_for_a_new_run(place: Place) -> None:
    release = _do(approve_release, _release(place), place.lead, not_yet_asked=True)
    with as_builder():
        own = LedgerRow.objects.get()
        other = ask_row(own, place)
        LedgerRow.objects.create(
            area=place.area,
            run=other,
            entry=own.entry,
            fingerprint="f" * 64,
            made_at=NOW,
            published_at=release.run.started_at,
        )
    with pytest.raises(NotAllowedNow, match="run again"):
        _do(publish_release, release, place.lead)


def ask_row(own: LedgerRow, place: Place) -> Any:
    """A run that nobody made, for a row of the ledger to hang on."""
    from evenhand_service.monitoring.models import Run

    return Run.objects.create(area=place.area, policy="open-5", asked_at=NOW)


def test_a_run_without_an_approved_file_says_what_would_mend_it() -> None:
    place = make_place(purpose=False)
    give(place)
    with acting_as(place.analyst.pk):
        run = ask_for_run(area=place.area, by=place.analyst, now=NOW)
    work()
    run = again(run, place.analyst)
    assert (run.state, run.stopped_mend) == ("stopped", "Upload one, and have it approved.")
