"""Writes of evidence: given as a file or a link, accepted or not by somebody else."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from evenhand_service.plan.enums import EvidenceKind, EvidenceState
from evenhand_service.plan.limits import limits
from evenhand_service.plan.models import Action, Evidence, EvidenceFile
from evenhand_service.plan.operations.faults import ChangedMeanwhile, NotAllowed
from evenhand_service.plan.operations.files import taken
from evenhand_service.plan.rules import why_not_decide


def give_link(*, action: Action, person: Any, address: str, now: datetime, **given: Any) -> Evidence:
    """Give an address as evidence; `given` is title, owner_name, expires, lang, replaces."""
    return _give(action, person, now, kind=EvidenceKind.LINK, address=address, **given)


def give_file(
    *, action: Action, person: Any, content: bytes, media_type: str, now: datetime, **given: Any
) -> Evidence:
    """Give a file as evidence, kept byte for byte under its fingerprint. Raises NotAllowed for what is not taken."""
    about = taken(content, media_type, limits()["evidence"])
    with transaction.atomic():
        evidence = _give(
            action,
            person,
            now,
            kind=EvidenceKind.FILE,
            **about,
            **given,
        )
        EvidenceFile.objects.create(evidence=evidence, action=action, area_id=action.area_id, content=content)
    return evidence


def _give(action: Action, person: Any, now: datetime, **given: Any) -> Evidence:
    return Evidence.objects.create(
        action=action,
        area_id=action.area_id,
        given_by=person,
        given_by_name=person.name,
        given_at=now,
        **given,
    )


def decide_evidence(*, evidence: Evidence, person: Any, accepted: bool, because: str, now: datetime) -> None:
    """Say whether evidence shows what it is to show; whoever gave it does not."""
    if why := why_not_decide(evidence, person.pk):
        raise NotAllowed(why)
    state = EvidenceState.ACCEPTED if accepted else EvidenceState.REJECTED
    done = Evidence.objects.filter(pk=evidence.pk, state=EvidenceState.OFFERED).update(
        state=state, decided_by=person, decided_by_name=person.name, decided_at=now, decided_because=because
    )
    if not done:
        raise ChangedMeanwhile(_("Somebody else decided on this evidence meanwhile."))
