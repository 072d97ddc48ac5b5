"""A budget as a spreadsheet's CSV: every line that cannot be used is told with its number and what would mend it."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from io import StringIO

from django.utils.translation import gettext as _

from evenhand.foundations.cells import text_as_given
from evenhand_service.commissioning.settled import funding_sources, limits
from evenhand_service.common.rows_sent import csv_text
from evenhand_service.organisations.kinds import listed

COLUMNS = ("financial_year", "source", "pool", "service", "contract", "amount", "currency")
_NEEDED = ("financial_year", "source", "service", "amount")
_AMOUNT = re.compile(r"[0-9]{1,3}(,[0-9]{3})*(\.[0-9]{1,2})?|[0-9]+(\.[0-9]{1,2})?")
_MOST = Decimal("999999999999.99")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a budget, as it was read."""

    financial_year: str
    source: str
    pool: str
    service: str
    contract: str
    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Read:
    """What a file held: its lines, and what is wrong with it in words."""

    lines: tuple[Line, ...]
    faults: tuple[str, ...]


def read_budget(content: bytes, *, financial_year: str) -> Read:
    """Return the lines of a budget for one year; a file with a single fault gives none. Source: A5."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Read((), (_("The file is not text in UTF-8. Save it as “CSV UTF-8” and send it again."),))
    if "\x00" in text:
        return Read((), (_("The file is no CSV. Save the spreadsheet as “CSV UTF-8” and send it again."),))
    try:
        rows = list(csv.reader(StringIO(text, newline=""), strict=True))
    except csv.Error:
        return Read(
            (),
            (_("A quotation mark is open to the end of the file. Close it and send the file again."),),
        )
    rows = [(number, row) for number, row in enumerate(rows, 1) if any(cell.strip() for cell in row)]
    if not rows:
        return Read((), (_("The file is empty."),))
    head = [one.strip().lower() for one in rows[0][1]]
    missing = [one for one in _NEEDED if one not in head]
    if missing:
        told = {"missing": ", ".join(missing), "columns": ", ".join(COLUMNS)}
        return Read((), (_("Columns are missing: %(missing)s. The columns are: %(columns)s.") % told,))
    if len(rows) - 1 > limits()["budget_lines"]:
        return Read((), (_("The file has more than %(most)s lines.") % {"most": limits()["budget_lines"]},))
    lines, faults = [], []
    for number, row in rows[1:]:
        cells = {name: cell.strip() for name, cell in zip(head, row, strict=False)}
        line, wrong = _line(cells, financial_year)
        faults += [_("Line %(number)s: %(fault)s") % {"number": number, "fault": one} for one in wrong]
        if line is not None:
            lines.append(line)
    return Read((), tuple(faults)) if faults else Read(tuple(lines), ())


def _line(cells: dict[str, str], year: str) -> tuple[Line | None, list[str]]:
    wrong = []
    if cells.get("financial_year") != year:
        wrong.append(_("it is not of the year %(year)s.") % {"year": year})
    source = _code(cells.get("source", ""), funding_sources())
    if not source:
        wrong.append(_("the source is not in the list: %(list)s.") % {"list": ", ".join(funding_sources())})
    service = _code(cells.get("service", ""), listed("service_offers"))
    if not service:
        wrong.append(
            _("the service is not in the list: %(list)s.") % {"list": ", ".join(listed("service_offers"))}
        )
    amount = money_of(cells.get("amount", ""))
    if amount is None:
        wrong.append(_("the amount is not one in pounds, such as 12500 or 12,500.00."))
    currency = cells.get("currency", "") or limits()["currency"]
    if currency != limits()["currency"]:
        wrong.append(_("the currency is not GBP."))
    if wrong or amount is None:
        return None, wrong
    given = {name: text_as_given(cells.get(name, "")) for name in ("pool", "contract")}
    return Line(
        financial_year=year, source=source, service=service, amount=amount, currency=currency, **given
    ), []


def _code(text: str, known: dict[str, object]) -> str:
    """The code of what was written: the code itself, or its words in either language."""
    wanted = text.casefold()
    for code, one in known.items():
        if wanted in (code, str(getattr(one, "en", "")).casefold(), str(getattr(one, "cy", "")).casefold()):
            return code
    return ""


def money_of(text: str) -> Decimal | None:
    """Return an amount in pounds and pence, never below nought; None for anything else."""
    plain = text.strip().removeprefix("£").strip()
    if not _AMOUNT.fullmatch(plain):
        return None
    try:
        amount = Decimal(plain.replace(",", ""))
    except InvalidOperation:
        return None
    return amount if amount <= _MOST else None


def write_budget(lines: Iterable[Line]) -> str:
    """Return lines as CSV that `read_budget` reads; a cell that a spreadsheet would run begins with an apostrophe."""
    return csv_text([COLUMNS, *([getattr(one, name) for name in COLUMNS] for one in lines)])
