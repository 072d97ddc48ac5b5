"""What a curve of staying says of protected counts: the exits of the steps that are reached by staying so long."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from evenhand.disclosure.record_level import RecordPolicy, Sum, tells
from evenhand.foundations import KEPT_BACK, LEFT_OTHERWISE, REACHED, STILL_WAITING, TOO_SOON
from evenhand.foundations.checked_result import CheckedResult
from evenhand.pathway import LEFT
from evenhand.vocabulary import Programme, Stage
from evenhand.vocabulary.programme_parts import Stay

Counts = Mapping[tuple[str, str], tuple[float, float, str]]
"""Of one group: (stage id, state) to the least, the most and the status of the count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Left:
    """The counts that a curve adds up at one step: who left by its end, and those of whom it is too early to say."""

    stage: Stage
    exits: tuple[str, ...]
    others: tuple[str, ...]
    days: int


def curve_tells(curve: CheckedResult, counts: Counts, programme: Programme, policy: RecordPolicy) -> bool:
    """Return whether the curve of a group, beside its protected counts, tells of one of them that is hidden.

    Simple arithmetic: those who came to a step are those who got there, left or wait; those who left by its end are so
    many of those who began as the curve says.
    """
    stay = programme.stay
    if stay is None or (stay.of, REACHED) not in counts:
        return False
    known = {f"{stage}/{state}": (low, high) for (stage, state), (low, high, _) in counts.items()}
    began = known[f"{stay.of}/{REACHED}"]
    of_counts, of_curve = [], []
    left: list[str] = []
    for step in _steps(programme, stay):
        exits, merged = _exits(step, counts)
        others = [f"{step.stage.id}/{one}" for one in step.others if (step.stage.id, one) in counts]
        came = known.get(f"{step.stage.of}/{REACHED}", began)
        of_counts.append(Sum(of=(*exits, *others), lower=came[0], upper=came[1]))
        if merged:
            together = known[f"{step.stage.id}/{LEFT_OTHERWISE}"]
            of_counts.append(Sum(of=merged, lower=together[0], upper=together[1]))
        left += exits
        early = (f"{step.stage.id}/{one}" for one in (STILL_WAITING, TOO_SOON))
        waiting = sum(known.get(one, (0, 0))[1] for one in early)
        low, high = _who_left(curve, step.days)
        lower, upper = low * max(began[0] - waiting, 0), high * began[1]
        of_curve.append(Sum(of=tuple(left), lower=lower, upper=upper))
    return tells(known, _hidden(counts, left), of_counts, of_curve, policy=policy)


def _exits(step: _Left, counts: Counts) -> tuple[list[str], list[str]]:
    """The counts that together are those who left at a step, and those that one of them stands for (deaths)."""
    stage = step.stage.id
    together = (stage, LEFT_OTHERWISE) in counts
    merged = [
        one
        for one in step.exits
        if together and one != LEFT_OTHERWISE and counts.get((stage, one), (0, 0, ""))[2] in KEPT_BACK
    ]
    exits = [one for one in step.exits if one not in merged and (stage, one) in counts]
    return [f"{stage}/{one}" for one in exits], [f"{stage}/{one}" for one in merged]


def _hidden(counts: Counts, left: Sequence[str]) -> list[str]:
    """Those of the counts that are hidden."""
    found = []
    for (stage, state), (low, high, status) in counts.items():
        kept = status == "below_threshold" or status in KEPT_BACK
        if low < high and kept and (f"{stage}/{state}" in left):
            found.append(f"{stage}/{state}")
    return found


def _steps(programme: Programme, stay: Stay) -> Iterator[_Left]:
    """The steps, each of the one before, whose time runs from the beginning of the stay."""
    before = stay.of
    for stage in programme.stages:
        if stage.of != before or stage.clock is None or stage.clock.start != stay.start:
            continue
        still = [one.state for one in stage.exits if one.rule == {"field": stay.end, "present": False}]
        left = [one.state for one in stage.exits if one.state not in still]
        pause = [programme.pause.state] if programme.pause else []
        others = (REACHED, STILL_WAITING, TOO_SOON, *still, *pause)
        yield _Left(stage=stage, exits=(*left, LEFT_OTHERWISE), others=others, days=stage.clock.within_days)
        before = stage.id


def _who_left(curve: CheckedResult, days: int) -> tuple[float, float]:
    """Between what shares the part lies that left by so many days otherwise than by finishing, as far as is shown."""
    values = {name: curve.values.column(name).to_numpy() for name in curve.values.schema.names}
    off = float(values["rounded_to"][0]) / 2
    has_ways = LEFT in values
    share = values[LEFT] if has_ways else 1 - values["staying"]
    here = int(np.searchsorted(values["time"], days, side="right")) - 1
    after = int(np.searchsorted(values["time"], days, side="left"))
    low = float(share[here]) - off if has_ways else 0.0
    high = float(share[after]) + off if after < len(share) else 1.0
    return max(low, 0.0), min(high, 1.0)
