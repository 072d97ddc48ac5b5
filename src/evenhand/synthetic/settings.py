"""Settings: the rates from which a partnership is made up, read from data files and checked."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from evenhand.foundations import UnknownName, VocabularyError

_FOLDER = resources.files("evenhand.synthetic") / "settings"
_NEARLY = 1e-9

PROGRAMME = "arrest-to-treatment"
"""The programme that the made-up people follow."""

CODE_LISTS: Mapping[str, str] = {
    "ethnicity": "ethnicity-18+1:2011",
    "ethnicity_broad": "ethnicity-5:2011",
    "sex": "sex:2021",
    "age_band": "age-band-adult:2026",
}
"""The list and edition in which the made-up people are described, by characteristic."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suite:
    """A custody suite: its share of tests, and of its tests the shares that are positive or lack a value."""

    name: str
    share: float
    positive: float
    result_not_known: float
    no_ethnicity: Mapping[str, float]
    no_sex: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ages:
    """Ages from `low` to `high` in whole years, and the share of people who have one of them."""

    low: int
    high: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Plant:
    """A planted disparity: the change in the probability of one stage for one group."""

    characteristic: str
    group: str
    stage: str
    change: float


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRates:
    """How likely a stage is among those at risk, and the shares who leave before it, alike for everybody.

    The other shares stand as they are in the file: see the comments there.
    """

    probability: float
    exits: Mapping[str, float]
    late: float = 0.0
    not_known: float = 0.0
    found: Mapping[str, float] | None = None
    more_contacts: Mapping[str, float] | None = None
    referred: float = 0.0
    second_referral: float = 0.0
    soon: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Everything from which a partnership is made up. Raises VocabularyError where shares do not add up."""

    id: str
    version: str
    title: str
    verified: bool
    area: Mapping[str, Any]
    window: Mapping[str, date]
    ethnicity: Mapping[str, float]
    sex: Mapping[str, float]
    ages: Sequence[Ages]
    times: Sequence[float]
    days_apart: int
    substance: Mapping[str, float]
    suites: Sequence[Suite]
    stages: Mapping[str, StageRates]
    planted: Sequence[Plant]

    def __post_init__(self) -> None:
        found = self.stages["assessed"].found or {}
        wholes = {
            "ethnicity": list(self.ethnicity.values()),
            "sex": list(self.sex.values()),
            "age": [one.share for one in self.ages],
            "times": list(self.times),
            "substance": list(self.substance.values()),
            "suite": [one.share for one in self.suites],
            "found": list(found.values()),
        }
        for name, shares in wholes.items():
            if abs(sum(shares) - 1) > _NEARLY:
                raise VocabularyError(f"In the setting {self.id} the shares of {name} do not add up to 1.")
        for stage, rates in self.stages.items():
            changes = [0.0, *(one.change for one in self.planted if one.stage == stage)]
            least = rates.probability + sum(min(one, 0.0) for one in changes)
            most = rates.probability + sum(max(one, 0.0) for one in changes) + sum(rates.exits.values())
            if least < 0 or most > 1:
                raise VocabularyError(f"In the setting {self.id} the rates of {stage} leave the span 0 to 1.")


def setting_names() -> tuple[str, ...]:
    """Return the names of all settings, in order."""
    names = (path.name for path in _FOLDER.iterdir() if path.name.endswith(".toml"))
    return tuple(sorted(name.removesuffix(".toml") for name in names))


@cache
def load_setting(name: str) -> Setting:
    """Return the setting of that name; raise UnknownName with the known ones."""
    if name not in setting_names():
        known = ", ".join(setting_names())
        raise UnknownName(f"There is no setting '{name}'.", mend=f"Known settings: {known}.")
    return read_setting((_FOLDER / f"{name}.toml").read_text("utf-8"))


def read_setting(text: str) -> Setting:
    """Return the setting written in `text` (TOML); raise VocabularyError where shares do not add up."""
    data = tomllib.loads(text)
    tests = data["tests"]
    same = ("id", "version", "title", "verified", "area", "window", "ethnicity", "sex")
    return Setting(
        **{name: data[name] for name in same},
        ages=tuple(Ages(**one) for one in data["age"]),
        times=tuple(tests["times"]),
        days_apart=tests["days_apart"],
        substance=tests["substance"],
        suites=tuple(Suite(**one) for one in data["suite"]),
        stages={stage: StageRates(**rates) for stage, rates in data["stage"].items()},
        planted=tuple(Plant(**one) for one in data["planted"]),
    )
