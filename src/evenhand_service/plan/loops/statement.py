"""The loops that have an action, as SQL: the rules of `rules` told to the database, which counts them and pages through.

A property test holds the two against each other over plans that it makes up. Each row is an action as it stands in its
newest plan, with one of its figures; figures and recommendations stay with the action that they were named for, and are
followed to what it was carried into.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any
from uuid import UUID, uuid4

from django.db import connection
from django.db.models import QuerySet

from evenhand_service.common.composed import Asking
from evenhand_service.monitoring.enums import ReleaseState
from evenhand_service.plan.loops.rules import AWAY, BY_VERDICT, CLOSED, Began, Reach
from evenhand_service.plan.models import Action, Answer, Indicator, Judgement

_ACTION = ("id", "area_id", "plan_id", "position", "thread_id", "stage", "characteristic", "carried_from_id")
_PLANNED = "SELECT set_config('enable_nestloop', %s, true)"
"""PostgreSQL takes the rows that walls and areas leave for a few dozen, where a region has thousands, and would compare each
with each: minutes instead of milliseconds. Until the statement is answered it joins by hashing."""
_LOOPS = """
WITH RECURSIVE own AS MATERIALIZED ({actions}),
chain(id, head) AS (
  SELECT o.id, o.id FROM own o
  WHERE NOT EXISTS (SELECT FROM own later WHERE later.carried_from_id = o.id)
  UNION SELECT o.carried_from_id, c.head FROM chain c JOIN own o ON o.id = c.id AND o.carried_from_id IS NOT NULL
),
heads AS MATERIALIZED (SELECT id, min(head::text)::uuid AS head FROM chain GROUP BY id),
figures AS MATERIALIZED (
  SELECT f.id, h.head, f.made_at, f.smallest_change <> '{{}}'::jsonb AS promised
  FROM ({figures}) f JOIN heads h ON h.id = f.action_id
),
verdicts AS MATERIALIZED (
  SELECT DISTINCT ON (indicator_id) indicator_id, verdict, direction
  FROM ({judgements}) j ORDER BY indicator_id, as_at DESC, made_at DESC
),
asked AS MATERIALIZED (SELECT DISTINCT h.head FROM ({answers}) a JOIN heads h ON h.id = a.action_id),
told AS (
  SELECT o.id, o.area_id, o.plan_id, o.position, o.thread_id, o.stage, o.characteristic,
    o."plan__closed_at" IS NOT NULL AS ended, f.id AS figure, f.made_at, asked.head IS NOT NULL AS recommended,
    CASE WHEN o.thread_id IS NOT NULL THEN '{finding}' WHEN asked.head IS NOT NULL THEN '{recommended}'
      ELSE '{unasked}' END AS began,
    CASE WHEN f.promised IS NOT TRUE THEN '{no_figure}' {reaches} ELSE '{not_judged}' END AS reach
  FROM own o
  LEFT JOIN figures f ON f.head = o.id
  LEFT JOIN verdicts v ON v.indicator_id = f.id
  LEFT JOIN asked ON asked.head = o.id
  WHERE o.id IN (SELECT c.id FROM chain c WHERE c.id = c.head)
),
loops AS MATERIALIZED (SELECT *, ended AND reach NOT IN ({closed}) AS left_out FROM told)
"""


def ask(select: str, user: Any, areas: Iterable[UUID] | None, **given: Any) -> list[tuple[Any, ...]]:
    """Return what a SELECT over `loops` finds among what the person may see; areas None is everywhere."""
    sql, always = _composed()
    among = None if areas is None else list(areas)
    with connection.cursor() as cursor:
        _plan_by_hashing(only=True)
        cursor.execute(sql + select, {**always, **given, "me": str(user.pk), "areas": among})
        found = cursor.fetchall()
        _plan_by_hashing(only=False)
    return found


def asked_in_parts(
    select: str, user: Any, areas: Iterable[UUID] | None, *, size: int, **given: Any
) -> Iterator[list[tuple[Any, ...]]]:
    """Yield what a SELECT over `loops` finds, so many at a time: asked once, and kept by the database meanwhile."""
    sql, always = _composed()
    among = None if areas is None else list(areas)
    with connection.chunked_cursor() as cursor:
        _plan_by_hashing(only=True)
        cursor.execute(sql + select, {**always, **given, "me": str(user.pk), "areas": among})
        _plan_by_hashing(only=False)
        while part := cursor.fetchmany(size):
            yield part


def _plan_by_hashing(*, only: bool) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_PLANNED, ["off" if only else "on"])


@cache
def _composed() -> tuple[str, Mapping[str, Any]]:
    """The statement with names for what is given, and what always stands there; composed once."""
    nobody, always = Asking(uuid4()), {}
    figures = Indicator.objects.visible_to(nobody).filter(replaced_by=None)
    judgements = Judgement.objects.visible_to(nobody).filter(release__state=ReleaseState.APPROVED)
    parts = {
        "actions": Action.objects.visible_to(nobody).values(*_ACTION, "plan__closed_at"),
        "figures": figures.values("id", "action_id", "made_at", "smallest_change"),
        "judgements": judgements.values("indicator_id", "verdict", "direction", "as_at", "made_at"),
        "answers": Answer.objects.visible_to(nobody).values("action_id"),
    }
    texts = {name: _named(name, rows, nobody.pk, always) for name, rows in parts.items()}
    names = {one.value: one.value for one in (*Began, *Reach)}
    closed = ", ".join(f"'{one.value}'" for one in CLOSED)
    return _LOOPS.format(**texts, **names, reaches=_reaches(), closed=closed), always


def _named(name: str, rows: "QuerySet[Any]", nobody: UUID, always: dict[str, Any]) -> str:
    """A query's SQL, of the areas asked about, with its parameters under names."""
    table = rows.model._meta.db_table
    among = f"(%(areas)s::uuid[] IS NULL OR {table}.area_id = ANY (%(areas)s::uuid[]))"
    sql, parameters = rows.order_by().query.sql_with_params()
    places = []
    for number, one in enumerate(parameters):
        is_person = str(one) == str(nobody)
        places.append("%(me)s" if is_person else f"%({name}_{number})s")
        if not is_person:
            always[f"{name}_{number}"] = str(one)
    return f"{sql % tuple(places)} AND {among}"


def _reaches() -> str:
    """How far a promised figure came, by the newest verdict on it."""
    away = f"WHEN v.verdict = 'moved' AND v.direction = '{AWAY}' THEN '{Reach.MOVED_AWAY.value}' "
    return away + " ".join(
        f"WHEN v.verdict = '{verdict.value}' THEN '{reach.value}'" for verdict, reach in BY_VERDICT.items()
    )
