"""One action of a plan as a document states it, beside the words it was read from; and what could not be placed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from evenhand.planning.dates.types import Kind, Mark, Stage, When, iso
from evenhand.planning.said import rows_of


@dataclass(frozen=True, slots=True)
class Lead:
    """Who leads an action: a person, an agency, or both; a collective ('all of the panel') is a name without agency."""

    name: str
    agency: str = ""

    def to_row(self) -> dict[str, str]:
        """Return the lead with plain values."""
        return {"name": self.name, "agency": self.agency}


@dataclass(frozen=True, slots=True)
class Where:
    """Where in a document something stands; what a kind of document does not have is None."""

    page: int | None = None
    paragraph: int | None = None
    line: int | None = None
    sheet: str | None = None
    cell: str | None = None

    def to_row(self) -> dict[str, Any]:
        """Return the place with plain values, without what is not there."""
        named = {
            "page": self.page,
            "paragraph": self.paragraph,
            "line": self.line,
            "sheet": self.sheet,
            "cell": self.cell,
        }
        return {name: value for name, value in named.items() if value is not None}

    @property
    def words(self) -> str:
        """The place as a reader says it: 'page 3, line 12'."""
        return ", ".join(f"{name} {value}" for name, value in self.to_row().items())


@dataclass(frozen=True, slots=True)
class Doubt:
    """A reason to look twice at a row, and by how much it lowers the confidence."""

    code: str
    words: str
    costs: float


def confidence_in(doubts: Iterable[Doubt]) -> float:
    """Return 1 less what each doubt costs, from 0 to 1, to two places."""
    return round(max(0.0, 1.0 - sum(one.costs for one in doubts)), 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """One action (requirement F1): what the document says of it, never more.

    `reference` is as printed, and empty where there is none. `when` is what was read of the date, its words verbatim.
    `depends_on` are the actions that it waits for, `mentions` all others that it names. `verbatim` holds the document's own
    words by column. `confidence` is 1 less what each doubt costs.
    """

    reference: str
    action: str
    theme: str = ""
    aim: str = ""
    progress: str = ""
    when: When = field(default_factory=lambda: When(text=""))
    leads: tuple[Lead, ...] = ()
    depends_on: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    """The numbers of the recommendations in whose rows of a table it stands."""
    supporting: bool = False
    """Whether it belongs to a supporting workstream."""
    further: Mapping[str, str] = field(default_factory=dict)
    """What stands in columns that a plan need not have: status, resources, outcome; by the column's heading."""
    verbatim: Mapping[str, str] = field(default_factory=dict)
    where: tuple[Where, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def kind(self) -> Kind:
        """What its date asks for."""
        return self.when.kind

    @property
    def earliest(self) -> date | None:
        """The first day that its date names."""
        return self.when.earliest

    @property
    def latest(self) -> date | None:
        """The last day that its date names."""
        return self.when.latest

    @property
    def stages(self) -> tuple[Stage, ...]:
        """Its stages, where its date has several."""
        return self.when.stages

    @property
    def mark(self) -> Mark | None:
        """The letter R or D of its date."""
        return self.when.mark

    @property
    def confidence(self) -> float:
        """How sure it is that the row is as the document has it, from 0 to 1; the doubts say why it is less than 1."""
        return confidence_in(self.doubts)

    def to_row(self) -> dict[str, Any]:
        """Return the row with plain values, days as YYYY-MM-DD."""
        return {
            "reference": self.reference,
            "theme": self.theme,
            "aim": self.aim,
            "action": self.action,
            "progress": self.progress,
            "when": self.when.text,
            "kind": str(self.kind),
            "earliest": iso(self.earliest),
            "latest": iso(self.latest),
            "leads": [one.to_row() for one in self.leads],
            "depends_on": list(self.depends_on),
            "mentions": list(self.mentions),
            "answers": list(self.answers),
            "supporting": self.supporting,
            "stages": [one.to_row() for one in self.stages],
            "marked": str(self.mark) if self.mark else None,
            "date_unread": self.when.unread,
            "date_notes": list(self.when.notes),
            "date_said": rows_of((self.when.unread, *self.when.notes)),
            "further": dict(self.further),
            "verbatim": dict(self.verbatim),
            "where": [one.to_row() for one in self.where],
            "confidence": self.confidence,
            "doubts": [{"code": one.code, "words": one.words} for one in self.doubts],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplaced:
    """Words of the document that are in no row: verbatim, where they stand, and why they were not placed."""

    verbatim: str
    where: Where
    why: str
    code: str = ""

    def to_row(self) -> dict[str, Any]:
        """Return it with plain values."""
        return {"verbatim": self.verbatim, "where": self.where.to_row(), "why": self.why, "code": self.code}
