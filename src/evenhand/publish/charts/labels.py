"""Names beside points: each where it meets no other name and no point, as near to its point as can be."""

from collections.abc import Iterator, Sequence

from evenhand.publish.charts.marks import GREY, Mark, line, words
from evenhand.publish.charts.plot import Plot
from evenhand.publish.charts.text import text_width

_SIZE = 13.5
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def labels(
    field: Plot, named: Sequence[tuple[float, float, str]], points: Sequence[tuple[float, float]]
) -> Iterator[Mark]:
    """Yield the names of the points named, with a thin line to a point that its name stands away from.

    A name that finds no room is left out: the table beneath the chart has it.
    """
    taken: list[Box] = [(x - 7, y - 7, x + 7, y + 7) for x, y in points]
    for x, y, text in named:
        wide = text_width(text, _SIZE, bold=True)
        for left, base in _places(x, y, wide):
            box = (left - 2, base - 12, left + wide + 2, base + 4)
            inside = box[0] >= field.left and box[2] <= field.right
            if (
                inside
                and box[1] >= field.top
                and box[3] <= field.bottom
                and not any(_meet(box, one) for one in taken)
            ):
                taken.append(box)
                if abs(base - 5 - y) > 20:
                    yield line((x, y), (min(max(x, left), left + wide), base - 5), GREY, 1)
                yield words(left, base, text, size=_SIZE, bold=True, halo=True)
                break


def _places(x: float, y: float, wide: float) -> Iterator[tuple[float, float]]:
    for down in (0, -16, 16, -32, 32, -48, 48, -64, 64):
        yield x + 11, y + 5 + down
        yield x - 11 - wide, y + 5 + down
        if down:
            yield x - wide / 2, y + 5 + down


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
