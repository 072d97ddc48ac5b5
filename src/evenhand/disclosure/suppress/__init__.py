"""Suppression: small counts are hidden, and others with them until nobody can work them out; with a certificate."""

from evenhand.disclosure.suppress.certify import certify
from evenhand.disclosure.suppress.hide import suppress
from evenhand.disclosure.suppress.in_order import suppress_in_order
from evenhand.disclosure.suppress.optimum import Effort
from evenhand.disclosure.suppress.primary import below_threshold, dominated
from evenhand.disclosure.suppress.problem import (
    Attacker,
    CannotProtect,
    Certificate,
    Pattern,
    Problem,
    TooLarge,
)

__all__ = [
    "Attacker",
    "CannotProtect",
    "Certificate",
    "Effort",
    "Pattern",
    "Problem",
    "TooLarge",
    "below_threshold",
    "certify",
    "dominated",
    "suppress",
    "suppress_in_order",
]
