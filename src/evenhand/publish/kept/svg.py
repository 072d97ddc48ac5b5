"""A kept drawing as SVG for a page: presentation attributes alone, so that no policy on styles gets in its way."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape
from typing import Any

from evenhand.publish.charts import Mark
from evenhand.publish.views import Figure


def drawing_svg(figure: Mapping[str, Any], shape: str, *, name: str = "") -> str:
    """Return the `wide` or `narrow` drawing of a figure in its plain form, with its title and text alternative.

    Made from what is stored as it is, since a page has ten milliseconds. It carries the class of its shape, by which
    the page shows the one that fits; `name` begins the ids inside it, the figure's own unless given.
    """
    width, height, marks = figure[shape]
    start = f"{name or figure['id']}-{shape}"
    head = (
        f'<svg class="{shape}" role="img" aria-labelledby="{start}-t {start}-d" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" xmlns="http://www.w3.org/2000/svg" '
        f'font-family="Arial, Helvetica, sans-serif"><title id="{start}-t">{escape(figure["title"])}</title>'
        f'<desc id="{start}-d">{escape(figure["description"])}</desc>'
    )
    parts = [head]
    for mark in marks:
        _write(mark, parts)
    return f"{''.join(parts)}</svg>"


def _write(mark: Sequence[Any], parts: list[str]) -> None:
    tag, flat, text, inside = mark
    parts.append(f"<{tag}")
    parts += [f' {key}="{escape(value)}"' for key, value in zip(flat[::2], flat[1::2], strict=True)]
    parts.append(f">{escape(text)}")
    for one in inside:
        _write(one, parts)
    parts.append(f"</{tag}>")


def renamed(figure: Figure, name: str) -> Figure:
    """Return the figure under another id, in its drawings too: no two on a page may share one."""
    old = figure.id
    wide, narrow = (
        replace(one, marks=tuple(_renamed(mark, old, name) for mark in one.marks))
        for one in (figure.wide, figure.narrow)
    )
    return replace(figure, id=name, wide=wide, narrow=narrow)


def _renamed(mark: Mark, old: str, name: str) -> Mark:
    attributes = tuple(
        (key, value.replace(old, name, 1) if key == "id" or value.startswith("url(#") else value)
        for key, value in mark.attributes
    )
    return replace(mark, attributes=attributes, inside=tuple(_renamed(one, old, name) for one in mark.inside))
