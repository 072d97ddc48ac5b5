"""Suppression: small counts are hidden, and others with them until nobody can work them out; with a certificate."""

from evenhand.disclosure.suppress.certify import certify
from evenhand.disclosure.suppress.hide import suppress
from evenhand.disclosure.suppress.primary import below_threshold, dominated
from evenhand.disclosure.suppress.problem import Attacker, CannotProtect, Certificate, Pattern, Problem

__all__ = [
    "Attacker",
    "CannotProtect",
    "Certificate",
    "Pattern",
    "Problem",
    "below_threshold",
    "certify",
    "dominated",
    "suppress",
]
