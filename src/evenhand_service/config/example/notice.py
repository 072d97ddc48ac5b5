"""The line that stands on every page while the made-up partnership is there, in the language of the page."""

import tomllib
from functools import cache
from importlib import resources

from django.utils.functional import lazy
from django.utils.translation import get_language


@cache
def _told() -> dict[str, str]:
    text = (resources.files("evenhand_service.config.example") / "data" / "partnership.toml").read_text(
        "utf-8"
    )
    return dict(tomllib.loads(text)["notice"])


def _now() -> str:
    return _told().get((get_language() or "en")[:2], _told()["en"])


notice = lazy(_now, str)
