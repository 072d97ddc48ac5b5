"""Pages of lists: the row of numbers is drawn once for the same place in as many pages; addresses are put in afterwards."""

import re
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from markupsafe import Markup, escape

from evenhand_service.common.remembered import REMEMBERED
from evenhand_service.common.templating.addresses import query_with

_PLACE = "eh-page-{}-here"
"""Stands for the address of a page in what is remembered; letters that need no escaping."""
_PLACES = re.compile(_PLACE.format(r"(\d+)"))


def paged(page: Any, request: HttpRequest, name: str, draw: Callable[..., Markup], label: str = "") -> Markup:
    """Return the row of numbers for a page of Django's Paginator, which keeps the address's other questions.

    `draw` is given the page and what stands for the address of each; what somebody typed is never remembered.
    """
    key = ("pages", get_language(), page.number, page.paginator.num_pages, label)
    drawn = REMEMBERED.get(key, lambda: draw(page, _PLACE.format, label))

    def address(found: re.Match[str]) -> str:
        return str(escape(query_with(request, **{name: int(found[1])})))

    return Markup(_PLACES.sub(address, drawn))  # noqa: S704  (escaped here)
