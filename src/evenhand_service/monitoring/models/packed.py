"""A field of bytes that is stored compressed: words and drawings repeat themselves, tenfold."""

import zlib
from typing import Any

from django.db import models

_LEVEL = 6


class PackedField(models.BinaryField):
    """Bytes in, the same bytes out; what stands in the table is their zlib form."""

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """Compress on the way in."""
        packed = None if value is None else zlib.compress(bytes(value), _LEVEL)
        return super().get_db_prep_value(packed, connection, prepared)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> bytes | None:
        """Unfold on the way out."""
        return None if value is None else zlib.decompress(bytes(value))
