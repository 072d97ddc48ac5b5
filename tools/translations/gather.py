"""Gather what is marked for translation from Python and from templates."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract_python
from jinja2.ext import babel_extract

from tools.translations.places import python_files, templates

KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
JINJA = {"extensions": "jinja2.ext.do", "newstyle_gettext": "true", "trimmed": "true", "silent": "false"}


@dataclass(frozen=True, slots=True, order=True)
class Word:
    """What is to be translated: text, its plural and its context, '' where there is none."""

    text: str
    plural: str = ""
    context: str = ""


def _word(function: str, messages: object) -> Word | None:
    given = [
        one for one in (messages if isinstance(messages, tuple | list) else (messages,)) if one is not None
    ]
    if not given or not all(isinstance(one, str) for one in given):
        return None
    context = given.pop(0) if function.startswith(("pgettext", "npgettext")) else ""
    return Word(given[0], given[1] if len(given) > 1 else "", context) if given and given[0] else None


def words_in(path: Path) -> Iterator[Word]:
    """Yield what one file marks."""
    stream = BytesIO(path.read_bytes())
    found = (
        extract_python(stream, KEYWORDS, (), {})
        if path.suffix == ".py"
        else babel_extract(stream, KEYWORDS, (), JINJA)
    )
    for _line, function, messages, _comments in found:
        if word := _word(function or "_", messages):
            yield word


def words_of(app: str) -> dict[Word, set[Path]]:
    """Return what an app marks, and in which files."""
    held: dict[Word, set[Path]] = {}
    for path in python_files(app) + templates(app):
        for word in words_in(path):
            held.setdefault(word, set()).add(path)
    return held
