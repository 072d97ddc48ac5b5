"""A series: charts over time with and without denominators, and runs."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from evenhand.measures.estimate import Array, Holds
from evenhand.measures.own_table.rows import not_estimable, number, words
from evenhand.measures.own_table.types import Row, Table
from evenhand.measures.process.charts import (
    p_chart,
    p_prime_chart,
    run_chart,
    u_chart,
    u_prime_chart,
    xmr_chart,
)
from evenhand.measures.process.types import Chart

_OF_COUNTS: Mapping[str, Callable[[Array, Array], Chart]] = {
    "p": p_chart,
    "p_prime": p_prime_chart,
    "u": u_chart,
    "u_prime": u_prime_chart,
}
_SHARES = ("p", "p_prime")
_RULES = ("outside", "one_side", "trend", "near_limit")


@dataclass(frozen=True, kw_only=True)
class OfSeries:
    """The dates of one table, and what stands at each."""

    table: Table

    @property
    def has_counts(self) -> bool:
        """Whether there are counts with their denominators."""
        return {"numerator", "denominator"} <= set(self.table.numbers)

    @property
    def value(self) -> Array:
        """The figure of each date: the value, else the share, else the count."""
        has = self.table.numbers
        if "value" in has:
            return has["value"]
        if not self.has_counts:
            return has["numerator"]
        n = has["denominator"]
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(n > 0, has["numerator"] / n, np.nan)

    def rows(self, measure: str) -> Iterator[Row]:
        """Yield the rows of one measure."""
        if measure == "run":
            yield self._run()
            return
        if measure == "xmr":
            yield from self._points(measure, xmr_chart(self.value))
            return
        if not self.has_counts:
            yield not_estimable(measure, str(words("no_denominator")))
            return
        x, n = self.table.numbers["numerator"], self.table.numbers["denominator"]
        if measure in _SHARES and bool((x > n).any()):
            yield not_estimable(measure, str(words("more_than_all")))
            return
        yield from self._points(measure, _OF_COUNTS[measure](x, n))

    def _points(self, measure: str, chart: Chart) -> Iterator[Row]:
        """A row for each date: its figure, the limits within which chance leaves it, and the rules that it breaks."""
        for place, label in enumerate(self.table.labels):
            ends = [number(one[place]) for one in (chart.lower, chart.upper)]
            value, reason = number(chart.value[place]), str(chart.reason[place])
            if None in ends:
                ends, reason = [None, None], reason or "no_limits"
            state = Holds.OK if not reason else Holds.NO_INTERVAL if value is not None else Holds.NOT_AT_ALL
            yield Row(
                measure=measure,
                group=None,
                estimate=value,
                lower=ends[0],
                upper=ends[1],
                state=str(state),
                reason=words(reason),
                extra={
                    "date": label,
                    "centre": number(chart.centre[place]),
                    "signal": _broken(chart, place) or None,
                },
            )

    def _run(self) -> Row:
        chart = run_chart(self.value)
        runs, centre = chart.runs, number(np.nanmedian(self.value)) if len(self.value) else None
        few = "few_periods" if "few_periods" in set(chart.reason.tolist()) else "runs_have_no_limits"
        return Row(
            measure="run",
            group=None,
            estimate=centre,
            lower=None,
            upper=None,
            state=str(Holds.NO_INTERVAL if centre is not None else Holds.NOT_AT_ALL),
            reason=words(few),
            extra={
                "signal": bool(runs.signal.reshape(-1)[0]),
                "centre": centre,
                "longest": int(runs.longest.reshape(-1)[0]),
                "longest_allowed": int(runs.longest_allowed.reshape(-1)[0]),
                "crossings": int(runs.crossings.reshape(-1)[0]),
                "crossings_least": int(runs.crossings_least.reshape(-1)[0]),
            },
        )


def _broken(chart: Chart, place: int) -> list[str]:
    """The rules that a point breaks."""
    return [name for name in _RULES if getattr(chart.signals, name)[place] != 0]
