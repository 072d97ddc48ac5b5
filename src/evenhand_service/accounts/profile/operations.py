"""Changing one's own name and language."""

from django.db import transaction

from evenhand_service.accounts.models import User
from evenhand_service.common.audit.operations import note


@transaction.atomic
def change_profile(*, person: User, name: str, language: str) -> None:
    """Keep a person's name and language; the log tells that they changed, not to what."""
    person.name, person.language = name, language
    person.save(update_fields=["name", "language"])
    note(action="update", subject="accounts.user", row_id=str(person.pk))
