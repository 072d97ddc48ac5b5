"""What may be told of counts that nothing keeps wide, and what refuses the release."""

import numpy as np
import pytest

from evenhand.disclosure import load_policy
from evenhand.disclosure.releases import settle
from evenhand.disclosure.releases.context import Context
from evenhand.disclosure.releases.settle import CannotRelease

CONTEXT = Context(policy=load_policy("open-5"), programme=None)
NONE = np.zeros(3, dtype=np.bool_)
FIRST = np.array([True, False, False])


def told(low: int, high: int) -> settle._Told:
    return settle._Told(cells=np.array([0]), low=np.array([low]), high=np.array([high]))


def refuse(found: settle._Told, *, by_rule: np.ndarray = NONE, shared: np.ndarray = NONE) -> None:
    settle._refuse_what_may_not_be_told(found, by_rule, shared, CONTEXT)


def test_that_nobody_is_there_may_be_told() -> None:
    refuse(told(0, 0))
    refuse(told(0, 1), by_rule=FIRST, shared=FIRST)


def test_a_small_count_may_not() -> None:
    with pytest.raises(CannotRelease, match="1 counts that may not be told"):
        refuse(told(3, 3))


def test_nor_that_none_or_all_of_a_small_group_got_there() -> None:
    for number in (0, 8):
        with pytest.raises(CannotRelease):
            refuse(told(number, number), by_rule=FIRST, shared=FIRST)


def test_nor_how_many_left_so_that_it_is_never_told() -> None:
    refuse(told(0, 0), by_rule=FIRST)
    with pytest.raises(CannotRelease):
        refuse(told(12, 12), by_rule=FIRST)
