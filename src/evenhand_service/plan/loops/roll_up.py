"""What a partnership, a region or a nation does, added up: plans, actions, findings, figures; a fixed number of queries."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Count

from evenhand_service.organisations.models import Area
from evenhand_service.plan.loops.counting import Counted, count_loops
from evenhand_service.plan.loops.rules import Reach
from evenhand_service.plan.models import Plan
from evenhand_service.plan.queries.listing import actions_of
from evenhand_service.plan.queries.standing import with_standing

T = TypeVar("T")
Pair = tuple[str, str]
"""A step and a characteristic, either of which may be empty."""


@dataclass(frozen=True, kw_only=True)
class RollUp:
    """Counts by area, by standing, by step and characteristic, and loops."""

    plans: Mapping[UUID, int]
    standings: Mapping[UUID, Counter[str]]
    about: Counter[Pair]
    loops: Counted

    @property
    def by_standing(self) -> Counter[str]:
        """How many actions stand where, in all areas together."""
        return _summed(self.standings, self.standings)

    def of(self, areas: Iterable[UUID]) -> "Part":
        """Return what some of the areas come to."""
        wanted = set(areas)
        return Part(
            plans=sum(self.plans.get(one, 0) for one in wanted),
            standings=_summed(self.standings, wanted),
            reached=_summed(self.loops.by_area, wanted),
        )


def _summed(counts: Mapping[UUID, Counter[T]], areas: Iterable[UUID]) -> Counter[T]:
    """What some areas come to together; a nation has many, and adding counters makes a new one each time."""
    found: Counter[T] = Counter()
    for one in areas:
        if one in counts:
            found.update(counts[one])
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one area with those within it comes to."""

    plans: int
    standings: Counter[str]
    reached: Counter[Reach]


def roll_up(user: Any, areas: Iterable[UUID], day: date) -> RollUp:
    """Return what areas come to on a day, of what the person may see; plans that ended count no more. Source: F7."""
    wanted = list(areas)
    rows = actions_of(user, areas=wanted).filter(plan__closed_at=None).order_by()
    standings: dict[UUID, Counter[str]] = {}
    counted = with_standing(rows, day).values_list("area_id", "standing").annotate(number=Count("pk"))
    for area, standing, number in counted:
        standings.setdefault(area, Counter())[standing] = number
    return RollUp(
        plans=_plans(user, wanted), standings=standings, about=_about(rows), loops=count_loops(user, wanted)
    )


def _plans(user: Any, areas: list[UUID]) -> dict[UUID, int]:
    rows = Plan.objects.visible_to(user).filter(area_id__in=areas, closed_at=None).order_by()
    return dict(rows.values_list("area_id").annotate(number=Count("pk")))


def _about(rows: Any) -> Counter[Pair]:
    """How many actions are about which step and characteristic."""
    told = rows.values_list("stage", "characteristic").annotate(number=Count("pk"))
    return Counter({(stage, characteristic): number for stage, characteristic, number in told})


def children_of(area: Area) -> dict[Area, set[UUID]]:
    """Return each area right under one, with the ids of itself and all within it; one query."""
    rows = Area.objects.raw(
        "WITH RECURSIVE within(id, top) AS (SELECT id, id FROM organisations_area WHERE parent_id = %s UNION "
        "SELECT a.id, w.top FROM organisations_area a JOIN within w ON a.parent_id = w.id) "
        "SELECT a.*, w.top FROM organisations_area a JOIN within w ON w.id = a.id",
        [str(area.pk)],
    )
    told = list(rows)
    tops = {one.pk: one for one in told if one.pk == one.top}
    found: dict[Area, set[UUID]] = {one: set() for one in sorted(tops.values(), key=lambda each: each.name)}
    for one in told:
        found[tops[one.top]].add(one.pk)
    return found


def unanswered(loops: Counted) -> Counter[Pair]:
    """Return how many findings without an action there are, by step and characteristic."""
    return Counter((one.stage, one.characteristic) for one in loops.unanswered)
