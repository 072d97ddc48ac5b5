"""A kept chart as the pages take it: the ready piece of HTML, its heading, and ways to take it away."""

import json
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from evenhand.publish.kept import drawing_svg
from evenhand_service.monitoring.dashboard import addresses
from evenhand_service.monitoring.models.kept import KeptFigure, KeptSection
from evenhand_service.monitoring.models.releases import Release


def table(plain: Mapping[str, Any]) -> dict[str, Any]:
    """Return a kept table as the macro of tables takes it."""
    numbers = set(plain.get("numbers", ()))
    head = [{"text": one, "numeric": n in numbers} for n, one in enumerate(plain["heads"])]
    return {"caption": plain["caption"], "head": head, "rows": plain["rows"]}


def figure(row: KeptFigure, code: str, protected: Release, *, address: str = "") -> dict[str, Any]:
    """Return a stored chart with its downloads, which are always those of the `protected` release."""
    return {
        "id": row.slug,
        "title": row.title,
        "lead": row.lead,
        "inside": inside(row),
        "downloads": addresses.downloads(code, protected, row.slug),
        "address": address,
    }


def kept_figure(
    row: KeptFigure, code: str, protected: Release, *, address: str = "", words: bool = False
) -> dict[str, Any]:
    """Return a stored chart as the macro in components/figure.jinja takes it, made from its plain form.

    `words` shows the text alternative to everybody. Pages with many charts paste `figure` instead.
    """
    plain = json.loads(row.body)
    return {
        "id": row.slug,
        "title": row.title,
        "lead": row.lead,
        "wide": drawing_svg(plain, "wide"),
        "narrow": drawing_svg(plain, "narrow"),
        "words": plain["description"] if words else "",
        "table": table(plain["table"]),
        "notes": [one for one in (*plain.get("notes", ()), plain.get("facts", "")) if one],
        "downloads": addresses.downloads(code, protected, row.slug),
        "address": address,
    }


def small(row: KeptFigure, *, title: str, address: str, name: str = "") -> dict[str, Any]:
    """Return a chart for a row of small ones, under a short title that leads to the whole.

    `name` stands in place of its id, where charts of several releases share a page.
    """
    return {
        "id": name or row.slug,
        "title": title,
        "seen": row.title,
        "inside": inside(row, name),
        "address": address,
    }


def inside(row: KeptFigure | KeptSection, name: str = "") -> Markup:
    """Return what was written when the chart was kept, from words that were escaped then."""
    html = bytes(row.html).decode()
    if name:
        html = html.replace(f'"{row.slug}-', f'"{name}-').replace(f" {row.slug}-", f" {name}-")
        html = html.replace(f"(#{row.slug}-", f"(#{name}-")
    return Markup(html)  # noqa: S704
