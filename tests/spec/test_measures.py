"""Every table of counts gives the table of measures under it, and the reference shows the same tables."""

import pytest

from evenhand.measures import Measure
from tests.spec.own_tables import cases as own_cases
from tests.spec.tables import MADE_OF, ORDER, PAGE, Case, cases, measured_like, page

ALL = list(cases())


@pytest.mark.parametrize("case", ALL, ids=[f"{case.measure}: {case.title}" for case in ALL])
def test_the_counts_give_the_measures(case: Case) -> None:
    assert sorted(measured_like(case), key=str) == sorted(case.expected, key=str)


SEVERAL = {
    *("funnel", "funnel_phi", "funnel_tau2", "funnel_point", "funnel_point_wide"),
    *("p_prime", "u_prime", "ratio_trend", "bgsd_corrected", "proportion_bounds", "rate_bounds"),
}
"""Measures of several areas, of many periods, or beside others: their rows are tested in tests/unit/measures."""


def test_every_measure_has_its_tables() -> None:
    written = {name.replace("-", "_") for name in ORDER} | {
        name for made in MADE_OF.values() for name in made
    }
    own = {row["measure"] for one in own_cases() for row in one.expected}
    assert {str(measure) for measure in Measure} <= written | own | SEVERAL
    assert not SEVERAL & written


def test_every_measure_meets_a_zero_denominator_and_an_unknown_group() -> None:
    for measure in {case.measure for case in ALL}:
        rows = [row for case in ALL if case.measure == measure for row in case.counted]
        assert any(row["group"] == "not_stated" for row in rows), measure
        assert any("0" in list(row.values())[1:-1] for row in rows), measure


def test_the_reference_is_in_step() -> None:
    assert PAGE.read_text("utf-8") == page(), "Type: python -m tests.spec.write_page"
