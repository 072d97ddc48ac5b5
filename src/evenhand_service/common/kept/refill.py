"""Putting what was typed back into a page: the form that was sent to an address gets its fields filled again.

It works on the page as it was made, so that no form has to know of it, and without a script.
"""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.utils.html import escape

from evenhand_service.common.kept.rules import may_be_kept

_TYPED = frozenset(
    {"text", "email", "number", "search", "tel", "url", "date", "month", "time", "week", "hidden", ""}
)
_TICKED = frozenset({"checkbox", "radio"})


@dataclass(slots=True)
class Refilled:
    """The page, and whether the form was found in it."""

    html: str
    found: bool


@dataclass(slots=True)
class _Change:
    start: int
    end: int
    text: str


@dataclass(slots=True)
class _Values:
    """What was typed under each name, taken in order where a name comes more than once."""

    typed: dict[str, list[str]]
    used: dict[str, int] = field(default_factory=dict)

    def next(self, name: str) -> str | None:
        values = self.typed.get(name)
        if values is None:
            return None
        place = self.used.get(name, 0)
        self.used[name] = place + 1
        return values[place] if place < len(values) else ""

    def holds(self, name: str, value: str) -> bool:
        return value in self.typed.get(name, [])


class _Reader(HTMLParser):
    """Walks through a page and notes what to change, by place in the text."""

    def __init__(self, html: str, *, page: str, path: str, values: _Values, inside: str) -> None:
        super().__init__(convert_charrefs=True)
        self.html, self.page, self.path, self.values, self.inside = html, page, path, values, inside
        self.lines = [0]
        for line in html.split("\n"):
            self.lines.append(self.lines[-1] + len(line) + 1)
        self.changes: list[_Change] = []
        self.found = self.within = False
        self.select = ""
        self.area: tuple[str, int] | None = None

    def _here(self) -> tuple[int, int]:
        line, column = self.getpos()
        start = self.lines[line - 1] + column
        return start, start + len(self.get_starttag_text() or "")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        start, end = self._here()
        if tag == "form":
            self._form(told, end)
        if not self.within or not may_be_kept(told.get("name", "x")):
            return
        if tag == "input" and told.get("name"):
            self._input(told, start, end)
        elif tag == "select":
            self.select = told.get("name", "")
        elif tag == "option" and self.select in self.values.typed:
            chosen = self.values.holds(self.select, told.get("value", ""))
            self._mark(start, end, "selected", chosen, told)
        elif tag == "textarea" and told.get("name"):
            self.area = (told["name"], end)

    def _form(self, told: dict[str, str], end: int) -> None:
        action = urlsplit(urljoin(self.page, told.get("action", "") or self.page)).path
        self.within = told.get("method", "").lower() == "post" and action == self.path and not self.found
        if self.within:
            self.found = True
            self.changes.append(_Change(end, end, self.inside))

    def _input(self, told: dict[str, str], start: int, end: int) -> None:
        kind, name = told.get("type", "").lower(), told["name"]
        if kind in _TICKED:
            self._mark(start, end, "checked", self.values.holds(name, told.get("value", "on")), told)
        elif kind in _TYPED and (value := self.values.next(name)) is not None:
            text = _without(self.html[start:end], "value")
            self.changes.append(_Change(start, end, f'{text[:6]} value="{escape(value)}"{text[6:]}'))

    def _mark(self, start: int, end: int, word: str, wanted: bool, told: dict[str, str]) -> None:
        if (word in told) is not wanted:
            text = self.html[start:end]
            length = len(text.split(None, 1)[0].rstrip(">"))
            text = f"{text[:length]} {word}{text[length:]}" if wanted else _without(text, word)
            self.changes.append(_Change(start, end, text))

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.area:
            name, start = self.area
            self.area = None
            if (value := self.values.next(name)) is not None:
                line, column = self.getpos()
                # A line break right after the tag is not part of the text, so that one is put before it.
                self.changes.append(_Change(start, self.lines[line - 1] + column, "\n" + escape(value)))
        elif tag == "select":
            self.select = ""
        elif tag == "form":
            self.within = False


def _without(tag: str, name: str) -> str:
    """Return a start tag without one of its attributes."""
    kept, place = [], 0
    for start, end, found in _attributes(tag):
        if found == name:
            kept.append(tag[place:start])
            place = end
    return "".join([*kept, tag[place:]])


def _attributes(tag: str) -> list[tuple[int, int, str]]:
    found, place = [], len(tag.split(None, 1)[0])
    while place < len(tag):
        start = place
        while place < len(tag) and tag[place].isspace():
            place += 1
        begin = place
        while place < len(tag) and not tag[place].isspace() and tag[place] not in "=>":
            place += 1
        name = tag[begin:place].lower()
        if place < len(tag) and tag[place] == "=":
            place += 1
            quote = tag[place]
            place = tag.index(quote, place + 1) + 1 if quote in "\"'" else _unquoted_end(tag, place)
        if name and name != "/":
            found.append((start, place, name))
        place = max(place, start + 1)
    return found


def _unquoted_end(tag: str, place: int) -> int:
    while place < len(tag) and not tag[place].isspace() and tag[place] != ">":
        place += 1
    return place


def refill(html: str, *, page: str, path: str, fields: dict[str, list[str]], inside: str = "") -> Refilled:
    """Return a page with the first form that is sent to `path` filled in; `inside` is put at that form's beginning."""
    reader = _Reader(html, page=page, path=path, values=_Values(fields), inside=inside)
    reader.feed(html)
    reader.close()
    parts, place = [], 0
    for change in sorted(reader.changes, key=lambda one: (one.start, one.end)):
        parts += [html[place : change.start], change.text]
        place = change.end
    return Refilled("".join([*parts, html[place:]]), reader.found)
