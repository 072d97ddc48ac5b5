"""Writes of the needs assessment: a new version of a section, an agreement."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from evenhand_service.monitoring.models import NeedsAgreement, NeedsText, Release
from evenhand_service.monitoring.needs.queries import texts_of
from evenhand_service.monitoring.needs.rules import seal, versions_of
from evenhand_service.organisations.models import Area


class ChangedMeanwhile(Exception):
    """Somebody else wrote in the meantime: nothing of theirs was overwritten, and nothing typed is lost."""


def write_section(
    *, area: Area, section: str, person: Any, based_on: int, body: str, lang: str, now: datetime
) -> NeedsText:
    """Add a version of a section's words upon the version that the writer saw. Source: C11.

    Raises: ChangedMeanwhile where somebody wrote upon the same version first.
    """
    try:
        with transaction.atomic():
            return NeedsText.objects.create(
                area=area,
                section=section,
                version=based_on + 1,
                body=body,
                lang=lang,
                written_by=person,
                writer_name=person.name,
                written_at=now,
            )
    except IntegrityError as fault:
        raise ChangedMeanwhile(
            _(
                "Somebody else saved this section meanwhile. Their words stand above, yours below: nothing was "
                "overwritten. Put them together and save again."
            )
        ) from fault


def agree(*, area: Area, person: Any, release: Release, seen: str, now: datetime) -> NeedsAgreement:
    """Agree the texts as they stand, beside a release, in one's own name.

    Raises: ChangedMeanwhile where texts or release are no longer those that the person saw.
    """
    versions = versions_of(texts_of(person, area.pk))
    if seen != seal(versions, release.pk) or not versions:
        raise ChangedMeanwhile(_("The assessment changed while you read it. Read it again before you agree."))
    last = (
        NeedsAgreement.objects.filter(area=area).order_by("-number").values_list("number", flat=True).first()
    )
    try:
        with transaction.atomic():
            return NeedsAgreement.objects.create(
                area=area,
                number=(last or 0) + 1,
                release=release,
                versions=versions,
                agreed_by=person,
                agreed_by_name=person.name,
                agreed_at=now,
            )
    except IntegrityError as fault:
        raise ChangedMeanwhile(
            _("Somebody else agreed it at the same moment. Read what was agreed.")
        ) from fault
