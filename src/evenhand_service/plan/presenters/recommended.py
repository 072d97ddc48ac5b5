"""Recommendations that were read in a document, as they would stand among those of the area."""

from collections.abc import Iterable
from typing import Any

from evenhand.planning.recommendations import Alike
from evenhand_service.plan.enums import Response, RowState, SourceKind
from evenhand_service.plan.models import Document, ProposedRecommendation, Recommendation
from evenhand_service.plan.presenters.document import counts_of, doubts
from evenhand_service.plan.presenters.words import language
from evenhand_service.plan.recommending.loading import PROJECT
from evenhand_service.plan.recommending.presenters import side


def counts(document: Document) -> dict[str, int]:
    """Return how many recommendations wait, are on record, were left out; they have been fetched."""
    return counts_of(document.recommended.all())


def is_sure(one: ProposedRecommendation) -> bool:
    """Return whether the reading has no doubt of one that waits, its answer included."""
    told = one.proposal
    unclear = told.get("response_text") and not told.get("response")
    return one.state == RowState.WAITING and not doubts(one) and not unclear


def given(one: ProposedRecommendation, document: Document) -> dict[str, Any]:
    """Return one as its form shows it."""
    told = one.proposal
    group = _group(told, document)
    return {
        "text": told.get("text", ""),
        "number": told.get("reference", ""),
        "paragraph": told.get("paragraph", ""),
        "theme": _under(told, group),
        "addressee": ", ".join(told.get("addressees", ())),
        "response": told.get("response") or Response.NO_REPLY,
        "response_words": told.get("response_text", ""),
        "outcomes": "\n".join([*told.get("outcomes", ()), *(group.get("outcomes", ()) if group else ())]),
    }


def outcomes_of(text: str, one: ProposedRecommendation, document: Document) -> list[dict[str, str]]:
    """Return what came of one, a line each; what the document tells of a whole project says so."""
    group = _group(one.proposal, document)
    of_project = set(group.get("outcomes", ())) if group else set()
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [
        {"text": line, "of": PROJECT if line in of_project else "", "lang": document.source_lang}
        for line in lines
    ]


def source_of(one: ProposedRecommendation, document: Document) -> str:
    """Return what counts as one source, as the existing rule has it: each project of a report is one of its own."""
    under = _under(one.proposal, _group(one.proposal, document))
    is_project = document.source_kind == SourceKind.COMMUNITY_PROJECT
    return f"{document.source_title}|{under}" if is_project else document.source_title


def alike(found: Iterable[tuple[Alike, Recommendation]]) -> list[dict[str, Any]]:
    """Return recommendations that are here already and read alike, with why."""
    return [
        {"score": round(one.score * 100), "why": one.said(language()), "side": side(other)}
        for one, other in found
    ]


def row(one: ProposedRecommendation, document: Document, *, ticked: bool) -> dict[str, Any]:
    """Return one as it would stand among those of the area."""
    told = one.proposal
    group = _group(told, document)
    response = told.get("response")
    return {
        "id": one.pk,
        "one": one,
        "number": one.position,
        "reference": told.get("reference", ""),
        "paragraph": told.get("paragraph", ""),
        "text": told.get("text", ""),
        "under": _under(told, group),
        "host": group.get("host", "") if group else "",
        "addressee": ", ".join(told.get("addressees", ())),
        "response": str(Response(response).label) if response else "",
        "response_words": told.get("response_text", ""),
        "doubts": doubts(one),
        "sure": None if one.confidence is None else round(one.confidence * 10),
        "waits": one.state == RowState.WAITING,
        "ticked": ticked and one.state == RowState.WAITING,
        "colour": {RowState.CONFIRMED: "green", RowState.SKIPPED: "grey"}.get(RowState(one.state), "yellow"),
    }


def _group(told: dict[str, Any], document: Document) -> dict[str, Any] | None:
    name = told.get("group")
    return next((one for one in document.groups if name and one.get("name") == name), None)


def _under(told: dict[str, Any], group: dict[str, Any] | None) -> str:
    """The heading or project that it stands under, with its region: 'North West: Bolton'."""
    project = ": ".join(one for one in (group.get("region", ""), group["name"]) if one) if group else ""
    return " · ".join(one for one in (project or told.get("group", ""), told.get("theme", "")) if one)[:300]
