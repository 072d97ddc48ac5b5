"""Problems as operations raise and describe them."""

from collections.abc import Sequence
from typing import Any

from ninja import Schema


class Where(Schema):
    """One place in what was asked, and what is wrong there."""

    where: str
    what: str


class Problem(Schema):
    """Why something could not be done, and what would mend it (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    mend: str
    errors: list[Where]


class NotPossible(Exception):
    """Ends an operation with a problem of data/problems.toml."""

    def __init__(self, code: str, detail: str = "", errors: Sequence[Any] = ()) -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail
        self.errors = errors


READ = {401: Problem, 403: Problem, 404: Problem, 405: Problem, 422: Problem, 429: Problem, 400: Problem}
"""What any operation that reads may answer instead."""
WRITE = {**READ, 409: Problem, 413: Problem}
GONE = {**READ, 410: Problem}
"""What may be answered where a release was withdrawn."""
