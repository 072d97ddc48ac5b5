"""Find text that a reader would see and nobody could translate: in templates, and where Python speaks to readers."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from jinja2 import Environment

READ_OUT = frozenset(
    {"aria-label", "title", "placeholder", "alt", "aria-description", "aria-roledescription"}
)
# What machines write or read stays as it is.
NOT_READ = frozenset({"script", "style", "template", "svg", "code", "pre", "kbd", "samp"})
# Names, which are the same in both languages.
NAMES = re.compile(
    r"\b(Evenhand|English|Cymraeg|CSV|ODS|SVG|PNG|PDF|JSON|TOML|API|OpenAPI|GOV\.UK|UTC|PostgreSQL)\b"
)
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_ENTITIES = re.compile(r"&#?\w+;|\burn:\S+")
_SENTENCE = re.compile(r"^[A-Z][\w'’,]*( [\w'’(),.:%-]+)+")
_GAP = "\ue000"  # stands for whatever a template puts in
_TRANSLATES = frozenset({"_", "gettext", "ngettext", "pgettext", "npgettext"})
_SPEAKS = {"label", "help_text", "empty_label", "legend", "hint"}


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str]] = []
        self.hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in NOT_READ:
            self.hidden.append(tag)
        for name, value in attrs:
            if name in READ_OUT and value and _says(value):
                self.found.append((self.getpos()[0], f'{name}="{value.replace(_GAP, "…")}"'))

    def handle_endtag(self, tag: str) -> None:
        if self.hidden and self.hidden[-1] == tag:
            self.hidden.pop()

    def handle_data(self, data: str) -> None:
        if not self.hidden and _says(data):
            self.found.append((self.getpos()[0], " ".join(data.replace(_GAP, "…").split())))


def _says(text: str) -> bool:
    return bool(_LETTERS.search(NAMES.sub("", _ENTITIES.sub("", text))))


def in_template(source: str) -> Iterator[tuple[int, str]]:
    """Yield line and text of what a template says without marking it."""
    environment = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"], autoescape=True)
    tokens = list(environment.lex(source))
    html, translating, raw = [], False, ""
    for number, (line, kind, value) in enumerate(tokens):
        if kind == "name" and tokens[number - 1][1] in {"block_begin", "whitespace"} and raw:
            translating = {"trans": True, "endtrans": False}.get(value, translating)
        raw = value if kind == "block_begin" else raw if kind in {"whitespace", "name"} and raw else ""
        if kind == "data" and not translating:
            html.append(value)
        else:
            html.append((_GAP if kind == "variable_begin" else "") + "\n" * value.count("\n"))
        if (
            kind == "string"
            and not translating
            and _SENTENCE.match(value[1:-1])
            and not _marked(tokens, number)
        ):
            yield line, value
    page = _Page()
    page.feed("".join(html))
    page.close()
    yield from page.found


def _marked(tokens: list[tuple[int, str, str]], number: int) -> bool:
    """Return whether a string is among the arguments of a function that translates."""
    depth = 0
    for _line, kind, value in reversed(tokens[:number]):
        if kind in {"variable_begin", "block_begin"}:
            return False
        if kind == "operator" and value in "([{)]}":
            depth += 1 if value in ")]}" else -1
        elif kind == "name" and depth == -1:
            return value in _TRANSLATES
        elif depth < -1:
            return False
    return False


def in_python(source: str) -> Iterator[tuple[int, str]]:
    """Yield line and text of labels, hints, messages and form errors that Python gives without marking them."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        said = [one.value for one in node.keywords if one.arg in _SPEAKS]
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        holder = getattr(getattr(node.func, "value", None), "id", "")
        if name in {"ValidationError", "add_error"} or holder == "messages":
            said += node.args
        for one in said:
            shown = one.values[0] if isinstance(one, ast.JoinedStr) and one.values else one
            if (
                isinstance(shown, ast.Constant)
                and isinstance(shown.value, str)
                and " " in shown.value.strip()
            ):
                yield one.lineno, shown.value


def unmarked(path: Path) -> list[tuple[int, str]]:
    """Return line and text of everything that one file leaves unmarked."""
    source = path.read_text("utf-8")
    return list(in_python(source) if path.suffix == ".py" else in_template(source))
