"""A publication as compact text: each column packed, codes as numbers into a list of names."""

import base64
import zlib
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from evenhand.disclosure.linked import Published, Sum
from evenhand.disclosure.linked.linked_set import Mask


def packed(one: Published) -> dict[str, Any]:
    """Return the publication in plain values that JSON can hold; `unpacked` gives it back."""
    return {
        "name": one.name,
        "as_at": one.as_at,
        "codes": {name: _packed_codes(values) for name, values in one.codes.items()},
        "least": _pack(one.least, "<f8"),
        "most": _pack(one.most, "<f8"),
        "width": _pack(one.width, "<f8"),
        "hidden": _pack(one.hidden, "<u1"),
        "public": None if one.public is None else _pack(one.public, "<u1"),
        "sums": [
            [
                each.dimension,
                each.whole,
                list(each.parts),
                [name for name in _FLAGS if getattr(each, name)],
            ]
            for each in one.sums
        ],
    }


def unpacked(row: dict[str, Any]) -> Published:
    """Return the publication that `packed` wrote; raise ValueError, TypeError or KeyError if it is damaged."""
    least = _unpack(row["least"], "<f8")
    one = Published(
        name=str(row["name"]),
        as_at=str(row["as_at"]),
        codes={str(name): _unpacked_codes(values) for name, values in row["codes"].items()},
        least=least,
        most=_unpack(row["most"], "<f8"),
        width=_unpack(row["width"], "<f8"),
        hidden=_mask(row["hidden"]),
        public=None if row["public"] is None else _mask(row["public"]),
        sums=tuple(
            Sum(
                dimension=dimension,
                whole=whole,
                parts=tuple(parts),
                **{name: name in flags for name in _FLAGS},
            )
            for dimension, whole, parts, flags in row["sums"]
        ),
    )
    lengths = {len(column) for column in (*one.codes.values(), one.most, one.width, one.hidden)}
    if lengths != {len(least)} or not (one.least <= one.most).all():
        raise ValueError("the columns do not fit each other")
    return one


_FLAGS = ("overlapping", "complete", "absent_is_none", "exceeds")


def _packed_codes(values: NDArray[np.str_]) -> list[Any]:
    coded = pa.array(values, pa.string()).dictionary_encode()
    return [coded.dictionary.to_pylist(), _pack(coded.indices.to_numpy(zero_copy_only=False), "<u4")]


def _unpacked_codes(row: list[Any]) -> NDArray[np.str_]:
    names, numbers = row
    codes: NDArray[np.str_] = np.asarray(names, dtype=np.str_)[_unpack(numbers, "<u4")]
    return codes


def _pack(values: NDArray[Any], kind: str) -> str:
    return base64.b64encode(zlib.compress(np.ascontiguousarray(values, dtype=kind).tobytes(), 6)).decode()


def _unpack(text: str, kind: str) -> NDArray[Any]:
    try:
        return np.frombuffer(zlib.decompress(base64.b64decode(text, validate=True)), dtype=kind).copy()
    except zlib.error as error:
        raise ValueError("a column is damaged") from error


def _mask(text: str) -> Mask:
    return np.asarray(_unpack(text, "<u1"), dtype=np.bool_)
