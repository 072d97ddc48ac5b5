"""The release's counts and measures laid out so that a page can ask for them by name."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import isnan
from typing import Any, TypeVar

from evenhand.foundations import EVERYONE, KEPT_BACK, REACHED, Period
from evenhand.measures import Measure, State, headline_periods
from evenhand.publish.types import Release
from evenhand.publish.words import whole
from evenhand.vocabulary import UNKNOWNS, Stage
from evenhand.vocabulary.speech import Speech

SHOWN = frozenset({State.OK, State.BELOW_THRESHOLD})
"""States of a measure that carries an interval."""


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Division:
    """What people are divided by: a characteristic in one list and edition."""

    characteristic: str
    code_list: str
    edition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """One protected count: what may be shown, and between which numbers the true count lies."""

    group: str
    value: int | None
    lower: int | None
    upper: int | None
    status: str
    speech: Speech

    @property
    def words(self) -> str:
        """The count as it is shown: '1,340', 'fewer than 5', 'withheld'."""
        if self.status == "below_threshold" and self.upper is not None:
            return self.speech.say("figures.fewer_than", number=whole(self.upper + 1))
        return self.speech.say("figures.withheld") if self.value is None else whole(self.value)

    @property
    def is_hidden(self) -> bool:
        """Whether the count itself is not shown."""
        return self.value is None or self.status in ("below_threshold", *KEPT_BACK)

    @property
    def is_zero(self) -> bool:
        """Whether it is shown that there was nobody."""
        return self.value == 0 and self.status != "below_threshold"


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """One row of measures; columns as in MEASURE_SCHEMA, NaN as None."""

    cell_id: str
    area: str
    period: str
    characteristic: str
    code_list: str
    edition: str
    group: str
    reference: str | None
    stage: str
    denominator_name: str | None
    numerator: int | None
    denominator: int | None
    measure: str
    estimate: float | None
    lower: float | None
    upper: float | None
    state: str
    units: str | None
    within: str | None = None

    @property
    def division(self) -> Division:
        """What the group is one group of."""
        return Division(self.characteristic, self.code_list, self.edition)

    @property
    def has_range(self) -> bool:
        """Whether there is an interval that may be drawn."""
        return self.state in SHOWN and self.lower is not None and self.upper is not None

    @property
    def best(self) -> float | None:
        """The best figure; None where the count behind it is hidden, so that the range alone is known."""
        return self.estimate if self.state == State.OK else None

    @property
    def scale(self) -> float:
        """By what to multiply so that the figure is of every 100, or as a rate or ratio stands."""
        return 100.0 if (self.units or "").startswith("share") else 1.0


class Shelf:
    """Counts and measures of one release, found by area, stage and division. Reads, never changes."""

    def __init__(self, release: Release) -> None:
        self.release = release
        self.programme = release.programme
        self.vocabulary = release.vocabulary
        self.speech = release.vocabulary.speech
        self.say = self.speech.say
        self._made: dict[Hashable, Any] = {}

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what `make` gives, made once for this shelf: a chart on several pages is drawn but once."""
        if key not in self._made:
            self._made[key] = make()
        made: T = self._made[key]
        return made

    @cached_property
    def areas(self) -> tuple[str, ...]:
        """The areas in the order of their findings' rank, then of their names; what is no place comes last."""
        ranked = [finding.area for finding in self.release.findings.headlines]
        found = {row["area"] for row in self._count_rows} | {row.area for row in self.estimates if row.area}
        rest = sorted(found - set(ranked), key=lambda code: (self.area_name(code), code))
        return tuple(sorted(dict.fromkeys([*ranked, *rest]), key=self.is_apart))

    def is_apart(self, area: str) -> bool:
        """Return whether an area is no place but people counted by themselves: elsewhere, no fixed abode, not known."""
        known = self.vocabulary.areas.by_code.get(area)
        return known is not None and known.of_its_own

    @cached_property
    def periods(self) -> tuple[str, ...]:
        """Every period of the release as it stands in a cell id, the latest first; of two with one end the longer."""
        return tuple(sorted({row["period"] for row in self._count_rows}, key=_end_then_length))

    def period(self, area: str) -> str:
        """Return the period that the page shows of an area: the one that findings are of, the latest that was over."""
        return self._headline.get(area, "")

    @cached_property
    def estimates(self) -> tuple[Estimate, ...]:
        """Every row of measures, in the order of the table."""
        return tuple(Estimate(**_without_nan(row)) for row in self.release.measures.to_rows())

    def area_name(self, code: str) -> str:
        """Return an area's name: as the findings say it, else as the vocabulary does."""
        everyone = (*self.release.findings.headlines, *self.release.findings.further)
        said = next((finding.area_name for finding in everyone if finding.area == code), "")
        return said or self.vocabulary.areas.name(code)

    def group_label(self, division: Division, group: str) -> str:
        """Return the words for a group."""
        return self.vocabulary.group_label(division.code_list, division.edition, group)

    def group_people(self, division: Division, group: str) -> str:
        """Return who a group's people are in a sentence: 'Bangladeshi people'."""
        listed = self.vocabulary.code_lists.get(f"{division.code_list}:{division.edition}")
        return listed.people(group) if listed else f"{group} people"

    def count(
        self, area: str, stage: Stage, state: str = REACHED, group: str = EVERYONE, of: Division | None = None
    ) -> Count | None:
        """Return one count; None where the release has none."""
        division = of or Division(EVERYONE, "", "")
        key = (area, division.characteristic, group, self.programme.stage_key(stage), state)
        found = [
            row for row in self._by_cell.get(key, ()) if of is None or row["code_list"] == division.code_list
        ]
        return count_of(found[0], self.speech) if found else None

    def over_time(self, area: str, measure: Measure, stage: Stage) -> tuple[Estimate, ...]:
        """Return an area's rows of one measure at one stage in every period, the earliest first."""
        key = self.programme.stage_key(stage)
        rows = (row for row in self.estimates if row.area == area and row.measure == measure)
        found = [row for row in rows if row.stage in (key, stage.id)]
        return tuple(sorted(found, key=lambda row: Period.parse(row.period).last))

    def find(self, area: str, measure: Measure, stage: Stage | None = None) -> tuple[Estimate, ...]:
        """Return an area's rows of one measure, at one stage or at all."""
        return self.find_named(area, str(measure), stage)

    def find_named(self, area: str, measure: str, stage: Stage | None = None) -> tuple[Estimate, ...]:
        """Return an area's rows of a measure by its name in the table, at one stage or at all."""
        rows = self._by_measure.get((area, measure), ())
        key = self.programme.stage_key(stage) if stage else ""
        return tuple(row for row in rows if stage is None or row.stage in (key, stage.id))

    def unknown_counts(self, area: str, stage: Stage, division: Division) -> list[tuple[str, Count]]:
        """Return how many people of a stage stand in no group, by the reason in words."""
        found = ((code, self.count(area, stage, group=code, of=division)) for code in UNKNOWNS)
        return [
            (self.say(f"figures.unknown.{code}"), count)
            for code, count in found
            if count and not count.is_zero
        ]

    @cached_property
    def _headline(self) -> Mapping[str, str]:
        day = self.release.run.get("as_at")
        return headline_periods(self.release.counts, date.fromisoformat(day) if day else None)

    @cached_property
    def _count_rows(self) -> list[dict[str, Any]]:
        return self.release.counts.to_rows()

    @cached_property
    def _by_cell(self) -> dict[tuple[str, ...], list[dict[str, Any]]]:
        names = ("area", "characteristic", "group", "stage", "state")
        found: dict[tuple[str, ...], list[dict[str, Any]]] = {}
        for row in self._count_rows:
            if row["period"] == self.period(row["area"]):
                found.setdefault(tuple(row[name] for name in names), []).append(row)
        return found

    @cached_property
    def _by_measure(self) -> dict[tuple[str, str], list[Estimate]]:
        found: dict[tuple[str, str], list[Estimate]] = {}
        for row in self.estimates:
            if row.period == self.period(row.area):
                found.setdefault((row.area, row.measure), []).append(row)
        return found


def divisions(rows: Iterable[Estimate]) -> tuple[Division, ...]:
    """Return the divisions in which rows come, in their order; everyone together is none."""
    return tuple(dict.fromkeys(row.division for row in rows if row.characteristic != EVERYONE))


def compared(shelf: Shelf, rows: Iterable[Estimate]) -> list[Division]:
    """Return the divisions of rows that the programme compares, in its order."""
    order = shelf.programme.compare
    found = [one for one in divisions(rows) if one.characteristic in order]
    return sorted(found, key=lambda one: order.index(one.characteristic))


def _end_then_length(period: str) -> tuple[int, int]:
    span = Period.parse(period)
    return -span.last.toordinal(), span.first.toordinal()


def count_of(row: Mapping[str, Any], speech: Speech, group: str = "") -> Count:
    """Return the count that stands in a row of a protected table."""
    known = {name: row[name] for name in ("value", "lower", "upper", "status")}
    return Count(group=row.get("group", group), speech=speech, **known)


def _without_nan(row: dict[str, Any]) -> dict[str, Any]:
    return {name: None if isinstance(value, float) and isnan(value) else value for name, value in row.items()}
