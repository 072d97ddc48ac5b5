"""Charts in pages: the library's SVG, put in as it is once nothing in it could run or be refused."""

import re

from markupsafe import Markup

_PROLOGUE = re.compile(r"^\s*(<\?xml[^>]*\?>\s*)?(<!DOCTYPE[^>]*>\s*)?")
_RUNS_OR_REFUSED = re.compile(
    r"<\s*(script|style|foreignObject|iframe)\b|\s(on\w+|style)\s*=|javascript:", re.IGNORECASE
)
_LABELS = 'aria-labelledby="title desc"'


class PictureNotSafe(ValueError):
    """An SVG holds a script, or a style that the pages' policy would refuse."""


def picture(svg: str, within: str = "") -> Markup:
    """Return an SVG as part of a page. The library draws with presentation attributes, never with inline styles.

    `within` comes before the ids of its title and description, since a page holds more than one chart.
    Raises: PictureNotSafe, naming what was found.
    """
    drawn = _PROLOGUE.sub("", svg, count=1)
    if found := _RUNS_OR_REFUSED.search(drawn):
        raise PictureNotSafe(f"An SVG holds {found.group().strip()!r}, which pages do not draw")
    if within:
        drawn = drawn.replace(_LABELS, f'aria-labelledby="{within}-title {within}-desc"', 1)
        drawn = drawn.replace('id="title"', f'id="{within}-title"', 1).replace(
            'id="desc"', f'id="{within}-desc"', 1
        )
    return Markup(drawn)  # noqa: S704  (drawn by the library, and searched above)
