"""Frozen values to what JSON holds and back: defaults are left out, marks of drawings are short lists."""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from math import isfinite
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from evenhand.publish.charts import Drawing, Mark

T = TypeVar("T")


def to_plain(value: Any) -> Any:
    """Return a value as dicts, lists, texts and numbers; equal values give equal JSON."""
    if isinstance(value, Drawing):
        return [value.width, value.height, [_mark(one) for one in value.marks]]
    if is_dataclass(value) and not isinstance(value, type):
        given = ((one, getattr(value, one.name)) for one in fields(value))
        return {one.name: to_plain(own) for one, own in given if one.default is MISSING or own != one.default}
    if isinstance(value, Mapping):
        return {str(name): to_plain(one) for name, one in value.items()}
    if isinstance(value, frozenset | set):
        return sorted(to_plain(one) for one in value)
    if isinstance(value, tuple | list):
        return [to_plain(one) for one in value]
    if isinstance(value, float):
        return float(f"{value:.6g}") + 0.0 if isfinite(value) else None
    return value


def from_plain(kind: type[T], plain: Any) -> T:
    """Return the value of type `kind` that `to_plain` gave as `plain`."""
    made: T = _read(kind, plain)
    return made


def _mark(mark: Mark) -> list[Any]:
    flat = [part for pair in mark.attributes for part in pair]
    return [mark.tag, flat, mark.text, [_mark(one) for one in mark.inside]]


def _marks(plain: list[Any]) -> tuple[Mark, ...]:
    return tuple(
        Mark(
            tag=tag,
            attributes=tuple(zip(flat[::2], flat[1::2], strict=True)),
            text=text,
            inside=_marks(inside),
        )
        for tag, flat, text, inside in plain
    )


def _read(kind: Any, plain: Any) -> Any:
    if kind is Drawing:
        return Drawing(width=plain[0], height=plain[1], marks=_marks(plain[2]))
    if isinstance(kind, type) and is_dataclass(kind):
        hints = _hints(kind)
        return kind(**{name: _read(hints[name], one) for name, one in plain.items()})
    origin, inside = get_origin(kind), get_args(kind)
    if origin is UnionType:
        return None if plain is None else _read(next(one for one in inside if one is not NoneType), plain)
    if origin is frozenset:
        return frozenset(_read(inside[0], one) for one in plain)
    if origin is tuple and len(inside) == 2 and inside[1] is Ellipsis:
        return tuple(_read(inside[0], one) for one in plain)
    if origin is tuple:
        return tuple(_read(part, one) for part, one in zip(inside, plain, strict=True))
    return float(plain) if kind is float else plain


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
