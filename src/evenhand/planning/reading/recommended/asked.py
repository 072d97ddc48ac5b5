"""A recommendation of a table in the making, and what is read of it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from evenhand.planning.dates import named_references
from evenhand.planning.reading.doubts import doubts_of
from evenhand.planning.reading.drafts import Draft
from evenhand.planning.reading.header import Column
from evenhand.planning.reading.parts import Part
from evenhand.planning.reading.recommended.addressees import addressees_of
from evenhand.planning.reading.recommended.types import RecommendationRead
from evenhand.planning.reading.recommended.words import recommended_words
from evenhand.planning.reading.types import Cell
from evenhand.planning.recommendations.types import Response
from evenhand.planning.rows.reference import split_reference


@dataclass
class Asked:
    """A recommendation in the making: its cells by what they hold, and the actions in its rows."""

    theme: Part | None
    pieces: list[tuple[Column, Cell]] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    said: str = ""
    """Its answer's words where they stand among those of an action."""

    def text(self, role: str) -> str:
        """Return all that stands in the columns of a kind, on one line."""
        return " ".join(
            " ".join(cell.text.split())
            for column, cell in self.pieces
            if column.role == role and cell.text.strip()
        )


def read_asked(asked: Asked) -> RecommendationRead:
    """Return a recommendation that was gathered, and have its actions say which number they answer."""
    number, text = asked.text("reference").rstrip(".:"), asked.text("recommendation")
    if not number:
        number, rest = split_reference(text)
        text = rest if number else text
    answer = " ".join([asked.text("response"), *asked.said.split()]).strip()
    ticked = asked.text("accepted")
    words = recommended_words()
    response = words.tick_of(ticked) if ticked else words.response_of(answer)
    for draft in asked.drafts:
        draft.answers = (number,) if number else ()
        draft.filled |= {"reference": number}
        if not draft.text("action"):
            draft.filled["action"] = text
            draft.doubts.append("action_is_recommendation")
    return RecommendationRead(
        text=text,
        reference=number,
        paragraph=asked.text("paragraph"),
        theme=asked.theme.text if asked.theme else asked.text("theme"),
        addressees=tuple(filter(None, re.split(r"\s*[;\n]\s*", asked.text("addressee"))))
        or addressees_of(text),
        response=response,
        response_text=": ".join(filter(None, [ticked, answer])),
        outcomes=tuple(filter(None, [asked.text("outcome")])),
        mentions=tuple(one for one in named_references(text) if one != number),
        verbatim=_verbatim(asked.pieces),
        where=tuple(dict.fromkeys(cell.where for _, cell in asked.pieces)),
        doubts=doubts_of(_doubts(text, number, bool(ticked or answer), response)),
    )


def _doubts(text: str, number: str, answered: bool, response: Response | None) -> Iterable[str]:
    if not text:
        yield "no_action"
    if not number:
        yield "no_reference"
    if answered and response is None:
        yield "answer_not_told"


def _verbatim(pieces: Sequence[tuple[Column, Cell]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for column, cell in pieces:
        name = column.role
        if name == "recommendation":
            name = "text"
        elif name not in ("reference", "paragraph", "response", "accepted", "addressee", "outcome", "theme"):
            name = f"further: {' '.join(column.heading.split())}"
        found[name] = f"{found[name]}\n{cell.text}" if name in found else cell.text
    return found
