"""A person's number: made with a secret from what identifies them, so that two services' files give one number.

The key is an HMAC-SHA-256 (RFC 2104), because a plain hash of initials, sex and date of birth could be found out
by trying them all. It is made in the database, a column at a time; the secret never stands in a query's text.
"""

from hashlib import sha256
from pathlib import Path

import duckdb
import pyarrow as pa

from evenhand.foundations import EvenhandError, UnreadableFile
from evenhand.records.profiles import PersonKey
from evenhand.records.rules import literal, name

SHORTEST_SECRET = 16
"""The fewest bytes that a secret may have."""

NOT_KEYED = (
    "People are told apart by their number at each service, so somebody at two services counts as two. "
    "Give a secret (--secret FILE), the same for all files, to know them by initials, sex and date of birth."
)
_PADS = "pads of the person key"
_BLOCK = 64
_LENGTH = 32


def person_number(key: PersonKey, con: duckdb.DuckDBPyConnection, secret: bytes | None) -> str:
    """Return the SQL of a person's number, with what it needs made ready in the database.

    Without a secret, or where a part is blank, it is made of the targets in `otherwise`.
    Raises EvenhandError where the secret is too short to be one.
    """
    plain = f"concat_ws('|', {', '.join(map(name, key.otherwise))})"
    given = [name(key.given)] if key.given else []
    if secret is None:
        return f"coalesce({', '.join([*given, plain])})" if given else plain
    _make_pads(con, secret)
    parts = ", '|', ".join(f"upper(CAST({name(part)} AS VARCHAR))" for part in key.parts)
    whole = " AND ".join(f"{name(part)} IS NOT NULL" for part in key.parts)
    inner = f"sha256((SELECT inner_pad FROM {name(_PADS)}) || encode(concat({parts})))"
    outer = f"sha256((SELECT outer_pad FROM {name(_PADS)}) || unhex({inner}))"
    keyed = f"CASE WHEN {whole} THEN {literal('key|')} || left({outer}, {_LENGTH}) END"
    return f"coalesce({', '.join([*given, keyed, plain])})"


def read_secret(path: Path) -> bytes:
    """Return the secret in a file, without line ends around it.

    Raises UnreadableFile where it can't be read, EvenhandError where it is too short.
    """
    try:
        secret = path.read_bytes().strip()
    except OSError as error:
        raise UnreadableFile(
            f"The secret in {path.name} cannot be read ({error.strerror}).", mend="Check its name and folder."
        ) from error
    _check_length(secret)
    return secret


def _check_length(secret: bytes) -> None:
    if len(secret) < SHORTEST_SECRET:
        raise EvenhandError(
            f"The secret has {len(secret)} bytes; it needs at least {SHORTEST_SECRET}.",
            mend="Make one of random characters, and keep it apart from the files.",
        )


def _make_pads(con: duckdb.DuckDBPyConnection, secret: bytes) -> None:
    _check_length(secret)
    block = (sha256(secret).digest() if len(secret) > _BLOCK else secret).ljust(_BLOCK, b"\0")
    pads = {
        "inner_pad": pa.array([bytes(one ^ 0x36 for one in block)], pa.binary()),
        "outer_pad": pa.array([bytes(one ^ 0x5C for one in block)], pa.binary()),
    }
    con.register(_PADS, pa.table(pads))
