"""An action's life: said to be complete, confirmed by somebody else, closed with a note; what waited goes on."""

from datetime import date, timedelta

import pytest
from django.test import Client

from evenhand_service.common.who import acting_as
from evenhand_service.plan.enums import ActionStatus, Part, ProgressKind, Standing
from evenhand_service.plan.limits import limits
from evenhand_service.plan.models import Action, Progress
from evenhand_service.plan.operations import states
from evenhand_service.plan.operations.actions import Answers
from evenhand_service.plan.operations.faults import NotAllowed
from evenhand_service.plan.queries.standing import with_standing
from tests.service.builders_accounts import log_in
from tests.service.builders_plan import NOW, TODAY, Planned

pytestmark = pytest.mark.django_db
SAID = {"words": "The report is on the site.", "lang": "en", "now": NOW}


def complete(planned: Planned, action: Action, person: object) -> None:
    with acting_as(person.pk):
        states.say_complete(
            action=action, person=person, version=action.version, completed_date=TODAY, **SAID
        )


def standing(planned: Planned, day: date = TODAY) -> dict[str, str]:
    with acting_as(planned.panel.pk):
        rows = with_standing(Action.objects.visible_to(planned.panel).filter(plan=planned.plan), day)
        return {one.reference: one.standing for one in rows}


def test_whoever_leads_or_says_so_does_not_confirm(planned: Planned) -> None:
    action = planned.add("2/1", leads=[Answers(name="Lee", user=planned.lead)])
    complete(planned, action, planned.analyst)
    with acting_as(planned.lead.pk), pytest.raises(NotAllowed, match="you lead"):
        states.confirm_completion(action=action, person=planned.lead, version=action.version, **SAID)
    with acting_as(planned.analyst.pk), pytest.raises(NotAllowed, match="you said"):
        states.confirm_completion(action=action, person=planned.analyst, version=action.version, **SAID)
    assert standing(planned) == {"2/1": Standing.UNCONFIRMED}


def test_confirming_lets_go_on_what_waited(planned: Planned) -> None:
    first = planned.add("1/5", when_text="July 2007")
    planned.add("1/6", when_text="Dependant on 1/5")
    assert standing(planned) == {"1/5": Standing.OVERDUE, "1/6": Standing.BLOCKED}
    complete(planned, first, planned.analyst)
    assert standing(planned)["1/6"] == Standing.BLOCKED
    with acting_as(planned.lead.pk):
        freed = states.confirm_completion(action=first, person=planned.lead, version=first.version, **SAID)
        assert [one.reference for one in freed] == ["1/6"]
        entry = Progress.objects.get(action=freed[0], kind=ProgressKind.UNBLOCKED)
        assert entry.details == {"by": "1/5"}
    assert standing(planned) == {"1/5": Standing.DONE, "1/6": Standing.NO_DATE}
    assert standing(planned, date(2026, 11, 19))["1/5"] == Standing.OVERDUE


def test_somebody_named_confirms_without_a_role_that_does(planned: Planned) -> None:
    first = planned.add("1/5", leads=[Answers(name="Pat", user=planned.panel, part=Part.CONFIRMER)])
    planned.add("1/6", depends_on=["1/5"])
    complete(planned, first, planned.analyst)
    with acting_as(planned.panel.pk):
        freed = states.confirm_completion(action=first, person=planned.panel, version=first.version, **SAID)
    assert [one.reference for one in freed] == ["1/6"]


def test_not_confirmed_is_open_again_with_the_reason(planned: Planned) -> None:
    action = planned.add("2/1")
    complete(planned, action, planned.analyst)
    with acting_as(planned.lead.pk):
        states.return_completion(action=action, person=planned.lead, version=action.version, **SAID)
        action.refresh_from_db()
    assert (action.status, action.completed_date) == (ActionStatus.OPEN, None)


def test_closing_needs_a_note_and_keeps_waiting_what_waits(planned: Planned) -> None:
    first = planned.add("1/5")
    waits = planned.add("1/6", depends_on=["1/5"])
    with acting_as(planned.lead.pk):
        states.close_action(
            action=first,
            person=planned.lead,
            version=1,
            closing_note="No money for it",
            lang="en",
            today=TODAY,
            now=NOW,
        )
    assert standing(planned) == {"1/5": Standing.CLOSED, "1/6": Standing.BLOCKED}
    with acting_as(planned.lead.pk):
        states.settle_dependency(
            dependency=waits.waits_for.get(), person=planned.lead, words="Done by the audit instead", now=NOW
        )
    assert standing(planned)["1/6"] == Standing.NO_DATE


def test_what_is_open_again_is_no_longer_confirmed(planned: Planned) -> None:
    action = planned.add("2/1")
    complete(planned, action, planned.analyst)
    with acting_as(planned.lead.pk):
        states.confirm_completion(action=action, person=planned.lead, version=action.version, **SAID)
        states.reopen_action(action=action, person=planned.lead, version=action.version, **SAID)
        kinds = set(Progress.objects.filter(action=action).values_list("kind", flat=True))
    assert action.confirmed_at is None
    assert {"made", "complete", "confirmed", "reopened"} <= kinds


def test_the_day_after_the_last_day_is_late(planned: Planned) -> None:
    planned.add("a", when_text="March 2007")
    planned.add("b", when_text="Ongoing")
    planned.add("c", when_text="May 2007")
    assert standing(planned, date(2007, 3, 31)) == {
        "a": Standing.DUE_SOON,
        "b": Standing.ONGOING,
        "c": Standing.NOT_YET_DUE,
    }
    assert standing(planned, date(2007, 4, 1))["a"] == Standing.OVERDUE


def test_what_was_settled_stays_settled_when_the_action_is_changed(client: Client, planned: Planned) -> None:
    planned.add("1/5")
    waits = planned.add("1/6", depends_on=["1/5", "9/9"])
    with acting_as(planned.lead.pk):
        link = waits.waits_for.get(on=None)
        states.settle_dependency(dependency=link, person=planned.lead, words="The audit did it", now=NOW)
    log_in(client, planned.analyst)
    here = f"/actions/{waits.pk}/edit/"
    form = client.get(here).content.decode()
    assert 'value="1/5"' in form
    typed = {
        "wording": "Other words",
        "reference": "1/6",
        "theme": str(waits.theme_id),
        "aim": "",
        "lang": "en",
    }
    typed |= {"leads": "", "deputies": "", "confirmer": "", "when_text": "", "version": waits.version}
    assert client.post(here, typed | {"depends_on": "1/5"}).status_code == 302
    with acting_as(planned.panel.pk):
        kept = waits.waits_for.get(pk=link.pk)
        assert (kept.settled_at, kept.settled_note) == (NOW, "The audit did it")
    assert client.post(here, typed | {"depends_on": "9/9", "version": waits.version + 1}).status_code == 302
    with acting_as(planned.panel.pk):
        assert [(one.on_text, one.settled_at) for one in waits.waits_for.all()] == [("9/9", None)]
        told = Progress.objects.filter(action=waits, kind=ProgressKind.CHANGED).first()
        assert told.details == {"depends_on": ["1/5", "9/9"]}


def test_nobody_says_today_that_it_is_complete_tomorrow(planned: Planned) -> None:
    action = planned.add("2/1")
    with acting_as(planned.analyst.pk), pytest.raises(NotAllowed, match="lies ahead"):
        states.say_complete(
            action=action, person=planned.analyst, version=1, completed_date=date(2026, 11, 21), **SAID
        )


def test_the_whole_log_is_a_link_away(
    client: Client, planned: Planned, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(limits(), "progress_shown", 1)
    action = planned.add("2/1", now=NOW - timedelta(days=1))
    complete(planned, action, planned.analyst)
    log_in(client, planned.analyst)
    here = f"/actions/{action.pk}/"
    assert "Taken into the plan" not in client.get(here).content.decode()
    assert "Taken into the plan" in client.get(f"{here}?log=all").content.decode()
