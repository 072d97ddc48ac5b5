"""A recommendation: who made it, to whom, in which words, and what was answered."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from evenhand.foundations import EvenhandError


class RecommendationAtOdds(EvenhandError):
    """A recommendation contradicts itself: answered without an answer, or before it was made."""


class SourceKind(StrEnum):
    """Where a recommendation comes from (F6)."""

    COMMITTEE = "committee"
    COMMUNITY_PROJECT = "community_project"
    AUDIT = "audit"
    CONSULTATION = "consultation"
    FINDING = "finding"
    INSPECTION = "inspection"
    REPORT = "report"


class Response(StrEnum):
    """What the addressee answered. Source: the replies that the National Audit Office counts, and silence."""

    ACCEPTED = "accepted"
    IN_PART = "in_part"
    IN_PRINCIPLE = "in_principle"
    REJECTED = "rejected"
    NO_REPLY = "no_reply"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """One recommendation as it was made, and its answer; `key` is unique among all that are looked at together.

    `published` is the day from which the clock runs. `responded` is None where the day of an answer is not known.
    `outcomes` is what its source says came of it, in the source's order.
    """

    key: str
    source: str
    source_kind: SourceKind
    text: str
    number: str = ""
    paragraph: str = ""
    theme: str = ""
    area: str = ""
    addressees: tuple[str, ...] = ()
    published: date | None = None
    response: Response = Response.NO_REPLY
    responded: date | None = None
    outcomes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what cannot be: no key, no words, an answer's day without an answer or before the question."""
        at = f"The recommendation '{self.key}'"
        if not self.key or not self.text.strip():
            raise RecommendationAtOdds(f"{at} has no key or no words.", mend="Give both.")
        if self.responded and self.response is Response.NO_REPLY:
            raise RecommendationAtOdds(
                f"{at} has the day of an answer, and no answer.",
                mend="Say what was answered, or take out the day.",
            )
        if self.responded and self.published and self.responded < self.published:
            raise RecommendationAtOdds(
                f"{at} was answered on {self.responded}, before it was published on {self.published}.",
                mend="Mend one of the two days.",
            )

    def response_on(self, day: date) -> Response:
        """Return what had been answered by a day; an answer without a day counts as there."""
        if self.responded and self.responded > day:
            return Response.NO_REPLY
        return self.response
