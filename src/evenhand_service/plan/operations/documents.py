"""Documents and the rows of a plan in them: proposals that somebody confirms row by row; nothing is used before."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from evenhand_service.organisations.models import Area
from evenhand_service.plan.enums import DocumentState, OriginKind, ProgressKind, RowState
from evenhand_service.plan.models import (
    Action,
    Document,
    DocumentFile,
    Plan,
    ProposedRecommendation,
    ProposedRow,
    Theme,
)
from evenhand_service.plan.models.proposed import Proposed
from evenhand_service.plan.operations.actions import Answers, add_action
from evenhand_service.plan.operations.answered import link_action
from evenhand_service.plan.operations.faults import ChangedMeanwhile, NotAllowed
from evenhand_service.plan.operations.headings import aim_of, theme_of
from evenhand_service.plan.operations.log import note


def receive_document(
    *, area: Area, plan: Plan | None, person: Any, content: bytes, ending: str, now: datetime, pages: str = ""
) -> Document:
    """Keep a document until it was read in the background; nothing of it is used. Source: F1, F6."""
    with transaction.atomic():
        document = Document.objects.create(
            plan=plan,
            area=area,
            state=DocumentState.WAITING,
            ending=ending,
            pages=pages,
            sha256=sha256(content).hexdigest(),
            size_bytes=len(content),
            read_by=person,
            read_by_name=person.name,
            read_at=now,
        )
        DocumentFile.objects.create(document=document, area=area, content=content)
    return document


def keep_proposals(*, document: Document, found: Mapping[str, Any]) -> None:
    """Keep what was read of a document beside its words, and its file no longer; nothing where that is done already."""
    with transaction.atomic():
        done = _still_waiting(document).update(
            state=DocumentState.READ,
            form=found["form"],
            unplaced=[dict(one) for one in found["unplaced"]],
            notes=list(found.get("notes", ())),
            groups=[dict(one) for one in found.get("groups", ())],
        )
        if not done:
            return
        ProposedRow.objects.bulk_create(_proposed(ProposedRow, document, found["rows"]))
        ProposedRecommendation.objects.bulk_create(
            _proposed(ProposedRecommendation, document, found.get("recommendations", ()))
        )
        DocumentFile.objects.filter(document=document).delete()


def _proposed(made: type[Proposed], document: Document, found: Sequence[Mapping[str, Any]]) -> list[Any]:
    return [
        made(
            document=document,
            area_id=document.area_id,
            position=place,
            proposal=dict(one),
            verbatim="\n".join(str(words) for words in one.get("verbatim", {}).values()),
            confidence=one.get("confidence"),
        )
        for place, one in enumerate(found, 1)
    ]


def refuse_document(
    *, document: Document, what: str, mend: str, said: Sequence[Mapping[str, Any]] = ()
) -> None:
    """Say that a document cannot be read, why, and what would mend it (`said`: by codes); its file goes."""
    with transaction.atomic():
        if _still_waiting(document).update(
            state=DocumentState.REFUSED, refused_what=what, refused_mend=mend, notes=list(said)
        ):
            DocumentFile.objects.filter(document=document).delete()


def _still_waiting(document: Document) -> Any:
    return Document.objects.filter(pk=document.pk, state=DocumentState.WAITING)


def confirm_row(*, row: ProposedRow, person: Any, told: Mapping[str, Any], now: datetime) -> Action:
    """Make a proposed row an action as somebody confirmed or mended it.

    `told` has theme, supporting, aim, reference, action, when, leads, depends_on, mentions, progress. A theme or aim
    that the plan does not have is added to it.
    """
    plan = row.document.plan
    if plan is None:
        raise NotAllowed(_("Say first which plan the rows of this document go into."))
    with transaction.atomic():
        take(row, person, now, state=RowState.CONFIRMED)
        theme = theme_of(plan, told.get("theme", ""), supporting=bool(told.get("supporting")))
        action = add_action(
            plan=plan,
            theme=theme,
            aim=aim_of(theme, told.get("aim", "")),
            person=person,
            wording=told["action"],
            reference=told.get("reference", ""),
            when_text=told.get("when", ""),
            leads=[Answers(**dict(one)) for one in told.get("leads", ())],
            depends_on=list(told.get("depends_on", ())),
            mentions=list(told.get("mentions", ())),
            origin=OriginKind.DOCUMENT,
            now=now,
        )
        if told.get("progress"):
            note(
                action=action,
                person=person,
                kind=ProgressKind.CARRIED,
                words=told["progress"],
                lang=plan.lang,
                as_at_date=plan.as_at_date,
                now=now,
            )
        ProposedRow.objects.filter(pk=row.pk).update(action=action)
        link_action(row=row, action=action, person=person, now=now)
    return action


def put_in_order(document: Document) -> None:
    """Put the actions of a document, and the themes that came with it, in its order, whichever row was confirmed first.

    They change places among themselves: what stands in the plan besides stays where it is.
    """
    actions = list(Action.objects.filter(proposed_as__document=document).order_by("proposed_as__position"))
    others = Action.objects.filter(plan_id=document.plan_id).exclude(proposed_as__document=document)
    elsewhere = set(others.values_list("theme_id", flat=True))
    named = list(dict.fromkeys(one.theme_id for one in actions if one.theme_id not in elsewhere))
    themes = Theme.objects.in_bulk(named)
    with transaction.atomic():
        for rows in (actions, [themes[one] for one in named]):
            for one, place in zip(rows, sorted(row.position for row in rows), strict=True):
                if one.position != place:
                    type(one).objects.filter(pk=one.pk).update(position=place)


def skip(*, proposed: Proposed, person: Any, because: str, now: datetime) -> None:
    """Leave a proposed row or recommendation out, with the reason; its words stay beside."""
    take(proposed, person, now, state=RowState.SKIPPED, skipped_because=because)


def put_back(*, proposed: Proposed) -> None:
    """Let a row or recommendation that was left out wait again."""
    type(proposed).objects.filter(pk=proposed.pk, state=RowState.SKIPPED).update(
        state=RowState.WAITING, skipped_because="", decided_at=None, decided_by=None, decided_by_name=""
    )


def take(proposed: Proposed, person: Any, now: datetime, **fields: Any) -> None:
    """Decide on what still waits; whoever comes second is told, and changes nothing. Raises ChangedMeanwhile."""
    done = (
        type(proposed)
        .objects.filter(pk=proposed.pk, state=RowState.WAITING)
        .update(decided_by=person, decided_by_name=person.name, decided_at=now, **fields)
    )
    if not done:
        raise ChangedMeanwhile(_("Somebody decided on this one meanwhile. Look at it anew."))
