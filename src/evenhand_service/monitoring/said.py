"""What the library said of a file or a run, which is kept in English, in the reader's language as far as it is known."""

from django.utils.translation import get_language

from evenhand.vocabulary.sentences import in_other_words


def in_reader(text: str) -> str:
    """Return a sentence in the reader's language, else as it is kept."""
    return in_other_words(text, get_language() or "en") or text


def said(text: str) -> dict[str, str]:
    """Return a sentence for a page, with its language."""
    told = in_other_words(text, get_language() or "en")
    return {"text": told or text, "lang": (get_language() or "en") if told else "en"}
