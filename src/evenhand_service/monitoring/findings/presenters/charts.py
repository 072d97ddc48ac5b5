"""A kept table and section as pages take them."""

import json
from typing import Any

from evenhand_service.monitoring.dashboard.figures import table
from evenhand_service.monitoring.models import KeptFigure, KeptSection


def rows_of(row: KeptFigure | None) -> list[list[str]]:
    """Return the rows of a chart's table; nothing where there is no chart."""
    return json.loads(row.body)["table"]["rows"] if row is not None else []


def section(row: KeptSection) -> dict[str, Any]:
    """Return a kept section: its title, sentences and tables."""
    body = json.loads(row.body)
    return {
        "title": row.title,
        "lead": body.get("lead", ""),
        "sentences": body.get("sentences", ()),
        "tables": [table(one) for one in body.get("tables", ())],
    }
