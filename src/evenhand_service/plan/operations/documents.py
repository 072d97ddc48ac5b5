"""Reads a plan out of a document: proposals that somebody confirms row by row; nothing is used before."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from evenhand_service.plan.enums import DocumentState, OriginKind, ProgressKind, RowState
from evenhand_service.plan.models import Action, Aim, Document, DocumentFile, Plan, ProposedRow, Theme
from evenhand_service.plan.operations.actions import Answers, add_action
from evenhand_service.plan.operations.faults import ChangedMeanwhile
from evenhand_service.plan.operations.log import note
from evenhand_service.plan.operations.plans import add_aim, add_theme


def receive_document(
    *, plan: Plan, person: Any, content: bytes, ending: str, now: datetime, pages: str = ""
) -> Document:
    """Keep a document until it was read in the background; nothing of it is in the plan. Source: F1."""
    with transaction.atomic():
        document = Document.objects.create(
            plan=plan,
            area_id=plan.area_id,
            state=DocumentState.WAITING,
            ending=ending,
            pages=pages,
            sha256=sha256(content).hexdigest(),
            size_bytes=len(content),
            read_by=person,
            read_by_name=person.name,
            read_at=now,
        )
        DocumentFile.objects.create(document=document, area_id=plan.area_id, content=content)
    return document


def keep_proposals(*, document: Document, found: Mapping[str, Any]) -> None:
    """Keep what was read of a document beside its words, and its file no longer; nothing where that is done already."""
    with transaction.atomic():
        done = _still_waiting(document).update(
            state=DocumentState.READ,
            form=found["form"],
            unplaced=[dict(one) for one in found["unplaced"]],
            notes=list(found.get("notes", ())),
        )
        if not done:
            return
        ProposedRow.objects.bulk_create(
            ProposedRow(
                document=document,
                area_id=document.area_id,
                position=place,
                proposal=dict(one),
                verbatim="\n".join(str(words) for words in one.get("verbatim", {}).values()),
                confidence=one.get("confidence"),
            )
            for place, one in enumerate(found["rows"], 1)
        )
        DocumentFile.objects.filter(document=document).delete()


def refuse_document(*, document: Document, what: str, mend: str) -> None:
    """Say that a document cannot be read, why, and what would mend it; its file goes."""
    with transaction.atomic():
        if _still_waiting(document).update(state=DocumentState.REFUSED, refused_what=what, refused_mend=mend):
            DocumentFile.objects.filter(document=document).delete()


def _still_waiting(document: Document) -> Any:
    return Document.objects.filter(pk=document.pk, state=DocumentState.WAITING)


def confirm_row(*, row: ProposedRow, person: Any, told: Mapping[str, Any], now: datetime) -> Action:
    """Make a proposed row an action as somebody confirmed or mended it.

    `told` has theme, supporting, aim, reference, action, when, leads, depends_on, mentions, progress. A theme or aim
    that the plan does not have is added to it.
    """
    plan = row.document.plan
    with transaction.atomic():
        _take(row, person, now, state=RowState.CONFIRMED)
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


def skip_row(*, row: ProposedRow, person: Any, because: str, now: datetime) -> None:
    """Leave a proposed row out, with the reason; its words stay beside."""
    _take(row, person, now, state=RowState.SKIPPED, skipped_because=because)


def put_back(*, row: ProposedRow) -> None:
    """Let a row that was left out wait again."""
    ProposedRow.objects.filter(pk=row.pk, state=RowState.SKIPPED).update(
        state=RowState.WAITING, skipped_because="", decided_at=None, decided_by=None, decided_by_name=""
    )


def see_unplaced(*, document: Document, now: datetime) -> None:
    """Say that somebody looked through what could not be placed."""
    Document.objects.filter(pk=document.pk, unplaced_seen_at=None).update(unplaced_seen_at=now)


def _take(row: ProposedRow, person: Any, now: datetime, **fields: Any) -> None:
    done = ProposedRow.objects.filter(pk=row.pk, state=RowState.WAITING).update(
        decided_by=person, decided_by_name=person.name, decided_at=now, **fields
    )
    if not done:
        raise ChangedMeanwhile(_("Somebody else decided on this row meanwhile. Look at it anew."))


def theme_of(plan: Plan, words: str, *, supporting: bool) -> Theme:
    """Return the theme of a plan that words name, '2. Commissioning' as printed; made where the plan has none."""
    reference, title = split_heading(words)
    found = plan.themes.filter(title__iexact=title).first()
    if found is not None:
        return found
    return add_theme(
        plan=plan, title=title or str(_("Without a theme")), reference=reference, is_supporting=supporting
    )


def split_heading(words: str) -> tuple[str, str]:
    """Return a heading's number and its words: '4. Data Collection' is ('4', 'Data Collection')."""
    first, _space, rest = words.strip().partition(" ")
    number = first.rstrip(".)")
    if rest and number and len(number) <= 6 and number[0].isdigit():
        return number, rest.strip()
    return "", words.strip()


def aim_of(theme: Theme, words: str) -> Aim | None:
    """Return the aim of a theme that words say; made where the theme has none, None for no words."""
    if not words.strip():
        return None
    found = theme.aims.filter(wording=words.strip()).first()
    return found or add_aim(theme=theme, wording=words.strip())
