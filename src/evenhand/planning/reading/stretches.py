"""Cuts a paragraph at its labels ('Lead: ...; by when: ...') and at a last bracket or clause that gives a name or a date."""

import re
from dataclasses import dataclass, replace
from functools import cache

from evenhand.planning.dates import Kind, read_when
from evenhand.planning.reading.leads import looks_like_lead
from evenhand.planning.reading.words import load_words, plain

_SIGNS = r"\s*(?:[:=]|\s[–—-]\s)\s*"
_LAST_BRACKET = re.compile(r"\s*[(\[](?P<inside>[^()\[\]]*(?:\([^()]*\)[^()\[\]]*)*)[)\]]\s*\.?\s*$")


@dataclass(frozen=True, slots=True)
class Said:
    """A stretch of a paragraph: what it holds, the label before it as printed, and the label's words."""

    role: str
    text: str
    label: str = ""
    heading: str = ""
    asks: Kind = Kind.UNMARKED
    tail: str = ""
    """What stands behind the text and belongs to it: a closing bracket, a full stop."""


def stretches(text: str) -> list[Said]:
    """Return the stretches of a paragraph in their order; put together again they are the paragraph."""
    labels = [match for match in _labels().finditer(text) if _is_label(match, text)]
    if not labels:
        return _bracketed(text)
    found = []
    head = text[: labels[0].start("label")]
    kept = re.sub(r"[\s–—-]+$", "", head)
    sign = head[len(kept) :]  # the dash before the first label goes with it
    if kept.strip():
        found.append(Said("", kept))
    words = load_words()
    for place, match in enumerate(labels):
        end = labels[place + 1].start("label") if place + 1 < len(labels) else len(text)
        role = words.labels.get(plain(match["label"])) or words.role_of(match["label"]) or "further"
        label = (sign if place == 0 else "") + text[match.start("label") : match.end()]
        value = text[match.end() : end]
        found.append(Said(role, value, label, match["label"].strip("* "), words.asks_for(match["label"])))
    return [_trimmed(one) for one in found]


def _trimmed(said: Said) -> Said:
    """A value without the bracket or sign that divides it from the next; what is taken off goes to the label."""
    if said.role not in ("when", "leads", "reference", "agency"):
        return said
    inner = said.text.strip()
    kept = re.sub(r"[\s;,|–—-]+$", "", inner)
    if kept.count(")") > kept.count("("):
        kept = re.sub(r"\)\s*\.?$", "", kept)
    kept = re.sub(r"(?<=\w)\.$", "", kept) if not re.search(r"\b[A-Z]\.$", kept) else kept
    taken = inner[len(kept) :]
    return replace(said, text=kept, tail=taken)


def _is_label(match: re.Match[str], text: str) -> bool:
    """Whether a label begins the text, a line, a bracket, or stands behind the end of a clause."""
    before = text[: match.start("label")].rstrip(" \t*")
    return not before or before[-1] in "\n.;,|([–—-)" or text[: match.start("label")].endswith("\n")


def _bracketed(text: str) -> list[Said]:
    """'Do this by June 2026 (Jo Bloggs, Council)': who and by when from the last bracket, or the last words."""
    found = [Said("", text)]
    match = _LAST_BRACKET.search(text)
    if match and text[: match.start()].strip():
        is_short_form = _abbreviates(match["inside"].strip(), text[: match.start()])
        inside = [] if is_short_form else _bracket_parts(match["inside"])
        if inside:
            opening, closing = text[match.start() : match.start("inside")], text[match.end("inside") :]
            first, *others = inside
            marked = [
                Said(first.role, first.text, f"{opening}{first.label}", first.heading, first.asks),
                *others,
            ]
            marked[-1] = replace(marked[-1], tail=closing)
            found = [Said("", text[: match.start()]), *marked]
    if not any(one.role == "when" for one in found):
        found[:1] = _date_last(found[0].text)
    return found


def _abbreviates(inside: str, before: str) -> bool:
    """Whether a bracket shortens the words before it, as in 'Integrated Offender Management (IOM)'."""
    words = re.findall(r"[A-Za-z]\w*", before)[-len(inside) :]
    return inside.isupper() and "".join(one[0].upper() for one in words) == inside


def _bracket_parts(inside: str) -> list[Said]:
    """What stands in a bracket: a date, a lead, or both in either order; nothing where it is neither."""
    sign = r"[;–—]" if re.search(r"[;–—]", inside) else r",(?=[^,]*$)"
    parts = [one for one in re.split(sign, inside) if one.strip()]
    signs = re.findall(sign, inside)
    for given, between in ((parts, signs), ([inside], [])):
        roles = [_role(one) for one in given]
        if all(roles) and len(set(roles)) == len(roles):
            return [
                Said(role, one.strip(), between[place - 1] if place else "")
                for place, (role, one) in enumerate(zip(roles, given, strict=True))
            ]
    return []


def _role(text: str) -> str:
    said = text.strip()
    read = read_when(said)
    if len(said) <= 60 and (read.is_dated or read.kind is Kind.ONGOING) and not looks_like_lead(said):
        return "when"
    return "leads" if looks_like_lead(said) else ""


def _date_last(text: str) -> list[Said]:
    """'... by June 2026.': the last words, where they are a bound and a date and nothing else."""
    match = re.match(
        r"(?P<head>.*)(?P<sign>[\s,–—-]+)"
        r"(?P<when>(?:by|before|from|no later than|due|erbyn|cyn)\s[^,;.()]{4,40}?)\s*\.?\s*$",
        text,
        re.IGNORECASE | re.DOTALL,
    )
    if match and read_when(match["when"]).is_dated:
        return [
            Said("", match["head"]),
            Said("when", match["when"], tail=text[match.end("when") :].strip()),
        ]
    return [Said("", text)]


@cache
def _labels() -> re.Pattern[str]:
    """A known label with its sign behind it, wherever it stands."""
    words = sorted(load_words().labels, key=len, reverse=True)
    known = "|".join(re.escape(one).replace(r"\ ", r"\s+") for one in words)
    return re.compile(
        rf"(?<!\w)(?P<label>(?:{known})(?:\s*\([^()]*\))?)\s*(?::|=|\s[–—-](?=\s))\s*", re.IGNORECASE
    )
