"""A kept chart as the macro of charts takes it: drawings as SVG, the table's cells, ways to take it away."""

import json
from collections.abc import Mapping
from typing import Any

from evenhand.publish.kept import drawing_svg
from evenhand_service.monitoring.dashboard import addresses
from evenhand_service.monitoring.models.kept import KeptFigure
from evenhand_service.monitoring.models.releases import Release


def table(plain: Mapping[str, Any]) -> dict[str, Any]:
    """Return a kept table as the macro of tables takes it."""
    numbers = set(plain.get("numbers", ()))
    head = [{"text": one, "numeric": n in numbers} for n, one in enumerate(plain["heads"])]
    return {"caption": plain["caption"], "head": head, "rows": plain["rows"]}


def figure(
    plain: Mapping[str, Any],
    *,
    ways: list[dict[str, str]] | None = None,
    address: str = "",
    words: bool = False,
    title: str = "",
    name: str = "",
) -> dict[str, Any]:
    """Return a chart with all that belongs to it; `words` shows the text alternative to everybody.

    `title` and `name` stand in place of its own title and id, where charts of several releases share a page.
    """
    name = name or plain["id"]
    return {
        "id": name,
        "title": title or plain["title"],
        "lead": plain.get("lead", ""),
        "wide": drawing_svg(plain, "wide", name=name),
        "narrow": drawing_svg(plain, "narrow", name=name),
        "words": plain["description"] if words else "",
        "table": table(plain["table"]),
        "notes": [one for one in (*plain.get("notes", ()), plain.get("facts", "")) if one],
        "downloads": ways or [],
        "address": address,
    }


def kept_figure(
    row: KeptFigure, code: str, protected: Release, *, address: str = "", words: bool = False
) -> dict[str, Any]:
    """Return a stored chart with its downloads, which are always those of the `protected` release."""
    return figure(
        json.loads(row.body),
        ways=addresses.downloads(code, protected, row.slug),
        address=address,
        words=words,
    )


def small(row: KeptFigure, *, title: str, address: str, name: str = "") -> dict[str, Any]:
    """Return a chart for a row of small ones: its narrow drawing under a short title that leads to the whole."""
    plain = json.loads(row.body)
    name = name or plain["id"]
    return {
        "id": name,
        "title": title,
        "seen": plain["title"],
        "svg": drawing_svg(plain, "narrow", name=name),
        "table": table(plain["table"]),
        "address": address,
    }
