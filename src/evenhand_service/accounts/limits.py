"""Limits of invitations, tokens and lists of people, from data/people.toml."""

import tomllib
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long an invitation and a token last, what a token may be for, and how many people are on a page."""

    invitation: timedelta
    longest_token: timedelta
    usual_token: timedelta
    token_scopes: tuple[str, ...]
    on_a_page: int


@cache
def limits() -> Limits:
    """Return the limits."""
    text = (resources.files("evenhand_service.accounts") / "data" / "people.toml").read_text("utf-8")
    told = tomllib.loads(text)
    return Limits(
        invitation=timedelta(days=told["invitation"]["days"]),
        longest_token=timedelta(days=told["token"]["longest_days"]),
        usual_token=timedelta(days=told["token"]["usual_days"]),
        token_scopes=tuple(told["token"]["scopes"]),
        on_a_page=told["list"]["on_a_page"],
    )
