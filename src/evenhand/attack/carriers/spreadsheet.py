"""Spreadsheets (ODS): document information, and what a package holds besides its sheets."""

import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from evenhand.attack.carriers.figure import Figure, Thing
from evenhand.attack.carriers.numbers import figures_of
from evenhand.attack.carriers.reading import NotRead, parsed
from evenhand.attack.carriers.sheets import sheet_figures

_PARTS = frozenset(
    ("mimetype", "content.xml", "styles.xml", "meta.xml", "settings.xml", "META-INF/manifest.xml")
)
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_PATH = re.compile(r'full-path="([^"]*)"')


def spreadsheet_figures(path: Path, name: str) -> Iterator[Figure | Thing]:
    """Yield the figures of a spreadsheet's cells, of what it hides, and of the parts it should not have."""
    try:
        with ZipFile(path) as file:
            yield from _package(file, name)
            yield from sheet_figures(parsed(file.read("content.xml")), name)
            for part in sorted({"meta.xml", "settings.xml", "styles.xml"} & set(file.namelist())):
                yield from _about(file.read(part).decode("utf-8", "replace"), f"{name} {part}")
    except (BadZipFile, KeyError, NotRead, OSError):
        yield Thing(where=name, words="a spreadsheet that cannot be read", told=False)


def _about(text: str, where: str) -> Iterator[Figure]:
    """Document information: statistics, own fields, title; sizes in styles are no figures."""
    if where.endswith("styles.xml"):
        text = re.sub(r"<[^>]*>", " ", text)
        yield from figures_of(text, where, visible=False)
        return
    for found in re.findall(r"<meta:document-statistic[^>]*>", text):
        for key, number in re.findall(r'meta:([\w-]+)="(\d+)"', found):
            yield from figures_of(number, f"{where} {key}", visible=False, count=True)
    for found in re.findall(r">([^<]+)<", text):
        yield from figures_of(found, where, visible=False, count=True)


def _package(file: ZipFile, name: str) -> Iterator[Figure | Thing]:
    """What the ZIP file itself says: parts nobody named, a manifest that lies, comments, times, fields of other programs."""
    listed = set(_PATH.findall(file.read("META-INF/manifest.xml").decode("utf-8", "replace"))) - {"/"}
    held = {one.filename for one in file.infolist()}
    for extra in sorted(held - _PARTS):
        yield Thing(
            where=f"{name} {extra}",
            words="a part that a table of figures does not need: an earlier version, a picture, an object",
        )
    for part in sorted(listed - held):
        yield Thing(where=f"{name} {part}", words="a part that the list of parts names and the file lacks")
    if file.comment:
        yield from _said(file.comment, f"{name} comment of the archive")
    for one in file.infolist():
        if one.comment:
            yield from _said(one.comment, f"{name} {one.filename} comment")
        if one.extra and one.filename == "mimetype":
            yield Thing(
                where=f"{name} {one.filename}",
                words="a field of another program stands before the first part",
            )
        if one.date_time != _FIRST_DAY:
            yield Thing(
                where=f"{name} {one.filename}", words="a time of writing is kept in the file", told=False
            )
    if held and file.infolist()[0].header_offset:
        yield Thing(where=name, words="something stands before the archive begins")


def _said(comment: bytes, where: str) -> Iterator[Figure | Thing]:
    found = list(figures_of(comment.decode("utf-8", "replace"), where, visible=False, count=True))
    yield from found
    if not found:
        yield Thing(where=where, words="a comment that nobody sees", told=False)
