"""How a comparison is to be made, fixed and sealed before its figures are seen."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from evenhand.foundations import EvenhandError
from evenhand.planning.effects.plain import Plain, digest
from evenhand.planning.effects.promise import Promise
from evenhand.planning.effects.scales import PER
from evenhand.planning.effects.types import Point


class Design(StrEnum):
    """What later figures are set against.

    before_after: where the figure started; interrupted: its own course before; controlled: its course before beside that
    of areas that did not act; areas: the change in areas that did not act.
    """

    BEFORE_AFTER = "before_after"
    INTERRUPTED = "interrupted"
    CONTROLLED = "controlled"
    AREAS = "areas"


class Impact(StrEnum):
    """How a figure is expected to move: at once, steadily from the start on, or both. Source: Bernal 2017, figure 2."""

    LEVEL = "level"
    SLOPE = "slope"
    LEVEL_AND_SLOPE = "level_and_slope"


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol(Plain):
    """What is asked and how it is answered, in full: nothing is left to choose once figures are there.

    `after` is the number of periods since the start with which it is answered, once; `season` the pairs of sine and cosine
    of a year; `is_log` that rates are modelled by their logarithm. `areas` names those that did not act. With
    `without_start` the baseline's period is left out of what was before, since the action was chosen by its figure.
    """

    promise: Promise
    design: Design
    after: int
    impact: Impact = Impact.LEVEL
    season: int = 0
    is_log: bool = False
    areas: tuple[str, ...] = ()
    without_start: bool = True
    question: str = ""

    def __post_init__(self) -> None:
        if self.after < 1 or self.season < 0:
            raise EvenhandError(
                "A protocol looks at one period after the start at least.", mend="Give after >= 1."
            )
        if self.design in (Design.CONTROLLED, Design.AREAS) and not self.areas:
            raise EvenhandError(
                "A comparison with areas that did not act names none.",
                mend="Name them before figures are seen.",
            )
        if self.is_log and not self.promise.baseline.units.startswith(PER):
            raise EvenhandError(
                "The logarithm is for rates.", mend="Leave is_log out for shares and differences."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed(Plain):
    """A protocol with the SHA-256 of its canonical JSON and the moment at which it was sealed."""

    protocol: Protocol
    sha256: str
    made_at: datetime

    @property
    def is_whole(self) -> bool:
        """Whether the protocol is still the one that was sealed."""
        return fingerprint(self.protocol) == self.sha256

    def is_before(self, points: tuple[Point, ...]) -> bool:
        """Return whether it was sealed before any of these figures could be seen: on an earlier day than the first."""
        return all(self.made_at.date() < seen_from(one) for one in points)


def fingerprint(protocol: Protocol) -> str:
    """Return the SHA-256 of a protocol: of all that decides, not of the words that were made of it."""
    return digest(replace(protocol, promise=replace(protocol.promise, words={})))


def seal_protocol(protocol: Protocol, made_at: datetime) -> Sealed:
    """Return the protocol with its fingerprint; `made_at`, with its time zone, comes from the caller's clock."""
    if made_at.tzinfo is None:
        raise EvenhandError(
            "The moment of sealing has no time zone.", mend="Give a moment with its time zone."
        )
    return Sealed(protocol=protocol, sha256=fingerprint(protocol), made_at=made_at)


def seen_from(point: Point) -> date:
    """Return the first day on which a figure could be seen: that of its release, else the last day of its period."""
    return point.released or point.span.last
