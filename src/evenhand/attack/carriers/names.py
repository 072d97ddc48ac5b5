"""Names: of files, folders, anchors and links. Numbers in them must be those of our own codes."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from evenhand.attack.carriers.figure import Figure, Said, Thing
from evenhand.attack.carriers.known import Known, rows_of
from evenhand.attack.carriers.rules import rules
from evenhand.foundations import UnreadableFile

_CODED = ("area", "characteristic", "code_list", "edition", "group", "stage", "period", "step")


def slug(text: str) -> str:
    """Return a code as it stands in a name: small letters and digits, all else a hyphen."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def codes_of(known: Known) -> re.Pattern[str]:
    """Return the pattern of all codes of a release that have digits in them, as they stand in names."""
    if known.codes is None:
        texts = {one.cell[key] for one in known.entries for key in _CODED if key in one.cell}
        parts = {part for text in texts for part in (text, *re.split(r"[*/]", text))}
        named = {form for part in parts for form in (slug(part), part.lower()) if re.search(r"\d", form)}
        listed = "|".join(re.escape(one) for one in sorted(named, key=len, reverse=True))
        known.codes = re.compile(listed or r"(?!)")
    return known.codes


def name_figures(text: str, where: str, known: Known) -> Iterator[Figure]:
    """Yield the numbers in a name that none of our own codes explains."""
    if not any(one.isdigit() for one in text):
        return
    rest = codes_of(known).sub("-", rules().ordinals.sub("-", text.lower()))
    rest = rules().no_count.sub("-", rest) if re.search(r"\d", rest) else rest
    for found in re.finditer(r"\d+", rest):
        yield Figure(where=where, words=text[:60], number=float(found[0]), said=Said.COUNT, visible=False)


def file_things(folder: Path, files: Sequence[Path], known: Known) -> Iterator[Figure | Thing]:
    """Yield what a folder holds that no release does: leftovers, rows of persons, names with numbers in them."""
    written = [
        re.compile(one.replace("{}", r"(?P<made>[a-z0-9-]+)"), re.IGNORECASE) for one in rules().written
    ]
    made_up = {path.parent for path in files if path.name in rules().made_up}
    for path in files:
        name = path.relative_to(folder).as_posix()
        if made_up & set(path.parents):
            continue
        found = next((match for one in written if (match := one.fullmatch(name))), None)
        if found is None:
            yield from _strange(path, name, known)
        elif "made" in found.groupdict():
            yield from name_figures(found["made"], name, known)


def _strange(path: Path, name: str, known: Known) -> Iterator[Figure | Thing]:
    for pattern, reason in rules().noted:
        if pattern.fullmatch(name):
            yield Thing(where=name, words=reason, told=False)
            return
    for pattern, reason in rules().leftover:
        if pattern.fullmatch(name):
            yield Thing(where=name, words=reason)
            return
    if path.suffix.lower() in (".csv", ".tsv", ".txt") and _has_persons(path):
        yield Thing(where=name, words="a file with a row per person")
        return
    yield Thing(where=name, words="no file that a release holds; it was not read", told=False)
    yield from name_figures(name, name, known)


def _has_persons(path: Path) -> bool:
    try:
        rows = rows_of(path)
    except UnreadableFile:
        return False
    return bool(rows) and bool({slug(one).replace("-", "_") for one in rows[0]} & rules().persons)
