"""Quarters and years, money over protected counts, which steps a contract answers for: pure."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from evenhand_service.commissioning import rules
from evenhand_service.commissioning.settled import stages_of_offer, told
from evenhand_service.organisations.kinds import listed


@pytest.mark.parametrize(
    ("day", "year", "number"),
    [
        (date(2025, 4, 1), "2025/26", 1),
        (date(2025, 9, 30), "2025/26", 2),
        (date(2025, 12, 31), "2025/26", 3),
        (date(2026, 1, 1), "2025/26", 4),
        (date(2026, 3, 31), "2025/26", 4),
        (date(1999, 12, 1), "1999/00", 3),
    ],
)
def test_a_day_lies_in_its_financial_quarter(day: date, year: str, number: int) -> None:
    assert rules.financial_quarter(rules.quarter_of(day)) == (year, number)


def test_quarters_follow_each_other_without_a_gap() -> None:
    found = rules.quarters_between(date(2025, 5, 20), date(2026, 4, 1))
    assert found == [
        date(2025, 4, 1),
        date(2025, 7, 1),
        date(2025, 10, 1),
        date(2026, 1, 1),
        date(2026, 4, 1),
    ]


@pytest.mark.parametrize("text", ["2026/27", "1999/00", "2009/10"])
def test_a_financial_year_is_one(text: str) -> None:
    assert rules.is_financial_year(text)


@pytest.mark.parametrize("text", ["2026/28", "2026", "26/27", "2026/2027", "", "²⁰²⁶/27", "2026-27"])
def test_what_is_no_financial_year_is_none(text: str) -> None:
    assert not rules.is_financial_year(text)


def test_spend_per_person_is_a_range_that_holds_the_true_figure_for_every_count_the_rounding_allows() -> None:
    spend = Decimal("10000.00")
    each = rules.per_person(spend, 158, 162)
    assert each is not None
    for people in range(158, 163):
        assert each.lowest - Decimal("0.01") <= spend / people <= each.highest + Decimal("0.01")


@pytest.mark.parametrize(("least", "most"), [(0, 4), (0, 0), (5, 4)])
def test_nothing_is_worked_out_per_person_where_there_may_be_nobody(least: int, most: int) -> None:
    assert rules.per_person(Decimal(100), least, most) is None


@pytest.mark.parametrize(
    ("count", "shown"),
    [(0, 0), (1, None), (4, None), (5, 5), (7, 5), (8, 10), (12, 10), (13, 15), (None, None)],
)
def test_how_many_were_asked_is_shown_protected(count: int | None, shown: int | None) -> None:
    assert rules.protected(count, hidden_under=5, rounded_to=5) == shown


def test_a_contract_answers_for_the_steps_it_names_else_for_those_of_its_services() -> None:
    named = SimpleNamespace(stages=["tested"], service=SimpleNamespace(offers=["prescribing"]))
    by_offer = SimpleNamespace(stages=[], service=SimpleNamespace(offers=["aftercare"]))
    place = SimpleNamespace(stages=[], service=None)
    assert rules.stages_covered([named], stages_of_offer) == {"tested"}
    assert "stayed_well" in rules.stages_covered([by_offer], stages_of_offer)
    assert rules.stages_covered([place], stages_of_offer) == frozenset()


def test_the_mapping_names_offers_and_kinds_that_there_are() -> None:
    for name, one in told("stage_services")["stage"].items():
        assert set(one["offers"]) <= set(listed("service_offers")), name
        assert set(one["kinds"]) <= set(listed("organisation_kinds")), name
