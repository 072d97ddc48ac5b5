"""Comparisons with a figure's own course and with areas that did not act: offered where data allow, sealed, judged."""

from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from evenhand.planning.effects import Sealed
from evenhand_service.common.who import acting_as
from evenhand_service.monitoring.models import FindingThread, Release, ReleaseFile
from evenhand_service.plan.effects.judging import agreed_on
from evenhand_service.plan.effects.queries import judgements_of
from evenhand_service.plan.models import Indicator, Judgement, Reading
from evenhand_service.plan.operations.indicators import set_indicator
from tests.service.builders import as_builder
from tests.service.builders_accounts import log_in, make_area
from tests.service.builders_plan import Planned, make_planned
from tests.service.builders_releases import make_release
from tests.service.plan.test_effects import ASKED, address, approved, released, told

pytestmark = pytest.mark.django_db
QUARTERS = [
    f"{year}-{first}/{year}-{last}"
    for year in range(2022, 2027)
    for first, last in (("01-01", "03-31"), ("04-01", "06-30"), ("07-01", "09-30"), ("10-01", "12-31"))
]
BEFORE, AFTER = QUARTERS[:12], QUARTERS[12:18]
START = date(2025, 1, 1)


def with_figures(area: Any, shares: dict[str, float], *, day: datetime) -> Release:
    """Publish a release of another area that tells these shares."""
    release = make_release(area, published=True, made_at=day, published_at=day, approved_at=day)
    with as_builder():
        place = FindingThread.objects.filter(area=area).first().same.split("|")[0]
        for name, data in told(place, shares).items():
            ReleaseFile.objects.filter(release=release, language="en", name=name).delete()
            ReleaseFile.objects.create(
                release=release, language="en", name=name, media_type="text/csv", size=len(data),
                sha256=sha256(data).hexdigest(), data=data,
            )  # fmt: skip
    return release


def make_followed() -> tuple[Planned, Indicator]:
    """Return a figure that should move, with twelve quarters before it; the action was chosen by the last four."""
    planned = make_planned()
    shares = dict(zip(BEFORE, [0.30, 0.32] * 6, strict=True))
    first = released(planned, shares, day=datetime(2025, 1, 20, tzinfo=UTC))
    approved(planned, first, now=datetime(2025, 1, 21, tzinfo=UTC))
    action = planned.add("2/1")
    with acting_as(planned.analyst.pk):
        indicator = set_indicator(
            action=action, person=planned.analyst, thread=FindingThread.objects.get(area=planned.area),
            units="share", baseline=0.31, baseline_lower=0.27, baseline_upper=0.35, baseline_kind="shrunken",
            baseline_period="2024-01-01/2024-12-31", now=datetime(2025, 1, 25, tzinfo=UTC),
        )  # fmt: skip
    return planned, indicator


@pytest.fixture
def followed(db: None) -> tuple[Planned, Indicator]:
    """A figure that should move."""
    return make_followed()


def others(number: int, share: float = 0.40) -> list[Any]:
    """Return areas that publish the figure before the start."""
    made = [make_area(f"Elsewhere {n}") for n in range(number)]
    for one in made:
        with_figures(one, dict.fromkeys(BEFORE, share), day=datetime(2025, 1, 15, tzinfo=UTC))
    return made


def page_of(client: Client, indicator: Indicator) -> str:
    return client.get(address(indicator)).content.decode()


def again(indicator: Indicator) -> Indicator:
    with as_builder():
        return Indicator.objects.get(pk=indicator.pk)


def test_what_the_data_do_not_allow_is_said_and_not_offered(client: Client, followed: Any) -> None:
    planned, indicator = followed
    log_in(client, planned.analyst)
    others(4)
    page = page_of(client, indicator)
    assert (
        'value="interrupted"' in page
    )  # eight quarters, without those of 2024 by which the action was chosen
    assert 'value="areas"' not in page
    assert "It takes 5 other areas with published releases of this programme; there are 4." in page
    with as_builder():
        Indicator.objects.filter(pk=indicator.pk).update(baseline_period="2023-10-01/2024-12-31")
    page = page_of(client, indicator)
    assert 'value="interrupted"' not in page
    assert "there are 7" in page
    answer = client.post(address(indicator), ASKED | {"design": "areas", "promise": "yes"})
    assert answer.status_code == 422
    assert again(indicator).smallest_change == {}


def test_too_few_periods_since_for_the_course_before_are_told(client: Client, followed: Any) -> None:
    planned, indicator = followed
    log_in(client, planned.analyst)
    asked = {
        "design": "interrupted",
        "promise": "yes",
        "due_day": "31",
        "due_month": "3",
        "due_year": "2025",
        "target": "95",
    }
    answer = client.post(address(indicator), ASKED | asked)
    assert answer.status_code == 422
    assert "periods since the start" in answer.content.decode()
    assert again(indicator).smallest_change == {}


def test_a_course_before_is_sealed_with_the_promise_and_stays_whole(client: Client, followed: Any) -> None:
    planned, indicator = followed
    log_in(client, planned.analyst)
    assert (
        client.post(address(indicator), ASKED | {"design": "interrupted", "promise": "yes"}).status_code
        == 302
    )
    held = again(indicator)
    sealed = agreed_on(held)
    assert isinstance(sealed, Sealed)
    assert sealed.is_whole
    assert sealed.protocol.design == "interrupted"
    with as_builder():
        Indicator.objects.filter(pk=held.pk).update(protocol=held.protocol | {"after": 1})
    assert not agreed_on(again(indicator)).is_whole  # type: ignore[union-attr]
    shares = dict(zip(BEFORE, [0.30, 0.32] * 6, strict=True)) | dict.fromkeys(AFTER, 0.55)
    with as_builder():
        Indicator.objects.filter(pk=held.pk).update(protocol=held.protocol)
    later = released(planned, shares, day=datetime(2026, 7, 20, tzinfo=UTC))
    approved(planned, later, now=datetime(2026, 7, 21, tzinfo=UTC))
    with as_builder():
        found = Judgement.objects.get()
    assert (found.verdict, found.effect["method"]) == ("moved", "interrupted_reml")


def promised_beside(client: Client, planned: Planned, indicator: Indicator, named: list[Any]) -> Any:
    log_in(client, planned.analyst)
    asked = {"design": "areas", "areas": [one.code for one in named], "promise": "yes"}
    return client.post(address(indicator), ASKED | asked)


def test_areas_that_did_not_act_are_named_before_and_judged_by_what_they_publish(
    client: Client, followed: Any
) -> None:
    planned, indicator = followed
    named = others(6)
    log_in(client, planned.analyst)
    answer = client.post(
        address(indicator), ASKED | {"design": "areas", "areas": [named[0].code], "promise": "yes"}
    )
    assert "Name 5 areas at least" in answer.content.decode()
    bare = make_area("Without figures")
    make_release(bare, published=True)
    answer = promised_beside(client, planned, indicator, [*named[:5], bare])
    assert answer.status_code == 422
    assert "leave out: Without figures" in answer.content.decode()
    assert promised_beside(client, planned, indicator, named).status_code == 302
    held = again(indicator)
    assert held.protocol["areas"] == sorted(one.code for one in named)
    assert held.protocol_hash
    shares = dict(zip(BEFORE, [0.30, 0.32] * 6, strict=True)) | dict.fromkeys(AFTER, 0.55)
    for one in named:
        with_figures(one, dict.fromkeys([*BEFORE, *AFTER], 0.40), day=datetime(2026, 7, 10, tzinfo=UTC))
    later = released(planned, shares, day=datetime(2026, 7, 20, tzinfo=UTC))
    approved(planned, later, now=datetime(2026, 7, 21, tzinfo=UTC))
    with as_builder():
        found = Judgement.objects.get()
        own = Reading.objects.filter(release__area=planned.area).count()
    assert (found.verdict, found.direction, found.effect["method"]) == ("moved", "towards", "areas")
    assert "6 areas that did not act" in found.words["en"]
    assert own == 2
    log_in(client, planned.panel)
    page = client.get(reverse("plan:show-action", args=[held.action_id])).content.decode()
    assert "Elsewhere 0" in page
    assert "Look again with" not in page  # the panel writes no plan


def test_what_they_publish_later_is_looked_at_again_and_a_withdrawn_release_goes_out_of_use(
    client: Client, followed: Any
) -> None:
    planned, indicator = followed
    named = others(5)
    assert promised_beside(client, planned, indicator, named).status_code == 302
    shares = dict(zip(BEFORE, [0.30, 0.32] * 6, strict=True)) | dict.fromkeys(AFTER, 0.55)
    later = released(planned, shares, day=datetime(2026, 7, 20, tzinfo=UTC))
    approved(planned, later, now=datetime(2026, 7, 21, tzinfo=UTC))
    with as_builder():
        first = Judgement.objects.get()
    assert "Of the areas that did not act 0 have figures" in first.words["en"]
    where = reverse("plan:look-again", args=[indicator.action_id, indicator.pk])
    made = [
        with_figures(one, dict.fromkeys([*BEFORE, *AFTER], 0.40), day=datetime(2026, 8, 1, tzinfo=UTC))
        for one in named
    ]
    log_in(client, planned.analyst)
    assert client.post(where).status_code == 302
    with as_builder():
        newest = Judgement.objects.order_by("made_at").last()
    assert (newest.verdict, newest.effect["method"]) == ("moved", "areas")
    assert newest.release in made
    log_in(client, planned.panel)
    assert client.post(where).status_code == 403
    with as_builder():
        Release.objects.filter(pk=newest.release_id).update(state="withdrawn", is_published=False)
    with acting_as(planned.panel.pk):
        assert judgements_of(planned.panel, [indicator])[indicator.pk].pk == first.pk
