"""Which theme and aim an action stands under: headings in three styles, over a table or inside it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from evenhand.planning.reading.types import Cell
from evenhand.planning.reading.words import load_words, plain

IN_TEXT, IN_AIM, IN_TABLE, BELOW = 60, 80, 90, 91
"""Levels below every heading of a document: a line of text, an aim in text, a line across a table, and one below it."""
LONGEST = 160  # characters of a heading that does not say what it is
_NUMBER = r"(?:\d{1,2}(?:[./]\d{1,2}){0,3}|[A-Z]|[ivxIVX]{1,4}|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix)"
_NUMBERED = re.compile(r"^\s*(?:\d{1,2}(?:\.\d{1,2}){0,3}[.):]?|[A-Z][.):]|\(?[ivxIVX]{1,4}[.)])\s+(?=\S)")


@dataclass
class Part:
    """A heading over actions: its words, whether it is a theme, an aim or plain, and the cells it was read from."""

    kind: str
    text: str
    level: int
    cells: list[Cell]
    supporting: bool = False
    used: bool = False

    @property
    def numbered(self) -> bool:
        """Whether a number stands before it."""
        return bool(self.cells) and is_numbered(self.cells[0].text)


@dataclass
class Parts:
    """The headings that hold at a place of the document, outermost first; those passed are kept to be accounted for."""

    open: list[Part] = field(default_factory=list)
    all: list[Part] = field(default_factory=list)

    def enter(self, part: Part) -> None:
        """Take a heading: it closes those of its level and below."""
        while self.open and self.open[-1].level >= part.level:
            self.open.pop()
        self.open.append(part)
        self.all.append(part)

    def theme_and_aim(self) -> tuple[Part | None, Part | None, bool]:
        """Return the theme and aim of an action that stands here, and whether the aim calls itself one."""
        themes = [one for one in self.open if one.kind == "theme"]
        plains = [one for one in self.open if one.kind == "plain" and not _is_title(one, self.all)]
        aims = [one for one in self.open if one.kind == "aim"]
        if not themes and aims:
            before = [one for one in plains if one.level < aims[-1].level]
            return (before[-1] if before else None), aims[-1], True
        theme = themes[-1] if themes else plains[0] if plains else None
        after = [one for one in aims if theme is None or one.level > theme.level]
        if after:
            return theme, after[-1], True
        below = [one for one in plains if theme is not None and one.level > theme.level]
        return theme, (below[-1] if below else None), False


def _is_title(part: Part, every: Sequence[Part]) -> bool:
    """Whether a heading is that of the whole document: the first, above all others."""
    others = [one.level for one in every[1:] if one.level < IN_TABLE]
    return part is every[0] and part.level < IN_TEXT and bool(others) and part.level < min(others)


def part_of(text: str, cells: list[Cell], level: int, *, aim_level: int) -> Part | None:
    """Return the theme or aim that a text says it is, None where it says neither."""
    said = re.sub(r"\s+", " ", text).strip()
    supporting = bool(_supporting().search(said))
    bare = re.sub(r"\s+", " ", _supporting_note().sub(" ", said)).strip()
    if match := _aim().match(bare):
        return Part("aim", _spaced(_aim().match(text.strip()), match), aim_level, cells, supporting)
    if match := _theme().match(bare):
        return Part("theme", match["rest"].strip(), level, cells, supporting)
    return None


def _spaced(whole: re.Match[str] | None, match: re.Match[str]) -> str:
    return re.sub(r"\s+", " ", (whole or match)["rest"]).strip()


def heading(text: str, cells: list[Cell], level: int) -> Part:
    """Return a heading: a theme or aim where it says so, a numbered one inside a table a theme, otherwise a plain one."""
    found = part_of(text, cells, level, aim_level=max(level, 2) if level < IN_TEXT else BELOW)
    if found:
        return found
    said = re.sub(r"\s+", " ", text).strip()
    supporting = bool(_supporting().search(said))
    bare = _NUMBERED.sub("", _supporting_note().sub(" ", said)).strip() or said
    if is_plain(bare):
        return Part("none", bare, level, cells)
    return Part("theme" if level >= IN_TABLE else "plain", bare, level, cells, supporting)


def is_numbered(text: str) -> bool:
    """Return whether a heading begins with a number: '2. Commissioning'."""
    return bool(_NUMBERED.match(text))


def is_plain(text: str) -> bool:
    """Return whether a heading names no theme: 'Action plan', 'Annex B'."""
    words = load_words()
    said = plain(_NUMBERED.sub("", text))
    return said in words.plain or said.split(" ")[0] in ("annex", "appendix", "atodiad")


def looks_like_heading(text: str) -> bool:
    """Return whether a line is short and ends like no sentence."""
    said = text.strip()
    return (
        2 < len(said) <= LONGEST
        and not said.endswith((".", ";", ",", ":", "?"))
        and said[0].isupper() | said[0].isdigit()
    )


def goes_on(text: str) -> bool:
    """Return whether a text goes on with a list of aims: 'ii) to ...'."""
    return bool(re.match(r"^\s*(?:\(?[ivx]{1,4}\)|\(?[b-h]\)|\(?[2-9]\))\s+\S", text))


def _any(words: Sequence[str]) -> str:
    return "|".join(re.escape(one).replace(r"\ ", r"\s+") for one in sorted(words, key=len, reverse=True))


@cache
def _aim() -> re.Pattern[str]:
    return re.compile(
        rf"^(?:(?:{_any(load_words().aim)})\s*(?:\(s\)|\(au\))?)\s*(?:{_NUMBER}(?=\s*[:.)–—-]|\s+\S)\s*[:.)–—-]*\s*|[:–—-]\s*)(?P<rest>\S.*)$",
        re.IGNORECASE | re.DOTALL,
    )


@cache
def _theme() -> re.Pattern[str]:
    return re.compile(
        rf"^(?:(?:{_any(load_words().theme)}))\s*(?:{_NUMBER}(?=\s*[:.)–—-]|\s+\S)\s*[:.)–—-]*\s*|[:–—-]\s*)(?P<rest>\S.*)$",
        re.IGNORECASE | re.DOTALL,
    )


@cache
def _supporting() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any(load_words().supporting)})(?!\w)", re.IGNORECASE)


@cache
def _supporting_note() -> re.Pattern[str]:
    """'(Supporting aim)' behind a heading."""
    return re.compile(rf"\(\s*(?:{_any(load_words().supporting)})\s*\)", re.IGNORECASE)
