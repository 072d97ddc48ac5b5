"""Locking what was typed: with the installation's secret and the browser's key together, so that neither opens it alone."""

import base64
import hashlib
import json
from dataclasses import asdict, dataclass

from cryptography.fernet import Fernet, InvalidToken
from django.utils.crypto import salted_hmac


@dataclass(frozen=True, slots=True)
class Typed:
    """A form as it was sent: where to, from which page, its fields, and the names of fields that held files."""

    path: str
    page: str
    fields: dict[str, list[str]]
    files: list[str]


class NotOpened(ValueError):
    """The key of this browser does not fit."""


def browser_mark(key: str) -> str:
    """Return what a row tells of the browser's key, from which the key can't be found."""
    return hashlib.sha256(f"evenhand kept form {key}".encode()).hexdigest()


def _lock(key: str) -> Fernet:
    digest = salted_hmac("evenhand.kept-form", key, algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(digest))


def seal(typed: Typed, *, key: str) -> bytes:
    """Return the form, locked."""
    return _lock(key).encrypt(json.dumps(asdict(typed)).encode())


def unseal(sealed: bytes, *, key: str) -> Typed:
    """Return the form. Raises: NotOpened where it was locked in another browser or installation."""
    try:
        return Typed(**json.loads(_lock(key).decrypt(bytes(sealed))))
    except InvalidToken:
        raise NotOpened from None
