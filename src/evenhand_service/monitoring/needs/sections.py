"""The sections of a needs assessment, read from data/sections.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One section: its title and what to write in it, in both languages, and what stands beside it."""

    id: str
    title: str
    title_cy: str
    guide: str
    guide_cy: str
    live: tuple[str, ...]

    def titled(self, language: str) -> str:
        """Return the title in the reader's language."""
        return self.title_cy if language == "cy" else self.title

    def guided(self, language: str) -> str:
        """Return what to write, in the reader's language."""
        return self.guide_cy if language == "cy" else self.guide


@cache
def sections() -> tuple[Section, ...]:
    """Return every section in its order."""
    text = (resources.files("evenhand_service.monitoring.needs") / "data" / "sections.toml").read_text(
        "utf-8"
    )
    return tuple(Section(**one | {"live": tuple(one["live"])}) for one in tomllib.loads(text)["section"])


def section(name: str) -> Section | None:
    """Return a section by its id."""
    return next((one for one in sections() if one.id == name), None)
