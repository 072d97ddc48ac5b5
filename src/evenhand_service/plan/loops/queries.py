"""Every loop of some areas, from findings to judgements, in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from evenhand_service.monitoring.enums import ReleaseState
from evenhand_service.monitoring.findings.listing import list_findings
from evenhand_service.monitoring.findings.newest import newest_releases
from evenhand_service.monitoring.findings.rules import Since, Standing
from evenhand_service.monitoring.models import Explanation
from evenhand_service.plan.loops.rules import Reach, reach_of
from evenhand_service.plan.models import Action, Answer, Indicator, Judgement


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


_ACTION = ("id", "area_id", "thread_id", "stage", "characteristic", "group", "reference", "wording", "lang")


def loops_of(user: Any, areas: Iterable[UUID] | None = None) -> list[Loop]:
    """Return every loop of areas (None is all that the person may see), by where it began.

    Findings are those of the newest releases in which a group fares worse, and all that an action came from.
    """
    wanted = None if areas is None else list(areas)
    found = {
        one.thread: one
        for one in list_findings(user, newest_releases(user, areas=wanted))
        if one.since is not Since.GONE and one.standing is Standing.WORSE
    }
    actions, heads = _actions(user, wanted)
    figures = _figures(user, wanted, heads)
    judged = _verdicts(user, wanted)
    recommended = {
        heads.get(one, one) for one in _within(Answer, user, wanted).values_list("action_id", flat=True)
    }
    explained = _explained(user, wanted)
    rows = []
    for one in actions:
        for figure, is_promised in figures.get(one["id"], [(None, False)]):
            verdict, direction = judged.get(figure, ("", ""))
            rows.append(
                _loop(
                    one,
                    explained=explained.get(one["thread_id"], (0, 0)),
                    is_current=one["thread_id"] in found,
                    is_recommended=one["id"] in recommended,
                    figure=figure,
                    reach=reach_of(
                        has_action=True, is_promised=is_promised, verdict=verdict, direction=direction
                    ),
                )
            )
    acted = {one["thread_id"] for one in actions}
    return [
        _open(one, explained.get(thread, (0, 0))) for thread, one in found.items() if thread not in acted
    ] + rows


def _within(model: Any, user: Any, areas: list[UUID] | None) -> Any:
    rows = model.objects.visible_to(user)
    return rows if areas is None else rows.filter(area_id__in=areas)


def _actions(user: Any, areas: list[UUID] | None) -> tuple[list[dict[str, Any]], dict[UUID, UUID]]:
    """Actions as they stand in their newest plan, and for each one that was carried over which that is."""
    rows = _within(Action, user, areas).order_by("area_id", "plan_id", "position")
    told = list(rows.values(*_ACTION, "carried_from_id"))
    into = {one["carried_from_id"]: one["id"] for one in told if one["carried_from_id"]}
    heads = {one["id"]: _last(one["id"], into) for one in told}
    return [one for one in told if one["id"] not in into], heads


def _last(action: UUID, into: dict[UUID, UUID]) -> UUID:
    while action in into:
        action = into[action]
    return action


def _figures(
    user: Any, areas: list[UUID] | None, heads: dict[UUID, UUID]
) -> dict[UUID, list[tuple[UUID | None, bool]]]:
    """Figures by action, and whether a target was promised; a figure stays with the action that it was named for."""
    rows = _within(Indicator, user, areas).filter(replaced_by=None).order_by("made_at", "id")
    found: dict[UUID, list[tuple[UUID | None, bool]]] = {}
    for figure, action, smallest in rows.values_list("id", "action_id", "smallest_change"):
        found.setdefault(heads.get(action, action), []).append((figure, bool(smallest)))
    return found


def _verdicts(user: Any, areas: list[UUID] | None) -> dict[UUID | None, tuple[str, str]]:
    """The newest verdict on each figure whose release stands."""
    rows = _within(Judgement, user, areas).filter(release__state=ReleaseState.APPROVED)
    newest = rows.order_by("indicator_id", "-as_at", "-made_at").distinct("indicator_id")
    return {
        one: (verdict, way)
        for one, verdict, way in newest.values_list("indicator_id", "verdict", "direction")
    }


def _explained(user: Any, areas: list[UUID] | None) -> dict[UUID | None, tuple[int, int]]:
    """How many explanations each finding has, and how many of them were put to the test."""
    found: dict[UUID | None, tuple[int, int]] = {}
    for thread, result in _within(Explanation, user, areas).order_by().values_list("thread_id", "result"):
        number, tested = found.get(thread, (0, 0))
        found[thread] = (number + 1, tested + bool(result))
    return found


def _loop(one: dict[str, Any], *, explained: tuple[int, int], **more: Any) -> Loop:
    return Loop(
        area=one["area_id"],
        thread=one["thread_id"],
        stage=one["stage"],
        characteristic=one["characteristic"],
        group=one["group"],
        explanations=explained[0],
        tested=explained[1],
        action=one["id"],
        reference=one["reference"],
        wording=one["wording"],
        lang=one["lang"],
        **more,
    )


def _open(one: Any, explained: tuple[int, int]) -> Loop:
    """A finding that no action came from yet."""
    return Loop(
        area=one.area, thread=one.thread, is_current=True,
        stage=one.stage, characteristic=one.characteristic, group=one.group,
        explanations=explained[0], tested=explained[1],
        action=None, reference="", wording="", lang="", is_recommended=False, figure=None,
        reach=Reach.NO_ACTION,
    )  # fmt: skip
