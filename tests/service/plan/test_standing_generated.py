"""The list's SQL and the library's rule of standing hold together over generated plans, on the real database."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from evenhand_service.plan.enums import ActionStatus
from evenhand_service.plan.models import Action, Dependency
from evenhand_service.plan.operations.standing import restand
from tests.service.builders import as_builder
from tests.service.builders_plan import Planned
from tests.service.plan.test_standing import both

pytestmark = pytest.mark.django_db
MONTHS = ("February 2007", "March 2007", "April 2007", "Spring 2007", "15 March 2007", "June 2007")
SHAPES = (
    "{0}", "D: {0}", "R: {0}", "To be reviewed in {0}", "by {0}", "{0} (R)", "from {0}",
    "Ongoing", "Ongoing, review {0}", "Ongoing until {0}", "Ongoing (D) {0}", "Ongoing from {0}", "R: Ongoing, {0}",
    "{0} – First Stage  {1} – Second Stage", "{0} (R) – First Stage  {1} (D) – Second Stage",
    "Stage 1: {0}; Stage 2: dependent on 1/1", "Stage 1: {0}; Stage 2: tbc", "Draft {0}, final {1}",
    "Dependant on 1/1", "Dependant on 1/77", "Dependant on the tool", "{0}, subject to funding", "{0}, dependent on 1/1",
    "Completed {0}", "", "tbc", "within 6 months", "2007",
)  # fmt: skip
FIRST = date(2007, 1, 20)
DAY = st.integers(0, 170).map(lambda days: FIRST + timedelta(days=days))
MAYBE = st.none() | DAY
TEXT = st.builds(
    lambda shape, one, two: shape.format(one, two), st.sampled_from(SHAPES), *[st.sampled_from(MONTHS)] * 2
)
ENDED = st.sampled_from(("open", "open", "open", "said", "confirmed", "closed"))
ROW = st.fixed_dictionaries(
    {
        "when": TEXT,
        "reviewed": MAYBE,
        "ended": ENDED,
        "on": DAY,
        "stages": st.tuples(MAYBE, MAYBE),
        "waits": st.lists(st.sampled_from(("1/1", "1/2", "1/3", "1/88")), max_size=2, unique=True),
        "settled": st.booleans(),
    }
)


def make(planned: Planned, rows: list[dict[str, Any]]) -> None:
    """Take generated rows into the plan, then let what happened to them have happened."""
    noon = datetime(2007, 1, 1, 12, tzinfo=UTC)
    made = [planned.add(f"1/{place}", when_text=one["when"], now=noon) for place, one in enumerate(rows, 1)]
    with as_builder():
        for action, one in zip(made, rows, strict=True):
            others = {other.reference: other.pk for other in made if other.pk != action.pk}
            for text in one["waits"]:
                if (
                    text != action.reference
                    and not action.waits_for.filter(
                        on_id=others.get(text), on_text="" if text in others else text
                    ).exists()
                ):
                    Dependency.objects.create(
                        action=action, area=planned.area, kind="depends", on_id=others.get(text),
                        on_text="" if text in others else text, settled_at=noon if one["settled"] else None,
                        settled_note="x" if one["settled"] else "",
                    )  # fmt: skip
            for stage, done in zip(action.milestones.order_by("position"), one["stages"], strict=False):
                stage.done_date = done
                stage.save()
            Action.objects.filter(pk=action.pk).update(reviewed_date=one["reviewed"], **ended(one))
            restand(Action.objects.get(pk=action.pk))


def ended(row: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of how a row ended."""
    if row["ended"] == "open":
        return {}
    if row["ended"] == "closed":
        return {"status": ActionStatus.CLOSED, "completed_date": row["on"], "closing_note": "x"}
    at = datetime(2007, 12, 1, tzinfo=UTC) if row["ended"] == "confirmed" else None
    return {"status": ActionStatus.COMPLETE, "completed_date": row["on"], "confirmed_at": at}


@settings(
    max_examples=25,
    phases=(Phase.explicit, Phase.generate),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rows=st.lists(ROW, min_size=1, max_size=5), days=st.lists(DAY, min_size=3, max_size=3))
def test_the_list_and_the_row_say_the_same_of_any_plan(
    planned: Planned, rows: list[dict[str, Any]], days: list[date]
) -> None:
    with transaction.atomic():
        make(planned, rows)
        told = {(day, name): pair for day in days for name, pair in both(planned, day).items()}
        assert {name: pair for name, pair in told.items() if pair[0] != pair[1]} == {}
        transaction.set_rollback(True)
