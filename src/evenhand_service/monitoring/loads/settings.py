"""What may be uploaded, who approves it, how long it is kept: read from data/loads.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadSettings:
    """Limits of a file, who approves, days that bytes are kept."""

    file_bytes: int
    unpacked_bytes: int
    request_bytes: int
    files_at_once: int
    label_letters: int
    problems_kept: int
    chunk_bytes: int
    another_person: bool
    another_person_for_tables: bool
    refused_days: int
    unapproved_days: int
    look_every_seconds: float
    still_for_seconds: float


@cache
def load_settings() -> LoadSettings:
    """Return the settings that come with Evenhand."""
    text = (resources.files("evenhand_service.monitoring") / "data" / "loads.toml").read_text("utf-8")
    data = tomllib.loads(text)
    plain = {**data["limits"], **data["approval"], **data["retention"], **data["watched_folder"]}
    plain.pop("source")
    return LoadSettings(**plain)
