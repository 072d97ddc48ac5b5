"""What a reading says of a document, in the reader's language: by its code, and in English where it told none."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from evenhand.planning.said import say
from evenhand.vocabulary.speech import speech
from evenhand_service.plan.presenters.words import language


def english(text: str) -> dict[str, str]:
    """Return a sentence that there is in English alone."""
    return {"text": text, "lang": "" if language() == "en" else "en"}


def in_words(one: Mapping[str, Any], kind: str = "") -> dict[str, str]:
    """Return a sentence of a reading; `kind` is that of its code (`doubt`, `reason`), '' where the code has it."""
    code = f"{kind}.{one['code']}" if kind else str(one.get("code", ""))
    if not speech(language()).messages.has(f"reading.{code}"):
        return english(str(one.get("words") or one.get("why") or ""))
    fields = dict(one.get("params") or {})
    if "name" in fields:
        fields["name"] = _("The document")  # its file's name was not kept
    return {"text": say(code, fields, language()), "lang": ""}


def notes(held: Iterable[Any]) -> list[dict[str, str]]:
    """Return what a reading says of the whole document; one that was kept before it told codes is English."""
    return [in_words(one) if isinstance(one, Mapping) else english(str(one)) for one in held]


def refusal(held: Iterable[Any], what: str, mend: str) -> list[list[dict[str, str]]]:
    """Return why a document cannot be read and what would mend it."""
    told = {one["part"]: one for one in held if isinstance(one, Mapping) and "part" in one}
    return [
        [in_words(each) for each in told[part]["said"]] if part in told else [english(words)]
        for part, words in (("what", what), ("mend", mend))
        if words
    ]
