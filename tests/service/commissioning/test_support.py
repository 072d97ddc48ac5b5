"""Who is named as doing less well, and how they are assisted: the funnel's caution, and a history that stays."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from evenhand_service.commissioning.models import Support, SupportEntry
from evenhand_service.commissioning.refusals import NotYours, Refused, StepNotOpen
from evenhand_service.commissioning.support import operations, queries
from evenhand_service.common.who import acting_as
from evenhand_service.monitoring.models import ReleaseDigest, ReleaseFile
from tests.service.builders import as_builder
from tests.service.builders_accounts import log_in, make_area, make_organisation, make_person
from tests.service.builders_releases import make_release

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
HEAD = "area,period,characteristic,stage,measure,estimate,lower,upper,denominator,state\n"
NAMES = ("Lowford", "Highford", "Midford", "Tinyford")


@pytest.fixture
def region(db: None) -> Any:
    """A region of four places, its viewer, and a release in whose funnel three lie outside the limits."""
    region = make_area("North", level="region")
    region.places = {name: make_area(name, parent=region) for name in NAMES}
    region.viewer = make_person("regional-viewer", area=region)
    region.release = put_funnel(region, date(2026, 3, 31), value=0.2)
    return region


def put_funnel(region: Any, ends: date, *, value: float) -> Any:
    """A release of the region with a funnel of one step; Lowford lies at `value`, with limits from 0.4 to 0.8."""
    release = make_release(region, period_ends=ends)
    points = {"Lowford": (value, 400), "Highford": (0.95, 400), "Midford": (0.6, 400), "Tinyford": (0.1, 20)}
    rows = [
        f"{region.places[name].code},{release.period},everyone,arrest-to-treatment/started,funnel_point_wide,"
        f"{at},0.4,0.8,{people},ok"
        for name, (at, people) in points.items()
    ]
    far, within = "beyond the further limits", "within the limits"
    words = {name: far if not 0.4 <= at <= 0.8 else within for name, (at, _) in points.items()}
    with as_builder():
        ReleaseFile.objects.filter(release=release, name="measures.csv").update(
            data=(HEAD + "\n".join(rows)).encode()
        )
        ReleaseDigest.objects.update_or_create(
            release=release, defaults={"funnels": {"en": {"started": words}}}
        )
    return release


def identified(region: Any, **given: Any) -> Support:
    with acting_as(region.viewer.pk):
        [one] = queries.outlying(region.viewer, region).worse
        return operations.identify(found=one, region=region, person=region.viewer, now=NOW, **given)


def test_whoever_lies_outside_on_the_worse_side_is_named_and_nobody_else(region: Any, client: Client) -> None:
    with acting_as(region.viewer.pk):
        found = queries.outlying(region.viewer, region)
    assert [one.area.name for one in found.worse] == ["Lowford"]
    assert found.too_small == 1
    log_in(client, region.viewer)
    text = client.get(reverse("commissioning:list-outlying", args=[region.code])).content.decode()
    assert "Lowford" in text
    assert "This is no league table" in text
    assert "1 place lies outside but is too small to be named" in text
    assert "Nothing was compared" not in text
    for name in ("Highford", "Midford", "Tinyford"):
        assert name not in text
    there = reverse("commissioning:identify", args=[region.code, region.places["Tinyford"].code, "started"])
    assert client.get(there).status_code == 404


def test_support_is_offered_accepted_tried_and_looked_at_again_with_what_the_later_release_says(
    region: Any, client: Client
) -> None:
    area = region.places["Lowford"]
    provider = make_organisation(area, "The Quay", kind="provider")
    lead = make_person("partnership-lead", make_organisation(area), area)
    manager = make_person("provider-manager", provider, area)
    one = identified(region, organisation=provider)
    said = {"wording": "Words", "lang": "en", "now": NOW}
    with acting_as(region.viewer.pk):
        operations.offer(support=one, person=region.viewer, by_whom="Regional team", **said)
        with pytest.raises(NotYours):
            operations.accept(support=one, person=region.viewer, look_again_date=date(2027, 3, 1), **said)
    with acting_as(lead.pk):
        with pytest.raises(Refused, match="still to come"):
            operations.accept(support=one, person=lead, look_again_date=NOW.date(), **said)
        operations.accept(support=one, person=lead, look_again_date=date(2027, 3, 1), **said)
    with acting_as(manager.pk):
        operations.tell_what_was_tried(support=one, person=manager, by_whom="The Quay", **said)
        with pytest.raises(NotYours):
            operations.close(support=one, person=manager, **said)
    with acting_as(region.viewer.pk):
        assert queries.later(region.viewer, one) == (None, {})
    later = put_funnel(region, date(2026, 9, 30), value=0.5)
    with acting_as(region.viewer.pk):
        release, words = queries.later(region.viewer, one)
        assert (release, words) == (later, {"en": "within the limits"})
        operations.look_again(support=one, person=region.viewer, release=release, words=words, **said)
        operations.close(support=one, person=region.viewer, **said)
        with pytest.raises(StepNotOpen):
            operations.offer(support=one, person=region.viewer, by_whom="x", **said)
    log_in(client, lead)
    text = client.get(reverse("commissioning:show-support", args=[one.pk])).content.decode()
    for word in (
        "Identified",
        "Support offered",
        "Tried",
        "Looked at again",
        "within the limits (30 September 2026)",
    ):
        assert word in text


def test_the_history_is_never_changed_and_no_other_place_sees_it(region: Any) -> None:
    one = identified(region)
    with pytest.raises(DatabaseError), acting_as(region.viewer.pk), transaction.atomic():
        SupportEntry.objects.update(wording="other")
    outside = make_person("partnership-lead", area=region.places["Midford"])
    with acting_as(outside.pk):
        assert not Support.objects.filter(pk=one.pk).exists()
    with acting_as(region.viewer.pk):
        [again] = queries.outlying(region.viewer, region).worse
        with pytest.raises(Refused, match="already"):
            operations.identify(found=again, region=region, person=region.viewer, now=NOW)


def test_a_region_without_funnels_says_that_nothing_was_compared(client: Client) -> None:
    region = make_area("South", level="region")
    log_in(client, make_person("regional-viewer", area=region))
    text = client.get(reverse("commissioning:list-outlying", args=[region.code])).content.decode()
    assert "Nothing was compared." in text
    assert "No place lies there" not in text
