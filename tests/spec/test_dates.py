"""Every date of the tables is read as its line says, and the reference shows the same tables."""

import pytest

from tests.spec.dates import PAGE, Case, cases, page, read_like

ALL = list(cases())


@pytest.mark.parametrize("case", ALL, ids=[case.said["written"] for case in ALL])
def test_the_date_is_read_as_the_table_says(case: Case) -> None:
    assert read_like(case) == case.said


def test_the_reference_is_in_step() -> None:
    assert PAGE.read_text("utf-8") == page(), "Type: python -m tests.spec.write_page"
