"""Figures are hidden until sums narrow none too far: the nearest and smallest first, and nothing where nothing fails."""

import numpy as np

from evenhand.disclosure.linked import LinkedSet, Sum, link
from evenhand.disclosure.tables.settle import Settled, settle


def of(codes: list[str], least: list[float], most: list[float], *sums: Sum) -> LinkedSet:
    return link({"d": np.array(codes)}, np.array(least), np.array(most), sums)


def settled(
    linked: LinkedSet, width: list[float], hidden: list[bool], unpublished: list[bool], seen: list[float]
) -> Settled:
    return settle(
        linked,
        np.array(width),
        np.array(hidden),
        np.array(seen),
        may_hide=~np.array(hidden),
        unpublished=np.array(unpublished),
        seen=np.array(seen),
    )


WHOLE = Sum(dimension="d", whole="T", parts=("a", "b"))


def test_a_hidden_count_is_protected_by_the_smallest_beside_it() -> None:
    linked = of(["a", "b", "T"], [0, 9, 11], [np.inf, 10, 12], WHOLE)
    found = settled(linked, [5, 0, 0], [True, False, False], [False] * 3, [2, 9, 11])
    assert found.hidden.tolist() == [True, True, False]
    assert not len(found.failing)


def test_of_an_unpublished_count_it_is_enough_that_nobody_may_be_in_it() -> None:
    linked = of(["a", "b", "T"], [0, 9, 9], [np.inf, 10, 10], WHOLE)
    found = settled(linked, [5, 0, 0], [True, False, False], [True, False, False], [1, 9, 10])
    assert found.hidden.tolist() == [True, False, False]


def test_where_nothing_is_left_to_hide_it_fails() -> None:
    linked = of(["a", "b", "T"], [1, 1, 1], [2, 2, 2], WHOLE)
    found = settled(linked, [5, 0, 0], [True, True, True], [False] * 3, [1, 1, 2])
    assert found.failing.tolist() == [0]


def test_the_nearest_figure_may_be_some_sums_away() -> None:
    chain = (WHOLE, Sum(dimension="d", whole="U", parts=("T", "c")))
    linked = of(["a", "b", "T", "c", "U"], [0, 3, 0, 9, 15], [np.inf, 3, np.inf, 10, 16], *chain)
    found = settled(linked, [5, 0, 0, 0, 0], [True, True, True, False, False], [False] * 5, [3, 3, 6, 9, 15])
    assert found.hidden.tolist() == [True, True, True, True, False]
