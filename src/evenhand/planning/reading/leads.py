"""Who leads an action: people and agencies, as 'Jo Bloggs (NTA, Home Office)/Sam Jones (Council) & all of the panel'."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from evenhand.planning.dates.words import any_of
from evenhand.planning.rows import Lead

_DATA = "data/leads-2026-11.toml"
_BRACKETS = re.compile(r"^(?P<name>[^()\[\]]*?)\s*[(\[](?P<agency>.*)[)\]]\s*$", re.DOTALL)
_DASH = re.compile(r"\s+[–—-]\s+|\s*:\s+")
_NAME_WORD = re.compile(r"^(?:[A-ZÀ-Þ][\w.'’-]*|(?:ap|ab|ferch|van|von|de|la|al|bin|binti))$")


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadWords:
    """Words that tell bodies and posts from people; the data file says where they come from."""

    version: str
    bodies: re.Pattern[str]
    posts: re.Pattern[str]
    collective: re.Pattern[str]
    nobody: frozenset[str]
    between: str


@dataclass(frozen=True, slots=True)
class LeadsRead:
    """The leads of a cell, and whether where one ends and the next begins is unclear."""

    leads: tuple[Lead, ...]
    unclear: bool = False


_SENTENCE = re.compile(r"\b(?:is|are|was|were|will)\b|www\.|https?:")


@cache
def load_lead_words() -> LeadWords:
    """Return the words that come with Evenhand."""
    read = tomllib.loads((resources.files("evenhand.planning.reading") / _DATA).read_text("utf-8"))
    return LeadWords(
        version=read["version"],
        bodies=any_of(read["bodies"]),
        posts=any_of(read["posts"]),
        collective=re.compile(rf"^(?:{any_of(read['collective']).pattern})\s", re.IGNORECASE),
        nobody=frozenset(read["nobody"]),
        between="|".join(map(re.escape, read["between"])),
    )


def read_leads(text: str) -> LeadsRead:
    """Return who leads, each with their agency; what brackets hold is never cut."""
    whole = re.sub(r"[^\S\n]+", " ", re.sub(r"(?<=\w)-\n(?=\w)", "-", text)).strip()
    if re.sub(r"\s+", " ", whole).lower().strip(" .") in load_lead_words().nobody or not whole:
        return LeadsRead(())
    if load_lead_words().collective.match(whole):
        return LeadsRead((Lead(re.sub(r"\s+", " ", whole).rstrip(".")),))
    pieces, unclear = _pieces(whole)
    leads = [_lead(piece) for piece in pieces]
    return LeadsRead(tuple(one for one in leads if one.name), unclear)


def _pieces(text: str) -> tuple[list[str], bool]:
    """A text cut where one lead ends (';', '/', '&', a line, 'and' between people), and whether a comma is unclear."""
    cut = [piece for line in _cut(text, r"[;•]") for piece in _lines(line)]
    cut = [piece for one in cut for piece in _cut(one, r"/|\s&\s|(?<=\))&|\s\+\s") if piece]
    cut = [piece for one in cut for piece in _at_and(one)]
    found, unclear = [], False
    for one in cut:
        parts = _cut(one, r",")
        if len(parts) == 1:
            found.append(one)
        elif _are_leads(parts):
            found += parts
        else:
            found.append(one)
            unclear = unclear or not _is_person_and_body(parts)
    return [
        one.strip(" ,.;") if not one.rstrip().endswith(")") else one.strip(" ,;") for one in found
    ], unclear


def _lines(text: str) -> list[str]:
    """Lines are leads of their own, but for one that the line above runs over into: open brackets, a comma, 'and'."""
    found: list[str] = []
    for line in (one.strip() for one in text.split("\n")):
        if not line:
            continue
        goes_on = found and (
            found[-1].count("(") > found[-1].count(")")
            or re.search(rf"(?:[,/&–-]|\s(?:{load_lead_words().between}|of|for|the))$", found[-1])
            or re.match(r"[(a-z/&,]", line)
            or not (_is_person(_outer(found[-1])) and _is_person(_outer(line)))
        )
        if goes_on:
            found[-1] = f"{found[-1]} {line}"
        else:
            found.append(line)
    return found


def _outer(text: str) -> str:
    """A text without what stands in brackets."""
    return re.sub(r"\s*\([^)]*\)", "", text)


def _at_and(text: str) -> list[str]:
    """'A and B' are two leads where both are people or each has brackets; 'Housing and Homelessness Team' is one."""
    parts = _cut(text, rf"\s(?:{load_lead_words().between})\s")
    if len(parts) == 1:
        return parts
    named = all(_is_person(_outer(one)) or _BRACKETS.match(one) for one in parts)
    return parts if named or all(_is_whole_body(one) for one in parts) else [text]


def _cut(text: str, at: str) -> list[str]:
    """Cut outside brackets."""
    found, depth, start = [], 0, 0
    pattern = re.compile(at)
    place = 0
    while place < len(text):
        depth += text[place] in "(["
        depth -= text[place] in ")]" and depth > 0
        match = pattern.match(text, place) if depth == 0 else None
        if match and match.end() > place:
            found.append(text[start:place])
            start = place = match.end()
        else:
            place += 1
    found.append(text[start:])
    return [one.strip() for one in found if one.strip()]


def _are_leads(parts: Sequence[str]) -> bool:
    """Whether what stands between commas are leads of their own: all people, all bodies, or all with brackets."""
    if all(_BRACKETS.match(one) for one in parts):
        return True
    return all(_is_person(_outer(one)) for one in parts) or all(_is_whole_body(one) for one in parts)


def _is_person_and_body(parts: Sequence[str]) -> bool:
    return _is_person(parts[0]) and not any(_is_person(one) for one in parts[1:])


def _is_person(text: str) -> bool:
    """Whether a text looks like the name of a person: two to five words with capitals, none of a body or post."""
    words = load_lead_words()
    said = text.strip()
    if words.bodies.search(said) or words.posts.search(said) or any(one.isdigit() for one in said):
        return False
    parts = said.split()
    if not 2 <= len(parts) <= 5 or not all(_NAME_WORD.match(one) for one in parts):
        return False
    return parts[0][0].isupper() and not (parts[-1].isupper() and len(parts[-1]) > 2)


def _is_whole_body(text: str) -> bool:
    """Whether a text is the name of a body: letters such as 'NTA', or words such as 'City Council'."""
    said = text.strip()
    return bool(re.fullmatch(r"[A-Z&]{2,8}s?", said)) or (
        bool(load_lead_words().bodies.search(said) and " " in said)
        or bool(load_lead_words().bodies.fullmatch(said))
    )


def _lead(text: str) -> Lead:
    """One lead: name and agency in brackets, behind a dash or behind a comma."""
    said = re.sub(r"\s+", " ", text).strip()
    if match := _BRACKETS.match(said):
        name, agency = match["name"].strip(" ,–-"), match["agency"].strip()
        if not name:
            return Lead(agency)
        if _is_person(agency) and not _is_person(name):
            return Lead(agency, name)  # 'Director of Public Health (Jo Bloggs)'
        return Lead(name, agency)
    for pattern in (_DASH, re.compile(r"\s*,\s*")):
        parts = pattern.split(said, maxsplit=1)
        if len(parts) == 2 and all(parts) and _is_person(parts[0]) != _is_person(parts[1]):
            return Lead(parts[0], parts[1]) if _is_person(parts[0]) else Lead(parts[1], parts[0])
    return Lead(said)


def looks_like_lead(text: str) -> bool:
    """Return whether a text is nothing but who leads: people with or without brackets, bodies, or all of a group."""
    said = re.sub(r"\s+", " ", text).strip()
    if not said or len(said) > 120 or said.endswith(".") or _SENTENCE.search(said):
        return False
    if load_lead_words().collective.match(said):
        return len(said.split()) <= 8
    read = read_leads(said)
    return (
        bool(read.leads)
        and all(
            _is_person(one.name)
            or _is_whole_body(one.name)
            or (bool(one.agency) and len(one.name.split()) <= 6)
            for one in read.leads
        )
        and said[0].isupper()
    )
