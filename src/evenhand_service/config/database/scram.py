"""A password as PostgreSQL keeps it, made here so that the password itself is in no statement and no server log."""

import base64
import hashlib
import hmac

ITERATIONS = 4096


def scram_verifier(password: str, *, salt: bytes) -> str:
    """Return the SCRAM-SHA-256 verifier of a password (RFC 5803, RFC 7677), as `ALTER ROLE ... PASSWORD` takes it."""
    salted = hashlib.pbkdf2_hmac("sha256", password.encode(), salt, ITERATIONS)
    client_key = hmac.digest(salted, b"Client Key", "sha256")
    server_key = hmac.digest(salted, b"Server Key", "sha256")
    stored, server = (
        base64.b64encode(key).decode() for key in (hashlib.sha256(client_key).digest(), server_key)
    )
    return f"SCRAM-SHA-256${ITERATIONS}:{base64.b64encode(salt).decode()}${stored}:{server}"
