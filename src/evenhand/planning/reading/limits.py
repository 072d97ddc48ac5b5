"""How large a plan may be before it is refused: data with the reason for each limit."""

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources

_DATA = "data/limits-2026-11.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The largest file, text, archive and table that is read as a plan; the data file says what each is for."""

    file_bytes: int
    text_bytes: int
    unpacked_bytes: int
    parts: int
    pages: int
    rows: int
    columns: int
    blocks: int


@cache
def load_limits() -> Limits:
    """Return the limits that come with Evenhand."""
    read = tomllib.loads((resources.files("evenhand.planning.reading") / _DATA).read_text("utf-8"))
    return Limits(**{one.name: int(read[one.name]["value"]) for one in fields(Limits)})


def in_words(size: int) -> str:
    """Return a number of bytes in words: 50 MB."""
    return f"{size / (1 << 20):.3g} MB" if size >= 1 << 20 else f"{size / 1024:.3g} KB"
