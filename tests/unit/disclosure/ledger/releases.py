"""Small releases and their ledger entries."""

from evenhand.disclosure.ledger import Ledger, LedgerEntry
from evenhand.disclosure.linked import Published
from evenhand.disclosure.policy import load_policy
from tests.unit.disclosure.linked.publications import Shown, adds_up, published

ABC = (adds_up("area", "A", "B", "C"),)
SUPPRESS, OPEN = load_policy("suppress-5"), load_policy("open-5")


def release(name: str = "jan", as_at: str = "2024-01-01", **cells: Shown) -> Published:
    """Return a release by area: the whole `Total` and its parts A, B and C."""
    return published(cells, name=name, as_at=as_at, sums=ABC)


def entry(one: Published, run: str = "run") -> LedgerEntry:
    """Return the entry of a release under suppress-5."""
    return LedgerEntry.of_release(one, run_id=run, policy=SUPPRESS)


def ledger_of(*releases: Published) -> Ledger:
    """Return a ledger that holds these, unaudited."""
    return Ledger(tuple(entry(one, run=one.name) for one in releases))
