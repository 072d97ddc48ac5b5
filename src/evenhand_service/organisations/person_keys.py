"""People as keyed digests: enough to know a row again, too little to know a person.

An HMAC-SHA-256 (RFC 2104) with the installation's own secret, since a plain hash of a pseudonym could be found out by
trying them all. The secret stands in `PERSON_KEY_SECRET`; without one, in the installation's secret key.
"""

from collections.abc import Iterable
from hashlib import sha256
from hmac import new as hmac

from django.conf import settings

_USE = b"evenhand person digest 1|"


def digest_of(person_key: str) -> str:
    """Return the digest of a person's key as it stands in the files, without spaces around it."""
    return hmac(_secret(), _USE + person_key.strip().encode(), sha256).hexdigest()


def digests_of(person_keys: Iterable[str | None]) -> dict[str, str]:
    """Return the digest of each key, each worked out once."""
    return {one: digest_of(one) for one in set(person_keys) if one}


def _secret() -> bytes:
    return str(getattr(settings, "PERSON_KEY_SECRET", "") or settings.SECRET_KEY).encode()
