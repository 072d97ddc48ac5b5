"""Areas beside each other: shares or rates, events beside those expected, and the funnel."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from evenhand.measures.estimate import Holds
from evenhand.measures.funnels import Adjustment, Funnel, Kind, Trim, funnel
from evenhand.measures.own_table.groups import shares_of
from evenhand.measures.own_table.rows import not_estimable, number, rows_of_estimate, words
from evenhand.measures.own_table.types import Row, Table
from evenhand.measures.standardised.indirect import indirect_ratio

_WIDE = 0.998
_SIDES = {-1: "below", 0: None, 1: "above"}


@dataclass(frozen=True, kw_only=True)
class OfAreas:
    """The areas of one table, and by what they are measured."""

    table: Table
    is_rate: bool
    level: float

    def rows(self, measure: str) -> Iterator[Row]:
        """Yield the rows of one measure."""
        has = self.table.numbers
        if measure in ("proportion", "rate"):
            if "denominator" in has:
                yield from shares_of(self.table, measure, self.level)
            else:
                yield not_estimable(measure, str(words("no_denominator")))
        elif measure == "isr":
            if "expected" in has:
                found = indirect_ratio(has["numerator"], has["expected"], level=self.level)
                yield from rows_of_estimate("isr", found, self.table.labels)
            else:
                yield not_estimable(measure, str(words("no_expected")))
        elif measure == "funnel":
            yield self._summary()
        else:
            yield from self._points()

    @cached_property
    def kind(self) -> Kind:
        """Which funnel: a ratio where events are expected, else a rate or a proportion."""
        if "expected" in self.table.numbers:
            return Kind.RATIO
        return Kind.RATE if self.is_rate else Kind.PROPORTION

    def _funnel(self, adjustment: Adjustment, trim: Trim | None = None) -> Funnel:
        size = "expected" if self.kind is Kind.RATIO else "denominator"
        x, n = self.table.numbers["numerator"], self.table.numbers[size]
        with np.errstate(
            over="ignore"
        ):  # of one area the published spread may have no bounds; then no limit is given
            return funnel(x, n, kind=self.kind, levels=(self.level, _WIDE), adjustment=adjustment, trim=trim)

    @cached_property
    def funnel(self) -> Funnel:
        """The funnel whose limits hold their share."""
        return self._funnel(Adjustment.MIXTURE)

    @cached_property
    def published(self) -> Funnel:
        """The funnel with limits as they are published elsewhere: tau squared added on the scale of the kind."""
        return self._funnel(Adjustment.ADDITIVE)

    def _winsorised(self) -> dict[str, float | None]:
        """Of ratios, phi and tau squared with the outermost drawn in, as of other kinds; theirs leave these out."""
        if self.kind is not Kind.RATIO:
            return {}
        made = self._funnel(Adjustment.NONE, Trim.WINSORISE)
        return {"phi_winsorised": number(made.phi), "tau2_winsorised": number(made.tau2)}

    def _summary(self) -> Row:
        made = self.funnel
        outside = np.abs(made.outside)
        return Row(
            measure="funnel",
            group=None,
            estimate=number(made.target),
            lower=None,
            upper=None,
            state=str(Holds.NO_INTERVAL if number(made.target) is not None else Holds.NOT_AT_ALL),
            reason=words(str(made.spread_reason) or "target_is_given"),
            extra={
                "units": str(self.kind),
                "phi": number(made.phi),
                "tau2": number(made.tau2),
                **self._winsorised(),
                "spread": number(made.spread),
                "areas": int((made.reason == "").sum()),
                "outside": int(outside[0].sum()),
                "outside_998": int(outside[1].sum()),
            },
        )

    def _points(self) -> Iterator[Row]:
        made, published = self.funnel, self.published
        for place, label in enumerate(self.table.labels):
            reason = str(made.reason[place])
            yield Row(
                measure="funnel_point",
                group=label,
                estimate=number(made.value[place]),
                lower=number(made.lower[0, place]),
                upper=number(made.upper[0, place]),
                state=str(Holds.NOT_AT_ALL if reason else Holds.OK),
                reason=words(reason),
                extra={
                    "units": str(self.kind),
                    "centre": number(made.target),
                    "lower_998": number(made.lower[1, place]),
                    "upper_998": number(made.upper[1, place]),
                    "lower_published": number(published.lower[0, place]),
                    "upper_published": number(published.upper[0, place]),
                    "signal": _SIDES[int(made.outside[0, place])],
                    "signal_998": _SIDES[int(made.outside[1, place])],
                    "p_value": number(made.p_value[place]),
                    "q_value": number(made.q_value[place]),
                },
            )
