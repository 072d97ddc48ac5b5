"""Who a session belongs to: allauth's way in, with a question that is composed once."""

from functools import cache
from typing import Any
from uuid import UUID

from allauth.account.auth_backends import AuthenticationBackend
from django.core.exceptions import ValidationError

from evenhand_service.accounts.models import User
from evenhand_service.common.composed import Composed


class EntranceBackend(AuthenticationBackend):
    """By e-mail address and password; asked again at every click whether the person may still come in."""

    def get_user(self, user_id: Any) -> User | None:
        """Return the person of a session, None for one who was taken off."""
        try:
            asked = User._meta.pk.to_python(user_id)
        except ValidationError:
            return None
        found = _person().first(user=asked)
        return found if found and self.user_can_authenticate(found) else None


@cache
def _person() -> Composed:
    return Composed(lambda user: User._default_manager.filter(pk=user), user=UUID)
