"""A person's own page: what is theirs, by why it is told."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from evenhand_service.governance.addresses import page_of
from evenhand_service.governance.queries.digest import News
from evenhand_service.governance.words import why_words


def parts(news: Sequence[News]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return what is told under its headings."""
    return [
        (why_words(why), [_line(one) for one in rows]) for why, rows in groupby(news, key=lambda one: one.why)
    ]


def _line(one: News) -> dict[str, Any]:
    return {
        "title": one.title,
        "day": one.day,
        "kind": one.kind,
        "href": page_of(one.kind, one.page or one.subject),
    }
