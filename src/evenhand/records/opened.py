"""A file that was opened: what it is called, what it is read as, and what stands in it."""

from dataclasses import dataclass

from evenhand.records.profiles import Profile
from evenhand.records.raw import Raw


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """One file, taken apart: its name, fingerprint, profile, and the area that its name gives."""

    file: str
    sha256: str
    profile: Profile
    raw: Raw
    area: str | None = None
    month: str | None = None
    copy_of: str | None = None
