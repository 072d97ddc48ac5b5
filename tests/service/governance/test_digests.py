"""One message a person: what is new of theirs, nothing twice, nobody's name in a subject or a log."""

import logging
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from evenhand_service.common.who import acting_as
from evenhand_service.governance.models import Told
from evenhand_service.governance.operations.diary import choose_frequency
from evenhand_service.plan.operations import actions
from evenhand_service.plan.operations.actions import Answers
from evenhand_service.plan.operations.evidence import give_link
from tests.service.builders import as_builder
from tests.service.builders_governance import Governed
from tests.service.builders_plan import NOW

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)


def send(now: datetime, *more: str) -> str:
    out = StringIO()
    call_command(
        "send_digests", "--now", now.isoformat(), "--address", "https://evenhand.example", *more, stdout=out
    )
    return out.getvalue()


def to(person: Any) -> list[Any]:
    return [one for one in mail.outbox if one.to == [person.email]]


def weeks(number: int) -> datetime:
    return MONDAY + timedelta(days=7 * number)


def lead_of(person: Any) -> list[Answers]:
    return [Answers(name=person.name, user=person)]


def test_one_message_with_what_is_theirs_and_nothing_twice(governed: Governed) -> None:
    manager, member = governed.planned.manager, governed.member
    governed.planned.add("2/1", when_text="March 2026", leads=lead_of(manager))
    governed.planned.add("2/2", when_text="27 November 2026", leads=lead_of(manager))
    governed.planned.add("2/3", when_text="May 2028", leads=lead_of(manager))
    governed.meet()
    send(MONDAY)
    (letter,) = to(manager)
    assert letter.subject == "Evenhand: 2 things are new for you"
    assert "2/1 Ask" in letter.body
    assert "2/3" not in letter.body
    assert "https://evenhand.example/" in letter.body
    (other,) = to(member)
    assert "Riverside scrutiny panel" in other.body
    send(weeks(1))
    assert len(to(manager)) == 2
    again = to(manager)[1].body
    assert "2/2" in again, "due soon became overdue"
    assert "2/1 Ask" not in again
    send(weeks(2))
    assert len(to(manager)) == 2


def test_a_changed_date_is_told_again(governed: Governed) -> None:
    manager = governed.planned.manager
    action = governed.planned.add("2/1", when_text="March 2026", leads=lead_of(manager))
    send(MONDAY)
    with acting_as(governed.lead.pk):
        actions.change_action(
            action=action, person=governed.lead, version=1, changes={"when_text": "April 2026"}, now=NOW
        )
    send(weeks(1))
    assert len(to(manager)) == 2


def test_without_any_date_it_comes_up_after_months_and_again_after_as_many(governed: Governed) -> None:
    manager = governed.planned.manager
    governed.planned.add("2/1", leads=lead_of(manager))
    send(MONDAY)
    assert not to(manager)
    sent = []
    for week in range(1, 30):
        send(weeks(week))
        if len(to(manager)) > len(sent):
            sent.append(weeks(week).date())
    assert len(sent) == 2
    assert sent[0] > date(2027, 2, 19)
    assert (sent[1] - sent[0]).days > 80


def test_nobodys_action_comes_to_who_writes_the_plan(governed: Governed) -> None:
    governed.planned.add(
        "2/1", when_text="March 2026", leads=[Answers(agency="All of the panel", is_collective=True)]
    )
    governed.planned.add("2/2", when_text="March 2026", leads=[governed.planned.by_provider()])
    send(MONDAY)
    assert "2/1" in to(governed.lead)[0].body
    assert "2/2" not in to(governed.lead)[0].body
    assert "2/2" in to(governed.planned.manager)[0].body


def test_as_often_as_people_chose(governed: Governed) -> None:
    manager = governed.planned.manager
    governed.planned.add("2/1", when_text="March 2026", leads=lead_of(manager))
    with acting_as(manager.pk):
        choose_frequency(person=manager, frequency="never")
    send(MONDAY)
    assert not to(manager)
    with acting_as(manager.pk):
        choose_frequency(person=manager, frequency="daily")
    send(MONDAY)
    governed.planned.add("2/2", when_text="April 2026", leads=lead_of(manager))
    send(MONDAY + timedelta(hours=2))
    assert len(to(manager)) == 1
    send(MONDAY + timedelta(days=1))
    assert len(to(manager)) == 2


def test_a_dry_run_sends_and_keeps_nothing(governed: Governed) -> None:
    governed.planned.add("2/1", when_text="March 2026", leads=lead_of(governed.planned.manager))
    said = send(MONDAY, "--dry-run")
    assert "would be written to" in said
    assert not mail.outbox
    with as_builder():
        assert not Told.objects.exists()


def test_no_name_in_subjects_output_or_logs(governed: Governed, caplog: pytest.LogCaptureFixture) -> None:
    manager = governed.planned.manager
    governed.planned.add("2/1", "Canary wording", when_text="March 2026", leads=lead_of(manager))
    with caplog.at_level(logging.DEBUG):
        said = send(MONDAY)
    told = said + caplog.text + "".join(one.subject for one in mail.outbox)
    for word in (manager.email, manager.name, "Canary", "Riverside"):
        assert word not in told


def test_a_message_that_cannot_be_sent_is_tried_again(
    governed: Governed, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    manager = governed.planned.manager
    governed.planned.add("2/1", when_text="March 2026", leads=lead_of(manager))

    def refuse(self: Any, fail_silently: bool = False) -> int:
        raise OSError(f"550 no such box: {manager.email}")

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", refuse)
        with pytest.raises(CommandError, match="1 messages could not"):
            send(MONDAY)
    assert manager.email not in caplog.text
    send(MONDAY)
    assert len(to(manager)) == 1


def test_in_the_persons_language(governed: Governed) -> None:
    manager = governed.planned.manager
    with as_builder():
        type(manager).objects.filter(pk=manager.pk).update(language="cy")
    governed.planned.add("2/1", when_text="March 2026", leads=lead_of(manager))
    send(MONDAY)
    assert "new for you" not in to(manager)[0].subject
    assert "Overdue" not in to(manager)[0].body


def test_evidence_that_ends_is_told_of_before_and_once_it_is_over(governed: Governed) -> None:
    manager = governed.planned.manager
    action = governed.planned.add("2/1", when_text="May 2028", leads=lead_of(manager))
    with acting_as(governed.lead.pk):
        for title, ends in (("Letter in Urdu", 20), ("Rota of the year", 200)):
            give_link(
                action=action, person=governed.lead, address="https://a.example/", title=title, lang="en",
                owner_name="Mo", expires=(MONDAY + timedelta(days=ends)).date(), now=NOW,
            )  # fmt: skip
    send(MONDAY)
    (letter,) = to(manager)
    assert "Evidence that will soon count no longer" in letter.body
    assert f"https://evenhand.example/actions/{action.pk}/" in letter.body
    assert "Rota" not in letter.body
    send(weeks(1))
    assert len(to(manager)) == 1
    send(weeks(3))
    assert "Evidence that counts no longer" in to(manager)[1].body
