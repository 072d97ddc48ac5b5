"""Secrets of authenticator apps are kept encrypted: a copy of the database alone lets nobody compute codes."""

import base64

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_PURPOSE = b"evenhand second factor"


def _keys() -> MultiFernet:
    """The installation's secret key, then those before it, each made into a key for this purpose alone."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(one)) for one in secrets])


def _derived(secret: str) -> bytes:
    derived = HKDF(SHA256(), length=32, salt=None, info=_PURPOSE).derive(secret.encode())
    return base64.urlsafe_b64encode(derived)


def seal(text: str) -> str:
    """Return a secret as it is stored."""
    return _keys().encrypt(text.encode()).decode()


def unseal(text: str) -> str:
    """Return a secret as it was. Raises: InvalidToken where neither the key nor one before it fits."""
    return _keys().decrypt(text.encode()).decode()
