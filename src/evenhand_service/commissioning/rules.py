"""What is allowed, which quarter and year a day lies in, and what may be said of money: pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from uuid import UUID

_MONTHS = 3
_PENNY = Decimal("0.01")


def quarter_of(day: date) -> date:
    """Return the first day of a day's quarter; quarters of calendar and financial years begin on the same days."""
    return date(day.year, (day.month - 1) // _MONTHS * _MONTHS + 1, 1)


def quarter_after(start: date) -> date:
    """Return the first day of the next quarter."""
    return quarter_of(start + timedelta(days=100))


def quarters_between(first: date, last: date) -> list[date]:
    """Return the first day of every quarter that two days and those between lie in."""
    found, start = [], quarter_of(first)
    while start <= last:
        found.append(start)
        start = quarter_after(start)
    return found


def financial_quarter(start: date) -> tuple[str, int]:
    """Return a quarter's financial year and number: 1 July 2025 begins the second of 2025/26."""
    first = start.year if start.month > _MONTHS else start.year - 1
    return f"{first}/{(first + 1) % 100:02}", (start.month - 4) % 12 // _MONTHS + 1


def is_financial_year(text: str) -> bool:
    """Return whether text is a financial year as plans write it, the second half following from the first."""
    first, _, second = text.partition("/")
    plain = first.isascii() and first.isdigit() and second.isascii() and second.isdigit()
    return plain and len(first) == 4 and second == f"{(int(first) + 1) % 100:02}"


def stages_covered(coverage: Iterable[Any], stages_of_offer: Any) -> frozenset[str]:
    """Return the steps that a contract answers for: those it names, else those its services' offers stand for."""
    found: set[str] = set()
    for one in coverage:
        if one.stages:
            found |= set(one.stages)
        elif one.service is not None:
            found |= {stage for offer in one.service.offers for stage in stages_of_offer(offer)}
    return frozenset(found)


def plain_name(text: str) -> str:
    """Return letters and figures of a name alone: how a data file and a contract write the same place."""
    return "".join(one for one in text.casefold() if one.isalnum())


@dataclass(frozen=True, slots=True, kw_only=True)
class PerPerson:
    """Spend for each person counted: the range that the protected count allows."""

    lowest: Decimal
    highest: Decimal


def per_person(spend: Decimal, least: int, most: int) -> PerPerson | None:
    """Return spend per person over a protected count, as a range; None where the count may be nought. Source: A5."""
    if least <= 0 or most < least:
        return None

    def over(people: int) -> Decimal:
        return (spend / people).quantize(_PENNY, ROUND_HALF_UP)

    return PerPerson(lowest=over(most), highest=over(least))


def protected(count: int | None, *, hidden_under: int, rounded_to: int) -> int | None:
    """Return a count of people as it may be shown; None for one that is hidden or unknown."""
    if count is None or 0 < count < hidden_under:
        return None
    return (2 * count + rounded_to) // (2 * rounded_to) * rounded_to


def why_not_approve(practice: Any, person: UUID) -> bool:
    """Return whether somebody may not approve an entry: whoever wrote it does not."""
    return practice.author_id == person
