"""What Evenhand says, in English and in Welsh: messages by key, as data, with the plural forms of each language."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from string import Formatter
from typing import Any

from evenhand.foundations import UnknownName, VocabularyError

_DATA = resources.files("evenhand.vocabulary") / "messages"
LANGUAGES: Mapping[str, str] = {"en": "English", "cy": "Cymraeg"}
"""The languages in which a page can be written, by their ISO 639-1 code, each in its own name."""

PLURALS = frozenset({"zero", "one", "two", "few", "many", "other"})
"""The names of plural forms: a table of these alone is one message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Messages:
    """All messages of one language, by key (`findings.proportion.lead`)."""

    language: str
    texts: Mapping[str, str | Mapping[str, str]]

    def say(self, key: str, /, **values: Any) -> str:
        """Return the message with its fields filled in; `count` also chooses the plural form.

        Raises VocabularyError where there is no such message, or a field of it has no value.
        """
        text = self.texts.get(key)
        if isinstance(text, Mapping):
            text = text.get(plural_form(self.language, int(values["count"])), text["other"])
        if text is None:
            raise VocabularyError(f"There is no message '{key}' in {LANGUAGES[self.language]}.")
        try:
            return text.format(**values)
        except (KeyError, IndexError) as error:
            raise VocabularyError(f"The message '{key}' has a field without a value: {error}.") from error

    def has(self, key: str) -> bool:
        """Return whether there is such a message."""
        return key in self.texts


def plural_form(language: str, count: int) -> str:
    """Return which form of a message a whole number takes. Source: Unicode CLDR, cardinal plural rules."""
    if language == "cy":
        return {0: "zero", 1: "one", 2: "two", 3: "few", 6: "many"}.get(count, "other")
    return "one" if count == 1 else "other"


@cache
def load_messages(language: str = "en") -> Messages:
    """Return the messages of a language; raise UnknownName with the known ones."""
    if language not in LANGUAGES:
        known = ", ".join(f"{code} ({name})" for code, name in LANGUAGES.items())
        raise UnknownName(f"There are no messages in '{language}'.", mend=f"Known languages: {known}.")
    texts: dict[str, str | Mapping[str, str]] = {}
    for path in sorted((_DATA / language).iterdir(), key=lambda one: one.name):
        if path.name.endswith(".toml"):
            texts |= _flat(tomllib.loads(path.read_text("utf-8")), path.name.removesuffix(".toml"))
    return Messages(language=language, texts=texts)


def fields_of(text: str | Mapping[str, str]) -> frozenset[str]:
    """Return the names of the fields in a message, over all its plural forms."""
    forms = text.values() if isinstance(text, Mapping) else (text,)
    return frozenset(name for form in forms for _, name, _, _ in Formatter().parse(form) if name)


def _flat(data: Mapping[str, Any], start: str) -> dict[str, str | Mapping[str, str]]:
    """Return nested tables as keys with dots; a table of plural forms is one message."""
    found: dict[str, str | Mapping[str, str]] = {}
    for name, value in data.items():
        key = f"{start}.{name}"
        if isinstance(value, str) or set(value) <= PLURALS:
            found[key] = value
        else:
            found |= _flat(value, key)
    return found
