"""What is entered of a release, and which entries say the same."""

from dataclasses import replace

import pytest

from evenhand.disclosure.ledger import Ledger, LedgerEntry
from evenhand.disclosure.policy import load_policy
from evenhand.foundations import NotProtected
from tests.unit.disclosure.ledger.releases import entry, release
from tests.unit.disclosure.tables import exact, one_step, protected

CELLS = one_step(40, {"reached": 20, "no_need": 20})


def of_counts(run: str = "run", **changed: int) -> LedgerEntry:
    cells = dict(CELLS) | {("MALE", "in_need", state): count for state, count in changed.items()}
    return LedgerEntry.of(protected(cells), run_id=run, as_at="2024-12-31")


def test_an_entry_holds_what_was_shown_and_nothing_more() -> None:
    one = of_counts(no_need=3)
    assert (one.policy, one.as_at, one.name) == ("open-5 2026-11", "2024-12-31", "run")
    shown = one.published
    found = {
        code.split("\x1f")[-1]: (least, most)
        for code, least, most in zip(shown.codes["step"], shown.least, shown.most, strict=True)
        if "in_need" in code
    }
    assert found == {"at_risk": (38, 42), "no_need": (0, 4), "reached": (18, 22)}


def test_exact_counts_are_never_entered() -> None:
    with pytest.raises(NotProtected):
        LedgerEntry.of(exact(CELLS), run_id="run", as_at="2024-12-31")
    with pytest.raises(NotProtected):
        LedgerEntry.of_release(release(A=3), run_id="run", policy=load_policy("internal-exact"))


def test_the_same_release_is_entered_once() -> None:
    ledger = Ledger().with_entry(of_counts("a"))
    assert ledger.with_entry(of_counts("a")) is ledger
    assert ledger.with_entry(of_counts("another run")) is ledger
    assert len(ledger.with_entry(of_counts("b", reached=28)).entries) == 2


def test_counts_that_are_shown_alike_are_one_release() -> None:
    assert of_counts(reached=20).fingerprint == of_counts(reached=22).fingerprint
    assert of_counts(reached=20).fingerprint != of_counts(reached=23).fingerprint


def test_the_day_is_part_of_what_is_said_but_the_name_is_not() -> None:
    one = release(A=9, B=None)
    assert entry(replace(one, name="x")).fingerprint == entry(one).fingerprint
    assert entry(replace(one, as_at="2025-01-01")).fingerprint != entry(one).fingerprint
    assert entry(replace(one, sums=())).fingerprint != entry(one).fingerprint
    assert entry(replace(one, public=~one.hidden)).fingerprint != entry(one).fingerprint


def test_cells_that_an_earlier_release_showed_otherwise_are_counted() -> None:
    ledger = Ledger((of_counts("a"),))
    assert ledger.differing(of_counts("b")) == 0
    assert ledger.differing(of_counts("b", reached=21)) == 0
    assert ledger.differing(of_counts("b", reached=28)) == 1
    assert ledger.differing(of_counts("b", reached=28, no_need=12)) == 2
    assert Ledger((of_counts("a"), of_counts("b", reached=28))).differing(of_counts("c")) == 1


def test_a_cell_that_no_earlier_release_had_does_not_differ() -> None:
    new = LedgerEntry.of(protected({("", "tested", "reached"): 40}), run_id="b", as_at="2024-12-31")
    assert Ledger((of_counts("a"),)).differing(new) == 0
