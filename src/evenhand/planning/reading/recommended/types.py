"""A recommendation as a document states it, beside its own words; and the project or part that several belong to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from evenhand.planning.recommendations.types import Response
from evenhand.planning.rows import Doubt, Where, confidence_in


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationRead:
    """One recommendation (requirement F6): what the document says of it, never more.

    `reference` and `paragraph` are as printed; `response` is None where no answer stands in the document. `verbatim` holds
    the document's own words. `group` is the name of the project or area it belongs to.
    """

    text: str
    reference: str = ""
    paragraph: str = ""
    theme: str = ""
    group: str = ""
    addressees: tuple[str, ...] = ()
    response: Response | None = None
    response_text: str = ""
    outcomes: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    verbatim: Mapping[str, str] = field(default_factory=dict)
    where: tuple[Where, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def confidence(self) -> float:
        """How sure it is that this is one recommendation as the document has it, from 0 to 1."""
        return confidence_in(self.doubts)

    def to_row(self) -> dict[str, Any]:
        """Return it with plain values, as `evenhand plan read --json` prints it."""
        return {
            "reference": self.reference,
            "paragraph": self.paragraph,
            "text": self.text,
            "theme": self.theme,
            "group": self.group,
            "addressees": list(self.addressees),
            "response": str(self.response) if self.response else None,
            "response_text": self.response_text,
            "outcomes": list(self.outcomes),
            "mentions": list(self.mentions),
            "verbatim": dict(self.verbatim),
            "where": [one.to_row() for one in self.where],
            "confidence": self.confidence,
            "doubts": [{"code": one.code, "words": one.words} for one in self.doubts],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRead:
    """A project or area whose recommendations stand together, and what came of them together.

    The document says what came of the project, not of which recommendation: it is kept so.
    """

    name: str
    region: str = ""
    host: str = ""
    outcomes: tuple[str, ...] = ()
    verbatim: Mapping[str, str] = field(default_factory=dict)
    where: tuple[Where, ...] = ()

    def to_row(self) -> dict[str, Any]:
        """Return it with plain values."""
        return {
            "name": self.name,
            "region": self.region,
            "host": self.host,
            "outcomes": list(self.outcomes),
            "verbatim": dict(self.verbatim),
            "where": [one.to_row() for one in self.where],
        }
