"""What the columns of a table of recommendations and answers hold, and what its cells say."""

from collections.abc import Mapping

from evenhand.planning.reading.header import LONGEST, MOST, Column
from evenhand.planning.reading.recommended.words import recommended_words
from evenhand.planning.reading.types import Block, Cell
from evenhand.planning.reading.words import first_of, load_words, plain
from evenhand.planning.recommendations.types import Response
from evenhand.planning.rows.reference import is_reference


def columns_of(block: Block) -> dict[int, Column]:
    """Return the columns of a row of headings over recommendations with answers or actions; none where it is no such row."""
    filled = [one for one in block.cells if one.text.strip()]
    if len(filled) < 2 or any(map(_is_no_heading, filled)):
        return {}
    roles = {one.column: _role_of(one.text) for one in filled}
    known = [one for one in roles.values() if one]
    whole = [one for one in filled if plain(one.text) in recommended_words().columns]
    if "recommendation" not in known or not {"response", "accepted", "action"} & set(known):
        return {}
    if len(known) < MOST * len(filled) or not whole:
        return {}
    return {
        one.column: Column(roles[one.column] or "further", one.text, load_words().asks_for(one.text))
        for one in filled
    }


def is_refused(held: Mapping[str, str]) -> bool:
    """Return whether a row without an action of its own says no: who and when are then of the answer, not of an action."""
    words = recommended_words()
    said = words.tick_of(held.get("accepted", "")) or words.response_of(held.get("response", ""))
    return said is Response.REJECTED and "action" not in held


def is_answer_alone(text: str) -> bool:
    """Return whether an answer says no more than whether it was accepted."""
    return not text.strip() or (len(text.split()) <= 4 and recommended_words().tick_of(text) is not None)


def _is_no_heading(cell: Cell) -> bool:
    is_number = is_reference(cell.text) and any(one.isdigit() for one in cell.text)
    return is_number or len(cell.text) > LONGEST


def _role_of(text: str) -> str | None:
    """What a heading names: as it stands in either vocabulary, else by the word that stands first in it."""
    said, own, plans = plain(text), recommended_words().columns, load_words().columns
    return own.get(said) or plans.get(said) or first_of({**plans, **own}, said)
