"""Which installed fonts hold the letters of a text: a font that lacks them gives a picture without words, and no error."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from unicodedata import category

import typst
from fontTools.ttLib import TTFont
from fontTools.unicodedata import script, script_name

_COMMON = ("Zyyy", "Zinh", "Zzzz")
"""Codes of signs that belong to no script of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FontRules:
    """Families to try, in order, and what to install where none has the letters; see data/fonts.toml."""

    version: str
    source: str
    valid_from: str
    valid_to: str
    verified: bool
    main: list[str]
    install_main: str
    others: list[str]
    install_other: str
    install: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One font file (of a collection, the `index`-th font in it)."""

    path: str
    index: int

    @property
    def letters(self) -> frozenset[int]:
        """The code points for which the font has a glyph."""
        return _letters(self.path, self.index)


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """An upright family: its regular face and, where it has one, its bold face."""

    name: str
    faces: tuple[Face, ...]

    def lacks(self, letters: Iterable[str]) -> frozenset[str]:
        """Return the letters that one of the faces has no glyph for."""
        return frozenset(one for one in letters if not all(ord(one) in face.letters for face in self.faces))


@dataclass(frozen=True, slots=True, kw_only=True)
class Lettering:
    """The families in which a text is set, in order; and the letters that none has, by name of their script."""

    families: tuple[Family, ...]
    missing: Mapping[str, frozenset[str]]

    @property
    def names(self) -> tuple[str, ...]:
        """The families' names, in order."""
        return tuple(one.name for one in self.families)


@lru_cache(maxsize=8)
def installed(folders: tuple[str, ...] | None = None) -> Mapping[str, Family]:
    """Return the upright families in `folders`, or all that the machine has, by name."""
    found = typst.Fonts(
        include_system_fonts=folders is None, include_embedded_fonts=False, font_paths=list(folders or ())
    )
    faces: dict[str, dict[int, Face]] = {}
    for one in sorted(found.fonts(), key=lambda one: (one.path or "", one.index)):
        if one.path and one.style == "normal" and one.stretch == 1 and one.weight in (400, 700):
            faces.setdefault(one.family, {}).setdefault(one.weight, Face(path=one.path, index=one.index))
    return {
        name: Family(name=name, faces=tuple(weights[weight] for weight in sorted(weights)))
        for name, weights in faces.items()
        if 400 in weights
    }


def lettering(text: str, families: Mapping[str, Family] | None = None) -> Lettering:
    """Return the families that between them hold every letter of `text`, and which letters none holds."""
    known = installed() if families is None else families
    letters = visible_letters(text)
    main = _main(known, frozenset(one for one in letters if script(one) in ("Latn", *_COMMON)))
    if main is None:
        return Lettering(families=(), missing={"Latin": letters})
    chosen = [main]
    missing: dict[str, frozenset[str]] = {}
    for name, wanted in _by_script(main.lacks(letters)).items():
        rest = _lacking(wanted, chosen)
        names = [one.format(script=name) for one in font_rules().others]
        fitting = next((known[one] for one in names if one in known and not known[one].lacks(rest)), None)
        if rest and fitting is None:
            missing[name] = rest
        elif rest and fitting:
            chosen.append(fitting)
    return Lettering(families=tuple(chosen), missing=missing)


def what_to_install(missing: Mapping[str, frozenset[str]]) -> str:
    """Return which fonts to install for letters that are missing, as a sentence."""
    rules = font_rules()
    wanted: list[str] = []
    for name, letters in sorted(missing.items()):
        code = next((script(one) for one in sorted(letters) if script(one) not in _COMMON), "")
        if name == "Latin":
            wanted.append(rules.install_main)
        elif code in rules.install:
            wanted.append(rules.install[code])
        elif code:
            wanted.append(rules.install_other.format(script=name))
        else:
            signs = ", ".join(f"U+{ord(one):04X}" for one in sorted(letters))
            wanted.append(f"a font that has the signs {signs}")
    return f"Install {'; '.join(dict.fromkeys(wanted))}."


def visible_letters(text: str) -> frozenset[str]:
    """Return the letters of a text that need a glyph: no controls, no marks of direction or joining."""
    return frozenset(one for one in text if category(one) not in ("Cc", "Cf"))


@cache
def font_rules() -> FontRules:
    """Return the rules that come with Evenhand."""
    text = (resources.files("evenhand.publish") / "data" / "fonts.toml").read_text("utf-8")
    return FontRules(**tomllib.loads(text))


def _main(known: Mapping[str, Family], letters: frozenset[str]) -> Family | None:
    """Return the first family for running text that has all `letters`; failing that the one that lacks fewest."""
    there = [known[name] for name in font_rules().main if name in known]
    return min(there, key=lambda one: len(one.lacks(letters)), default=None)


def _lacking(letters: frozenset[str], families: Iterable[Family]) -> frozenset[str]:
    for one in families:
        letters = one.lacks(letters)
    return letters


def _by_script(letters: Iterable[str]) -> dict[str, frozenset[str]]:
    named: dict[str, set[str]] = {}
    for one in sorted(letters, key=lambda one: (script(one) in _COMMON, one)):
        code = script(one)
        named.setdefault("signs" if code in _COMMON else script_name(code), set()).add(one)
    return {name: frozenset(found) for name, found in named.items()}


@lru_cache(maxsize=64)
def _letters(path: str, index: int) -> frozenset[int]:
    with TTFont(Path(path), fontNumber=index, lazy=True) as font:
        return frozenset(font.getBestCmap() or ())
