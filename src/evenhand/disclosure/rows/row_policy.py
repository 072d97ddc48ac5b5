"""What rows that leave the organisation must fulfil: versioned data."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from evenhand.foundations import UnknownName, UnreadableFile, VocabularyError

_FOLDER = resources.files("evenhand.disclosure.rows") / "policies"
DEFAULT_ROW_POLICY = "rows-5"
"""The policy of an extract that names none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPolicy:
    """What an extract with a row a person must fulfil.

    At least `alike` people share every combination of the `quasi_identifiers`, and each `sensitive` column has at least
    `diverse` known values among them; a column that is neither may not be in the extract. `unknown` are the words for
    a value that is not known. `identifiers`: headings that name people, by what they are; `patterns`:
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
        if both := set(map(plain, self.quasi_identifiers)) & set(map(plain, self.sensitive)):
            raise VocabularyError(
                f"The row policy {self.id} cannot be used: {', '.join(sorted(both))} cannot be both sensitive and what "
                "others may know."
            )

    def is_known(self, column: str) -> bool:
        """Whether somebody else may know what stands in the column."""
        return plain(column) in map(plain, self.quasi_identifiers)

    def is_sensitive(self, column: str) -> bool:
        """Whether what stands in the column must not be learnt of a person."""
        return plain(column) in map(plain, self.sensitive)


def plain(heading: str) -> str:
    """Return a heading without what makes no difference: capitals, spaces, hyphens, underscores."""
    return re.sub(r"[\s_-]+", "", heading).lower()


def load_row_policy(name: str = DEFAULT_ROW_POLICY) -> RowPolicy:
    """Return the row policy of that name, or the one in the file of that name; raise UnknownName otherwise."""
    try:
        data = tomllib.loads(_text(name))
        for listed in ("quasi_identifiers", "sensitive", "unknown"):
            data[listed] = tuple(data[listed])
        data["identifiers"] = {what: tuple(headings) for what, headings in data["identifiers"].items()}
        return RowPolicy(**data)
    except (tomllib.TOMLDecodeError, TypeError, KeyError, AttributeError) as error:
        raise VocabularyError(
            f"The row policy {Path(name).name} lacks or misspells something: {error}."
        ) from error


def _text(name: str) -> str:
    if name in row_policy_names():
        return (_FOLDER / f"{name}.toml").read_text("utf-8")
    if not name.endswith(".toml"):
        known = ", ".join(row_policy_names())
        raise UnknownName(f"There is no row policy '{name}'.", mend=f"Known: {known}; or give a .toml file.")
    try:
        return Path(name).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(
            f"The row policy {Path(name).name} cannot be read.", mend="Give a UTF-8 text file."
        ) from error


def row_policy_names() -> tuple[str, ...]:
    """Return the names of the row policies that come with Evenhand."""
    return tuple(
        sorted(one.name.removesuffix(".toml") for one in _FOLDER.iterdir() if one.name.endswith(".toml"))
    )
