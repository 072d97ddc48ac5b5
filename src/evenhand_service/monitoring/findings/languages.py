"""The languages that a writer can name, read from data/languages.toml."""

import tomllib
from functools import cache
from importlib import resources

from django.utils.translation import gettext_lazy as _


@cache
def _listed() -> tuple[tuple[str, str], ...]:
    text = (resources.files("evenhand_service.monitoring.findings") / "data" / "languages.toml").read_text(
        "utf-8"
    )
    return tuple((one["tag"], one["name"]) for one in tomllib.loads(text)["language"])


def language_choices() -> list[tuple[str, object]]:
    """Return tags with the languages' own names, and the way out for any other."""
    return [*_listed(), ("", _("Another language"))]
