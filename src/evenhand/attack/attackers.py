"""The attackers' own data: what each knows, what other people call their columns, and the limits of what is tried."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What is promised of a release: by the policy printed on it, or as a careful publisher would.

    Of a hidden count an interval at least `width` wide stays possible, of a rounded one `rounded_width`, of one hidden
    beside counts that look rounded `rounded_hidden`. Nobody who
    knows one count of up to `insider` learns another below `threshold`. Groups of fewer than `small_group` do not
    all share an outcome (0: not promised). `stated`: it is printed, not assumed.
    """

    threshold: int
    width: float
    rounded_width: float
    rounded_hidden: float
    insider: int
    small_group: int
    stated: bool = False


@cache
def attackers() -> dict[str, Any]:
    """Return what attackers.toml holds."""
    text = (resources.files("evenhand.attack") / "attackers.toml").read_text("utf-8")
    return tomllib.loads(text)


def assumed() -> Promise:
    """Return what is taken as promised where nothing is printed."""
    return Promise(**attackers()["promised"])


def limit(name: str) -> int:
    """Return one of the limits of what is tried."""
    return int(attackers()["limits"][name])


def words_of(knowledge: str) -> str:
    """Return in plain English what somebody of this knowledge knows; the name itself where it has no words."""
    return str(attackers()["knowledge"].get(knowledge, {"words": knowledge})["words"])


def title_of(attack: str) -> str:
    """Return in plain English what an attack is; its name where it has no words."""
    return str(attackers()["attacks"].get(attack, attack))
