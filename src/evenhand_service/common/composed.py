"""Questions that pages ask all the time: their SQL is composed once, and afterwards its parameters alone change.

Django composes the SQL of a query anew each time, which for small answers takes longer than the answer itself.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID, uuid4

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators

_STAND_INS: Mapping[type, Callable[[], Any]] = {
    UUID: uuid4,
    str: lambda: f"stand-in {uuid4()}",
    date: lambda: date(1801, 1, 1),
    datetime: lambda: datetime(1801, 1, 1, tzinfo=UTC),
    list: lambda: f"stand-in {uuid4()}",
}


@dataclass(frozen=True, slots=True)
class Asking:
    """Somebody who is logged in, for a query that is composed before anybody asks."""

    pk: UUID
    is_authenticated: bool = True


class Composed:
    """A query as a function of parameters, each of a kind that `kinds` names (UUID, str, date, datetime, list).

    `compose` is called once, with a stand-in for each parameter; wherever a stand-in is among the query's parameters,
    what is given later takes its place. Nothing else of the query may depend on what is given.
    """

    def __init__(self, compose: Callable[..., "QuerySet[Any]"], **kinds: type) -> None:
        self._compose = compose
        self._stand_ins = {name: _STAND_INS[kind]() for name, kind in kinds.items()}

    def rows(self, **given: Any) -> list[Any]:
        """Return what the query finds: models, or tuples where it asks for values."""
        connection = connections[DEFAULT_DB_ALIAS]
        with connection.cursor() as cursor:
            cursor.execute(self._sql, [given[at] if at else fixed for at, fixed in self._places])
            found = cursor.fetchall()
        rows = self._compiler.apply_converters(found, self._converters) if self._converters else found
        return (
            [tuple(row) for row in rows]
            if self._query._fields is not None
            else [self._made(row) for row in rows]
        )

    def first(self, **given: Any) -> Any | None:
        """Return the first of what the query finds, None where it finds nothing."""
        return next(iter(self.rows(**given)), None)

    @cached_property
    def _query(self) -> "QuerySet[Any]":
        return self._compose(**self._stand_ins)

    @cached_property
    def _composed(self) -> tuple[Any, str, tuple[Any, ...]]:
        compiler = self._query.query.get_compiler(using=DEFAULT_DB_ALIAS)
        sql, parameters = compiler.as_sql()
        return compiler, sql, tuple(parameters)

    @property
    def _compiler(self) -> Any:
        return self._composed[0]

    @property
    def _sql(self) -> str:
        return self._composed[1]

    @cached_property
    def _converters(self) -> Any:
        """What makes Python's values of the database's, by column; most columns need nothing."""
        compiler = self._compiler
        return compiler.get_converters([one[0] for one in compiler.select[: compiler.col_count]])

    @cached_property
    def _places(self) -> list[tuple[str, Any]]:
        """Of each parameter of the SQL, the name of what is given for it, or '' and what always stands there."""
        # The walls write a person's id as text.
        names = {stand_in: name for name, stand_in in self._stand_ins.items()}
        names |= {str(stand_in): name for stand_in, name in names.items()}
        return [(names.get(one, ""), one) if _hashable(one) else ("", one) for one in self._composed[2]]

    @cached_property
    def _shape(self) -> tuple[type[Model], slice, list[str], list[Any]]:
        compiler = self._compiler
        info = compiler.klass_info
        columns = slice(info["select_fields"][0], info["select_fields"][-1] + 1)
        names = [one[0].target.attname for one in compiler.select[columns]]
        return info["model"], columns, names, get_related_populators(info, compiler.select, DEFAULT_DB_ALIAS)

    def _made(self, row: Any) -> Model:
        model, columns, names, populators = self._shape
        made = model.from_db(DEFAULT_DB_ALIAS, names, row[columns])
        for one in populators:
            one.populate(row, made)
        for name, column in (self._compiler.annotation_col_map or {}).items():
            setattr(made, name, row[column])
        return made


def hang(found: Iterable[Model], on: Iterable[Model], name: str, by: str) -> None:
    """Give each model what was found of its relation `name`, as `prefetch_related` would: `by` holds the model's key."""
    rows: dict[Any, list[Model]] = {}
    for one in found:
        rows.setdefault(getattr(one, by), []).append(one)
    for one in on:
        held: QuerySet[Any] = QuerySet(model=one._meta.get_field(name).related_model)  # type: ignore[arg-type]
        held._result_cache = rows.get(one.pk, [])  # type: ignore[attr-defined]
        held._prefetch_done = True  # type: ignore[attr-defined]
        one.__dict__.setdefault("_prefetched_objects_cache", {})[name] = held


def _hashable(value: Any) -> bool:
    return not isinstance(value, list | dict)
