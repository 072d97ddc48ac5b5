"""Large problems come apart where the sums say so, and are protected from the top; the whole is certified."""

import itertools
from dataclasses import replace

import numpy as np
import pytest

from evenhand.disclosure.linked import Sum, link
from evenhand.disclosure.suppress import CannotProtect, Effort, Problem, below_threshold, certify, suppress
from evenhand.disclosure.suppress.in_blocks import in_blocks
from evenhand.disclosure.suppress.split import Block, _along_hierarchies, blocks
from tests.unit.disclosure.suppress.problems import POLICY, poisson, problem_of

SPLIT = Effort(block=60, rounds=1, work=50_000)
AREAS = {
    "Total": ("R", "S"),
    "R": ("Ra", "Rb", "Rc"),
    "S": ("Sa", "Sb", "Sc"),
    **{area: tuple(f"{area}{ward}" for ward in "xyz") for area in ("Ra", "Rb", "Rc", "Sa", "Sb", "Sc")},
}
"""Two regions of three areas of three wards each."""


def by_area(seed: int = 0, mean: float = 6.0) -> Problem:
    """Counts by ward, area and region, and three groups."""
    drawn = np.random.default_rng(seed).poisson(mean, (27, 3)).astype(float)
    people = {area: np.zeros(3) for area in AREAS}
    people |= {ward: drawn[at] for at, ward in enumerate(w for a in list(AREAS)[3:] for w in AREAS[a])}
    for whole in reversed(AREAS):
        people[whole] = np.sum([people[part] for part in AREAS[whole]], axis=0)
    cells = list(itertools.product(people, ("Total", "g1", "g2", "g3")))
    counts = np.concatenate([[people[area].sum(), *people[area]] for area in people])
    codes = {"area": np.array([c[0] for c in cells]), "group": np.array([c[1] for c in cells])}
    sums = [Sum(dimension="area", whole=whole, parts=parts) for whole, parts in AREAS.items()]
    sums.append(Sum(dimension="group", whole="Total", parts=("g1", "g2", "g3")))
    return _problem(codes, counts, sums)


def tied_tables() -> Problem:
    """Three tables of two dimensions each, tied by the margins they share."""
    names = {"a": 8, "b": 6, "c": 5}
    drawn = np.random.default_rng(1)
    people = np.stack([drawn.integers(1, size + 1, 300) for size in names.values()])
    rows = {
        tuple(at.get(axis, 0) for axis in range(3))
        for one, two in itertools.combinations(range(3), 2)
        for at in (
            {one: i, two: j}
            for i in range(list(names.values())[one] + 1)
            for j in range(list(names.values())[two] + 1)
        )
    }
    cells = np.array(sorted(rows))
    counts = np.array([((people == c[:, None]) | (c[:, None] == 0)).all(axis=0).sum() for c in cells], float)
    codes = {name: np.char.add("c", cells[:, axis].astype(str)) for axis, name in enumerate(names)}
    sums = [
        Sum(dimension=name, whole="c0", parts=tuple(f"c{code}" for code in range(1, size + 1)))
        for name, size in names.items()
    ]
    return _problem(codes, counts, sums)


def _problem(codes: dict[str, np.ndarray], counts: np.ndarray, sums: list[Sum]) -> Problem:
    linked = link(codes, counts, counts, sums)
    none = np.zeros(len(counts), bool)
    return Problem(
        counts=counts,
        sums=linked.sums,
        sum_least=linked.sum_least,
        sum_most=linked.sum_most,
        primary=below_threshold(counts, POLICY),
        shown=none,
        hidden=none,
        cost=np.maximum(counts, 1.0),
        least_hidden=0.0,
    )


def test_a_hierarchy_comes_apart_by_its_levels() -> None:
    problem = by_area()
    top, *below = blocks(problem, 60)
    assert (len(top.cells), [len(block.cells) for block in below]) == (36, [16] * 6)
    assert not top.decided.any()
    assert all(block.decided.any() and not block.decided.all() for block in below)


def test_the_levels_of_a_hierarchy_are_told_from_the_sums_alone() -> None:
    upper = [np.flatnonzero(above).tolist() for above in _along_hierarchies(by_area())]
    assert list(range(3 * 4)) in upper  # the total and the two regions, by group
    assert list(range(9 * 4)) in upper  # and the six areas
    assert list(_along_hierarchies(problem_of(poisson((6, 5, 4), 4.8)))) == []


def test_every_sum_is_in_one_block_and_every_cell_in_some() -> None:
    for problem in (by_area(), tied_tables()):
        found = blocks(problem, 60)
        rows = np.concatenate([block.rows for block in found])
        assert np.sort(rows).tolist() == list(range(problem.sums.shape[0]))
        assert set(np.concatenate([block.cells for block in found])) == set(range(len(problem)))


def test_tables_that_share_margins_come_apart_at_the_margins() -> None:
    top, *below = blocks(tied_tables(), 60)
    assert len(top.cells) == 1 + 8 + 6 + 5
    assert sorted(len(block.cells) for block in below) == [
        7 * 6 - 1,
        9 * 6 - 1,
        9 * 7 - 1,
    ]  # the total is in no sum of theirs


def test_one_table_does_not_come_apart_and_a_small_problem_is_not_split() -> None:
    assert blocks(problem_of(poisson((6, 5, 4), 4.8)), 60) == []
    assert blocks(by_area(), 1_000) == []


@pytest.mark.parametrize("problem", [by_area(), tied_tables()], ids=["hierarchy", "tied tables"])
def test_what_is_protected_in_blocks_is_certified_whole(problem: Problem) -> None:
    found = suppress(problem, POLICY, effort=SPLIT)
    assert "blocks from the top" in found.method
    assert 0 <= found.lower_bound <= found.cost
    assert certify(problem, found.hidden, POLICY).passed
    assert (suppress(problem, POLICY, effort=SPLIT).hidden == found.hidden).all()
    at_once = suppress(problem, POLICY, effort=Effort(rounds=1, work=100_000))
    assert at_once.lower_bound <= found.cost <= 1.5 * at_once.cost


def test_a_block_may_hide_what_was_shown_above_where_nothing_else_protects_it() -> None:
    """All but one part of a whole must stay shown: the whole has to be hidden, though it was decided above."""
    problem = problem_of(np.array([[3, 20, 30], [12, 25, 18], [22, 9, 14]]))
    every = np.arange(len(problem))
    decided = np.ones(len(problem), bool)
    decided[5] = False
    block = Block(cells=every, rows=np.arange(problem.sums.shape[0]), decided=decided)
    asked = []

    def solve(sub: Problem) -> np.ndarray:
        asked.append(int(sub.candidates.sum()))
        return suppress(sub, POLICY).hidden

    hidden = in_blocks(problem, [block], solve)
    assert asked[0] == 0 < asked[1]
    assert certify(problem, hidden, POLICY).passed


def test_a_block_that_nothing_protects_is_left_to_the_whole() -> None:
    problem = problem_of(np.array([[3, 20, 30], [12, 25, 18], [22, 9, 14]]))
    fixed = replace(problem, shown=~problem.primary)
    rows = np.arange(problem.sums.shape[0])
    block = Block(cells=np.arange(len(problem)), rows=rows, decided=~problem.primary)
    hidden = in_blocks(fixed, [block], lambda sub: suppress(sub, POLICY).hidden)
    assert (hidden == problem.primary).all()
    with pytest.raises(CannotProtect):
        suppress(fixed, POLICY, effort=Effort(block=5))
