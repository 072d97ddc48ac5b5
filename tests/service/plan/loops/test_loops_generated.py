"""The loops that SQL counts and those that the rules tell one by one are the same, over plans that are made up."""

from collections import Counter
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from evenhand.planning.effects import Verdict
from evenhand_service.common.who import acting_as
from evenhand_service.monitoring.models import FindingThread
from evenhand_service.plan.loops.queries import loops_of
from evenhand_service.plan.loops.rules import Began, Reach, began_with, is_left_out, reach_of
from evenhand_service.plan.models import Action, Answer, Indicator, Judgement, Plan, Theme
from evenhand_service.plan.operations import recommendations
from tests.service.builders import as_builder
from tests.service.builders_plan import NOW, TODAY, Planned, make_planned
from tests.service.builders_releases import make_release

pytestmark = pytest.mark.django_db
JUDGED = st.tuples(
    st.sampled_from([one.value for one in Verdict]),
    st.sampled_from(["", "towards", "away"]),
    st.integers(0, 2),
)
"""A verdict, the direction, and as at which release: two stand, the third was withdrawn."""
FIGURE = st.fixed_dictionaries(
    {
        "promised": st.booleans(),
        "judged": st.lists(JUDGED, max_size=3, unique_by=lambda one: one[2]),
        "of": st.integers(0, 2),
        "replaced": st.booleans(),
    }
)
ROW = st.fixed_dictionaries(
    {
        "carried": st.integers(0, 2),
        "ended": st.booleans(),
        "thread": st.none() | st.integers(0, 1),
        "figures": st.lists(FIGURE, max_size=2),
        "recommended": st.none() | st.integers(0, 2),
        "stage": st.sampled_from(["", "started"]),
    }
)
"""An action, into how many later plans it was carried, and of which of them its figures are."""


@pytest.fixture
def place(db: None) -> Any:
    """A partnership with releases: one that stands and one that was withdrawn, findings, a recommendation."""
    planned = make_planned()
    *stand, gone = (make_release(planned.area) for _each in range(3))
    with as_builder():
        type(gone).objects.filter(pk=gone.pk).update(state="withdrawn")
    with acting_as(planned.analyst.pk):
        asked = recommendations.add_recommendation(
            area=planned.area, person=planned.analyst, source_kind="audit", source_title="Audit", text="Do", now=NOW
        )  # fmt: skip
        current = min(loops_of(planned.lead, [planned.area.pk]).counted.findings)
    with as_builder():
        before = FindingThread.objects.create(
            id=uuid4(), area=planned.area, same="what an earlier release found"
        )
    return planned, (*stand, gone), asked, [current, before.pk]


def make(place: Any, row: dict[str, Any], nth: int) -> list[Action]:
    """An action and what it was carried into, year by year; the last plan has ended or not."""
    planned, _releases, asked, threads = place
    chain: list[Action] = []
    for year in range(row["carried"] + 1):
        is_last = year == row["carried"]
        by = {"made_by_name": "x", "made_at": NOW}
        plan = Plan.objects.create(
            area=planned.area, title=f"P{nth}", financial_year=f"20{26 + year}/{27 + year}", **by,
            closed_at=NOW if row["ended"] or not is_last else None,
        )  # fmt: skip
        theme = Theme.objects.create(plan=plan, area=planned.area, title="T", position=0)
        thread = None if row["thread"] is None else threads[row["thread"]]
        chain.append(
            Action.objects.create(
                plan=plan,
                area=planned.area,
                theme=theme,
                position=nth,
                reference=f"{nth}",
                wording="Do",
                stage=row["stage"],
                thread_id=thread,
                carried_from=chain[-1] if chain else None,
                **by,
            )
        )
    if row["recommended"] is not None:
        one = chain[min(row["recommended"], len(chain) - 1)]
        Answer.objects.create(
            recommendation=asked, action=one, area=planned.area, **_answered(planned)
        )  # fmt: skip
    return chain


def _answered(planned: Planned) -> dict[str, Any]:
    names = {field.name for field in Answer._meta.fields}
    return {name: one for name, one in {"made_by_name": "x", "made_at": NOW}.items() if name in names}


def follow(place: Any, chain: list[Action], figure: dict[str, Any]) -> tuple[bool, str, str] | None:
    """Name a figure, judge it, and return what the rules take it for; None where another replaced it."""
    planned, releases, *_ = place
    of = chain[min(figure["of"], len(chain) - 1)]
    told = {"area": planned.area, "units": "share", "made_by_name": "x", "made_at": NOW}
    smallest = {"words": {"en": "x"}} if figure["promised"] else {}
    made = Indicator.objects.create(action=of, smallest_change=smallest, **told)
    newest = ("", "")
    for day, (verdict, direction, nth) in enumerate(figure["judged"]):
        Judgement.objects.create(
            indicator=made, area=planned.area, release=releases[nth], as_at=TODAY + timedelta(days=day),
            verdict=verdict, direction=direction, units="share", made_at=NOW,
        )  # fmt: skip
        newest = (verdict, direction) if nth < len(releases) - 1 else newest
    if figure["replaced"]:
        Indicator.objects.create(action=of, replaces=made, smallest_change=smallest, **told)
        return figure["promised"], "", ""
    return figure["promised"], *newest


@settings(
    max_examples=15,
    phases=(Phase.explicit, Phase.generate),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rows=st.lists(ROW, max_size=4))
def test_what_sql_counts_is_what_the_rules_say(place: Any, rows: list[dict[str, Any]]) -> None:
    planned, _releases, _asked, threads = place
    with transaction.atomic():
        wanted: Counter[tuple[str, Began, Reach]] = Counter()
        acted, unasked, left = set(), set(), 0
        with as_builder():
            for nth, row in enumerate(rows):
                chain = make(place, row, nth)
                figures = [follow(place, chain, one) for one in row["figures"]] or [(False, "", "")]
                for promised, verdict, direction in figures:
                    reach = reach_of(
                        has_action=True, is_promised=promised, verdict=verdict, direction=direction
                    )
                    if is_left_out(reach, plan_ended=row["ended"]):
                        left += 1
                        continue
                    began = began_with(
                        has_finding=row["thread"] is not None, is_recommended=row["recommended"] is not None
                    )
                    wanted[row["stage"], began, reach] += 1
                    acted |= {threads[row["thread"]]} if row["thread"] is not None else set()
                    unasked |= {nth} if began is Began.UNASKED else set()
        with acting_as(planned.lead.pk):
            loops = loops_of(planned.lead, [planned.area.pk])
            counted, every = loops.counted, list(loops.every(2))
        found: Counter[Any] = Counter()
        for (stage, _characteristic, began, reach), number in counted.kinds_with_action.items():
            found[stage, began, reach] += number
        assert found == wanted
        assert (counted.unasked, counted.left_out) == (len(unasked), left)
        assert {one.thread for one in counted.unanswered} == set(counted.findings) - acted
        assert (
            Counter(one.reach for one in every) == counted.reached == counted.by_area.get(planned.area.pk, {})
        )
        assert Counter(one.reach for one in every if one.action) == sum(
            (Counter({reach: number}) for (_s, _b, reach), number in wanted.items()), Counter()
        )
        transaction.set_rollback(True)
