"""What earlier releases demand of one that is about to be protected by hiding counts."""

import numpy as np
import pytest

from evenhand.disclosure.ledger import Earlier, Ledger, audit_release, constraints_of
from evenhand.disclosure.linked import Contradiction, Published, link
from evenhand.disclosure.suppress import Problem, below_threshold, suppress
from tests.unit.disclosure.ledger.releases import ABC, SUPPRESS, entry, ledger_of, release
from tests.unit.disclosure.linked.publications import adds_up, published

CODES = {"area": np.array(["Total", "A", "B", "C"])}


def problem(*counts: int, codes: dict[str, np.ndarray] | None = None) -> Problem:
    """What is to be protected of a whole and three areas."""
    true = np.array(counts, dtype=float)
    linked = link(codes or CODES, true, true, ABC)
    return Problem(
        counts=true,
        sums=linked.sums,
        sum_least=linked.sum_least,
        sum_most=linked.sum_most,
        primary=below_threshold(true, SUPPRESS),
        shown=true == 0,
        hidden=np.zeros(len(true), np.bool_),
        cost=np.maximum(true, 1.0),
    )


def demanded(own: Problem, *earlier: Published, as_at: str = "2024-04-01") -> Problem:
    return constraints_of(
        ledger_of(*earlier).entries, own, codes=CODES, sums=ABC, as_at=as_at, policy=SUPPRESS
    )


def test_without_earlier_releases_nothing_is_demanded() -> None:
    own = problem(60, 20, 20, 20)
    assert demanded(own) is own
    assert demanded(own, published({"X": 4})) is own


def test_a_count_that_differs_by_a_few_people_from_one_shown_before_is_primary() -> None:
    own = problem(63, 23, 20, 20)
    found = demanded(own, release(A=20, B=19, C=None), release("feb", "2024-02-01", C=26, Total=90))
    assert len(found) == 4
    assert found.primary.tolist() == [False, True, True, False]
    public = release(A=20)
    public = Published(
        **{**{name: getattr(public, name) for name in public.__slots__}, "public": np.ones(1, np.bool_)}
    )
    assert not demanded(own, public).primary.any()


def test_what_was_shown_or_hidden_of_the_same_day_stays_so() -> None:
    earlier = published(
        {"A": 20, "B": None, "D": None, "E": 3, "F": (3, 7)},
        as_at="2024-04-01",
        sums=(adds_up("area", "D", "E", "F", whole="C"),),
    )
    found = demanded(problem(60, 20, 20, 20), earlier)
    assert len(found) == 7
    assert found.shown.tolist() == [False, True, False, False, False, True, False]
    assert found.hidden.tolist() == [False, False, True, False, True, False, True]
    assert found.counts[4] + found.counts[5] + found.counts[6] == 20
    assert 3 <= found.counts[6] <= 7
    assert found.truth().breaks(found.counts).size == 0
    assert suppress(found, SUPPRESS).hidden[2]


def test_figures_of_the_same_day_that_no_counts_fit_are_said_to_contradict() -> None:
    sums = (adds_up("area", "D", "E", whole="A"), adds_up("area", "D", "E", whole="B"))
    earlier = published({"D": None, "E": None}, as_at="2024-04-01", sums=sums)
    with pytest.raises(Contradiction):
        demanded(problem(60, 20, 21, 19), earlier)


def shown(own: Problem, hidden: np.ndarray) -> Published:
    return Published(
        name="new",
        as_at="2024-04-01",
        codes=CODES,
        least=np.where(hidden, 1.0, own.counts),
        most=np.where(hidden, np.inf, own.counts),
        hidden=hidden,
        width=np.where(hidden, 5.0, 0.0),
        sums=ABC,
    )


def test_what_is_weak_beside_earlier_releases_is_hidden_in_the_next_turn() -> None:
    january = release(Total=40, A=None, B=None, C=None)
    ledger = Ledger().admit(entry(january))
    earlier: Earlier | None = Earlier(entries=ledger.entries, as_at="2024-04-01", policy=SUPPRESS)
    own, turns = problem(47, 3, 22, 22), 0
    while earlier is not None:
        whole = earlier.demands(own, CODES, ABC)
        new = shown(own, suppress(whole, SUPPRESS).hidden[:4])
        turns += 1
        earlier = earlier.further(new)
    assert turns >= 1
    assert audit_release(new, ledger, policy=SUPPRESS).passed


def test_for_a_count_that_was_hidden_that_day_others_are_hidden_too() -> None:
    ledger = ledger_of(published({"B": None, "D": 20}, name="first", as_at="2024-04-01"))
    earlier: Earlier | None = Earlier(entries=ledger.entries, as_at="2024-04-01", policy=SUPPRESS)
    own, turns = problem(60, 20, 20, 20), 0
    while earlier is not None:
        new = shown(own, suppress(earlier.demands(own, CODES, ABC), SUPPRESS).hidden[:4])
        turns += 1
        earlier = earlier.further(new)
    assert turns == 2
    assert new.hidden[2]
    assert new.hidden.sum() == 2
    assert audit_release(new, ledger, policy=SUPPRESS).passed


def test_where_nothing_helps_one_stops() -> None:
    ledger = ledger_of(release(Total=60))
    first = Earlier(entries=ledger.entries, as_at="2024-04-01", policy=SUPPRESS)
    own = problem(62, 20, 20, 22)
    second = first.further(shown(own, np.zeros(4, np.bool_)))
    assert second is not None
    assert second.must == {()}
    assert second.demands(own, CODES, ABC).hidden.tolist() == [True, False, False, False]
    third = second.further(shown(own, np.zeros(4, np.bool_)))
    assert third is not None
    assert third.guarded == {()}
    assert third.further(shown(own, np.zeros(4, np.bool_))) is None
