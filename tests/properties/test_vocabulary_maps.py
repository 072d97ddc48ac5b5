"""Any lists that lead from fine to coarse: every way is whole, the same, keeps unknowns, and never goes back."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.foundations import VocabularyError
from evenhand.vocabulary import UNKNOWNS, CodeList, CodeListValue, CodeMap
from evenhand.vocabulary.mappings import all_ways, check_maps, coarser_lists, comparable, map_codes

Steps = list[list[int]]


@st.composite
def steps(draw: st.DrawFn) -> Steps:
    """Return for each list, from fine to coarse, the place of each of its values in the next one."""
    sizes = sorted(draw(st.lists(st.integers(1, 6), min_size=2, max_size=4)), reverse=True)
    return [[draw(st.integers(0, coarse - 1)) for _ in range(fine)] for fine, coarse in pairwise(sizes)] + [
        [0] * sizes[-1]
    ]


def chain(given_steps: Steps, *, as_maps: bool) -> dict[str, CodeList]:
    lists = {}
    for number, places in enumerate(given_steps):
        last = number == len(given_steps) - 1
        target = f"list-{number + 1}:1"
        groups = {f"V{value}": f"V{place}" for value, place in enumerate(places)}
        listed = CodeList(
            id=f"list-{number}",
            edition="1",
            characteristic=f"characteristic-{number}",
            title=f"List {number}",
            source="made for a test",
            valid_from=None,
            valid_to=None,
            verified=True,
            values=tuple(
                CodeListValue(
                    code=code, label=f"value {code}", group=None if last or as_maps else groups[code]
                )
                for code in groups
            ),
            coarser=None if last or as_maps else target,
            maps=(CodeMap(to=target, values=groups),) if as_maps and not last else (),
        )
        lists[listed.key] = listed
    return lists


@given(steps(), st.booleans())
def test_a_way_is_its_steps_one_after_the_other(given_steps: Steps, as_maps: bool) -> None:
    lists = chain(given_steps, as_maps=as_maps)
    check_maps(lists)
    place = {f"V{value}": value for value in range(len(given_steps[0]))}
    for number in range(1, len(given_steps)):
        place = {code: given_steps[number - 1][value] for code, value in place.items()}
        found = map_codes(lists, "list-0:1", f"list-{number}:1").values
        assert found == {code: f"V{value}" for code, value in place.items()} | {
            code: code for code in UNKNOWNS
        }


@given(steps())
def test_the_way_back_is_taken_only_where_nothing_is_guessed(given_steps: Steps) -> None:
    lists = chain(given_steps, as_maps=True)
    for start in lists:
        for end in all_ways(lists, start):
            there = map_codes(lists, start, end).values
            if start not in all_ways(lists, end):
                with pytest.raises(VocabularyError, match="guess"):
                    map_codes(lists, end, start)
                continue
            back = map_codes(lists, end, start).values
            assert {code: back[place] for code, place in there.items()} == {code: code for code in there}


@given(steps())
def test_coarser_lists_are_the_ways_that_the_counts_take(given_steps: Steps) -> None:
    lists = chain(given_steps, as_maps=False)
    found = {coarse.key: dict(values) for coarse, values in coarser_lists(lists, "list-0:1")}
    assert found == {key: map_codes(lists, "list-0:1", key).values for key in lists if key != "list-0:1"}


@given(steps())
def test_what_is_comparable_does_not_depend_on_the_order(given_steps: Steps) -> None:
    lists = chain(given_steps, as_maps=True)
    for one in lists:
        for other in lists:
            for listed in lists.values():
                there = comparable(lists, one, other, listed.characteristic)
                back = comparable(lists, other, one, listed.characteristic)
                assert (there.may, there.through) == (back.may, back.through)
