"""What can be measured of plain sequences, as in a notebook: one function for each kind of table."""

from collections.abc import Sequence
from typing import Any

from evenhand.measures.own_table.measure import measure_table
from evenhand.measures.own_table.read import table_of
from evenhand.measures.own_table.types import Kind, Row


def measure_groups(
    group: Sequence[Any],
    numerator: Sequence[Any],
    denominator: Sequence[Any],
    *,
    population: Sequence[Any] | None = None,
    order: Sequence[Any] | None = None,
    measures: Sequence[str] = (),
    reference: str | None = None,
    favourable: str | None = None,
    level: float = 0.95,
) -> list[Row]:
    """Return what can be measured of groups: their shares, differences and ratios, and summaries over all of them."""
    columns = {"group": group, "numerator": numerator, "denominator": denominator}
    table = table_of(Kind.GROUPS, {**columns, "population": population, "order": order})
    return measure_table(table, measures, reference=reference, favourable=favourable, level=level)


def measure_areas(
    area: Sequence[Any],
    numerator: Sequence[Any],
    denominator: Sequence[Any] | None = None,
    *,
    expected: Sequence[Any] | None = None,
    measures: Sequence[str] = (),
    level: float = 0.95,
) -> list[Row]:
    """Return what can be measured of areas: their shares or rates, events beside those expected, and a funnel."""
    columns = {"area": area, "numerator": numerator, "denominator": denominator, "expected": expected}
    return measure_table(table_of(Kind.AREAS, columns), measures, level=level)


def measure_series(
    date: Sequence[Any],
    numerator: Sequence[Any] | None = None,
    denominator: Sequence[Any] | None = None,
    *,
    value: Sequence[Any] | None = None,
    measures: Sequence[str] = (),
) -> list[Row]:
    """Return what can be measured of a series: charts over time with and without denominators, and runs."""
    columns = {"date": date, "numerator": numerator, "denominator": denominator, "value": value}
    return measure_table(table_of(Kind.SERIES, columns), measures)


def measure_people(
    time: Sequence[Any],
    event: Sequence[Any],
    group: Sequence[Any] | None = None,
    *,
    measures: Sequence[str] = (),
    reference: str | None = None,
    level: float = 0.95,
) -> list[Row]:
    """Return what can be measured of people, one element each: how long they stay, and how they leave."""
    table = table_of(Kind.PEOPLE, {"time": time, "event": event, "group": group})
    return measure_table(table, measures, reference=reference, level=level)
