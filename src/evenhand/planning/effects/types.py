"""What an effect is judged from: published figures of one indicator over time, where it began, what changed meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from evenhand.foundations import EvenhandError, Period
from evenhand.planning.effects.plain import Plain


class Verdict(StrEnum):
    """What later figures say of a promise; `direction` of an effect says which way something moved."""

    MOVED = "moved"
    DID_NOT = "did_not_move"
    TOO_EARLY = "too_early"
    CANNOT_TELL = "cannot_tell"


class Standing(StrEnum):
    """Whether the question was fixed before its figures were there, or asked of figures already seen."""

    CONFIRMATORY = "confirmatory"
    EXPLORATORY = "exploratory"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point(Plain):
    """One published figure of a series, as it was protected.

    `estimate`, `lower` and `upper` are in the units of the series; an estimate may be missing where a count is hidden and
    the range alone is told. `people` are the fewest and the most that the denominator may be, `reached` the same for the
    numerator, where they are published. `counted_by` names code list, edition and definition, '' if they never change.
    """

    period: str
    estimate: float | None = None
    lower: float | None = None
    upper: float | None = None
    people: tuple[int, int] | None = None
    reached: tuple[int, int] | None = None
    is_withheld: bool = False
    counted_by: str = ""
    released: date | None = None

    @property
    def span(self) -> Period:
        """The days that the figure is of."""
        return Period.parse(self.period)

    @property
    def has_figure(self) -> bool:
        """Whether there is a range to reckon with."""
        return not self.is_withheld and self.lower is not None and self.upper is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark(Plain):
    """A day from which figures do not mean what they did: law, form, list or definition changed."""

    day: date
    what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaSeries(Plain):
    """The same indicator in an area that did not act."""

    area: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Series(Plain):
    """One indicator over time for one group in one area, with what is held beside it.

    Units: `share` (of 1), `per_1000` and the like, `share_difference`. `reference` are the figures of the
    comparison group, `areas` those of areas that did not act. `what` are the indicator's words by language. Intervals
    are of `level`. `is_protected` False says that nothing was rounded or hidden.
    """

    units: str
    points: tuple[Point, ...]
    reference: tuple[Point, ...] = ()
    areas: tuple[AreaSeries, ...] = ()
    marks: tuple[Mark, ...] = ()
    what: Mapping[str, str] = field(default_factory=dict)
    level: float = 0.95
    is_protected: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline(Plain):
    """Where an action starts from; `kind` is shrunken, own, or gap where the difference alone is told.

    `picked_from` is among how many figures this one was picked for being the furthest out (1: not picked): the own
    figure of such a group began by luck as often as not. A shrunken one has that taken off already.
    """

    value: float
    lower: float
    upper: float
    kind: str
    units: str
    period: str
    picked_from: int = 1
    counted_by: str = ""
    level: float = 0.95

    def __post_init__(self) -> None:
        if not self.lower <= self.value <= self.upper:
            raise EvenhandError(
                "The starting figure lies outside its own range.", mend="Give lower, value, upper."
            )
        if self.picked_from < 1:
            raise EvenhandError("A figure is picked from one figure at least.", mend="Give picked_from >= 1.")

    @property
    def is_shrunken(self) -> bool:
        """Whether the figure was drawn towards its peers, so that it does not drift back by itself."""
        return self.kind == "shrunken"

    @property
    def is_gap(self) -> bool:
        """Whether the figure is a difference between two groups, not one group's own."""
        return self.kind == "gap" or self.units.endswith("_difference")


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect(Plain):
    """What happened, with its interval, its words by language, why it is said so, and from what.

    `change` and its interval are in the units of the promise. `looks` is how many times the figures have been looked at
    by then, of `planned_looks`; `points` the periods used. `why` are the keys of all reasons (messages `effects.why`), the
    first of which decided. `method` names the design that gave the verdict.
    """

    verdict: Verdict
    direction: str
    change: float | None
    lower: float | None
    upper: float | None
    units: str
    before: float
    after: float | None
    target: float
    target_reached: str
    why: tuple[str, ...]
    looks: int
    planned_looks: int
    points: tuple[str, ...]
    method: str
    standing: Standing
    words: Mapping[str, str]
    figures: Mapping[str, float] = field(default_factory=dict)
