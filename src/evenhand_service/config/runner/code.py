"""`code`: what an authenticator app would show now for somebody of the made-up partnership."""

import argparse
import base64
import hmac
import json
import sys
import time
from collections.abc import Sequence

from evenhand_service.config.bundled import default_folder

FILE = "log-ins.json"
SECONDS = 30
DIGITS = 6


def tell_code(arguments: Sequence[str]) -> int:
    """Print the code that holds now."""
    parser = argparse.ArgumentParser(prog="python -m evenhand_service code")
    parser.add_argument("email", help="whose, as in the table that `run` prints")
    given = parser.parse_args(arguments)
    file = default_folder() / FILE
    kept = {one["email"]: one for one in json.loads(file.read_text("utf-8"))} if file.exists() else {}
    secret = kept.get(given.email, {}).get("second_factor")
    if not secret:
        print(
            f"{given.email} has no second factor of the made-up partnership on this machine.", file=sys.stderr
        )
        return 1
    print(code_at(secret, time.time()))
    return 0


def code_at(secret: str, seconds: float) -> str:
    """Return the code of a moment (RFC 6238, with SHA-1, six digits and thirty seconds, as authenticator apps have it)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, int(seconds // SECONDS).to_bytes(8), "sha1")
    start = digest[-1] & 15
    number = int.from_bytes(digest[start : start + 4]) & 0x7FFFFFFF
    return str(number % 10**DIGITS).zfill(DIGITS)
