"""A reason that somebody writes beside a button: kept whole, or refused with how long it may be."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from evenhand_service.plan.limits import limits
from evenhand_service.plan.operations.faults import NotAllowed


def reason_in(request: HttpRequest) -> str:
    """Return the reason that was sent, '' for none; raises NotAllowed where it is longer than is kept, never cuts it."""
    because, most = str(request.POST.get("because", "")).strip(), limits()["words_length"]
    if len(because) > most:
        raise NotAllowed(
            _(
                "The reason has %(number)s characters, and at most %(most)s are kept. Nothing was done: shorten it."
            )
            % {"number": f"{len(because):,}", "most": f"{most:,}"}
        )
    return because
