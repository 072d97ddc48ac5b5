"""Editions as the library compares them: rows as plain values made rows of a plan again."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from evenhand.planning.dates import Kind, Stage, When
from evenhand.planning.editions import Closure
from evenhand.planning.editions import Edition as Snapshot
from evenhand.planning.rows import Lead, PlanRow
from evenhand_service.plan.enums import ActionStatus, WhenKind
from evenhand_service.plan.models import Edition


def snapshot_of(edition: Edition) -> Snapshot:
    """Return an edition as the library knows it; what was closed with a note is no row any more, but a closure."""
    rows = edition.body["rows"]
    closed = [one for one in rows if one["status"] == ActionStatus.CLOSED]
    return Snapshot(
        key=str(edition.number),
        plan=edition.body["title"],
        rows=tuple(row_of(one) for one in rows if one["status"] != ActionStatus.CLOSED),
        version=str(edition.number),
        as_at=edition.as_at_date,
        closures=tuple(
            Closure(reference=one["reference"], note=one["closing_note"], on=_day(one["completed"]))
            for one in closed
        ),
    )


def row_of(row: Mapping[str, Any]) -> PlanRow:
    """Return a frozen row as the library knows it."""
    return PlanRow(
        reference=row["reference"],
        action=row["action"],
        theme=row["theme"],
        aim=row["aim"],
        progress=row["progress"],
        when=_when(row),
        leads=tuple(
            Lead(one["name"] or one["agency"], one["agency"] if one["name"] else "") for one in row["leads"]
        ),
        depends_on=tuple(row["depends_on"]),
        mentions=tuple(row["mentions"]),
        supporting=row["supporting"],
    )


def _when(row: Mapping[str, Any]) -> When:
    staged = row["kind"] == WhenKind.STAGED
    return When(
        text=row["when"],
        kind=Kind.UNMARKED if row["kind"] == WhenKind.NONE else Kind(row["kind"]),
        earliest=_day(row["earliest"]),
        latest=_day(row["latest"]),
        stages=tuple(_stage(one) for one in row["stages"]) if staged else (),
    )


def _stage(row: Mapping[str, Any]) -> Stage:
    return Stage(
        text=row["text"],
        label=row["text"],
        kind=Kind.UNMARKED,
        earliest=_day(row["earliest"]),
        latest=_day(row["latest"]),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
