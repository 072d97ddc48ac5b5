"""Threads: the same whichever release comes first and however often; lists beside the release before; query counts."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evenhand_service.common.who import acting_as
from evenhand_service.monitoring.findings import operations
from evenhand_service.monitoring.findings.listing import list_findings
from evenhand_service.monitoring.findings.newest import newest_releases
from evenhand_service.monitoring.models import FindingThread, KeptFinding, Release, ReleaseDigest
from evenhand_service.monitoring.models.threads import thread_id
from tests.service.builders import as_builder
from tests.service.builders_accounts import log_in, make_area, make_person
from tests.service.builders_releases import make_release
from tests.service.monitoring.findings.conftest import NOW, Place, make_place

pytestmark = pytest.mark.django_db
GROUPS = ("A", "B", "C")


def copies(release: Release, groups: Any, *, drop: bool = False) -> None:
    """Give a release findings like its own for other groups; with `drop` in place of its own."""
    with as_builder():
        own = KeptFinding.objects.filter(release=release).first()
        if drop:
            KeptFinding.objects.filter(release=release).delete()
        for number, group in enumerate(groups):
            own.pk, own.rank, own.group = uuid4(), 10 + number, group
            own.same = (
                f"X1|arrest-to-treatment|started|ethnicity|ethnicity-18+1|{group}|WHITE_BRITISH|difference"
            )
            own.save(force_insert=True)
        operations.thread_findings(release)


def bare(area: Any, groups: Any, *, days: int, like: KeptFinding) -> Release:
    """A release without charts, whose period ends so many days ago, with a finding of each group."""
    held = Release.objects.get(pk=like.release_id)
    held.pk, held.run_id, held.slug = uuid4(), uuid4(), f"bare-{uuid4()}"
    held.area, held.period_ends = area, date(2026, 3, 31) - timedelta(days=days)
    held.save(force_insert=True)
    for number, group in enumerate(sorted(groups)):
        like.pk, like.release, like.area, like.group, like.rank = uuid4(), held, area, group, number
        like.same = f"X1|p|started|ethnicity|l|{group}|R|difference"
        like.save(force_insert=True)
    return held


@given(
    findings=st.lists(st.sets(st.sampled_from(GROUPS)), min_size=1, max_size=4),
    order=st.randoms(use_true_random=False),
    again=st.booleans(),
)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_threads_are_the_same_in_any_order_and_however_often(
    place: Place, findings: list[set[str]], order: Any, again: bool
) -> None:
    with transaction.atomic(), as_builder():
        mark = transaction.savepoint()
        area = make_area("Elsewhere")
        like = KeptFinding.objects.filter(release=place.release).first()
        releases = [bare(area, one, days=90 * n, like=like) for n, one in enumerate(findings)]
        order.shuffle(releases)
        for one in releases * (2 if again else 1):
            operations.thread_findings(one)
        threads = {one.group: one.pk for one in FindingThread.objects.filter(area=area)}
        assert set(threads) == set().union(*findings)
        for group, key in threads.items():
            assert key == thread_id(area.pk, f"X1|p|started|ethnicity|l|{group}|R|difference")
        assert ReleaseDigest.objects.filter(release__area=area).count() == len(releases)
        transaction.savepoint_rollback(mark)


def test_exact_counts_make_no_threads() -> None:
    area = make_area("Riverside")
    make_release(area, policy="internal-exact")
    with as_builder():
        assert not FindingThread.objects.filter(area=area).exists()


def seen(person: Any, area: Any) -> dict[str, str]:
    with acting_as(person.pk):
        rows = list_findings(person, newest_releases(person, areas=[area.pk]))
    return {one.group: one.since.value for one in rows}


def test_new_still_there_and_gone_beside_the_period_before() -> None:
    place = make_place()
    reader = place.person("panel-member")
    assert seen(reader, place.area) == {"ASIAN_BANGLADESHI": "first"}
    copies(place.release, ["STAYS", "COMES"])
    before = make_release(place.area, period_ends=date(2025, 12, 31))
    copies(before, ["STAYS", "GOES"], drop=True)
    told = {"ASIAN_BANGLADESHI": "new", "STAYS": "still", "COMES": "new", "GOES": "gone"}
    assert seen(reader, place.area) == told
    # A draft of a later period changes nothing until somebody approves it.
    draft = make_release(place.area, period_ends=date(2026, 6, 30), state="draft")
    assert seen(reader, place.area) == told
    with as_builder():
        Release.objects.filter(pk=draft.pk).update(state="approved", approved_at=NOW)
    assert seen(reader, place.area) == {"ASIAN_BANGLADESHI": "still", "STAYS": "gone", "COMES": "gone"}


def test_of_two_releases_of_a_period_the_later_made_counts() -> None:
    place = make_place()
    later = make_release(place.area, made_at=NOW)
    copies(later, ["OTHER"], drop=True)
    assert seen(place.person("panel-member"), place.area) == {"OTHER": "first"}


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as held:
        assert client.get(address).status_code == 200
    return len(held)


def test_lists_and_pages_ask_as_often_for_one_as_for_three(client: Client) -> None:
    place = make_place()
    lead = place.person("partnership-lead")
    log_in(client, lead)
    listed, page = f"/areas/{place.area.code}/findings/", place.address
    with acting_as(lead.pk):
        for kind in ("audit", "data"):
            written(place, lead, kind)
    one = queries(client, listed), queries(client, page), queries(client, "/findings/")
    copies(place.release, ["ONE", "TWO"])
    for days in (90, 180):
        make_release(place.area, period_ends=date(2026, 3, 31) - timedelta(days=days))
    with acting_as(lead.pk):
        for kind in ("audit", "data", "service"):
            written(place, lead, kind)
    three = queries(client, listed), queries(client, page), queries(client, "/findings/")
    assert three == one
    assert max(three) <= 30


def written(place: Place, person: Any, kind: str) -> None:
    told = {"thread": place.thread, "person": person, "now": NOW, "words": "w", "lang": "en", "question": ""}
    operations.add_explanation(kind=kind, **told)
    operations.add_comment(thread=place.thread, author=person, body="b", lang="en", now=NOW)


def test_the_history_says_what_each_release_said(client: Client) -> None:
    place = make_place()
    make_release(place.area, size=0.3, period_ends=date(2025, 12, 31))
    with as_builder():
        small = Release.objects.get(area=place.area, period_ends=date(2025, 12, 31))
        assert not small.findings.exists()
    gone = make_release(place.area, period_ends=date(2025, 9, 30), state="withdrawn", withdrawn_at=NOW)
    unsaid = make_release(place.area, period_ends=date(2025, 6, 30))
    with as_builder():
        unsaid.findings.all().delete()
        unsaid.keptfigures.all().delete()
    assert gone.state == "withdrawn"
    log_in(client, place.person("panel-member"))
    text = client.get(place.address).content.decode()
    table = text[text.index("Was it there before?</h2>") :].split("</table>")[0]
    parts = ("Stood out", "Not clearly different then", "The release was withdrawn", "Could not be said")
    assert [table.count(one) for one in parts] == [1, 1, 1, 1]
    places = [table.index(one) for one in parts]
    assert places == sorted(places)


def test_search_and_filters_stand_in_the_address(client: Client) -> None:
    place = make_place()
    copies(place.release, ["ONE"])
    log_in(client, place.person("panel-member"))
    listed = f"/areas/{place.area.code}/findings/"
    assert "2 findings." in client.get(f"{listed}?q=bangladeshi&stage=started").content.decode()
    assert "No finding fits these filters" in client.get(f"{listed}?q=zebra").content.decode()
    assert "1 finding." in client.get(f"{listed}?group=ONE&standing=worse&since=").content.decode()
    assert "1 finding." in client.get(f"{listed}?release={place.release.pk}&group=ONE").content.decode()
    for bad in (f"release={uuid4()}",):
        assert client.get(f"{listed}?{bad}").status_code == 404
    for odd in ("page=zebra", "page=99", "stage=%00", "release=zebra", "standing='--"):
        assert client.get(f"{listed}?{odd}").status_code == 200


def test_somebody_without_the_permission_is_told_so_and_nobody_has_to_log_in_first(client: Client) -> None:
    place = make_place()
    assert client.get(place.address).status_code == 302
    log_in(client, make_person(None))
    assert client.get(place.address).status_code == 403
