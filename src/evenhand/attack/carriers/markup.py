"""HTML cut into pieces, and which of them a reader sees: quick, and forgiving of what is not well formed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from html import unescape

_PIECES = re.compile(
    r"<!--(?P<comment>.*?)-->|<!\[CDATA\[(?P<data>.*?)\]\]>|<(?P<raw>script|style)\b(?P<rawat>[^>]*)>(?P<body>.*?)</(?P=raw)\s*>"
    r"|<(?P<end>/?)(?P<tag>[a-zA-Z][\w:-]*)(?P<at>(?:\"[^\"]*\"|'[^']*'|[^'\">])*)>|(?P<text>[^<]+)|<",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"([^\s=/\"'>]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_UNSEEN_TAGS = frozenset(("template", "noscript", "head", "title", "desc", "metadata", "defs"))
_UNSEEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?![.\d])|font-size\s*:\s*0(?![.\d])"
    r"|clip-path\s*:\s*inset\(50%\)|(?:left|text-indent)\s*:\s*-\d{3,}",
    re.IGNORECASE,
)
_CLASS_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


class Kind(StrEnum):
    """What a piece of markup is."""

    TEXT = "text"
    ATTRIBUTE = "attribute"
    COMMENT = "comment"
    SCRIPT = "script"
    STYLE = "style"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of markup: what it is, the element it belongs to, an attribute's name, its text, whether it is seen."""

    kind: Kind
    tag: str
    name: str
    text: str
    seen: bool


@dataclass(slots=True)
class _Open:
    """The elements that are open, and how many of them are unseen."""

    tags: list[tuple[str, bool]] = field(default_factory=list)
    unseen: int = 0

    def enter(self, tag: str, unseen: bool) -> None:
        self.tags.append((tag, unseen))
        self.unseen += unseen

    def leave(self, tag: str) -> None:
        if not any(one == tag for one, _ in self.tags):
            return
        while self.tags:
            one, unseen = self.tags.pop()
            self.unseen -= unseen
            if one == tag:
                return


def pieces(text: str) -> Iterator[Piece]:
    """Yield the pieces of a page in their order, attributes before what the element holds."""
    classes = _unseen_classes(text)
    open_ = _Open()
    for found in _PIECES.finditer(text):
        if found["text"] is not None:
            if not found["text"].isspace():
                tag = open_.tags[-1][0] if open_.tags else ""
                yield Piece(Kind.TEXT, tag, "", unescape(found["text"]), not open_.unseen)
        elif found["tag"]:
            yield from _element(found, open_, classes)
        elif found["raw"]:
            yield from _attributes(found["raw"].lower(), found["rawat"])
            kind = Kind.SCRIPT if found["raw"].lower() == "script" else Kind.STYLE
            yield Piece(kind, found["raw"], "", found["body"], False)
        elif found["comment"] or found["data"]:
            yield Piece(Kind.COMMENT, "", "", found["comment"] or found["data"], False)


def _element(found: re.Match[str], open_: _Open, classes: frozenset[str]) -> Iterator[Piece]:
    tag = found["tag"].lower()
    if found["end"]:
        open_.leave(tag)
        return
    attributes = _attributes(tag, found["at"])
    yield from attributes
    if tag not in _VOID and not found["at"].rstrip().endswith("/"):
        open_.enter(tag, tag in _UNSEEN_TAGS or any(_hides(one, classes) for one in attributes))


@lru_cache(maxsize=50_000)
def _attributes(tag: str, text: str) -> tuple[Piece, ...]:
    """The attributes of an element; the same ones stand at thousands of cells."""
    return tuple(
        Piece(Kind.ATTRIBUTE, tag, name.lower(), unescape(double or single or bare), False)
        for name, double, single, bare in _ATTRIBUTE.findall(text)
    )


def _hides(one: Piece, classes: frozenset[str]) -> bool:
    if one.name == "style":
        return bool(_UNSEEN_STYLE.search(one.text))
    if one.name == "class":
        return bool(classes & set(one.text.split()))
    return one.name == "hidden" or (one.name == "aria-hidden" and one.text == "true")


def _unseen_classes(text: str) -> frozenset[str]:
    """The classes that a page's style hides everywhere; what it hides on some screens alone is seen on others."""
    style = "".join(re.findall(r"(?is)<style[^>]*>(.*?)</style>", text))
    style = re.sub(r"(?s)@[\w-]+[^{;]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", " ", style)
    named: set[str] = set()
    for selectors, body in _CLASS_RULE.findall(style):
        if _UNSEEN_STYLE.search(body):
            named |= {
                one[1:] for one in selectors.replace(",", " ").split() if re.fullmatch(r"\.[\w-]+", one)
            }
    return frozenset(named)
