"""Recommendations to take away, with what was answered and which actions answer them: CSV, spreadsheet, JSON."""

import csv
import json
from collections.abc import Sequence
from datetime import date
from io import StringIO
from typing import Any

from django.utils.translation import gettext as _

from evenhand.publish.spreadsheet.package import ods
from evenhand.publish.spreadsheet.sheets import Sheet, Workbook
from evenhand_service.plan.models import Recommendation
from evenhand_service.plan.presenters.words import language
from evenhand_service.plan.recommending.clock import due_on

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
_EMPTY = "–"
_WIDTHS = (18, 50, 10, 14, 26, 60, 24, 14, 14, 14, 18, 14, 40, 40, 50, 40)


def heads() -> list[str]:
    """Return the headings of an exported table, in the reader's language."""
    return [
        *(
            _("Who recommends"),
            _("Source"),
            _("Number"),
            _("Paragraph or page"),
            _("Heading it stands under"),
        ),
        *(_("Recommendation"), _("Addressed to"), _("Published on"), _("Reply due by"), _("Reply is late")),
        *(_("What was answered"), _("Answered on"), _("In its own words"), _("Steps taken")),
        *(_("Actions that answer it"), _("Says the same as")),
    ]


def told(one: Recommendation, day: date) -> dict[str, Any]:
    """Return a recommendation in plain values; what hangs on it has been fetched."""
    steps = list(one.escalations.all())
    return {
        "id": str(one.pk),
        "source_kind": one.source_kind,
        "source": one.source_title,
        "number": one.number,
        "paragraph": one.paragraph,
        "theme": one.theme,
        "text": one.text,
        "lang": one.lang,
        "addressee": one.addressee,
        "published": _iso(one.published_date),
        "reply_due": _iso(one.reply_due_date),
        "late": due_on(one, steps, day).late,
        "response": one.response,
        "responded": _iso(one.responded_date),
        "response_words": one.response_words,
        "steps": [{"step": each.step, "on": _iso(each.taken_date), "words": each.words} for each in steps],
        "actions": [
            {
                "id": str(each.action_id),
                "reference": each.action.reference,
                "action": each.action.wording,
                "status": each.action.status,
            }
            for each in one.answers.all()
        ],
        "outcomes": [each["text"] for each in one.outcomes],
        "same_as": str(one.same_as_id) if one.same_as_id else None,
    }


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _cells(one: Recommendation, day: date) -> list[str]:
    row = told(one, day)
    return [
        *(one.get_source_kind_display(), row["source"], row["number"], row["paragraph"], row["theme"]),
        *(row["text"], row["addressee"], row["published"], row["reply_due"]),
        *(_("Yes") if row["late"] else _("No"), one.get_response_display(), row["responded"]),
        row["response_words"],
        "; ".join(f"{each['on']} {each['step']}" for each in row["steps"]),
        "; ".join(f"{each['reference']} {each['action']}".strip() for each in row["actions"]),
        one.same_as.text if one.same_as else "",
    ]


def as_csv(rows: Sequence[Recommendation], day: date) -> str:
    """Return recommendations as CSV; what a spreadsheet would take for a formula is told as text."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(heads())
    for one in rows:
        writer.writerow([f"'{cell}" if cell.startswith(_DANGEROUS) else cell for cell in _cells(one, day)])
    return "\ufeff" + out.getvalue()


def as_ods(rows: Sequence[Recommendation], day: date, place: str) -> bytes:
    """Return recommendations as a spreadsheet of one table."""
    title = _("Recommendations: %(area)s") % {"area": place}
    sheet = Sheet(
        name=_("Recommendations"),
        title=title,
        lines=(_("As it stands on %(day)s.") % {"day": day.isoformat()},),
        heads=tuple(heads()),
        rows=tuple(tuple(cell or _EMPTY for cell in _cells(one, day)) for one in rows),
        widths=_WIDTHS,
    )
    book = Workbook(title=title, description=title, language=language(), day=day.isoformat(), sheets=(sheet,))
    return ods(book)


def as_json(rows: Sequence[Recommendation], day: date, code: str) -> str:
    """Return recommendations as JSON."""
    body = {"area": code, "as_at": day.isoformat(), "recommendations": [told(one, day) for one in rows]}
    return json.dumps(body, ensure_ascii=False, indent=1)
