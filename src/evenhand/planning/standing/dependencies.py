"""What waits for what: which actions are complete, who blocks whom, circles and references that lead nowhere."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from evenhand.planning.standing.types import Problem, ProblemKind, Tracked


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What an action's dependencies come to on a day."""

    open: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    free_since: date | None = None


def completed_on(action: Tracked, on: date) -> date | None:
    """Return since when an action is done, by a day; a staged one is done when all its stages are."""
    if action.done_on is not None and action.done_on <= on:
        return action.done_on
    stages = range(1, len(action.when.stages) + 1)
    days = [action.stages_done.get(place) for place in stages]
    done = [day for day in days if day is not None and day <= on]
    return max(done) if done and len(done) == len(days) else None


def depends_on(action: Tracked) -> tuple[str, ...]:
    """Return all an action waits for: what it was given, and what its date names, each once."""
    return tuple(dict.fromkeys((*action.depends_on, *action.when.depends_on)))


def waiting(references: Iterable[str], actions: Mapping[str, Tracked], on: date) -> Waiting:
    """Return which references are still open, which lead nowhere, and since when all of them are complete."""
    references = tuple(references)
    missing = tuple(one for one in references if one not in actions)
    days = {one: completed_on(actions[one], on) for one in references if one in actions}
    still_open = tuple(one for one, day in days.items() if day is None)
    done = [day for day in days.values() if day is not None]
    free = max(done) if done and not still_open and not missing else None
    return Waiting(open=still_open, missing=missing, free_since=free)


def unblocks(actions: Sequence[Tracked], key: str, on: date) -> tuple[str, ...]:
    """Return which actions would wait for nothing any more if the action with this key were complete."""
    known = {one.key: one for one in actions}
    freed = []
    for one in actions:
        state = waiting(depends_on(one), known, on)
        if state.open == (key,) and not state.missing and completed_on(one, on) is None:
            freed.append(one.key)
    return tuple(freed)


def problems_in(actions: Sequence[Tracked], on: date) -> tuple[Problem, ...]:
    """Return what is wrong with the references: one key twice, circles, references to what is closed or not there."""
    known = {one.key: one for one in actions}
    found = [Problem(kind=ProblemKind.SAME_KEY, keys=(key,)) for key in _twice(actions)]
    found += [Problem(kind=ProblemKind.CYCLE, keys=keys) for keys in _circles(list(known.values()))]
    for one in actions:
        waits = depends_on(one)
        missing = tuple(other for other in waits if other not in known)
        mentioned = tuple(other for other in one.mentions if other not in known and other not in missing)
        closed = tuple(other for other in waits if other in known and _closed(known[other], on))
        for kind, references in (
            (ProblemKind.DANGLING, missing),
            (ProblemKind.DANGLING_MENTION, mentioned),
            (ProblemKind.WAITS_FOR_CLOSED, closed),
        ):
            if references:
                found.append(Problem(kind=kind, keys=(one.key,), references=references))
    return tuple(found)


def _closed(action: Tracked, on: date) -> bool:
    closed = action.closed_on is not None and action.closed_on <= on
    return closed and completed_on(action, on) is None


def _twice(actions: Sequence[Tracked]) -> list[str]:
    seen: set[str] = set()
    return list(dict.fromkeys(one.key for one in actions if one.key in seen or seen.add(one.key)))  # type: ignore[func-returns-value]


def _circles(actions: Sequence[Tracked]) -> list[tuple[str, ...]]:
    """Actions that wait for each other, or for themselves, in the order of the plan."""
    places = {one.key: place for place, one in enumerate(actions)}
    pairs = [
        (place, places[other])
        for place, one in enumerate(actions)
        for other in depends_on(one)
        if other in places
    ]
    if not pairs:
        return []
    rows, columns = np.array(pairs).T
    graph = sparse.csr_matrix((np.ones(len(pairs)), (rows, columns)), shape=(len(actions), len(actions)))
    _, labels = connected_components(graph, directed=True, connection="strong")
    groups: dict[int, list[int]] = {}
    for place, label in enumerate(labels):
        groups.setdefault(int(label), []).append(place)
    itself = {one for one, other in pairs if one == other}
    return [
        tuple(actions[place].key for place in group)
        for group in groups.values()
        if len(group) > 1 or group[0] in itself
    ]
