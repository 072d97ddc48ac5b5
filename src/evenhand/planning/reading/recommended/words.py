"""The words that head recommendations, outcomes and answers: versioned data, English and Welsh."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from evenhand.planning.reading.words import plain
from evenhand.planning.recommendations.types import Response

_DATA = "data/recommended-2026-11.toml"
_NUMBER = re.compile(r"^\s*(?:(?:\d{1,2}|[A-Za-z]|[ivx]{1,4})(?:\.\d{1,2})*[.):]?\s+)?(?=\S)")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendedWords:
    """Headings by what stands under them, labels by what stands behind them, answers by their words."""

    headings: Mapping[str, Sequence[str]]
    labels: Mapping[str, Sequence[str]]
    responses: Mapping[Response, Sequence[str]]
    columns: Mapping[str, str]
    """What a column of a table of recommendations holds, by its heading."""
    ticks: Mapping[str, Response]
    """What a cell that says only 'Yes' or 'No' answers."""
    bodies: tuple[str, ...]
    plain: tuple[str, ...]
    """Bodies in small letters behind 'the': 'the board'."""
    nouns: tuple[str, ...]
    """What a body's name may go on with in small letters: 'DIP partnerships'."""

    def heads(self, text: str) -> str:
        """Return what a heading stands over: recommendations, outcomes, other; nothing where it is not known."""
        said = plain(_NUMBER.sub("", text.strip(), count=1))
        whole = plain(text)
        for kind, words in self.headings.items():
            if said in words or whole in words:
                return kind
        return ""

    def tick_of(self, text: str) -> Response | None:
        """Return what a cell under 'Accepted?' says; None where neither its one word nor any other is known."""
        said = text.strip().lower().strip(" .")
        return self.ticks.get(said) or self.response_of(text)

    def response_of(self, text: str) -> Response | None:
        """Return what an answer says; None where its words are not known."""
        said = plain(text)
        for response, words in self.responses.items():
            if any(re.search(rf"(?<!\w){re.escape(one)}(?!\w)", said) for one in words):
                return response
        return None


@cache
def recommended_words() -> RecommendedWords:
    """Return the words that come with Evenhand."""
    read = tomllib.loads((resources.files("evenhand.planning.reading") / _DATA).read_text("utf-8"))
    return RecommendedWords(
        headings={kind: [plain(one) for one in words] for kind, words in read["headings"].items()},
        labels=read["labels"],
        responses={
            Response(one): [plain(word) for word in words] for one, words in read["responses"].items()
        },
        columns={plain(word): role for role, words in read["columns"].items() for word in words},
        ticks={word: Response(response) for response, words in read["ticks"].items() for word in words},
        bodies=tuple(read["bodies"]["words"]),
        plain=tuple(read["bodies"]["plain"]),
        nouns=tuple(sorted(read["bodies"]["nouns"], key=len, reverse=True)),
    )


@cache
def label_pattern() -> re.Pattern[str]:
    """A label with its colon at the beginning of a text: 'Response:', 'Addressed to:'."""
    known = "|".join(
        f"(?P<{kind}>{'|'.join(re.escape(one) for one in sorted(words, key=len, reverse=True))})"
        for kind, words in recommended_words().labels.items()
    )
    return re.compile(rf"^\s*(?:{known})\s*:\s*(?=\S)", re.IGNORECASE)
