"""Every table of one's own gives the table of measures under it, and the reference shows the same tables."""

import pytest

from evenhand.measures.own_table import Kind, all_names
from tests.spec.own_tables import PAGE, Case, cases, measured_like, page

ALL = list(cases())


@pytest.mark.parametrize("case", ALL, ids=[f"{case.kind}: {case.title}" for case in ALL])
def test_the_table_gives_the_measures(case: Case) -> None:
    assert measured_like(case) == case.expected


@pytest.mark.parametrize("kind", list(Kind))
def test_every_measure_is_in_a_table(kind: Kind) -> None:
    written = {row["measure"] for case in ALL if case.kind == kind for row in case.expected}
    assert {name.name for name in all_names(kind) if name.default or name.name == "rate"} <= written


def test_the_reference_is_in_step() -> None:
    assert PAGE.read_text("utf-8") == page(), "Type: python -m tests.spec.write_page"
