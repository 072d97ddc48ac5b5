"""Several publications as one linked set: which counts are the same, which differ, and who came between."""

import numpy as np
import pytest

from evenhand.disclosure.linked import Contradiction, Demand, Sum, audit
from evenhand.disclosure.linked.over_time import Joined, joined
from tests.unit.disclosure.linked.publications import ENDLESS, adds_up, published

ABC = (adds_up("area", "A", "B", "C"),)
JANUARY = published({"Total": 30, "A": None, "B": None, "C": 20}, name="jan", as_at="2024-01-01", sums=ABC)
APRIL = published({"Total": 31, "A": None, "B": 5, "C": 20}, name="apr", as_at="2024-04-01", sums=ABC)


def derived(one: Joined, place: int, code: str) -> tuple[float, float]:
    """The bounds of one area's count in the publication at `place`."""
    mine = one.places[place]
    column = mine[one.codes(mine)["area"] == code]
    found = audit(one.linked, Demand.wide(column, ENDLESS), witnesses=False)
    return float(found.least[0]), float(found.most[0])


def test_the_same_cell_at_two_dates_is_two_counts_and_a_change() -> None:
    one = joined([APRIL, JANUARY])
    assert one.moments == (("jan",), ("apr",))
    assert len(one) == 4 + 4 + 4
    assert one.is_difference.sum() == 4
    assert one.is_published.sum() == 8
    assert one.moment.tolist() == [0] * 4 + [1] * 8
    assert one.earlier.tolist() == [-1] * 8 + [0] * 4
    assert one.codes(np.array([0, 8]))["area"].tolist() == ["A", "A"]
    assert (one.named(0), one.named(4), one.named(8)) == (("jan",), ("apr",), ("apr", "jan"))


def test_whoever_knows_that_people_are_not_taken_out_learns_more() -> None:
    apart, together = joined([JANUARY, APRIL], grows=False), joined([JANUARY, APRIL])
    assert derived(apart, 0, "A") == (1, 9)
    assert derived(apart, 1, "A") == (6, 6)
    assert derived(together, 0, "A") == (5, 6)
    assert not apart.growing.any()
    assert together.growing.sum() == 4
    assert together.notes == ()


def test_what_was_promised_is_each_hidden_count_at_its_width() -> None:
    one = joined([JANUARY, APRIL])
    assert one.promised().cells.tolist() == [0, 1, 4]
    assert one.promised().width.tolist() == [5, 5, 5]


def test_figures_of_one_day_that_can_all_be_true_are_of_one_moment() -> None:
    other = published({"A": (3, 7), "D": 4}, name="more", as_at="2024-01-01")
    one = joined([JANUARY, other])
    assert one.moments == (("jan", "more"),)
    assert not one.is_difference.any()
    assert (one.linked.least[0], one.linked.most[0]) == (3, 7)
    assert one.named(0) == ("jan", "more")


def test_a_figure_that_differs_makes_another_moment() -> None:
    corrected = published({"C": 21}, name="corrected", as_at="2024-01-01")
    assert joined([JANUARY, corrected]).moments == (("jan",), ("corrected",))


def test_without_days_publications_stand_in_the_order_given() -> None:
    first, second = published({"A": 9}, name="z"), published({"A": 3}, name="a", as_at="2020-01-01")
    assert joined([first, second]).moments == (("z",), ("a",))


def test_a_dimension_that_one_lacks_is_at_its_total() -> None:
    by_sex = published(
        {("A", "F"): None, ("A", "M"): 4, ("A", "Total"): (1, ENDLESS)},
        dimensions=("area", "sex"),
        sums=(adds_up("sex", "F", "M"),),
    )
    one = joined([by_sex, published({"A": 10}, name="two")])
    column = np.flatnonzero(one.codes(np.arange(3))["sex"] == "F")
    found = audit(one.linked, Demand.wide(column, 5))
    assert (found.least.tolist(), found.most.tolist()) == ([6], [6])


def test_a_growing_figure_that_falls_is_no_longer_taken_to_grow_and_its_parts_neither() -> None:
    fewer = published({"Total": 28, "A": None, "B": 9, "C": 18}, as_at="2024-04-01", sums=ABC)
    one = joined([JANUARY, fewer])
    assert not one.growing.any()
    assert len(one.notes) == 1
    assert "lower later" in one.notes[0]
    assert derived(one, 1, "A") == (1, 1)


def test_the_others_are_still_taken_to_grow() -> None:
    first = published({"A": 9, "B": (3, 7)}, as_at="2024-01-01")
    second = published({"A": 8, "B": (0, 4)}, as_at="2024-04-01")
    one = joined([first, second])
    assert one.growing.tolist() == [False] * 5 + [True]
    assert derived(one, 0, "B") == (3, 4)


def test_figures_that_together_cannot_grow_are_noted() -> None:
    parts = published({"A": 9, "B": 9}, as_at="2024-01-01")
    whole = published(
        {"Total": 15, "A": None, "B": None}, as_at="2024-04-01", sums=(adds_up("area", "A", "B"),)
    )
    one = joined([parts, whole])
    assert not one.growing.any()
    assert len(one.notes) == 1
    assert derived(one, 1, "A") == (1, 14)


def test_a_cell_left_out_for_a_while_stands_between() -> None:
    months = [
        published({"A": count} if place != 1 else {"B": 1}, as_at=f"2024-0{place + 1}-01")
        for place, count in enumerate((5, 0, 7))
    ]
    one = joined(months)
    assert one.is_published.sum() == 3
    assert one.is_difference.sum() == 3
    straight = np.flatnonzero((one.earlier == 0) & (one.moment == 2))
    assert (one.linked.least[straight], one.linked.most[straight]) == (2, 2)


def test_two_exact_figures_with_a_hidden_one_between_have_their_own_change() -> None:
    months = [
        published({"A": count}, as_at=f"2024-0{place + 1}-01") for place, count in enumerate((5, None, 7, 9))
    ]
    one = joined(months)
    pairs = sorted(
        zip(one.earlier[one.is_difference].tolist(), one.moment[one.is_difference].tolist(), strict=True)
    )
    assert pairs == [(0, 1), (0, 2), (1, 2), (2, 3)]


def test_where_a_part_is_not_among_the_cells_the_others_come_within_the_whole() -> None:
    parts = Sum(dimension="area", whole="Total", parts=("A", "B", "C"), overlapping=True)
    first = published({"Total": 30, "A": (0, 20), "B": 20}, as_at="2024-01-01", sums=(parts,))
    second = published({"Total": 31, "A": 14, "B": 20, "C": 3}, as_at="2024-04-01", sums=(parts,))
    assert derived(joined([first, second]), 0, "A") == (13, 14)
    assert derived(joined([first, second], grows=False), 0, "A") == (0, 20)


def test_a_cell_that_would_be_listed_if_anybody_were_there_holds_nobody_where_it_is_not() -> None:
    sums = (Sum(dimension="area", whole="Total", parts=("A", "B"), absent_is_none=True),)
    months = [
        published(cells, as_at=f"2024-0{place + 1}-01", sums=sums)
        for place, cells in enumerate(
            ({"Total": 9, "A": 9, "B": 0}, {"Total": 9, "A": None}, {"Total": 9, "A": 8, "B": 1})
        )
    ]
    one = joined(months)
    assert derived(one, 1, "A") == (9, 9)


def test_fewer_parts_in_one_publication_hold_for_its_own_cells_alone() -> None:
    short = published(
        {("Total", "F"): 10, ("A", "F"): None, ("B", "F"): 4},
        dimensions=("area", "sex"),
        sums=(adds_up("area", "A", "B"),),
    )
    long = published(
        {("Total", "M"): 10, ("A", "M"): None, ("B", "M"): 4, ("C", "M"): 2},
        name="two",
        dimensions=("area", "sex"),
        sums=ABC,
    )
    one = joined([short, long])
    assert derived(one, 0, "A") == (6, 6)
    assert derived(one, 1, "A") == (4, 4)


def test_a_sum_that_the_figures_refute_is_left_out_and_noted() -> None:
    wrong = published({"Total": 30, "A": 9, "B": 9, "C": (20, 21)}, sums=ABC)
    one = joined([wrong])
    assert one.linked.sums.shape[0] == 0
    assert one.notes == ("Some sums do not hold among the figures shown; they were left out.",)


def test_figures_that_contradict_each_other_by_several_sums_are_said_to() -> None:
    sums = (adds_up("area", "A", "B"), adds_up("area", "A", "C"), adds_up("area", "B", "C", whole="D"))
    wrong = published({"Total": 30, "A": None, "B": None, "C": None, "D": 70}, sums=sums)
    with pytest.raises(Contradiction):
        audit(joined([wrong]).linked, Demand.wide(np.array([1]), 1))


def test_too_many_codes_are_refused() -> None:
    dimensions = tuple(f"d{one}" for one in range(63))
    cells = published({("x",) * 63: 1}, dimensions=dimensions)
    with pytest.raises(ValueError, match="Too many"):
        joined([cells])
