"""The map of loops: how far each chain has come, what is counted, who sees it, and how often the database is asked."""

import csv
from io import StringIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from evenhand.planning.effects import Verdict
from evenhand_service.common.who import acting_as
from evenhand_service.monitoring.models import FindingThread
from evenhand_service.plan.loops.queries import loops_of
from evenhand_service.plan.loops.rules import Reach, reach_of
from evenhand_service.plan.models import Action, Indicator, Judgement
from evenhand_service.plan.operations import recommendations
from tests.service.builders import as_builder
from tests.service.builders_accounts import log_in, make_area, make_person
from tests.service.builders_plan import NOW, TODAY, Planned, make_planned
from tests.service.builders_releases import make_release
from tests.service.files_sent import whole

pytestmark = pytest.mark.django_db


@pytest.fixture
def planned(db: None) -> Planned:
    """Riverside's plan."""
    return make_planned()


def figure(action: Action, release: Any, verdict: str = "", **more: Any) -> Indicator:
    """A figure that an action should move, promised, and judged where a verdict is given."""
    with as_builder():
        made = Indicator.objects.create(
            action=action, area_id=action.area_id, units="share", smallest_change={"words": {"en": "x"}},
            made_by_name="Ann", made_at=NOW,
        )  # fmt: skip
        if verdict:
            Judgement.objects.create(
                indicator=made, area_id=action.area_id, release=release, as_at=TODAY, verdict=verdict, units="share",
                made_at=NOW, **more,
            )  # fmt: skip
    return made


@pytest.mark.parametrize(
    ("has_action", "is_promised", "verdict", "reach"),
    [
        (False, False, "", Reach.NO_ACTION),
        (True, False, "", Reach.NO_FIGURE),
        (True, True, "", Reach.NOT_JUDGED),
        (True, True, Verdict.TOO_EARLY, Reach.NOT_JUDGED),
        (True, True, Verdict.CANNOT_TELL, Reach.CANNOT_TELL),
        (True, True, Verdict.DID_NOT, Reach.DID_NOT),
        (True, True, Verdict.MOVED, Reach.MOVED),
    ],
)
def test_how_far(has_action: bool, is_promised: bool, verdict: str, reach: Reach) -> None:
    assert reach_of(has_action=has_action, is_promised=is_promised, verdict=verdict) == reach


def reaches(planned: Planned) -> list[Reach]:
    with acting_as(planned.lead.pk):
        return sorted(one.reach for one in loops_of(planned.lead, [planned.area.pk])[:])


def test_a_loop_goes_on_from_its_finding_to_its_verdict(planned: Planned) -> None:
    release = make_release(planned.area)
    with as_builder():
        thread = FindingThread.objects.filter(area=planned.area).first()
    with acting_as(planned.lead.pk):
        before = loops_of(planned.lead, [planned.area.pk])[:]
    assert before
    assert {one.reach for one in before} == {Reach.NO_ACTION}
    assert thread is not None
    others = [Reach.NO_ACTION] * sum(one.thread != thread.pk for one in before)
    action = planned.add("2/1", thread=thread, origin="finding")
    assert reaches(planned) == sorted([*others, Reach.NO_FIGURE])
    figure(action, release)
    assert reaches(planned) == sorted([*others, Reach.NOT_JUDGED])
    figure(action, release, Verdict.DID_NOT)
    figure(action, release, Verdict.MOVED)
    assert reaches(planned) == sorted([*others, Reach.NOT_JUDGED, Reach.DID_NOT, Reach.MOVED])


def test_a_verdict_goes_with_its_release(planned: Planned) -> None:
    release = make_release(planned.area)
    figure(planned.add("2/1"), release, Verdict.MOVED)
    assert Reach.MOVED in reaches(planned)
    with as_builder():
        type(release).objects.filter(pk=release.pk).update(state="withdrawn")
    assert Reach.MOVED not in reaches(planned)


def test_an_action_that_was_carried_over_is_one_loop_with_its_figure(planned: Planned) -> None:
    release = make_release(planned.area)
    first = planned.add("2/1")
    figure(first, release, Verdict.MOVED)
    planned.add("2/2", wording="The same, next year", carried_from=first)
    with acting_as(planned.lead.pk):
        loops = [one for one in loops_of(planned.lead, [planned.area.pk])[:] if one.action]
    assert [(one.reference, one.reach) for one in loops] == [("2/2", Reach.MOVED)]


def test_the_page_counts_narrows_and_goes_away_as_a_file(client: Client, planned: Planned) -> None:
    release = make_release(planned.area)
    with as_builder():
        thread = FindingThread.objects.filter(area=planned.area).first()
    figure(planned.add("2/1", wording="Moved it", thread=thread), release, Verdict.MOVED, direction="away")
    figure(planned.add("2/2", wording="=Did not"), release, Verdict.DID_NOT)
    asked_for = planned.add("2/3", wording="Asked for")
    with acting_as(planned.analyst.pk):
        one = recommendations.add_recommendation(
            area=planned.area,
            person=planned.analyst,
            source_kind="audit",
            source_title="Audit",
            text="Do",
            now=NOW,
        )
        recommendations.answer_with(recommendation=one, action=asked_for, person=planned.analyst, now=NOW)
    log_in(client, planned.lead)
    here = f"/areas/{planned.area.code}/loops/"
    page = client.get(here).content.decode()
    for words in (
        "Moved it",
        "Closed: moved the other way",
        "Closed: did not move",
        "a recommendation asked for it",
    ):
        assert words in page, words
    narrowed = client.get(f"{here}?unasked=on").content.decode()
    assert "=Did not" in narrowed
    assert "Moved it" not in narrowed
    assert "Asked for<" not in narrowed
    narrowed = client.get(f"{here}?reach=did_not").content.decode()
    assert "=Did not" in narrowed
    assert "Moved it" not in narrowed
    assert "Clear filters" in client.get(f"{here}?stage=nonsense").content.decode()
    rows = list(csv.reader(StringIO(whole(client.get(f"{here}loops.csv?reach=did_not")))))
    assert rows[1][-3:] == ["2/2 =Did not", "Yes", "Closed: did not move"]
    assert len(rows) == 2


def test_areas_as_rows_for_who_sees_several(client: Client, planned: Planned) -> None:
    region = make_area("Region", level="region")
    other = make_planned("Hillside")
    with as_builder():
        type(region).objects.filter(pk__in=[planned.area.pk, other.area.pk]).update(parent=region)
    release = make_release(planned.area)
    with as_builder():
        thread = FindingThread.objects.filter(area=planned.area).first()
    figure(planned.add("2/1", thread=thread), release, Verdict.MOVED)
    figure(other.add("2/1"), release, Verdict.CANNOT_TELL)
    log_in(client, make_person("regional-viewer", area=region))
    for where in (f"/areas/{region.code}/loops/", "/loops/"):
        page = client.get(where).content.decode()
        assert "Area by area" in page
        assert "Riverside" in page
        assert "Hillside" in page


def test_another_area_is_not_there(client: Client, planned: Planned) -> None:
    planned.add("2/1", wording="Canary words")
    log_in(client, make_person("partnership-lead", area=make_area("Elsewhere")))
    for where in (f"/areas/{planned.area.code}/loops/", f"/areas/{planned.area.code}/loops/loops.csv"):
        assert client.get(where).status_code == 404
    assert "Canary" not in client.get("/loops/").content.decode()
    assert "Canary" not in whole(client.get("/loops/loops.csv"))


def test_how_often_the_database_is_asked_does_not_grow(client: Client, planned: Planned) -> None:
    release = make_release(planned.area)
    figure(planned.add("2/1"), release, Verdict.MOVED)
    log_in(client, planned.lead)

    def asked() -> int:
        where = f"/areas/{planned.area.code}/loops/"
        client.get(where)
        with CaptureQueriesContext(connection) as found:
            client.get(where)
        return len(found)

    before = asked()
    for number in (2, 3):
        figure(planned.add(f"2/{number}"), release, Verdict.DID_NOT)
    assert asked() == before < 20
