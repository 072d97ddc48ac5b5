"""Where actions stand: what the database says of a list is what the library says of each row."""

from datetime import date, timedelta

import pytest

from evenhand_service.common.who import acting_as
from evenhand_service.plan.enums import Standing
from evenhand_service.plan.models import Action
from evenhand_service.plan.operations import states
from evenhand_service.plan.queries.standing import with_standing
from evenhand_service.plan.queries.tracked import stand_on
from tests.service.builders_plan import NOW, Planned

pytestmark = pytest.mark.django_db
WHENS = (
    "March 2007", "Spring 2007", "November 2006", "Ongoing", "", "as soon as the money is there",
    "To be reviewed in April 2007", "March 2007 – First Stage  July 2007 – Second Stage",
    "Dependant on development of workforce data tool.", "Dependant on 1/1", "Dependant on 1/99", "D: May 2007",
    "R: May 2007",     "Completed January 2007", "from April 2007", "2007/08",
)  # fmt: skip
DAYS = (date(2006, 12, 1), date(2007, 3, 31), date(2007, 4, 1), date(2007, 6, 15), date(2008, 4, 1))


def both(planned: Planned, day: date) -> dict[str, tuple[str, str]]:
    """Return for each action what the database and what the library says."""
    with acting_as(planned.panel.pk):
        rows = Action.objects.visible_to(planned.panel).filter(plan=planned.plan)
        listed = list(with_standing(rows, day).prefetch_related("leads", "milestones", "waits_for__on"))
        told = stand_on(listed, day)
        return {
            one.reference + " " + one.when_text: (one.standing, str(told[one.pk].state)) for one in listed
        }


@pytest.fixture
def varied(planned: Planned) -> Planned:
    """Every kind of date, some of them ended, one waiting for an action that is complete and not confirmed."""
    made = [planned.add(f"1/{place}", when_text=text) for place, text in enumerate(WHENS, 1)]
    said = {"words": "", "lang": "", "now": NOW}
    with acting_as(planned.analyst.pk):
        ended = planned.add("e", when_text="May 2007")
        states.close_action(
            action=ended,
            person=planned.analyst,
            version=1,
            closing_note="x",
            lang="",
            today=date(2007, 4, 1),
            now=NOW,
        )
        states.say_complete(
            action=made[0], person=planned.analyst, version=1, completed_date=date(2007, 4, 1), **said
        )
        staged = made[7].milestones.first()
        states.reach_milestone(milestone=staged, person=planned.analyst, done_date=date(2007, 3, 20), now=NOW)
    return planned


@pytest.mark.parametrize("day", DAYS)
def test_the_list_and_the_row_say_the_same(varied: Planned, day: date) -> None:
    told = both(varied, day)
    assert {name: pair for name, pair in told.items() if pair[0] != pair[1]} == {}
    assert len({pair[0] for pair in told.values()}) > 4


def test_confirmed_completion_frees_in_both(varied: Planned) -> None:
    day = date(2007, 6, 15)
    assert both(varied, day)["1/10 Dependant on 1/1"] == (Standing.BLOCKED, Standing.BLOCKED)
    with acting_as(varied.lead.pk):
        first = Action.objects.get(plan=varied.plan, reference="1/1")
        states.confirm_completion(
            action=first, person=varied.lead, version=first.version, words="", lang="", now=NOW
        )
    assert both(varied, day)["1/10 Dependant on 1/1"] == (Standing.NO_DATE, Standing.NO_DATE)
    assert both(varied, date(2007, 3, 31))["1/10 Dependant on 1/1"] == (Standing.BLOCKED, Standing.BLOCKED)


def test_an_unmarked_date_is_an_inference_and_says_so(planned: Planned) -> None:
    planned.add("1/4", when_text="February 2007")
    with acting_as(planned.panel.pk):
        rows = Action.objects.prefetch_related("leads", "milestones", "waits_for__on")
        (stands,) = stand_on(rows, date(2007, 4, 1)).values()
    assert stands.inferred
    assert "inferred" in stands.why
    with acting_as(planned.panel.pk):
        (cy,) = stand_on(rows, date(2007, 4, 1), language="cy").values()
    assert cy.why != stands.why


def test_a_review_that_took_place_is_not_due(planned: Planned) -> None:
    action = planned.add("2/2", when_text="R: April 2007")
    day = date(2007, 5, 10)
    assert set(both(planned, day).values()) == {(Standing.REVIEW_DUE, Standing.REVIEW_DUE)}
    with acting_as(planned.analyst.pk):
        states.review_action(
            action=action, person=planned.analyst, reviewed_date=day - timedelta(days=12), next_date=None,
            words="", lang="", now=NOW,
        )  # fmt: skip
    assert set(both(planned, day).values()) == {(Standing.NO_DATE, Standing.NO_DATE)}
