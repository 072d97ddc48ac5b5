"""Loops counted by the database: by area, by what asked for them, what they are about and how far they came."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from evenhand_service.monitoring.findings.listing import Listed, len_of_rows, list_findings, remembered
from evenhand_service.monitoring.findings.newest import newest_releases
from evenhand_service.monitoring.findings.rules import Since, Standing
from evenhand_service.plan.loops.rules import CLOSED, Began, Reach
from evenhand_service.plan.loops.statement import ask

Kind = tuple[str, str, Began, Reach]
"""Step, characteristic, what asked for it, how far it came."""
_COUNTS = """
SELECT 'area', area_id, '', '', '', reach, count(*) FROM loops WHERE NOT left_out GROUP BY area_id, reach
UNION ALL SELECT 'kind', NULL, stage, characteristic, began, reach, count(*) FROM loops WHERE NOT left_out
  GROUP BY stage, characteristic, began, reach
UNION ALL SELECT 'acted', thread_id, '', '', '', '', count(*) FROM loops
  WHERE NOT left_out AND thread_id = ANY (%(threads)s::uuid[]) GROUP BY thread_id
UNION ALL SELECT 'unasked', NULL, '', '', '', '', count(DISTINCT id) FROM loops
  WHERE NOT left_out AND began = 'unasked'
UNION ALL SELECT 'left out', NULL, '', '', '', '', count(*) FROM loops WHERE left_out
"""


@dataclass(frozen=True, kw_only=True)
class Counted:
    """How many loops there are of what; `unanswered` are the findings without an action, the worst first.

    `findings` are those of the newest releases in which a group fares worse, by thread; `acted` their threads that an
    action came from; `left_out` counts the loops of plans that ended before anybody looked.
    """

    findings: Mapping[UUID, Listed]
    acted: frozenset[UUID]
    with_action: Mapping[UUID, Mapping[Reach, int]]
    kinds_with_action: Mapping[Kind, int]
    unasked: int
    left_out: int

    @cached_property
    def unanswered(self) -> Sequence[Listed]:
        """The findings that no action came from, or whose plan ended without an answer."""
        return [one for thread, one in self.findings.items() if thread not in self.acted]

    @cached_property
    def kinds(self) -> Counter[Kind]:
        """How many loops there are of each kind, those without an action too."""
        none = Counter(
            (one.stage, one.characteristic, Began.FINDING, Reach.NO_ACTION) for one in self.unanswered
        )
        return none + Counter(self.kinds_with_action)

    @cached_property
    def by_area(self) -> Mapping[UUID, Counter[Reach]]:
        """How many loops of each area came how far."""
        found = {area: Counter(reached) for area, reached in self.with_action.items()}
        for one in self.unanswered:
            found.setdefault(one.area, Counter())[Reach.NO_ACTION] += 1
        return found

    @cached_property
    def paths(self) -> Counter[tuple[Began, Reach]]:
        """How many loops began with what and came how far."""
        found: Counter[tuple[Began, Reach]] = Counter()
        for (_stage, _characteristic, began, reach), number in self.kinds.items():
            found[began, reach] += number
        return found

    @cached_property
    def reached(self) -> Counter[Reach]:
        """How many loops came how far."""
        found: Counter[Reach] = Counter()
        for (_began, reach), number in self.paths.items():
            found[reach] += number
        return found

    @property
    def total(self) -> int:
        """How many loops there are."""
        return self.reached.total()

    @property
    def closed(self) -> int:
        """How many loops are closed."""
        return sum(self.reached[one] for one in CLOSED)

    def number(self, asked: Mapping[str, str]) -> int:
        """Return how many loops filters leave."""
        return sum(number for kind, number in self.kinds.items() if _fits(kind, asked))


def _fits(kind: Kind, asked: Mapping[str, str]) -> bool:
    stage, characteristic, began, reach = kind
    told = {"stage": stage, "characteristic": characteristic, "reach": reach}
    return all(not asked[name] or asked[name] == one for name, one in told.items()) and not (
        asked["unasked"] and began is not Began.UNASKED
    )


def count_loops(user: Any, areas: Iterable[UUID] | None = None) -> Counted:
    """Return how many loops of areas (None is all that the person may see) there are of what; in three queries."""
    wanted = None if areas is None else list(areas)
    findings = _worse(user, wanted)
    with_action: dict[UUID, dict[Reach, int]] = {}
    kinds: dict[Kind, int] = {}
    acted, others = set(), {}
    for what, row, stage, characteristic, began, reach, number in ask(
        _COUNTS, user, wanted, threads=list(findings)
    ):
        if what == "area":
            with_action.setdefault(row, {})[Reach(reach)] = number
        elif what == "kind":
            kinds[stage, characteristic, Began(began), Reach(reach)] = number
        elif what == "acted":
            acted.add(row)
        else:
            others[what] = number
    return Counted(
        findings=findings,
        acted=frozenset(acted),
        with_action=with_action,
        kinds_with_action=kinds,
        unasked=others["unasked"],
        left_out=others["left out"],
    )


def _worse(user: Any, areas: list[UUID] | None) -> Mapping[UUID, Listed]:
    """The findings of the newest releases in which a group fares worse, by thread, the worst first."""
    releases = newest_releases(user, areas=areas)
    return remembered(
        "worse of",
        releases,
        lambda: {
            one.thread: one
            for one in list_findings(user, releases)
            if one.since is not Since.GONE and one.standing is Standing.WORSE
        },
        size=lambda found: len_of_rows(list(found.values())),
    )
