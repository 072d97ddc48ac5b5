"""What a date asks for: a deadline, a review, something ongoing or waiting; by its letter, its words, then its column."""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from evenhand.planning.dates.lexing import Token
from evenhand.planning.dates.points import Dated
from evenhand.planning.dates.references import named_references, references_in
from evenhand.planning.dates.types import Kind, Mark

_AFTER = re.compile(r"(?<!\w)(?:after|following|ar ôl)\s", re.IGNORECASE)
_BY_MARK = {Mark.REVIEW: Kind.REVIEW, Mark.DEADLINE: Kind.DEADLINE}


def kind_of(tokens: Sequence[Token], found: Sequence[Dated], asked: Kind, *, waiting: bool) -> Kind:
    """Return the kind of a date that is no set of stages."""
    first = next((one.letter for one in tokens if one.letter in "ZO"), "")
    if first == "Z" or (waiting and first != "O"):
        return Kind.DEPENDENT
    if first == "O" or any(one.bound == "onwards" for one in found):
        return Kind.ONGOING
    if any(one.letter == "C" for one in tokens) and not any(one.latest for one in found):
        return Kind.ONGOING  # 'quarterly'; but an 'annual report by March 2007' has its day
    mark = mark_of(tokens)
    if mark:
        return _BY_MARK[mark]
    said = order_of(tokens)
    if len(said) == 1:
        return next(iter(said))
    if said:
        return Kind.UNMARKED
    if any(one.bound in ("by", "before") for one in found):
        return Kind.DEADLINE
    return asked if found else Kind.UNMARKED


def order_of(tokens: Sequence[Token]) -> set[Kind]:
    """Return which of review and deadline stand in words."""
    kinds = {"R": Kind.REVIEW, "L": Kind.DEADLINE}
    return {kinds[one.letter] for one in tokens if one.letter in kinds}


def mark_of(tokens: Sequence[Token]) -> Mark | None:
    """Return the letter that marks the date; None where there is none, or both."""
    marks = {one.value for one in tokens if one.letter == "k"}
    return Mark(marks.pop()) if len(marks) == 1 else None


def waits(tokens: Sequence[Token], text: str, known: Collection[str]) -> bool:
    """Return whether the words say that something else comes first: 'dependent on', or 'after action 1/5'."""
    if any(one.letter == "Z" for one in tokens):
        return True
    # Plans have hundreds of numbers and few such words: the pattern of all numbers is made where one of the words stands.
    may = _AFTER.search(text)
    after = "|".join(re.escape(one) for one in known if len(one) > 1 and not one.isdigit()) if may else ""
    if after and re.search(
        rf"(?<!\w)(?:after|following|ar ôl)\s+(?:{after})(?![\w/]|\.\d)", text, re.IGNORECASE
    ):
        return True
    for one, other in pairwise(tokens):
        if one.letter == "B" and one.value in ("after", "from") and other.letter in "Ap":
            return bool(named_references(text) or references_in(text, known, bare=True))
    return False
