"""What may be shown: policies, protection, the ledger of releases. The only stage that makes a protected table."""

from evenhand.disclosure.ledger import Ledger, LedgerEntry, read_ledger, write_ledger
from evenhand.disclosure.policy import DEFAULT_POLICY, Policy, load_policy, policy_names
from evenhand.disclosure.protect import protect, show_count, without_tiny_areas
from evenhand.disclosure.side_tables import protect_tallies, protect_tally

__all__ = [
    "DEFAULT_POLICY",
    "Ledger",
    "LedgerEntry",
    "Policy",
    "load_policy",
    "policy_names",
    "protect",
    "protect_tallies",
    "protect_tally",
    "read_ledger",
    "show_count",
    "without_tiny_areas",
    "write_ledger",
]
