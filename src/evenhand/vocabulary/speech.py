"""How a language says numbers, days, periods and lists: what sentences are made of, beside their messages."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from evenhand.foundations import Period
from evenhand.vocabulary.language import Messages, load_messages

_VOWELS = "aeiouwyâêîôûŵŷ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """One language at work: messages by key, and the small words between figures."""

    messages: Messages

    @property
    def language(self) -> str:
        """The language's ISO 639-1 code."""
        return self.messages.language

    def say(self, key: str, /, **values: Any) -> str:
        """Return a message with its fields filled in; see Messages.say."""
        return self.messages.say(key, **values)

    def joined(self, parts: Iterable[str]) -> str:
        """Return a list as it is said: 'a, b and c'."""
        return self._listed(list(parts), "and")

    def either(self, parts: Iterable[str]) -> str:
        """Return a choice as it is said: 'a, b or c'."""
        return self._listed(list(parts), "or")

    def day(self, when: date | str) -> str:
        """Return a day as it is said, '14 May 2026'; a text that is no ISO date as it was."""
        if isinstance(when, str):
            try:
                when = date.fromisoformat(when)
            except ValueError:
                return str(when)
        return f"{when.day} {self.month(when.month)} {when.year}"

    def month(self, number: int) -> str:
        """Return the name of a month, 1 to 12."""
        return self.say(f"words.month.m{number}")

    def period(self, period: Period | str) -> str:
        """Return a period as it is said, 'April 2023 to March 2026'; an empty one as nothing."""
        if isinstance(period, str):
            if not period:
                return ""
            period = Period.parse(period)
        first, last = period.first, period.last
        if first.day != 1 or last.day != monthrange(last.year, last.month)[1]:
            return self.say("words.from_to", first=self.day(first), last=self.day(last))
        if (first.year, first.month, last.month) == (last.year, 1, 12):
            return str(first.year)
        ends = [f"{self.month(end.month)} {end.year}" for end in (first, last)]
        if ends[0] == ends[1]:
            return ends[0]
        return self.say("words.from_to", first=ends[0], last=ends[1])

    def _listed(self, parts: list[str], word: str) -> str:
        if len(parts) < 2:
            return "".join(parts)
        vowel = parts[-1][:1].lower() in _VOWELS
        between = self.say(f"words.{word}_vowel" if vowel else f"words.{word}")
        return f"{', '.join(parts[:-1])} {between} {parts[-1]}"


@cache
def speech(language: str = "en") -> Speech:
    """Return a language at work; raise UnknownName with the known ones."""
    return Speech(messages=load_messages(language))
