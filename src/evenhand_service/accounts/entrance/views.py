"""The page of one's second factors: allauth's, and where one was going before it was needed."""

from typing import Any

from allauth.mfa.base.views import IndexView
from django.utils import timezone

from evenhand_service.accounts.middleware import AFTERWARDS
from evenhand_service.accounts.second_factor import is_needed, was_shown


class SecondFactors(IndexView):
    """What there is, what is needed, and the way on."""

    def get_context_data(self, **told: Any) -> dict[str, Any]:
        """Add whether one is needed and still owed, and where the person was going."""
        shown = was_shown(self.request)
        needed = is_needed(self.request.user, today=timezone.localdate())
        return super().get_context_data(**told) | {
            "needed": needed,
            "owed": needed and not shown,
            "onwards": self.request.session.get(AFTERWARDS, "") if shown else "",
        }


show_second_factors = SecondFactors.as_view()
