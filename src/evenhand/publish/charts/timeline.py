"""Periods from left to right: where each stands, their words below, and the lines where something changed between two."""

from collections.abc import Iterator, Sequence

from evenhand.publish.charts.marks import GREY, MUTED, Mark, line, words
from evenhand.publish.charts.text import text_width, wrap


def places_of(number: int, left: float, right: float) -> tuple[float, ...]:
    """Return the middle of each of so many periods."""
    step = (right - left) / max(number, 1)
    return tuple(left + step * (n + 0.5) for n in range(number))


def period_words(
    names: Sequence[str], places: Sequence[float], each: float, y: float, size: float
) -> tuple[list[Mark], float]:
    """Return the words of the periods, in lines as long as there is room; every second or third where there are many.

    `each` is how wide a period is.
    """
    longest = max((text_width(word, size) for name in names for word in name.split()), default=0)
    every = max(1, -(-int(longest + 8) // max(int(each), 1)))
    marks: list[Mark] = []
    most = 0
    for n, (x, name) in enumerate(zip(places, names, strict=True)):
        if n % every == 0:
            lines = wrap(name, size, each * every - 6)
            marks += [
                words(x, y + 18 + 15 * k, text, size=size, fill=MUTED, anchor="middle")
                for k, text in enumerate(lines)
            ]
            most = max(most, len(lines))
    return marks, y + 4 + 15 * most


def break_lines(breaks: Sequence[int], places: Sequence[float], ends: tuple[float, float]) -> Iterator[Mark]:
    """Yield a dotted upright line before each period before which something changed."""
    for number in breaks:
        if 0 < number < len(places):
            x = (places[number - 1] + places[number]) / 2
            yield line((x, ends[0] - 6), (x, ends[1]), GREY, 2, stroke_dasharray="2 4")
