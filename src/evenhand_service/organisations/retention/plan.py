"""Which rows of the stores go: one plan, read out by the dry run and carried out by `retain`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evenhand_service.organisations.enums import PurposeState
from evenhand_service.organisations.models import CareRows, EqualityRows, JusticeRows
from evenhand_service.organisations.retention.rules import GONE, Line, is_due, periods
from evenhand_service.organisations.stores.parts import from_bytes
from evenhand_service.organisations.stores.rules import ROW_NUMBER, place

KEEPER = "keeper"
MODELS: dict[str, Any] = {"care": CareRows, "justice": JusticeRows, "equality": EqualityRows}
PeriodOf = Callable[[str, str], int]
"""Days for an area's id and a kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """Rows of one load and record type that go, or whose identifiers go, by their numbers."""

    load_id: Any
    record: str
    area_id: str
    kind: str
    numbers: frozenset[int]
    why: str

    @property
    def line(self) -> Line:
        """The same as a line of a certificate."""
        return Line(area_id=self.area_id, kind=self.kind, number=len(self.numbers), why=self.why)


def going(*, today: date, period_of: PeriodOf) -> Iterator[Going]:
    """Yield what goes today from the stores; a row goes for one reason, the first that holds."""
    for store in ("care", "justice"):
        for one in (
            MODELS[store].objects.using(KEEPER).select_related("purpose").order_by("load_id", "record")
        ):
            if place(one.record, ()).store == store:
                yield from _of(one, today, period_of)


def _of(one: Any, today: date, period_of: PeriodOf) -> Iterator[Going]:
    area = str(one.area_id)
    rows = from_bytes(one.content)
    numbers = rows.column(ROW_NUMBER).to_pylist()
    told = {"load_id": one.load_id, "record": one.record, "area_id": area}
    over = one.purpose.state == PurposeState.ENDED or is_due(
        one.purpose.expires, period_of(area, "purpose-over"), today
    )
    if over:
        yield Going(**told, kind="purpose-over", numbers=frozenset(numbers), why=_("The purpose is over."))
        return
    gone: set[int] = set()
    # Whole rows go first, so that nobody's identifiers are taken from a row that goes anyway.
    for period in sorted(periods().values(), key=lambda one: one.action != "rows"):
        if period.record != one.record:
            continue
        days = period_of(area, period.kind)
        due = _due(rows, period.column, localdate(one.stored_at), days, today) - gone
        if period.action == "identifiers":
            due &= _negative(rows)
        if due:
            why = older_than(days)
            yield Going(**told, kind=period.kind, numbers=frozenset(due), why=why)
        gone |= due


def older_than(days: int) -> str:
    """Return the reason for which a row that is due goes."""
    return ngettext("Older than %(number)s day.", "Older than %(number)s days.", days) % {"number": days}


def _due(rows: pa.Table, column: str, stored: date, days: int, today: date) -> set[int]:
    held = rows.column(column).to_pylist() if column in rows.column_names else [None] * rows.num_rows
    numbers = rows.column(ROW_NUMBER).to_pylist()
    return {number for number, day in zip(numbers, held, strict=True) if is_due(day or stored, days, today)}


def _negative(rows: pa.Table) -> set[int]:
    """Negative tests that still say whose they are."""
    told = zip(*(rows.column(name).to_pylist() for name in (ROW_NUMBER, "result", "person_id")), strict=True)
    return {
        number
        for number, result, person in told
        if result == "negative" and person and not person.startswith(GONE)
    }
