"""Pieces of pages that are the same for everybody who is shown them: drawn once, and remembered."""

from collections.abc import Callable, Hashable

from django.utils.translation import get_language
from markupsafe import Markup

from evenhand_service.common.remembered import REMEMBERED


def once(*key: Hashable, caller: Callable[[], str]) -> Markup:
    """Return what stands between `{% call once(...) %}` and `{% endcall %}`, drawn where it is not remembered.

    The key says everything that the piece was drawn from; the page's language is always part of it. With None in the
    key the piece is drawn anew: it was drawn from what may not be remembered.
    """
    if None in key:
        return Markup(caller())  # noqa: S704  (a macro's own)
    return Markup(REMEMBERED.text(("piece", get_language(), *key), caller))  # noqa: S704  (a macro's own)
