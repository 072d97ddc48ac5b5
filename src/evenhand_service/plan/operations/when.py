"""A date as a plan writes it: the words kept, and what the library reads out of them beside."""

from collections.abc import Collection
from datetime import date
from typing import Any

from evenhand.planning.dates import When, read_when
from evenhand_service.plan.enums import WhenKind
from evenhand_service.plan.models import Action, Milestone


def read(text: str, *, written_on: date | None, known: Collection[str] = ()) -> When:
    """Return what a date says; `known` are the references of its plan."""
    return read_when(text.strip(), written_on=written_on, known=known)


def fields_of(when: When) -> dict[str, Any]:
    """Return an action's fields of its date."""
    return {
        "when_text": when.text,
        "when_kind": str(when.kind) if when.text else WhenKind.NONE,
        "when_mark": str(when.mark) if when.mark else "",
        "when_unread": when.unread if when.text else "",
        "when_notes": list(when.notes),
        "earliest": when.earliest,
        "latest": when.latest if not _upside_down(when) else None,
        "stages": [one.to_row() for one in when.stages],
    }


def _upside_down(when: When) -> bool:
    return bool(when.earliest and when.latest and when.latest < when.earliest)


def stage_milestones(action: Action, when: When) -> list[Milestone]:
    """Return a milestone for each stage of a date."""
    return [
        Milestone(
            action=action,
            area_id=action.area_id,
            position=place,
            wording=one.label or one.text,
            lang=action.lang,
            when_text=one.text,
            kind=one.kind,
            is_stage=True,
            earliest=one.earliest,
            latest=one.latest,
        )
        for place, one in enumerate(when.stages, 1)
    ]
