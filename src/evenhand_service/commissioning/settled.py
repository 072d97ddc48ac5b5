"""What is data of commissioning: limits, where money comes from, which services answer for a step."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from evenhand_service.organisations.kinds import Kind


@cache
def told(name: str) -> dict[str, Any]:
    """Return the file `data/<name>.toml`."""
    text = (resources.files("evenhand_service.commissioning") / "data" / f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)


def limits() -> dict[str, Any]:
    """Return every limit by its name."""
    return told("limits")


@cache
def funding_sources() -> dict[str, Kind]:
    """Return where money may come from, by code."""
    return {code: Kind(code=code, **one) for code, one in told("funding_sources")["kind"].items()}


@dataclass(frozen=True, slots=True)
class Answerable:
    """Offers and kinds of organisation that answer for a step."""

    offers: tuple[str, ...]
    kinds: tuple[str, ...]


def answerable(stage: str) -> Answerable:
    """Return who answers for a step; nobody where the data do not say. Source: A5."""
    one = told("stage_services")["stage"].get(stage_id(stage), {})
    return Answerable(tuple(one.get("offers", ())), tuple(one.get("kinds", ())))


@cache
def stages_of_offer(offer: str) -> frozenset[str]:
    """Return the steps that an offer of the directory stands for."""
    return frozenset(name for name, one in told("stage_services")["stage"].items() if offer in one["offers"])


def stage_id(stage: str) -> str:
    """Return a step's id without its programme."""
    return stage.rpartition("/")[2]
