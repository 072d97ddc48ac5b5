"""What a result made from records must rest on: versioned data."""

import tomllib
from dataclasses import dataclass
from importlib import resources

from evenhand.foundations import EvenhandError, Protection, UnknownName, VocabularyError

_FOLDER = resources.files("evenhand.disclosure.record_level") / "policies"
DEFAULT_RECORD_POLICY = "record-5"
"""The policy of a result that names none."""


class ResultRefused(EvenhandError):
    """A curve, model or quantile that rests on too few people to be shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPolicy:
    """What a result must rest on: `threshold` people behind each step, coefficient and quantile.

    No result is shown on fewer than `small_group` people; a model has at least so many `degrees_of_freedom` left.
    Curves are read at multiples of `every` (in the unit of their times). Shares have so many `decimals`, or are rounded to
    the first of `shares` that is worth `threshold` people; other figures have so many significant `digits`.
    """

    id: str
    version: str
    title: str
    words: str
    source: str
    publishable: bool
    threshold: int
    small_group: int
    degrees_of_freedom: int
    every: int
    decimals: int
    shares: tuple[float, ...]
    digits: int

    def __post_init__(self) -> None:
        least = {
            "threshold": 2,
            "small_group": 2,
            "degrees_of_freedom": 1,
            "every": 1,
            "decimals": 1,
            "digits": 1,
        }
        for name, number in least.items():
            if getattr(self, name) < number:
                raise VocabularyError(
                    f"The record policy {self.id} cannot be used: {name} must be {number} or more."
                )

    @property
    def protection(self) -> Protection:
        """What a result checked under this policy carries."""
        return Protection(
            policy=self.id, version=self.version, words=self.words, publishable=self.publishable
        )

    def enough(self, people: int, of: str) -> None:
        """Raise ResultRefused where a result on so few `people` is not shown at all."""
        if people < self.small_group:
            raise ResultRefused(
                f"{of} on fewer than {self.small_group} people is not shown.",
                mend="Take a larger group: wider areas, more years, coarser groups.",
            )


def load_record_policy(name: str = DEFAULT_RECORD_POLICY) -> RecordPolicy:
    """Return the record policy of that name; raise UnknownName otherwise."""
    names = record_policy_names()
    if name not in names:
        raise UnknownName(f"There is no record policy '{name}'.", mend=f"Known: {', '.join(names)}.")
    data = tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8"))
    return RecordPolicy(**data | {"shares": tuple(data["shares"])})


def record_policy_names() -> tuple[str, ...]:
    """Return the names of the record policies that come with Evenhand."""
    return tuple(
        sorted(one.name.removesuffix(".toml") for one in _FOLDER.iterdir() if one.name.endswith(".toml"))
    )
