"""Whom a page of this app is open to, said beside the view as `accounts.access` says it for those above."""

from collections.abc import Callable

from django.http import HttpResponse

View = Callable[..., HttpResponse]


def open_to(whom: str) -> Callable[[View], View]:
    """Say that a page needs `nothing`, or that its view asks by itself for somebody who is `logged-in`."""

    def around(view: View) -> View:
        view.needs = whom  # type: ignore[attr-defined]
        return view

    return around
