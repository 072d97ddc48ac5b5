"""Frozen values as JSON holds them, and back: what is stored beside an action, and what a hash is taken of."""

import hashlib
import json
import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, Self


class Plain:
    """A frozen dataclass that can be written as JSON and read again."""

    __slots__ = ()

    def as_plain(self) -> dict[str, Any]:
        """Return the value as dicts, lists, numbers and texts; a day as its ISO form."""
        return {one.name: _plain(getattr(self, one.name)) for one in fields(self)}  # type: ignore[arg-type]

    @classmethod
    def from_plain(cls, data: Mapping[str, Any]) -> Self:
        """Return the value that `as_plain` wrote; a field that is not there has its default."""
        kinds: dict[str, Any] = _kinds(cls)  # type: ignore[arg-type]
        return cls(**{name: _read(kinds[name], value) for name, value in data.items() if name in kinds})


def canonical(value: Plain) -> str:
    """Return the one JSON text of a value: keys in order, no spaces, numbers at their shortest."""
    return json.dumps(value.as_plain(), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(value: Plain) -> str:
    """Return the SHA-256 of a value's canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical(value).encode("utf-8")).hexdigest()


@cache
def _kinds(cls: type) -> dict[str, Any]:
    hints = typing.get_type_hints(cls)
    return {one.name: hints[one.name] for one in fields(cls)}


def _plain(value: Any) -> Any:
    if isinstance(value, Plain):
        return value.as_plain()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return value


def _read(kind: Any, value: Any) -> Any:
    origin, parts = typing.get_origin(kind), typing.get_args(kind)
    if value is None:
        return None
    if origin in (typing.Union, types.UnionType):
        return _read(next(one for one in parts if one is not types.NoneType), value)
    if origin is tuple:
        return tuple(_read(of, item) for of, item in _beside(parts, value))
    if isinstance(kind, type):
        if is_dataclass(kind) and issubclass(kind, Plain):
            return kind.from_plain(value)
        if issubclass(kind, Enum):
            return kind(value)
        if issubclass(kind, date):
            return kind.fromisoformat(value) if isinstance(value, str) else value
        if kind is float:
            return float(value)
    return dict(value) if isinstance(value, Mapping) else value


def _beside(parts: tuple[Any, ...], value: list[Any]) -> list[tuple[Any, Any]]:
    """Each item with its kind: of tuple[X, ...] always X, of tuple[X, Y] each its own."""
    if len(parts) == 2 and parts[1] is Ellipsis:
        return [(parts[0], item) for item in value]
    return list(zip(parts, value, strict=True))
