"""Sentences that a reading says: plain English, and in every other language by the codes that they were made from."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from evenhand.vocabulary.speech import speech


class Said(str):
    """One sentence or several, in English; `parts` are the codes and fields that they can be said from in any language."""

    parts: tuple[tuple[str, Mapping[str, Any]], ...]

    def __new__(cls, parts: Sequence[tuple[str, Mapping[str, Any]]]) -> "Said":
        """Say the parts in English."""
        made = super().__new__(cls, " ".join(say(code, fields) for code, fields in parts))
        made.parts = tuple(parts)
        return made

    def to_row(self) -> list[dict[str, Any]]:
        """Return a plain value for each sentence: its code, its fields, its words in English."""
        return [
            {"code": code, "params": dict(fields), "words": say(code, fields)} for code, fields in self.parts
        ]


def said(code: str, **fields: Any) -> Said:
    """Return what a code says; `month` is the number of a month, which each language names itself."""
    return Said(((code, fields),))


def together(sentences: Iterable[str]) -> str:
    """Return several sentences as one text, each once."""
    each = [one for one in dict.fromkeys(sentences) if one]
    parts = [part for one in each if isinstance(one, Said) for part in one.parts]
    return Said(parts) if each and all(isinstance(one, Said) for one in each) else " ".join(each)


def rows_of(sentences: Iterable[str]) -> list[dict[str, Any]]:
    """Return plain values of sentences that have codes, in their order."""
    return [row for one in sentences if isinstance(one, Said) for row in one.to_row()]


def say(code: str, fields: Mapping[str, Any], language: str = "en") -> str:
    """Return what a code says in a language."""
    talk = speech(language)
    told = dict(fields)
    if code.startswith("date.") and isinstance(told.get("month"), int) and code != "date.month_or_financial":
        told["month"] = talk.month(told["month"])
    return talk.say(f"reading.{code}", **told)
