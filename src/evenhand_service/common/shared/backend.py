"""Django's cache in the database, for limits that count over all processes: names as keyed fingerprints, values as JSON.

Django's own database cache keeps names as they are, which hold addresses of the network and ids of people, and reads
values with pickle, which runs what somebody put there. Limits of logging in are counted here. Source: J3; ASVS 5.0 V6.3.1.
"""

from datetime import UTC, datetime
from hashlib import sha256
from hmac import new as keyed
from typing import Any

from django.conf import settings
from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.utils import timezone

_MOST_AT_ONCE = 100
"""How many rows whose time is over are forgotten with one write: enough to stay ahead, too few to be felt."""


class Together(BaseCache):
    """A cache that every process shares; named by `CACHES`."""

    def __init__(self, _location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def make_key(self, key: str, version: int | None = None) -> str:
        """Return the fingerprint of a name; without the installation's secret nobody can guess at it."""
        return keyed(
            settings.SECRET_KEY.encode(), super().make_key(key, version).encode(), sha256
        ).hexdigest()

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """Return the value, while it lasts."""
        found = _standing().filter(pk=self.make_key(key, version)).values_list("value", flat=True).first()
        return default if found is None else found

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Keep a value that JSON can hold."""
        _forget_what_is_over()
        told = {"value": value, "ends_at": self._ends(timeout)}
        _rows().update_or_create(pk=self.make_key(key, version), defaults=told)

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Keep a value where there is none; return whether there was none. Two at once: one of them waits, and is told."""
        name = self.make_key(key, version)
        _rows().filter(pk=name, ends_at__lte=timezone.now()).delete()
        told = {"value": value, "ends_at": self._ends(timeout)}
        return _rows().get_or_create(pk=name, defaults=told)[1]

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Let a value last from now on; return whether there is one."""
        found = _standing().filter(pk=self.make_key(key, version))
        return bool(found.update(ends_at=self._ends(timeout)))

    def delete(self, key: str, version: int | None = None) -> bool:
        """Forget a value; return whether there was one."""
        return bool(_rows().filter(pk=self.make_key(key, version)).delete()[0])

    def clear(self) -> None:
        """Forget everything."""
        _rows().all().delete()

    def _ends(self, timeout: Any) -> datetime | None:
        ends = self.get_backend_timeout(timeout)
        return None if ends is None else datetime.fromtimestamp(ends, UTC)


def _rows() -> Any:
    # Settings name this file before the apps are there.
    from evenhand_service.common.shared.models import SharedValue  # noqa: PLC0415

    return SharedValue.objects


def _standing() -> Any:
    return _rows().exclude(ends_at__lte=timezone.now())


def _forget_what_is_over() -> None:
    """Rows that another request holds are left to it: nobody waits here."""
    over = _rows().select_for_update(skip_locked=True).filter(ends_at__lte=timezone.now()).order_by("pk")
    names = list(over.values_list("pk", flat=True)[:_MOST_AT_ONCE])
    if names:
        _rows().filter(pk__in=names).delete()
