"""Places, organisations, agreements and purposes for tests; complete unless told otherwise."""

from collections.abc import Iterable
from datetime import date
from itertools import count
from typing import Any

from evenhand_service.organisations.kinds import JUSTICE_KINDS
from evenhand_service.organisations.models import (
    Agreement,
    AgreementParty,
    Area,
    Organisation,
    Purpose,
    PurposeController,
    Service,
    ServiceWords,
)
from tests.service.builders import as_builder

LONG_AGO, FAR_AHEAD = date(2020, 1, 1), date(2099, 12, 31)
ALL_CLASSES = ("care", "justice", "equality")
_numbers = count(1)


def make_area(name: str = "Aberwen", *, code: str = "", parent: Area | None = None, **fields: Any) -> Area:
    """Return a new area, a partnership's unless told otherwise."""
    with as_builder():
        return Area.objects.create(
            code=code or f"Y{next(_numbers):08}",
            name=name,
            parent=parent,
            **{"level": "partnership", "starts": LONG_AGO} | fields,
        )


def make_organisation(
    area: Area, name: str = "Aberwen Partnership", *, kind: str = "partnership", **fields: Any
) -> Organisation:
    """Return a new organisation in an area; of a justice kind, one of justice."""
    with as_builder():
        return Organisation.objects.create(
            area=area,
            name=name,
            kind=kind,
            **{"is_justice": kind in JUSTICE_KINDS, "starts": LONG_AGO} | fields,
        )


def make_agreement(
    area: Area,
    parties: Iterable[Organisation],
    *,
    data_classes: Iterable[str] = ALL_CLASSES,
    state: str = "agreed",
    **fields: Any,
) -> Agreement:
    """Return a running agreement between organisations."""
    told = {
        "title": "Sharing for equality monitoring",
        "purpose": "To see whether each step works equally well.",
        "legal_basis": "UK GDPR article 6(1)(e)",
        "starts": LONG_AGO,
        "review_date": FAR_AHEAD,
    }
    with as_builder():
        agreement = Agreement.objects.create(
            area=area, data_classes=list(data_classes), state=state, **told | fields
        )
        for one in parties:
            AgreementParty.objects.create(agreement=agreement, organisation=one, signed_date=LONG_AGO)
    return agreement


def make_purpose(
    area: Area,
    controller: Organisation | None = None,
    *,
    complete: bool = True,
    data_classes: Iterable[str] = ALL_CLASSES,
    **fields: Any,
) -> Purpose:
    """Return a purpose file: complete and running, or one of which little is filled in."""
    told: dict[str, Any] = {"title": "Equality monitoring", "starts": LONG_AGO, "expires": FAR_AHEAD}
    if complete:
        told |= {
            "state": "complete",
            "description": "Whether each step works equally well (Equality Act 2010 section 149).",
            "article_6": ["e"],
            "article_9": ["g"],
            "article_10": ["authorised"],
            "dpa_conditions": ["part-2-8", "part-3-36"],
            "confidentiality": "pseudonymised-at-source",
            "confidentiality_note": "The provider holds the key.",
            "policy_document": "APD 2026/1",
            "dpia_reference": "DPIA 2026/7",
            "dpia_date": date(2026, 1, 15),
            "objections_how": "Their rows are left out when a load is taken in.",
        }
    with as_builder():
        purpose = Purpose.objects.create(area=area, data_classes=list(data_classes), **told | fields)
        if controller or complete:
            organisation = controller or make_organisation(area, "Aberwen Council")
            PurposeController.objects.create(purpose=purpose, organisation=organisation)
    return purpose


def make_service(
    organisation: Organisation,
    name: str = "The Quay",
    *,
    language: str = "en",
    about: str = "",
    **fields: Any,
) -> Service:
    """Return an entry of the directory with its words in one language."""
    with as_builder():
        service = Service.objects.create(
            organisation=organisation,
            area=organisation.area,
            **{"checked_date": date(2026, 9, 1), "offers": ["advice"]} | fields,
        )
        ServiceWords.objects.create(
            service=service, language=language, name=name, about=about or "Somebody to talk to, every day."
        )
    return service
