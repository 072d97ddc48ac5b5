"""A plan to take away: the cells of its rows, a spreadsheet of them, and what JSON tells before them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from evenhand.publish.spreadsheet.package import ods
from evenhand.publish.spreadsheet.sheets import Sheet, Workbook
from evenhand_service.plan.answering import words_of
from evenhand_service.plan.enums import ActionStatus
from evenhand_service.plan.models import Plan

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


def as_ods(plan: Plan, rows: Sequence[Sequence[str]], *, day: date, language: str) -> bytes:
    """Return cells of rows as a spreadsheet of one table."""
    sheet = Sheet(
        name=_("Plan"),
        title=plan.title,
        lines=(_("As it stands on %(day)s.") % {"day": day.isoformat()},),
        heads=tuple(heads()),
        rows=tuple(tuple(one or _EMPTY for one in row) for row in rows),
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


def told(plan: Plan, day: date) -> dict[str, str]:
    """Return what a JSON of a plan tells before its rows."""
    return {
        "title": plan.title,
        "financial_year": plan.financial_year,
        "overarching_aim": plan.overarching_aim,
        "as_at": day.isoformat(),
    }
