"""Sessions in the database, as Django keeps them; looked up with a question that is composed once."""

from datetime import datetime
from functools import cache
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils.timezone import now

from evenhand_service.common.composed import Composed


class SessionStore(db.SessionStore):
    """The store of settings.SESSION_ENGINE."""

    def _get_session_from_db(self) -> Any:
        found = _running().first(key=self.session_key, moment=now())
        if found is None:
            self._session_key = None
        return found


@cache
def _running() -> Composed:
    return Composed(
        lambda key, moment: Session.objects.filter(session_key=key, expire_date__gt=moment),
        key=str,
        moment=datetime,
    )
