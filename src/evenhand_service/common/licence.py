"""The licence of open data: written into files when a release is made, and named on pages."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from django.conf import settings


def licence() -> dict[str, Any]:
    """Return the licence's address, and its name by language; the installation's own if it has one."""
    return getattr(settings, "OPEN_DATA_LICENCE", None) or _ours()


@cache
def _ours() -> dict[str, Any]:
    text = (resources.files("evenhand_service.common") / "data" / "licence.toml").read_text("utf-8")
    return tomllib.loads(text)
