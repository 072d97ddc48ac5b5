"""Addresses of the pages that calendars, letters and tables point to."""

from typing import Any

from django.urls import NoReverseMatch, reverse

_PAGES = {
    "meeting": "governance:show-meeting",
    "action": "plan:show-action",
    "evidence": "plan:show-action",
    "finding": "monitoring:show-finding",
    "diary": "governance:show-diary",
}


def page_of(kind: str, *named: Any) -> str:
    """Return the address of a page; '' where an installation was made without it."""
    try:
        return reverse(_PAGES[kind], args=named)
    except NoReverseMatch:
        return ""
