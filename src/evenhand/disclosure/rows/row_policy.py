"""What rows that leave the organisation must fulfil: versioned data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

from evenhand.foundations import UnknownName, VocabularyError

_FOLDER = resources.files("evenhand.disclosure.rows") / "policies"
DEFAULT_ROW_POLICY = "rows-5"
"""The policy of an extract that names none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPolicy:
    """What an extract with a row a person must fulfil.

    At least `alike` people share every combination of the `quasi_identifiers` (none named: of all columns that are
    not `sensitive`), and each sensitive column has at least `diverse` known values among them; `unknown` are the
    words for a value that is not known. `identifiers`: headings that name people, by what they are; `patterns`:
    forms of values that do. A column is refused, too, where more than `distinct_share` of its known values differ, or
    where one is longer than `longest_text`.
    """

    id: str
    version: str
    title: str
    words: str
    source: str
    alike: int
    diverse: int
    distinct_share: float
    longest_text: int
    quasi_identifiers: tuple[str, ...]
    sensitive: tuple[str, ...]
    unknown: tuple[str, ...]
    identifiers: Mapping[str, tuple[str, ...]]
    patterns: Mapping[str, str]

    def __post_init__(self) -> None:
        if self.alike < 2 or self.diverse < 1 or not 0 < self.distinct_share <= 1:
            raise VocabularyError(
                f"The row policy {self.id} cannot be used: alike must be 2 or more, diverse 1 or more, and "
                "distinct_share above 0 and at most 1."
            )
        if both := set(self.quasi_identifiers) & set(self.sensitive):
            raise VocabularyError(
                f"The row policy {self.id} cannot be used: {', '.join(sorted(both))} cannot be both sensitive and what "
                "others may know."
            )


def load_row_policy(name: str = DEFAULT_ROW_POLICY) -> RowPolicy:
    """Return the row policy of that name; raise UnknownName otherwise."""
    names = row_policy_names()
    if name not in names:
        raise UnknownName(f"There is no row policy '{name}'.", mend=f"Known: {', '.join(names)}.")
    data = tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8"))
    for listed in ("quasi_identifiers", "sensitive", "unknown"):
        data[listed] = tuple(data[listed])
    data["identifiers"] = {what: tuple(headings) for what, headings in data["identifiers"].items()}
    return RowPolicy(**data)


def row_policy_names() -> tuple[str, ...]:
    """Return the names of the row policies that come with Evenhand."""
    return tuple(
        sorted(one.name.removesuffix(".toml") for one in _FOLDER.iterdir() if one.name.endswith(".toml"))
    )
