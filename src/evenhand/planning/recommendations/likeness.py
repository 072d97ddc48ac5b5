"""Words that two statements share: abbreviations written out, stop words gone, characteristics and stages named."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

_FILE = resources.files("evenhand.planning.recommendations") / "data" / "likeness-2026-11.toml"
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class LikenessRules:
    """The data of what looks alike: see the file for what each number means."""

    version: str
    least_overlap: float
    nearest: int
    weight_of_tokens: float
    weight_of_overlap: float
    same_characteristic: float
    same_stage: float
    other_characteristic: float
    suggest_from: float
    most_shared_words: int
    stop_words: frozenset[str]
    written_out: Mapping[str, str]
    characteristics: Mapping[str, re.Pattern[str]]
    stages: Mapping[str, re.Pattern[str]]

    def words(self, text: str) -> tuple[str, ...]:
        """Return the words that count, in order, abbreviations written out."""
        found = (self.written_out.get(word, word) for word in _WORD.findall(text.lower()))
        return tuple(
            word for part in found for word in part.split() if len(word) > 1 and word not in self.stop_words
        )

    def characteristics_of(self, text: str) -> tuple[str, ...]:
        """Return which characteristics a text names, in the order of the data."""
        return self._named(self.characteristics, text)

    def stages_of(self, text: str) -> tuple[str, ...]:
        """Return which stages of the pathway a text names, in the order of the data."""
        return self._named(self.stages, text)

    def _named(self, patterns: Mapping[str, re.Pattern[str]], text: str) -> tuple[str, ...]:
        written = " ".join(self.written_out.get(word, word) for word in _WORD.findall(text.lower()))
        return tuple(name for name, pattern in patterns.items() if pattern.search(written))


@cache
def likeness_rules() -> LikenessRules:
    """Return the rules that come with Evenhand."""
    data = tomllib.loads(_FILE.read_text("utf-8"))
    numbers = {name: data[name] for name in _NUMBERS}
    return LikenessRules(
        version=data["version"],
        stop_words=frozenset(data["stop_words"].split()),
        written_out=data["written_out"],
        characteristics={name: _any_of(words) for name, words in data["characteristic"].items()},
        stages={name: _any_of(words) for name, words in data["stage"].items()},
        **numbers,
    )


_NUMBERS = (
    *(
        "least_overlap",
        "nearest",
        "weight_of_tokens",
        "weight_of_overlap",
        "same_characteristic",
        "same_stage",
    ),
    *("other_characteristic", "suggest_from", "most_shared_words"),
)


def _any_of(words: list[str]) -> re.Pattern[str]:
    """A word matches as a whole; one that ends in '*' matches whatever starts like it."""
    parts = [re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else "") for word in words]
    return re.compile(rf"\b(?:{'|'.join(parts)})\b")
