"""Charts as files of their own: SVG, and PNG that certainly holds its words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from evenhand.foundations import EvenhandError
from evenhand.publish.charts.marks import INK, MUTED, Drawing, Mark, rect, words
from evenhand.publish.charts.text import wrap
from evenhand.publish.fonts import Family, Lettering, lettering, visible_letters, what_to_install
from evenhand.publish.rendering import environment
from evenhand.publish.typesetting import typeset
from evenhand.publish.views import Figure

MARGIN = 20
"""White around a chart that stands alone, in its own units."""
PPI = 108
"""Pixels to 72 units of the drawing: a chart is some 1,440 pixels wide."""
_TITLE, _NOTE = 21.0, 13.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """PNG files by the name of their figure, and a sentence for each reason why one could not be made."""

    png: Mapping[str, bytes]
    unwritten: tuple[str, ...] = ()


def poster(figure: Figure, credit: str = "") -> Drawing:
    """Return a figure's wide drawing as it travels alone: its title above it, its notes and facts below.

    `credit` is the last line: which area, whose figures, by what they can be traced.
    """
    width = figure.wide.width + 2 * MARGIN
    room = figure.wide.width
    y = MARGIN + _TITLE
    above: list[Mark] = []
    for text in wrap(figure.title, _TITLE, room, bold=True):
        above.append(words(MARGIN, y, text, size=_TITLE, bold=True, fill=INK))
        y += 27
    top = y - 8
    y = top + figure.wide.height + 26
    below: list[Mark] = []
    for note in (*figure.notes, figure.facts, credit):
        for text in wrap(note, _NOTE, room) if note else ():
            below.append(words(MARGIN, y, text, size=_NOTE, fill=MUTED))
            y += 18
        y += 5
    height = round(y + MARGIN - 10)
    moved = Mark(
        tag="g", attributes=(("transform", f"translate({MARGIN} {top:g})"),), inside=figure.wide.marks
    )
    return Drawing(
        width=width, height=height, marks=(rect(0, 0, width, height, "#fff"), *above, moved, *below)
    )


def svg_file(figure: Figure, credit: str = "", *, language: str = "en") -> str:
    """Return a figure as an SVG file with its title and text alternative, for a browser or a drawing program."""
    template = environment().get_template("chart.svg.jinja")
    made = poster(figure, credit)
    text = template.render(made=made, title=figure.title, description=figure.description, lang=language)
    return text.rstrip("\n") + "\n"


def chart_data(drawing: Drawing) -> dict[str, Any]:
    """Return a drawing for templates/chart.typ: its shapes as SVG without words, and its words with their places."""
    template = environment().get_template("shapes.svg.jinja")
    shapes = template.render(made=replace(drawing, marks=tuple(_without_words(drawing.marks))))
    return {
        "width": drawing.width,
        "height": drawing.height,
        "shapes": shapes,
        "texts": list(_texts(drawing.marks, 0.0, 0.0)),
    }


def pictures(
    figures: Mapping[str, tuple[Figure, str]],
    families: Mapping[str, Family] | None = None,
    *,
    language: str = "en",
) -> Pictures:
    """Return figures, each with its credit, as PNG: three pixels to two units of the drawing.

    A figure with letters that no installed font has gets none: `unwritten` says which fonts to install. Every
    word of the others is drawn alone first, and must leave ink.
    """
    made = {name: chart_data(poster(figure, credit)) for name, (figure, credit) in figures.items()}
    said = {name: " ".join(one["words"] for one in chart["texts"]) for name, chart in made.items()}
    together = lettering(" ".join(said.values()), families)
    if not together.families:
        return Pictures(
            png={}, unwritten=(f"No pictures (PNG): no font was found. {what_to_install(together.missing)}",)
        )
    lost = frozenset[str]().union(*together.missing.values())
    whole = {name: chart for name, chart in made.items() if not lost & visible_letters(said[name])}
    unwritten = _unwritten(together, len(made) - len(whole))
    without = _words_without_ink(whole.values(), together.families, language)
    if without:
        raise EvenhandError(
            f"The fonts {', '.join(together.names)} leave no ink for some of the words, so no picture was made.",
            mend=what_to_install(together.missing or {"Latin": frozenset()}),
        )
    drawn = draw(list(whole.values()), together.families, language=language)
    return Pictures(png=dict(zip(whole, drawn, strict=True)), unwritten=unwritten)


def draw(
    charts: Sequence[Mapping[str, Any]],
    families: Sequence[Family],
    *,
    language: str = "en",
    shown: bool = True,
    ppi: float = PPI,
) -> list[bytes]:
    """Return charts as PNG; with `shown` false their shapes alone, to tell what their words add."""
    if not charts:
        return []
    data = {"charts": list(charts), "lang": language, "shown": shown}
    return typeset(("chart.typ", "pictures.typ"), data, families, to="png", ppi=ppi)


def _unwritten(letters: Lettering, number: int) -> tuple[str, ...]:
    if not number:
        return ()
    scripts = ", ".join(sorted(letters.missing))
    pictures = "1 picture was" if number == 1 else f"{number} pictures were"
    why = f"no installed font has all its letters ({scripts})"
    return (f"{pictures} not made (PNG): {why}. {what_to_install(letters.missing)}",)


def _words_without_ink(
    charts: Iterable[Mapping[str, Any]], families: Sequence[Family], language: str
) -> frozenset[str]:
    """Return the words that leave a page as white as one without words."""
    said = {
        (word, bool(text["bold"]))
        for chart in charts
        for text in chart["texts"]
        for word in text["words"].split()
    }
    tried = sorted(one for one in said if visible_letters(one[0]))
    pages = [{"word": "", "bold": False}, *({"word": word, "bold": bold} for word, bold in tried)]
    data = {"words": pages, "lang": language}
    blank, *drawn = typeset(("words.typ",), data, families, to="png", ppi=72)
    return frozenset(word for (word, _), page in zip(tried, drawn, strict=True) if page == blank)


def _without_words(marks: Iterable[Mark]) -> Iterator[Mark]:
    for one in marks:
        if one.tag != "text":
            yield replace(one, inside=tuple(_without_words(one.inside)))


def _texts(marks: Iterable[Mark], x: float, y: float) -> Iterator[dict[str, Any]]:
    """Yield the words of marks and of the groups in them, each with its place in the whole drawing."""
    for one in marks:
        has = dict(one.attributes)
        if one.tag == "g":
            across, down = _moved(has.get("transform", "translate(0 0)"))
            yield from _texts(one.inside, x + across, y + down)
        elif one.tag == "text":
            if "transform" in has:
                raise ValueError("Words of a chart cannot be turned: write them level, as they are read.")
            yield {
                "words": one.text,
                "x": x + float(has["x"]),
                "y": y + float(has["y"]),
                "size": float(has["font-size"]),
                "fill": has["fill"],
                "anchor": has.get("text-anchor", "start"),
                "bold": has.get("font-weight") == "700",
                "halo": "stroke" in has,
            }


def _moved(transform: str) -> tuple[float, float]:
    across, down = transform.removeprefix("translate(").removesuffix(")").replace(",", " ").split()
    return float(across), float(down)
