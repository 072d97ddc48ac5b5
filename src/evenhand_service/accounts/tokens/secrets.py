"""What a token looks like: whose it is, and a secret of 256 bits that is kept as its hash alone.

The person's id stands in it so that the row can be read in that person's name, behind the walls; a hash without salt
will do, since nobody can guess such a secret.
"""

import hashlib
import re
import secrets
from uuid import UUID

_FORM = re.compile(r"evh_([0-9a-f]{32})_([A-Za-z0-9_-]{43})")


def make_secret(user_id: UUID) -> str:
    """Return a new secret, to be shown once."""
    return f"evh_{user_id.hex}_{secrets.token_urlsafe(32)}"


def owner_of(secret: str) -> UUID | None:
    """Return whose token a text says it is; None for what is no token. It proves nothing yet."""
    found = _FORM.fullmatch(secret)
    return UUID(found.group(1)) if found else None


def hash_of(secret: str) -> str:
    """Return what is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()
