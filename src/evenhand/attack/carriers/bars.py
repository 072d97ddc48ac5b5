"""Bars without an axis: the longest one's label is the scale for all others."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from evenhand.attack.carriers.figure import Figure, Said
from evenhand.attack.carriers.known import Known
from evenhand.attack.carriers.marks import Mark

_LABEL = re.compile(r"^\d[\d,]*$")
_PIXEL = 0.12
_LEAST = 3.05
"""Bars are drawn this wide at least, whatever they count."""


def bar_figures(marks: Sequence[Mark], where: str, known: Known) -> Iterator[Figure]:
    """Yield the count that each bar's length stands for, beside its label, or beside all counts where it has none."""
    rects = [one for one in marks if one.tag == "rect" and not (one.x1 == 0 and one.y1 == 0)]
    if not rects:
        return
    left, _ = Counter(one.x1 for one in rects).most_common(1)[0]
    first = {one.y1: one for one in rects if one.x1 == left}
    labelled = [(one, count) for one in rects if (count := _label(one, marks)) is not None]
    own = [(one, count) for one, count in labelled if first.get(one.y1) is one and count > 0]
    if not own:
        return
    longest, most = max(own, key=lambda pair: pair[0].x2)
    scale = (longest.x2 - longest.x1) / most
    counts = dict(own)
    for one in rects:
        width = one.x2 - one.x1
        if width <= _LEAST or one is longest:
            continue
        beside = frozenset((counts[one],)) if one in counts else frozenset(known.counts)
        slack = _PIXEL * (1 + width / (longest.x2 - longest.x1)) / scale
        yield Figure(
            where=f"{where} bar",
            words="",
            number=width / scale,
            said=Said.PLACE,
            visible=True,
            slack=slack + 1e-6,
            beside=beside,
        )


def _label(bar: Mark, marks: Sequence[Mark]) -> float | None:
    """The number written right after the end of a bar, or after the bar that goes on from it."""
    row = [one for one in marks if one.tag == "rect" and one.y1 == bar.y1]
    end = max(one.x2 for one in row)
    for one in marks:
        beside = one.tag == "text" and 0 < one.x1 - end < 14 and 0 < one.y1 - bar.y1 < bar.y2 - bar.y1 + 2
        if beside and _LABEL.match(one.text.strip()):
            return float(one.text.replace(",", ""))
    return None
