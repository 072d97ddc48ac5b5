"""Recommendations that were read in a document: taken over once somebody confirmed whose they are and what each says."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from evenhand_service.plan.enums import Response, RowState
from evenhand_service.plan.models import Document, Plan, ProposedRecommendation, Recommendation
from evenhand_service.plan.operations.answered import link_recommendation
from evenhand_service.plan.operations.documents import take
from evenhand_service.plan.operations.faults import NotAllowed
from evenhand_service.plan.operations.recommendations import respond
from evenhand_service.plan.recommending.writing import write_recommendation


def tell_source(
    *, document: Document, kind: str, title: str, lang: str, address: str = "", published: date | None = None
) -> None:
    """Say whose recommendations stand in a document; those confirmed before keep what was said then. Source: F6."""
    Document.objects.filter(pk=document.pk).update(
        source_kind=kind, source_title=title, source_lang=lang, source_address=address, source_date=published
    )


def choose_plan(*, document: Document, plan: Plan) -> None:
    """Say which plan the rows of a document go into. Raises NotAllowed once it has one."""
    if plan.area_id != document.area_id:
        raise NotAllowed(_("Pick a plan of the document's own area."))
    if not Document.objects.filter(pk=document.pk, plan=None).update(plan=plan):
        raise NotAllowed(_("It was said already which plan they go into."))


def confirm_recommendation(
    *, proposed: ProposedRecommendation, person: Any, told: Mapping[str, Any], now: datetime
) -> tuple[Recommendation, bool]:
    """Make a proposed recommendation one of the area, as somebody confirmed or mended it; return whether it is new.

    `told` has text, number, paragraph, theme, addressee, outcomes, response, response_words. One with the same words
    and number of the same source, from an earlier reading, is taken for the same. Source: F6.
    """
    document = proposed.document
    if not document.source_kind:
        raise NotAllowed(_("Say first whose recommendations stand in this document."))
    with transaction.atomic():
        take(proposed, person, now, state=RowState.CONFIRMED)
        _one_after_the_other(document)
        found = _there_already(document, told)
        made = found or _made(proposed, person, told, now)
        ProposedRecommendation.objects.filter(pk=proposed.pk).update(recommendation=made)
        link_recommendation(proposed=proposed, recommendation=made, person=person, now=now)
    return made, found is None


def _one_after_the_other(document: Document) -> None:
    """Two people who confirm the same words from two readings do so one after the other."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"recommendations {document.area_id}"]
        )


def _there_already(document: Document, told: Mapping[str, Any]) -> Recommendation | None:
    """The same words of the same source from another reading; within one reading each stands for itself."""
    same = Recommendation.objects.filter(
        area_id=document.area_id,
        source_kind=document.source_kind,
        source_title=document.source_title,
        **{name: told[name] for name in ("text", "number", "paragraph", "theme")},
    )
    return same.exclude(proposed_as__document=document).first()


def _made(
    proposed: ProposedRecommendation, person: Any, told: Mapping[str, Any], now: datetime
) -> Recommendation:
    document = proposed.document
    fields = {
        "source_kind": document.source_kind,
        "source_title": document.source_title,
        "source_address": document.source_address,
        "published_date": document.source_date,
        "lang": document.source_lang,
        **{name: told[name] for name in ("text", "number", "paragraph", "theme", "addressee")},
        "outcomes": list(told.get("outcomes", ())),
    }
    made = write_recommendation(
        area=document.area, person=person, fields=fields, now=now, position=proposed.position
    )
    if told["response"] != Response.NO_REPLY:
        respond(
            recommendation=made,
            person=person,
            version=made.version,
            response=told["response"],
            words=told.get("response_words", ""),
            lang=document.source_lang,
            responded_date=None,
        )
    return made
