"""Who is to be removed is removed from files that nobody has approved yet, too; files without them stay as they are."""

from typing import Any

import pytest
from django.utils.translation import override

from evenhand_service.common.who import acting_as
from evenhand_service.monitoring.loads.presenters import facts
from evenhand_service.monitoring.models import LoadChunk
from evenhand_service.organisations.models import Erasure
from evenhand_service.organisations.retention.operations import ask_for_erasure, erase
from tests.service.builders import as_builder, as_keeper
from tests.service.builders_accounts import give_role
from tests.service.builders_monitoring import NOW, TREATMENTS, again, approve, give, make_place, work

pytestmark = pytest.mark.django_db
OTHERS = TREATMENTS.replace(b"canary-qx7", b"b224")


def people_of(content: bytes) -> list[str]:
    return [line.split(b",")[0].decode() for line in content.splitlines()[1:]]


def pieces_of(load: Any) -> int:
    with as_builder():
        return LoadChunk.objects.filter(load=load).count()


def test_a_file_that_waits_and_holds_them_goes_and_says_so() -> None:
    place = make_place()
    somebody = people_of(TREATMENTS)[0]
    assert somebody not in people_of(OTHERS)
    waits, unread, without = give(place, TREATMENTS), give(place, TREATMENTS + b"\n"), give(place, OTHERS)
    table = give(place)
    with as_builder():
        pieces = LoadChunk.objects.filter(load=without).count()
    work()
    give_role(place.lead, "data-protection-officer", place.partnership, place.area)
    with acting_as(place.lead.pk):
        ask_for_erasure(area=place.area, person_key=somebody, now=NOW)
    with as_keeper():
        (certificate,) = erase(now=NOW)
        assert erase(now=NOW) == []
    assert [(one["kind"], one["number"]) for one in certificate.lines] == [("erasure", 2)]
    assert somebody not in str(certificate.lines)
    for gone in (waits, unread):
        found = again(gone, place.lead)
        assert (found.state, pieces_of(gone)) == ("withdrawn", 0)
        assert "Give the file again" in found.withdrawn_because
    found = again(waits, place.lead)
    with acting_as(place.lead.pk), override("cy"):
        assert "Rhowch y ffeil eto" in str(facts(found))
    assert (again(without, place.lead).state, pieces_of(without)) == ("checked", pieces)
    assert pieces_of(table) == 1
    with as_builder():
        assert Erasure.objects.get().rows_removed == 2


def test_what_stands_in_the_stores_stays_in_use_without_its_file() -> None:
    place = make_place()
    load = give(place, TREATMENTS)
    work()
    load = approve(load, place.lead)
    give_role(place.lead, "data-protection-officer", place.partnership, place.area)
    with acting_as(place.lead.pk):
        ask_for_erasure(area=place.area, person_key=people_of(TREATMENTS)[0], now=NOW)
    with as_keeper():
        erase(now=NOW)
    assert (again(load, place.lead).state, pieces_of(load)) == ("approved", 0)
