"""Which steps an agreement may take and what each needs. Source: A3; 000 Services."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from evenhand.foundations import EvenhandError
from evenhand_service.common.templating.writing import listed
from evenhand_service.organisations.as_read import digest_of_words
from evenhand_service.organisations.enums import AgreementState, DataClass
from evenhand_service.organisations.words import name_of

STEPS: dict[AgreementState, dict[str, AgreementState]] = {
    AgreementState.DRAFT: {"agree": AgreementState.AGREED, "end": AgreementState.ENDED},
    AgreementState.AGREED: {"end": AgreementState.ENDED},
    AgreementState.ENDED: {},
}
"""Step by state: what somebody does, and the state it leads to. What ended is written anew, not taken up again."""

_FEWEST_PARTIES = 2
_WORDS = (
    "title",
    "area_id",
    "purpose",
    "legal_basis",
    "data_classes",
    "starts",
    "ends",
    "review_date",
)
_NOT_FOR_JUSTICE = frozenset({DataClass.CARE, DataClass.EQUALITY})


class StepNotOpen(EvenhandError):
    """An agreement cannot take that step from where it is."""


class AgreementNotReady(EvenhandError):
    """An agreement lacks something without which nobody can agree to it."""


class PartyNotAgreed(EvenhandError):
    """Somebody records an agreement without saying of each party that it agreed."""


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


def words_read(agreement: Any, parties: Iterable[Any]) -> str:
    """Return the digest of all that the parties agree to, as it stands."""
    words = {name: getattr(agreement, name) for name in _WORDS}
    return digest_of_words(words | {"parties": sorted(str(one.pk) for one in parties)})


def check_each_agreed(parties: Iterable[Any], agreed: Collection[str]) -> None:
    """Raise PartyNotAgreed, naming each party of which nobody has said that it agreed."""
    lacking = [name_of(one) for one in parties if str(one.pk) not in agreed]
    if lacking:
        raise PartyNotAgreed(
            _("Not ticked as having agreed: %(names)s. Nothing was recorded.") % {"names": listed(lacking)},
            mend=_("Tick each party once it has agreed to these words."),
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
