"""A page of the loops of some areas, link by link, and all of them a part at a time; in a fixed number of queries."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from evenhand_service.common.rows_sent import parts_of
from evenhand_service.monitoring.findings.listing import Listed
from evenhand_service.monitoring.models import Explanation
from evenhand_service.plan.loops.counting import Counted, count_loops
from evenhand_service.plan.loops.rules import Reach
from evenhand_service.plan.loops.statement import ask, asked_in_parts
from evenhand_service.plan.models import Action

_EVERY: Mapping[str, str] = {"reach": "", "stage": "", "characteristic": "", "unasked": ""}
_SHOWN = ("area_id", "thread_id", "stage", "characteristic", "group", "reference", "wording", "lang")
_LISTED = """
SELECT id, figure, recommended, reach FROM loops WHERE NOT left_out
  AND (%(reach)s = '' OR reach = %(reach)s) AND (%(stage)s = '' OR stage = %(stage)s)
  AND (%(characteristic)s = '' OR characteristic = %(characteristic)s) AND (%(unasked)s = '' OR began = 'unasked')
ORDER BY area_id, plan_id, position, made_at, figure
"""
_PAGE = f"{_LISTED} LIMIT %(most)s OFFSET %(first)s"


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop:
    """One chain; an action with two figures makes two. `is_asked_for`: a finding or a recommendation asked for it."""

    area: UUID
    thread: UUID | None
    is_current: bool
    stage: str
    characteristic: str
    group: str
    explanations: int
    tested: int
    action: UUID | None
    reference: str
    wording: str
    lang: str
    is_recommended: bool
    figure: UUID | None
    reach: Reach

    @property
    def is_asked_for(self) -> bool:
        """Whether a finding or a recommendation asked for the action."""
        return self.thread is not None or self.is_recommended


@dataclass(frozen=True, kw_only=True)
class Loops:
    """The loops that filters leave, as a sequence for a paginator: findings without an action first, then by plan."""

    user: Any
    areas: Sequence[UUID] | None
    counted: Counted
    asked: Mapping[str, str] = field(default_factory=lambda: _EVERY)

    def __len__(self) -> int:
        return self.counted.number(self.asked)

    def __getitem__(self, part: slice) -> list[Loop]:
        first, last = part.start or 0, len(self) if part.stop is None else part.stop
        unanswered = _unanswered(self.counted, self.asked)
        open_ = unanswered[first:last]
        most = last - first - len(open_)
        acted = []
        if most > 0:
            acted = ask(
                _PAGE, self.user, self.areas, **self.asked, most=most, first=max(0, first - len(unanswered))
            )
        return self._told(open_, acted)

    def _told(self, open_: Sequence[Listed], acted: Sequence[tuple[Any, ...]]) -> list[Loop]:
        actions = Action.objects.visible_to(self.user).only(*_SHOWN).in_bulk([one[0] for one in acted])
        threads = {one.thread for one in open_} | {one.thread_id for one in actions.values() if one.thread_id}
        explained = _explained(self.user, threads)
        return [_open(one, explained.get(one.thread, (0, 0))) for one in open_] + [
            _loop(actions[one[0]], one, self.counted, explained.get(actions[one[0]].thread_id, (0, 0)))
            for one in acted
        ]

    def every(self, size: int) -> Iterator[Loop]:
        """Yield all of them from one statement; what hangs on them is asked for so many at a time."""
        for part in parts_of(_unanswered(self.counted, self.asked), size):
            yield from self._told(part, ())
        for rows in asked_in_parts(_LISTED, self.user, self.areas, size=size, **self.asked):
            yield from self._told((), rows)


def loops_of(user: Any, areas: Sequence[UUID] | None = None) -> Loops:
    """Return every loop of areas (None is all that the person may see). Source: F5."""
    return Loops(user=user, areas=areas, counted=count_loops(user, areas))


def _unanswered(counted: Counted, asked: Mapping[str, str]) -> list[Listed]:
    if asked["unasked"] or asked["reach"] not in ("", Reach.NO_ACTION):
        return []
    return [
        one
        for one in counted.unanswered
        if all(not asked[name] or asked[name] == getattr(one, name) for name in ("stage", "characteristic"))
    ]


def _explained(user: Any, threads: Iterable[UUID]) -> dict[UUID, tuple[int, int]]:
    """How many explanations each finding has, and how many of them were put to the test."""
    rows = Explanation.objects.visible_to(user).filter(thread_id__in=list(threads)).order_by()
    told = rows.values_list("thread_id").annotate(named=Count("pk"), tested=Count("pk", filter=~Q(result="")))
    return {thread: (named, tested) for thread, named, tested in told}


def _loop(action: Action, row: tuple[Any, ...], counted: Counted, explained: tuple[int, int]) -> Loop:
    _id, figure, recommended, reach = row
    return Loop(
        area=action.area_id, thread=action.thread_id, is_current=action.thread_id in counted.findings,
        stage=action.stage, characteristic=action.characteristic, group=action.group,
        explanations=explained[0], tested=explained[1],
        action=action.pk, reference=action.reference, wording=action.wording, lang=action.lang,
        is_recommended=recommended, figure=figure, reach=Reach(reach),
    )  # fmt: skip


def _open(one: Listed, explained: tuple[int, int]) -> Loop:
    """A finding that no action came from yet."""
    return Loop(
        area=one.area, thread=one.thread, is_current=True,
        stage=one.stage, characteristic=one.characteristic, group=one.group,
        explanations=explained[0], tested=explained[1],
        action=None, reference="", wording="", lang="", is_recommended=False, figure=None,
        reach=Reach.NO_ACTION,
    )  # fmt: skip
