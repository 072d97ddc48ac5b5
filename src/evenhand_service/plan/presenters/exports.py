"""A plan to take away: as CSV, as a spreadsheet, as JSON with the rows that editions hold."""

import csv
import json
from collections.abc import Sequence
from datetime import date
from io import StringIO
from typing import Any

from django.utils.translation import gettext as _

from evenhand.publish.spreadsheet.package import ods
from evenhand.publish.spreadsheet.sheets import Sheet, Workbook
from evenhand_service.plan.answering import words_of
from evenhand_service.plan.enums import ActionStatus
from evenhand_service.plan.models import Plan

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
_EMPTY = "–"
_WIDTHS = (10, 28, 28, 60, 34, 26, 14, 14, 60, 16, 30)


def heads() -> list[str]:
    """Return the headings of an exported table, in the reader's language."""
    return [
        _("Reference"),
        _("Theme"),
        _("Aim"),
        _("Action"),
        _("Who leads"),
        _("When"),
        _("First day"),
        _("Last day"),
        _("Progress"),
        _("State"),
        _("Waits for"),
    ]


def cells(row: dict[str, Any]) -> list[str]:
    """Return a row of an exported table."""
    return [
        row["reference"],
        row["theme"],
        row["aim"],
        row["action"],
        "; ".join(words_of(one["name"], one["agency"]) for one in row["leads"]),
        row["when"],
        row["earliest"] or "",
        row["latest"] or "",
        row["progress"],
        str(ActionStatus(row["status"]).label),
        ", ".join(row["depends_on"]),
    ]


def as_csv(rows: Sequence[dict[str, Any]]) -> str:
    """Return rows as CSV; what a spreadsheet would take for a formula is told as text."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(heads())
    writer.writerows([_told(one) for one in cells(row)] for row in rows)
    return "\ufeff" + out.getvalue()


def _told(text: str) -> str:
    return f"'{text}" if text.startswith(_DANGEROUS) else text


def as_ods(plan: Plan, rows: Sequence[dict[str, Any]], *, day: date, language: str) -> bytes:
    """Return rows as a spreadsheet of one table."""
    sheet = Sheet(
        name=_("Plan"),
        title=plan.title,
        lines=(_("As it stands on %(day)s.") % {"day": day.isoformat()},),
        heads=tuple(heads()),
        rows=tuple(tuple(one or _EMPTY for one in cells(row)) for row in rows),
        widths=_WIDTHS,
    )
    book = Workbook(
        title=plan.title,
        description=plan.financial_year,
        language=language,
        day=day.isoformat(),
        sheets=(sheet,),
    )
    return ods(book)


def as_json(plan: Plan, rows: Sequence[dict[str, Any]], *, day: date) -> str:
    """Return a plan as JSON: rows under the names of `evenhand plan read --json`, with what became of them."""
    told = {
        "title": plan.title,
        "financial_year": plan.financial_year,
        "overarching_aim": plan.overarching_aim,
        "as_at": day.isoformat(),
        "rows": list(rows),
    }
    return json.dumps(told, ensure_ascii=False, indent=1)
