"""People, a row each: how long they stay, how they leave, and whether groups leave at one pace."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from evenhand.measures.estimate import Array, Estimate, Holds
from evenhand.measures.own_table.groups import place_of
from evenhand.measures.own_table.rows import not_estimable, number, rows_of_estimate, words
from evenhand.measures.own_table.settings import folded, load_columns
from evenhand.measures.own_table.types import Row, Table
from evenhand.measures.survival import (
    ByTime,
    counts_by_time,
    cumulative_incidence,
    kaplan_meier,
    log_rank,
    restricted_mean,
)


@dataclass(frozen=True, kw_only=True)
class OfPeople:
    """The people of one table, and by what they are measured."""

    table: Table
    reference: str | None
    level: float

    @cached_property
    def by_time(self) -> ByTime:
        """Counts by time of all groups."""
        return self._counted(np.ones(len(self.table.labels), np.bool_))

    @cached_property
    def known(self) -> ByTime:
        """Counts by time of the groups that are known."""
        unknown = load_columns()["rows"]["unknown"]
        names, place = np.unique(np.array(self._groups, np.str_), return_inverse=True)
        return self._counted(np.array([folded(one) not in ("", *unknown) for one in names.tolist()])[place])

    @property
    def _groups(self) -> tuple[str, ...]:
        return self.table.texts.get("group", ("all",) * len(self.table.labels))

    def _counted(self, rows: np.ndarray) -> ByTime:
        event = np.array(self.table.texts["event"], np.str_)[rows]
        group = np.array(self._groups, np.str_)[rows] if "group" in self.table.texts else None
        return counts_by_time(self.table.numbers["time"][rows], event, group)

    def rows(self, measure: str) -> Iterator[Row]:
        """Yield the rows of one measure."""
        if measure == "km":
            found = kaplan_meier(self.by_time, self.level)
            yield from self._curves("km", found, self.by_time.leaving)
        elif measure == "cumulative_incidence":
            every = cumulative_incidence(self.by_time, self.level)
            for place, way in enumerate(self.by_time.ways):
                one = Estimate(
                    value=every.value[place],
                    lower=every.lower[place],
                    upper=every.upper[place],
                    reason=every.reason[place],
                )
                yield from self._curves(measure, one, self.by_time.events[place], event=way)
        elif measure == "logrank":
            yield from self._tests()
        else:
            yield from self._means()

    def _curves(self, measure: str, found: Estimate, left: Array, **extra: Any) -> Iterator[Row]:
        """A row for each time at which somebody of the group left."""
        for group, name in enumerate(self.by_time.groups):
            here = np.flatnonzero(left[group] > 0)
            curve = Estimate(
                value=found.value[group, here],
                lower=found.lower[group, here],
                upper=found.upper[group, here],
                reason=found.reason[group, here],
            )
            risk = self.by_time.at_risk[group, here].astype(int).tolist()
            times = self.by_time.times[here].tolist()
            yield from rows_of_estimate(
                measure, curve, [name or None] * len(here), **extra, time=times, at_risk=risk
            )

    def _tests(self) -> Iterator[Row]:
        """The test over all groups, and of each way to leave where there are several."""
        if "group" not in self.table.texts or len(self.known.groups) < 2:
            yield not_estimable("logrank", str(words("one_group")))
            return
        reference = None
        if self.reference is not None:
            reference = self.known.groups[place_of(self.known.groups, self.reference)]
        ways = self.known.ways
        for way in (None, *(ways if len(ways) > 1 else ())):
            made = log_rank(self.known, way=way, reference=reference)
            against = {
                name: number(p)
                for name, p in zip(made.groups, made.p_against, strict=True)
                if name != made.reference
            }
            state = Holds.NO_INTERVAL if number(made.chi_square) is not None else Holds.NOT_AT_ALL
            yield Row(
                measure="logrank",
                group=None,
                estimate=number(made.chi_square),
                lower=None,
                upper=None,
                state=str(state),
                reason=words("tests_have_no_interval" if state is Holds.NO_INTERVAL else "no_events"),
                extra={
                    "p_value": number(made.p),
                    "degrees": made.degrees,
                    **({"event": way} if way else {}),
                    "of": made.reference,
                    "p_values": against,
                },
            )

    def _means(self) -> Iterator[Row]:
        """The mean time within what every group is followed for."""
        data = self.by_time
        last = np.where(data.at_risk > 0, data.times, -np.inf).max(axis=1, initial=0.0)
        until = float(last.min(initial=np.inf)) if len(last) else 0.0
        found = restricted_mean(data, until, self.level)
        yield from rows_of_estimate("rmst", found, [one or None for one in data.groups], time=until)
