"""Recommendations to take away, with what was answered and which actions answer them, as values, cells, a spreadsheet."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from evenhand.publish.spreadsheet.package import ods
from evenhand.publish.spreadsheet.sheets import Sheet, Workbook
from evenhand_service.plan.models import Recommendation
from evenhand_service.plan.presenters.words import language
from evenhand_service.plan.recommending.clock import due_on
from evenhand_service.plan.recommending.presenters import step_words

_EMPTY = "–"
_WIDTHS = (18, 50, 10, 14, 26, 60, 24, 14, 14, 14, 18, 14, 40, 40, 30, 50, 40)


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
        *(_("What was answered"), _("Answered on"), _("In its own words")),
        *(_("Steps taken"), _("Steps taken (codes)")),
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


def cells(one: Recommendation, day: date) -> list[str]:
    """Return a row of an exported table."""
    row = told(one, day)
    return [
        *(one.get_source_kind_display(), row["source"], row["number"], row["paragraph"], row["theme"]),
        *(row["text"], row["addressee"], row["published"], row["reply_due"]),
        *(_("Yes") if row["late"] else _("No"), one.get_response_display(), row["responded"]),
        row["response_words"],
        "; ".join(f"{each['on']} {step_words(each['step'])}" for each in row["steps"]),
        "; ".join(f"{each['on']} {each['step']}" for each in row["steps"]),
        "; ".join(f"{each['reference']} {each['action']}".strip() for each in row["actions"]),
        one.same_as.text if one.same_as else "",
    ]


def as_ods(rows: Sequence[Sequence[str]], day: date, place: str) -> bytes:
    """Return recommendations as a spreadsheet of one table."""
    title = _("Recommendations: %(area)s") % {"area": place}
    sheet = Sheet(
        name=_("Recommendations"),
        title=title,
        lines=(_("As it stands on %(day)s.") % {"day": day.isoformat()},),
        heads=tuple(heads()),
        rows=tuple(tuple(cell or _EMPTY for cell in one) for one in rows),
        widths=_WIDTHS,
    )
    book = Workbook(title=title, description=title, language=language(), day=day.isoformat(), sheets=(sheet,))
    return ods(book)
