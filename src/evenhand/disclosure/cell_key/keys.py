"""Keys that say how a count changes: the same people, or the same cell, have the same key whoever asks."""

import hmac
from collections.abc import Iterable, Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from evenhand.disclosure.cell_key.maximum_entropy import Whole
from evenhand.foundations import EvenhandError

SHORTEST_KEY = 16
"""The fewest bytes that the secret key may have."""
_BITS = 32
_NAME, _CODE = "\x1e", "\x1f"


def record_keys(people: Iterable[str], *, key: bytes) -> Whole:
    """Return the record key of each pseudonym: a keyed hash (HMAC-SHA-256, RFC 2104), a number from 0 to 2^32 - 1.

    Raises EvenhandError where the secret is too short to be one.
    """
    return _hashes((f"person{_CODE}{one}" for one in people), key)


def sum_record_keys(keys: Whole, cells: Whole, size: int) -> Whole:
    """Return for each of `size` cells the sum of its people's keys modulo 2^32.

    `keys`, `cells`: one entry for each person in each cell, a person once in a cell.
    """
    # Sums of 32-bit numbers in a double are exact up to two million people in one cell.
    sums: Whole = np.bincount(cells, weights=keys, minlength=size).astype(np.int64) % 2**_BITS
    return sums


def keys_of_cells(
    codes: Mapping[str, NDArray[np.str_]], counts: Whole, *, key: bytes, total: str = "Total", of: str = ""
) -> Whole:
    """Return a key for each cell of tables without records: a keyed hash of what the cell is and of its count.

    Dimensions at `total` are left out, so that a cell has the same key in every table, however else that is divided.
    `of` is what is counted. The count is in it, so that a cell that changes gets a change of its own: with the same
    one each time, the difference of two releases would be exact. Raises EvenhandError where the secret is too short.
    """
    parts = [_part(name, codes[name], total) for name in sorted(codes)]
    ends = [pa.array(counts.astype(np.int64)).cast(pa.string()), pa.scalar(f"{_CODE}{of}"), ""]
    return _hashes(
        (f"cell{_CODE}{one}" for one in pc.binary_join_element_wise(*parts, *ends).to_pylist()), key
    )


def _part(name: str, values: NDArray[np.str_], total: str) -> pa.Array:
    column = pa.array(np.asarray(values, dtype=object), pa.string()).dictionary_encode()
    texts = ["" if one == total else f"{name}{_NAME}{one}{_CODE}" for one in column.dictionary.to_pylist()]
    return pa.array(texts, pa.string()).take(column.indices)


def _hashes(texts: Iterable[str], key: bytes) -> Whole:
    if len(key) < SHORTEST_KEY:
        raise EvenhandError(
            f"The key has {len(key)} bytes; it needs at least {SHORTEST_KEY}.",
            mend="Make one of random characters, the same for all tables, and keep it apart from them.",
        )
    made = b"".join([hmac.digest(key, text.encode(), "sha256")[: _BITS // 8] for text in texts])
    return np.frombuffer(made, dtype=">u4").astype(np.int64)
