"""The ledger: every release with what it tells, so that a new one is audited with those before it."""

from evenhand.disclosure.ledger.beside import constraints_of
from evenhand.disclosure.ledger.earlier import Earlier
from evenhand.disclosure.ledger.entry import LedgerEntry
from evenhand.disclosure.ledger.file import ChangedLedger, read_ledger, write_ledger
from evenhand.disclosure.ledger.ledger import Ledger, audit_release
from evenhand.disclosure.ledger.types import Attacker, Clash, Mend, Verdict, WeakPoint, WouldDisclose

__all__ = [
    "Attacker",
    "ChangedLedger",
    "Clash",
    "Earlier",
    "Ledger",
    "LedgerEntry",
    "Mend",
    "Verdict",
    "WeakPoint",
    "WouldDisclose",
    "audit_release",
    "constraints_of",
    "read_ledger",
    "write_ledger",
]
