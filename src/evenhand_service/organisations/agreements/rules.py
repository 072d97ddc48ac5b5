"""Which steps an agreement may take and what each needs. Source: A3; 000 Services."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from evenhand.foundations import EvenhandError
from evenhand_service.organisations.enums import AgreementState, DataClass

STEPS: dict[AgreementState, dict[str, AgreementState]] = {
    AgreementState.DRAFT: {"agree": AgreementState.AGREED, "end": AgreementState.ENDED},
    AgreementState.AGREED: {"end": AgreementState.ENDED},
    AgreementState.ENDED: {},
}
"""Step by state: what somebody does, and the state it leads to. What ended is written anew, not taken up again."""

_FEWEST_PARTIES = 2
_NOT_FOR_JUSTICE = frozenset({DataClass.CARE, DataClass.EQUALITY})


class StepNotOpen(EvenhandError):
    """An agreement cannot take that step from where it is."""


class AgreementNotReady(EvenhandError):
    """An agreement lacks something without which nobody can agree to it."""


def next_state(state: str, step: str) -> AgreementState:
    """Return the state that a step leads to. Raises: StepNotOpen."""
    steps = STEPS[AgreementState(state)]
    if step not in steps:
        raise StepNotOpen(
            _("An agreement that is “%(state)s” cannot take that step.")
            % {"state": AgreementState(state).label},
            mend=_("Write a new agreement.") if not steps else _("Choose another step."),
        )
    return steps[step]


def may_edit(agreement: Any) -> bool:
    """Return whether the words of an agreement may still change: what was agreed stays as it was agreed."""
    return bool(agreement.state == AgreementState.DRAFT)


def check_ready(agreement: Any, parties: Collection[Any]) -> None:
    """Raise AgreementNotReady, saying what is missing before it can be agreed."""
    missing = []
    if len(parties) < _FEWEST_PARTIES:
        missing.append(_("at least two organisations that share"))
    if not agreement.data_classes:
        missing.append(_("which classes of data are shared"))
    if not agreement.purpose.strip():
        missing.append(_("what for"))
    if not agreement.legal_basis.strip():
        missing.append(_("the legal basis"))
    if missing:
        raise AgreementNotReady(
            _("This agreement cannot be agreed yet. Missing: %(what)s.") % {"what": "; ".join(missing)},
            mend=_("Fill in what is missing. It stays a draft until then."),
        )


def what_stays_closed(agreement: Any, parties: Collection[Any]) -> list[Any]:
    """Return the justice organisations among the parties, if care data or characteristics are shared: they see neither."""
    shared = set(agreement.data_classes) & _NOT_FOR_JUSTICE
    return [one for one in parties if one.is_justice] if shared else []


def is_overdue(agreement: Any, today: date) -> bool:
    """Return whether an agreement should have been looked at again before today."""
    return bool(agreement.state != AgreementState.ENDED and agreement.review_date < today)


def is_running(agreement: Any, today: date) -> bool:
    """Return whether an agreement shares data today."""
    return bool(
        agreement.state == AgreementState.AGREED
        and agreement.starts <= today
        and (agreement.ends is None or agreement.ends >= today)
    )
