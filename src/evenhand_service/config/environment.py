"""Read what a server is told through its environment, and say plainly what is missing."""

from collections.abc import Mapping
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def needed(environment: Mapping[str, str], name: str) -> str:
    """Return a variable that must be there; NAME_FILE names a file that holds it, such as one of systemd's credentials."""
    if value := environment.get(name, ""):
        return value
    if file := environment.get(f"{name}_FILE", ""):
        return Path(file).read_text("utf-8").strip()
    raise ImproperlyConfigured(
        f"{name} is not set. Set it, or {name}_FILE to a file that holds it: see docs/how-to/deploy.md."
    )


def words(environment: Mapping[str, str], name: str) -> list[str]:
    """Return the words of a variable, parted by commas or spaces."""
    return environment.get(name, "").replace(",", " ").split()


def flag(environment: Mapping[str, str], name: str) -> bool:
    """Return whether a variable says yes; anything but yes and no is refused rather than guessed."""
    value = environment.get(name, "no").lower()
    if value not in ("yes", "no", "true", "false", "1", "0"):
        raise ImproperlyConfigured(f"{name} is yes or no, not {value!r}.")
    return value in ("yes", "true", "1")


def number(environment: Mapping[str, str], name: str, default: int) -> int:
    """Return a variable that is a whole number."""
    value = environment.get(name, "")
    if value and not value.isdigit():
        raise ImproperlyConfigured(f"{name} is a whole number, not {value!r}.")
    return int(value) if value else default
