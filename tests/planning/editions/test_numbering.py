"""Numbers that are left out, and references to what is not there."""

import pytest

from evenhand.planning.editions import Closure, compare, dangling_in, gaps_in
from tests.planning.editions.plans import edition, row


@pytest.mark.parametrize(
    ("references", "gaps"),
    [
        (["1/4", "1/6", "2/1"], ["1/1", "1/2", "1/3", "1/5"]),
        (["WP-1", "WP-3"], ["WP-2"]),
        (["1", "2", "4"], ["3"]),
        (["1a", "1b", "3"], ["2"]),
        (["2006/2007"], []),
        (["", "A"], []),
    ],
)
def test_each_series_is_looked_at_by_itself(references: list[str], gaps: list[str]) -> None:
    assert gaps_in([row(one) for one in references]) == tuple(gaps)


def test_a_gap_that_opened_is_told_from_one_that_was_there() -> None:
    found = compare(edition(row("1/2"), row("1/3")), edition(row("1/3")))
    assert (found.old_gaps, found.new_gaps, found.opened_gaps) == (("1/1",), ("1/1", "1/2"), ("1/2",))


def test_waiting_for_what_is_not_there_weighs_more_than_naming_it() -> None:
    rows = [row("1/1", depends_on=("1/9",), mentions=("1/2", "1/9", "2/4")), row("1/2")]
    assert [(one.to, one.waits, one.closed) for one in dangling_in(rows, {"2/4"})] == [
        ("1/9", True, False),
        ("2/4", False, True),
    ]


def test_a_closing_note_explains_a_reference() -> None:
    new = edition(row("1/7", mentions=("2/4",)), closures=(Closure(reference="2/4", note="Taken into 1/7."),))
    assert [one.closed for one in compare(edition(), new).new_dangling] == [True]
