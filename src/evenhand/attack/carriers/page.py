"""Pages: what readers see, and what stands where nobody looks."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from evenhand.attack.carriers.drawing import drawing_figures
from evenhand.attack.carriers.figure import Figure, Thing
from evenhand.attack.carriers.known import Known
from evenhand.attack.carriers.markup import Kind, Piece, pieces
from evenhand.attack.carriers.names import name_figures
from evenhand.attack.carriers.numbers import figures_of, numbers_in
from evenhand.attack.carriers.rules import rules
from evenhand.attack.carriers.tables import page_tables

_FIGURE = re.compile(r"<figure\b.*?</figure>|<svg\b.*?</svg>", re.DOTALL | re.IGNORECASE)
_SVG = re.compile(r"<svg\b.*?</svg>", re.DOTALL | re.IGNORECASE)
_DATA_ADDRESS = re.compile(r"data:[^,]+,(?=.)", re.IGNORECASE)
_OWN_PROPERTY = re.compile(
    r"--[\w-]+\s*:[^;}]*|content\s*:[^;}]*|\b(?:width|height|left|flex(?:-basis)?)\s*:[^;}]*%"
)


def page_figures(path: Path, name: str, known: Known, shown: set[float]) -> Iterator[Figure | Thing]:
    """Yield the figures of a page: its words, what is hidden from sight, attributes, comments, scripts, drawings.

    The numbers that readers see on it are added to `shown`.
    """
    text = path.read_text("utf-8", errors="replace")
    for whole in _FIGURE.findall(text):
        about = seen_numbers(pieces(_SVG.sub(" ", whole)))
        for drawing in _SVG.findall(whole):
            yield from drawing_figures(drawing, name, known, about=about)
    yield from page_tables(text, name, known)
    rest = list(pieces(_SVG.sub(" ", text)))
    seen = seen_numbers(rest)
    shown |= seen
    for one in rest:
        yield from _piece(one, name, seen, known)


def seen_numbers(markup: Iterable[Piece]) -> frozenset[float]:
    """Return the numbers in the words that a reader of the page sees."""
    return frozenset(
        number.size for one in markup if one.kind is Kind.TEXT and one.seen for number in numbers_in(one.text)
    )


def _piece(one: Piece, name: str, seen: frozenset[float], known: Known) -> Iterator[Figure | Thing]:
    if not any(letter.isdigit() for letter in one.text):
        return
    if one.kind is Kind.TEXT:
        beside = frozenset[float]() if one.seen else seen  # what is seen does not excuse itself
        yield from figures_of(one.text, f"{name} <{one.tag}>", visible=one.seen, beside=beside, shares=True)
    elif one.kind is Kind.STYLE:
        for rule in _OWN_PROPERTY.findall(one.text):
            if rule.startswith(("--", "content")):
                yield from figures_of(rule.partition(":")[2], f"{name} style {rule}", visible=False)
    elif one.kind is Kind.ATTRIBUTE:
        yield from attribute_figures(one, name, seen, known)
    else:
        yield from figures_of(one.text, f"{name} {one.kind}", visible=False, count=True)


def attribute_figures(
    one: Piece, name: str, seen: frozenset[float], known: Known
) -> Iterator[Figure | Thing]:
    """Yield the figures of an attribute: laid-out places none, words as words, and all others as counts."""
    where = f"{name} <{one.tag} {one.name}>"
    if one.name in rules().layout:
        return
    if one.name == "style":
        for rule in _OWN_PROPERTY.findall(one.text):
            yield from figures_of(rule.partition(":")[2], f"{where} {rule}", visible=False)
    elif _DATA_ADDRESS.match(one.text):
        yield Thing(where=where, words="a file within an address, which is not read")
    elif one.name in rules().names:
        yield from name_figures(one.text, where, known)
    elif one.name in rules().spoken:
        yield from figures_of(one.text, where, visible=False, beside=seen, shares=True)
    else:
        yield from figures_of(one.text, where, visible=False, count=True)
