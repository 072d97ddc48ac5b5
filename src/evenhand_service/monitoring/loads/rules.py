"""What may be done with a load, by whom and when; pure."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from evenhand_service.monitoring.loads.enums import LOAD_MACHINE, DataClass
from evenhand_service.monitoring.loads.settings import LoadSettings


def why_not_approve(load: Any, person_id: Any, given: LoadSettings) -> Any:
    """Return why a person may not approve a load now, in words; None where they may."""
    if not LOAD_MACHINE.allows("approve_load", load.state):
        return _("This file does not wait for approval: somebody was quicker, or it is still being checked.")
    four_eyes = (
        given.another_person_for_tables if load.data_class == DataClass.AGGREGATE else given.another_person
    )
    if four_eyes and load.uploaded_by_id == person_id:
        return _("Rows about people are approved by somebody other than who uploaded them.")
    return None


def why_not_withdraw(load: Any) -> Any:
    """Return why a load may not be withdrawn now; None where it may."""
    if not LOAD_MACHINE.allows("withdraw_load", load.state):
        return _("This file is not in use: there is nothing to withdraw, or it is being checked just now.")
    return None
