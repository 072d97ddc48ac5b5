"""The attacker: reads published files alone and tries to recover what they should not tell."""

from evenhand.attack.types import Recovered, Tried

__all__ = ["Recovered", "Tried"]
