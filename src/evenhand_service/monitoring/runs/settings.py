"""What a run is made of when nobody says otherwise, and what may be chosen: read from data/runs.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSettings:
    """Defaults of a run, what may be chosen, and who approves what it gives."""

    policy: str
    exact_policy: str
    period: str
    area_of: str
    languages: tuple[str, ...]
    periods: tuple[str, ...]
    areas_of: tuple[str, ...]
    policies: tuple[str, ...]
    another_person: bool


@cache
def run_settings() -> RunSettings:
    """Return the settings that come with Evenhand."""
    text = (resources.files("evenhand_service.monitoring") / "data" / "runs.toml").read_text("utf-8")
    data = tomllib.loads(text)
    own, choices = data["defaults"], data["choices"]
    return RunSettings(
        policy=own["policy"],
        exact_policy=own["exact_policy"],
        period=own["period"],
        area_of=own["area_of"],
        languages=tuple(own["languages"]),
        periods=tuple(choices["periods"]),
        areas_of=tuple(choices["area_of"]),
        policies=tuple(choices["policies"]),
        another_person=bool(data["approval"]["another_person"]),
    )
