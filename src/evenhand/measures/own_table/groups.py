"""Groups of people: their shares or rates, how far each is from the reference, and how far apart all are."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from evenhand.measures.estimate import Array, Estimate, Mask, estimate
from evenhand.measures.inequality.groups import Groups
from evenhand.measures.inequality.rules import load_inequality_rules
from evenhand.measures.inequality.summaries import SUMMARIES, summaries
from evenhand.measures.intervals import rate, wilson, z_of
from evenhand.measures.own_table.rows import not_estimable, rows_of_estimate, words
from evenhand.measures.own_table.settings import folded
from evenhand.measures.own_table.types import Row, Table, UnusableOwnTable
from evenhand.measures.rules import load_rules
from evenhand.measures.score import (
    difference_of_proportions,
    difference_of_rates,
    ratio_of_proportions,
    ratio_of_rates,
)
from evenhand.measures.standardised.direct import direct

_RELATIVE = {
    "ratio": "ratio",
    "rii": "ratio",
    "rci": "number",
    "mld": "times_1000",
    "theil": "times_1000",
    "bgv": "squared",
    "bgv_corrected": "squared",
    "cov": "percent",
    "idis_unweighted": "percent",
    "idis_weighted": "percent",
    "paf": "percent",
}
"""The units of measures that are no difference; of a further version those of the measure itself."""


@dataclass(frozen=True, kw_only=True)
class OfGroups:
    """The groups of one table, and by what they are measured."""

    table: Table
    is_rate: bool
    reference: str | None
    favourable: bool | None
    level: float

    @property
    def x(self) -> Array:
        """How many it happened to, shape (groups,)."""
        return self.table.numbers["numerator"]

    @property
    def n(self) -> Array:
        """How many there are, shape (groups,)."""
        return self.table.numbers["denominator"]

    @property
    def z(self) -> float:
        """The normal quantile of the level."""
        return z_of(self.level)

    @property
    def known(self) -> Mask:
        """Which rows are groups, and not people of whom the group is not known."""
        return ~self.table.unknown

    @cached_property
    def place(self) -> int:
        """The row of the reference: the one named, else the largest group; -1 where there is no group at all."""
        if self.reference is None:
            sizes = np.where(self.known, self.n, -1)
            return int(np.argmax(sizes)) if self.known.any() else -1
        return place_of(self.table.labels, self.reference)

    def rows(self, measure: str) -> Iterator[Row]:
        """Yield the rows of one measure."""
        if measure in ("proportion", "rate"):
            yield from shares_of(self.table, measure, self.level)
        elif measure in ("difference", "ratio"):
            yield from self._compared(measure)
        elif measure == "dsr":
            yield from self._standardised()
        else:
            yield from self._summary(measure)

    def _compared(self, measure: str) -> Iterator[Row]:
        """Each group against the reference."""
        others = np.flatnonzero(self.known & (np.arange(len(self.n)) != self.place))
        if not len(others):
            yield not_estimable(measure, str(words("no_reference")))
            return
        base = np.full(len(others), self.place)
        counts = (self.x[others], self.n[others], self.x[base], self.n[base])
        found = _difference(counts, self) if measure == "difference" else _ratio(counts, self)
        if not self.is_rate:
            least = load_rules().least_people
            found = found.without((counts[1] < least) | (counts[3] < least), "too_few_people")
        labels = [self.table.labels[one] for one in others]
        yield from rows_of_estimate(
            measure, found, labels, of=self.table.labels[self.place], units=self.units(measure)
        )

    def units(self, measure: str) -> str:
        """In what a figure is: of differences, of one person; ratios and what is relative are pure numbers."""
        for name, units in _RELATIVE.items():
            if measure == name or measure.startswith(f"{name}_"):
                return units
        return "per_one" if self.is_rate else "share_difference"

    def _standardised(self) -> Iterator[Row]:
        standard = self.table.numbers.get("population")
        if standard is None:
            yield not_estimable("dsr", str(words("no_population")))
            return
        columns = (one[self.known][None, :] for one in (self.x, self.n, standard))
        yield from rows_of_estimate("dsr", direct(*columns, level=self.level), [None], units="per_one")

    def _summary(self, measure: str) -> Iterator[Row]:
        found = self.summaries[measure]
        of = {"of": self.table.labels[self.place]} if measure.startswith("mdr") and self.place >= 0 else {}
        rules = load_inequality_rules()
        few_events = bool(np.all(found.reason == "too_few_expected"))
        least = int(rules.least_expected if few_events else rules.least_people)
        yield from rows_of_estimate(measure, found, [None], least=least, units=self.units(measure), **of)

    @cached_property
    def summaries(self) -> "_Summaries":
        """The summary measures, reckoned when asked for."""
        return _Summaries(self)


class _Summaries(dict[str, Estimate]):
    """Summary measures of the groups that are known, each reckoned once."""

    def __init__(self, of: OfGroups) -> None:
        known, numbers = of.known, of.table.numbers
        population, order = (numbers.get(name) for name in ("population", "order"))
        place = int(known[: of.place].sum()) if of.place >= 0 and known[of.place] else -1
        self._groups = Groups.of(
            of.x[known],
            of.n[known],
            population=None if population is None else population[known],
            order=None if order is None else order[known],
            reference=place,
            favourable=of.favourable,
            is_rate=of.is_rate,
        )
        self._level = of.level

    def __missing__(self, name: str) -> Estimate:
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):  # 0 of 0; the reasons tell of it
            found: Estimate = summaries(self._groups, level=self._level, only=[name])[name]
        self[name] = found
        return found


def shares_of(table: Table, measure: str, level: float) -> Iterator[Row]:
    """Yield the share or the rate of each row of a table with numerators and denominators."""
    x, n, z = table.numbers["numerator"], table.numbers["denominator"], z_of(level)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.where(n > 0, x / n, np.nan)
    if measure == "rate":
        rules = load_rules()
        found = estimate(value, *rate(x, n, z, rules.exact_below), reason="nobody")
    else:
        found = estimate(value, *wilson(x, n, z), reason="nobody")
        found = found.without((n < load_rules().least_people) & (n > 0), "too_few_people")
    yield from rows_of_estimate(
        measure, found, table.labels, units="per_one" if measure == "rate" else "share"
    )


def place_of(labels: Sequence[str], wanted: str) -> int:
    """Return the row of a group by its name. Raises UnusableOwnTable where there is none."""
    fits = [place for place, one in enumerate(labels) if folded(one) == folded(wanted)]
    if not fits:
        raise UnusableOwnTable(
            f"There is no group '{wanted}'.", mend=f"The groups are {', '.join(dict.fromkeys(labels))}."
        )
    return fits[0]


def names_of_groups() -> tuple[str, ...]:
    """Return the names of all summary measures."""
    return SUMMARIES


Counts = tuple[Array, Array, Array, Array]
_Interval = Callable[..., tuple[Array, Array]]


def _difference(counts: Counts, of: OfGroups) -> Estimate:
    x1, n1, x2, n2 = counts
    interval: _Interval = difference_of_rates if of.is_rate else difference_of_proportions
    with np.errstate(divide="ignore", invalid="ignore"):
        return estimate(x1 / n1 - x2 / n2, *interval(*counts, of.z), reason="nobody")


def _ratio(counts: Counts, of: OfGroups) -> Estimate:
    x1, n1, x2, n2 = counts
    interval: _Interval = ratio_of_rates if of.is_rate else ratio_of_proportions
    with np.errstate(divide="ignore", invalid="ignore"):
        value = (x1 / n1) / (x2 / n2)
    return _told(estimate(value, *interval(*counts, of.z), reason="none_in_reference"), n1, n2)


def _told(found: Estimate, n1: Array, n2: Array) -> Estimate:
    """The figures, saying of a group without people just that."""
    gone = (n1 == 0) | (n2 == 0)
    return Estimate(
        value=np.where(gone, np.nan, found.value),
        lower=np.where(gone, np.nan, found.lower),
        upper=np.where(gone, np.nan, found.upper),
        reason=np.where(gone, "nobody", found.reason).astype(np.str_),
    )
