"""Mantel-Haenszel over hidden counts: the bounds are those of a search through every table, and nothing less."""

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.measures.stratified import (
    Box,
    TermsOf,
    difference_error,
    difference_terms,
    extreme,
    log_ratio_error,
    pooled,
    ratio_terms,
)

FEW = settings(max_examples=max(10, settings().max_examples // 2))


@st.composite
def counts(draw: st.DrawFn, width: int = 3) -> tuple[int, int, int, int]:
    """Draw least and most of people, and of those who got there, so that some table fits."""
    least = draw(st.integers(0, 6))
    most = least + draw(st.integers(0, width))
    low = draw(st.integers(0, most))
    return low, min(low + draw(st.integers(0, width)), most + 1), least, most


Strata = list[tuple[tuple[int, int, int, int], tuple[int, int, int, int]]]
strata = st.lists(st.tuples(counts(), counts()), min_size=1, max_size=2)


def box_of(given_strata: Strata) -> Box:
    def column(side: int, place: int) -> np.ndarray:
        return np.array([[one[side][place] for one in given_strata]], dtype=np.float64)

    return Box(
        a=(column(0, 0), column(0, 1)),
        n1=(column(0, 2), column(0, 3)),
        c=(column(1, 0), column(1, 1)),
        n0=(column(1, 2), column(1, 3)),
    )


def tables_of(side: tuple[int, int, int, int]) -> list[tuple[int, int]]:
    low, high, least, most = side
    return [(x, n) for x in range(low, high + 1) for n in range(least, most + 1) if x <= n]


def brute(given_strata: Strata, terms_of: TermsOf) -> tuple[float, float]:
    """The least and the greatest pooled figure of every table in the box, one after the other."""
    each = []
    for group, other in given_strata:
        found = {
            tuple(
                float(term[0, 0]) for term in terms_of(*(np.array([[float(one)]]) for one in (a, n1, c, n0)))
            )
            for (a, n1), (c, n0) in product(tables_of(group), tables_of(other))
        }
        each.append(sorted(found))
    values = []
    for chosen in product(*each):
        top, bottom = (sum(one[place] for one in chosen) for place in (0, 1))
        if bottom:
            values.append(top / bottom)
        elif top:
            values.append(np.inf)
    return (min(values), max(values)) if values else (np.nan, np.nan)


def has_no_figure(given_strata: Strata, terms_of: TermsOf) -> bool:
    """Whether there is a table in the box with nothing to divide by."""
    return all(
        any(
            terms_of(*(np.array([[float(one)]]) for one in (a, n1, c, n0)))[1][0, 0] == 0
            for (a, n1), (c, n0) in product(tables_of(group), tables_of(other))
        )
        for group, other in given_strata
    )


@FEW
@given(strata, st.sampled_from([ratio_terms, difference_terms]))
def test_bounds_are_those_of_every_table_in_the_box(given_strata: Strata, terms_of: TermsOf) -> None:
    box = box_of(given_strata)
    low, high = brute(given_strata, terms_of)
    found_low, found_high = (float(extreme(box, terms_of, lowest=one)[0][0]) for one in (True, False))
    for found, true in ((found_low, low), (found_high, high)):
        # Where one possible table has no figure at all (nobody, or no event), none may be given.
        undefined = np.isnan(found) and (np.isnan(true) or has_no_figure(given_strata, terms_of))
        assert undefined or np.isclose(found, true, rtol=1e-9, atol=1e-12)


people = st.integers(1, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(people, people)
def test_with_one_stratum_it_is_the_crude_figure(group: tuple[int, int], other: tuple[int, int]) -> None:
    a, n1, c, n0 = (np.array([[float(one)]]) for one in (*group, *other))
    assert np.isclose(pooled(difference_terms(a, n1, c, n0))[0], group[0] / group[1] - other[0] / other[1])
    if c[0, 0] > 0:
        ratio = (group[0] / group[1]) / (other[0] / other[1])
        assert np.isclose(pooled(ratio_terms(a, n1, c, n0))[0], ratio)
    if c[0, 0] > 0 and a[0, 0] > 0:
        variance = 1 / group[0] - 1 / group[1] + 1 / other[0] - 1 / other[1]
        assert np.isclose(log_ratio_error(a, n1, c, n0)[0] ** 2, variance)


@given(st.lists(st.tuples(people, people), min_size=1, max_size=4))
def test_groups_that_change_places_turn_the_figures_round(
    pairs: list[tuple[tuple[int, int], tuple[int, int]]],
) -> None:
    sides = [np.array([[float(one[side][place]) for one in pairs]]) for side in (0, 1) for place in (0, 1)]
    a, n1, c, n0 = sides
    there, back = pooled(difference_terms(a, n1, c, n0)), pooled(difference_terms(c, n0, a, n1))
    np.testing.assert_allclose(there, -back, atol=1e-12)
    assert np.all(np.abs(there) <= 1)
    np.testing.assert_allclose(difference_error(a, n1, c, n0), difference_error(c, n0, a, n1), atol=1e-12)
