"""A person's calendar, read back: zone rules, whole days, what is called off; a secret that can be renewed."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from evenhand_service.common.who import acting_as
from evenhand_service.governance.models import CalendarFeed
from evenhand_service.governance.operations import diary, meetings
from evenhand_service.plan.operations.actions import Answers
from tests.service.builders import as_builder
from tests.service.builders_accounts import log_in
from tests.service.builders_governance import STARTS, Governed
from tests.service.builders_plan import NOW

pytestmark = pytest.mark.django_db
SUMMER = datetime(2027, 6, 15, 13, 0, tzinfo=UTC)


def feed(secret: str) -> Calendar:
    response = Client().get(reverse("governance:take-calendar", args=[secret]))
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content)


def make(governed: Governed, lang: str = "en") -> str:
    with acting_as(governed.member.pk):
        return diary.make_feed(person=governed.member, lang=lang, now=NOW)


def test_meetings_stand_at_their_hour_in_winter_and_summer(governed: Governed) -> None:
    governed.meet()
    governed.meet(starts_at=SUMMER, ends_at=datetime(2027, 6, 15, 15, 0, tzinfo=UTC))
    made = feed(make(governed))
    zones = list(made.walk("VTIMEZONE"))
    assert [str(one["TZID"]) for one in zones] == ["Europe/London"]
    names = {str(part["TZNAME"]) for zone in zones for part in zone.subcomponents}
    assert {"GMT", "BST"} <= names
    events = {one.decoded("dtstart").astimezone(UTC): one for one in made.walk("VEVENT")}
    assert set(events) == {STARTS, SUMMER}
    assert b"DTSTART;TZID=Europe/London:20270615T140000" in events[SUMMER].to_ical()
    assert events[SUMMER].decoded("dtend").astimezone(UTC).hour == 15
    assert str(events[STARTS]["LOCATION"]) == "Town hall"
    assert len({str(one["UID"]) for one in events.values()}) == 2


def test_what_is_due_is_a_whole_day(governed: Governed) -> None:
    mine = [Answers(name="Pat Canary", user=governed.member)]
    governed.planned.add("2/1", when_text="31 March 2027", leads=mine)
    governed.planned.add("2/2", when_text="31 March 2027", leads=[governed.planned.by_provider()])
    events = feed(make(governed)).walk("VEVENT")
    assert [(one.decoded("dtstart"), one.decoded("dtend")) for one in events] == [
        (date(2027, 3, 31), date(2027, 4, 1))
    ]
    text = events[0].to_ical()
    assert b"DTSTART;VALUE=DATE:20270331" in text
    assert b"2/1 Ask in which language" in text
    assert b"Canary" not in text


def test_a_meeting_called_off_is_struck_out_under_the_same_name(governed: Governed) -> None:
    meeting = governed.meet()
    secret = make(governed)
    before = feed(secret).walk("VEVENT")[0]
    with acting_as(governed.lead.pk):
        meetings.move(meeting=meeting, verb="call_off", now=NOW, called_off_because="Snow")
    after = feed(secret).walk("VEVENT")[0]
    assert (before["UID"], str(before["STATUS"])) == (after["UID"], "CONFIRMED")
    assert str(after["STATUS"]) == "CANCELLED"
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])


def test_the_secret_is_kept_as_a_hash_renewed_and_ended(governed: Governed) -> None:
    old = make(governed)
    with as_builder():
        held = CalendarFeed.objects.get()
        assert held.secret_hash not in old
        assert old[32:] not in str(vars(held))
    feed(old)
    new = make(governed)
    feed(new)
    gone = [old, "nonsense", new[:-1], f"{governed.lead.pk.hex}{new[32:]}"]
    for secret in gone:
        assert Client().get(f"/calendars/{secret}.ics").status_code == 404, secret
    client = log_in(Client(), governed.member)
    assert "shown this once" in client.post(reverse("governance:make-feed")).content.decode()
    client.post(reverse("governance:make-feed"), {"end": "1"})
    assert Client().get(reverse("governance:take-calendar", args=[new])).status_code == 404


def test_nobody_who_was_closed_out_reads_on(governed: Governed) -> None:
    secret = make(governed)
    with as_builder():
        type(governed.member).objects.filter(pk=governed.member.pk).update(is_active=False)
    assert Client().get(reverse("governance:take-calendar", args=[secret])).status_code == 404


def test_in_welsh(governed: Governed) -> None:
    governed.planned.add("2/1", when_text="31 March 2027", leads=[Answers(name="P", user=governed.member)])
    assert b"SUMMARY:Due" not in feed(make(governed, "cy")).to_ical()
