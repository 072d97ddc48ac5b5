"""Drawings (SVG): their words, what nobody sees in them, and the places of their marks read back into figures."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from evenhand.attack.carriers.axes import axes_of, places
from evenhand.attack.carriers.bars import bar_figures
from evenhand.attack.carriers.figure import Figure, Thing
from evenhand.attack.carriers.known import Known
from evenhand.attack.carriers.marks import marks_of
from evenhand.attack.carriers.names import name_figures, slug
from evenhand.attack.carriers.numbers import figures_of, numbers_in
from evenhand.attack.carriers.reading import NotRead, parsed
from evenhand.attack.carriers.rules import rules

_COMMENT = re.compile(r"<!--(.*?)-->|<\?(?!xml )(.*?)\?>", re.DOTALL)
_UNSEEN = ("title", "desc", "metadata", "script", "style", "defs")


def drawing_figures(
    text: str, name: str, known: Known, *, own_name: str = "", about: frozenset[float] = frozenset()
) -> Iterator[Figure | Thing]:
    """Yield the figures of one drawing.

    `own_name` is the name of its file, where it is one; `about` the numbers that the words round it on a page say.
    """
    for comment, instruction in _COMMENT.findall(text):
        yield from figures_of(comment or instruction, f"{name} comment", visible=False, count=True)
    try:
        root = parsed(text.encode())
    except NotRead:
        yield Thing(where=name, words="a drawing that cannot be read", told=False)
        return
    marks = marks_of(root)
    if not any(one.tag == "text" for one in marks) and len(marks) < 6:
        return  # the mark beside the name of Evenhand
    drawn = (number.size for one in marks if one.tag == "text" for number in numbers_in(one.text))
    seen = about.union(drawn)
    axes = axes_of(marks)
    ticks = frozenset(tick for axis in axes for tick in axis.ticks)
    yield from _words(root, name, (seen, ticks), known)
    called = own_name or _called(root)
    where = f"{name} drawing {called}" if not own_name else name
    yield from places(marks, axes, _candidates(known, called), where)
    if not axes:
        yield from bar_figures(marks, where, known)


def _called(root: ElementTree.Element) -> str:
    """The name of a drawing on a page, from the name of its title: 'area-1-pathway-wide-t'."""
    return re.sub(r"-(?:wide|narrow)-t$", "", root.get("aria-labelledby", "").split(" ")[0])


def _words(
    root: ElementTree.Element, name: str, numbers: tuple[frozenset[float], frozenset[float]], known: Known
) -> Iterator[Figure]:
    """The figures of all words; `numbers` are those that are seen, and those of the axes' ticks."""
    seen, ticks = numbers
    for element in root.iter():
        tag = str(element.tag).rpartition("}")[2]
        text = "".join(element.itertext()) if tag == "text" else (element.text or "")
        if text.strip():
            visible = tag not in _UNSEEN and tag == "text"
            yield from figures_of(text, f"{name} <{tag}>", visible=visible, beside=ticks if visible else seen)
        for key, value in element.attrib.items():
            key = key.rpartition("}")[2]
            if key in rules().layout or key.startswith("data:"):
                continue
            where = f"{name} <{tag} {key}>"
            if key in rules().names:
                yield from name_figures(value, where, known)
            else:
                spoken = key in rules().spoken
                beside = seen if spoken else frozenset[float]()
                yield from figures_of(value, where, visible=False, beside=beside, count=not spoken)
        if element.tail and element.tail.strip() and tag != "tspan":
            yield from figures_of(element.tail, f"{name} after <{tag}>", visible=False, beside=seen)


def _candidates(known: Known, called: str) -> tuple[float, ...]:
    """The measures that a drawing of this name may show; all, of 1 and of every 100, where its name does not say."""
    name = slug(called)
    chosen = {
        one for parts, figures in known.drawn.items() if all(p in name for p in parts) for one in figures
    }
    if not chosen:
        chosen = {many * one for one in known.measures for many in (1.0, 100.0)}
    return tuple(sorted(chosen))
