"""Writing an agreement, agreeing to it, and ending it."""

from collections.abc import Collection, Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from evenhand.foundations import EvenhandError
from evenhand_service.organisations.agreements.rules import (
    check_each_agreed,
    check_ready,
    may_edit,
    next_state,
    words_read,
)
from evenhand_service.organisations.as_read import check_as_read
from evenhand_service.organisations.enums import AgreementState
from evenhand_service.organisations.models import Agreement, AgreementParty, Area, Organisation


class AgreementIsFixed(EvenhandError):
    """The words of an agreement that was agreed stay as they are."""


@transaction.atomic
def write_agreement(
    *,
    area: Area,
    title: str,
    purpose: str,
    legal_basis: str,
    data_classes: Sequence[str],
    starts: date,
    review_date: date,
    parties: Collection[Organisation],
    ends: date | None = None,
    agreement: Agreement | None = None,
) -> Agreement:
    """Write a draft, or write one anew. Raises: AgreementIsFixed once it was agreed."""
    if agreement is not None:
        _hold(agreement)
    if agreement is not None and not may_edit(agreement):
        raise AgreementIsFixed(
            _("This agreement is “%(state)s”: its words stay as they were agreed.")
            % {"state": AgreementState(agreement.state).label},
            mend=_("End it, and write a new one."),
        )
    written = agreement or Agreement(area=area)
    written.title, written.purpose, written.legal_basis = title, purpose, legal_basis
    written.data_classes, written.starts, written.ends = list(data_classes), starts, ends
    written.review_date = review_date
    written.save()
    wanted = {one.pk for one in parties}
    held = set(AgreementParty.objects.filter(agreement=written).values_list("organisation_id", flat=True))
    AgreementParty.objects.filter(agreement=written, organisation_id__in=held - wanted).delete()
    AgreementParty.objects.bulk_create(
        AgreementParty(agreement=written, organisation_id=one) for one in sorted(wanted - held)
    )
    return written


@transaction.atomic
def move_agreement(
    *, agreement: Agreement, step: str, today: date, read: str = "", agreed: Collection[str] = ()
) -> None:
    """Record that the parties agreed, or end an agreement.

    `read` is the digest of the words they agreed to, `agreed` the keys of those that did: all parties.
    Raises: StepNotOpen, WordsChanged, AgreementNotReady, PartyNotAgreed.
    """
    _hold(agreement)
    state = next_state(agreement.state, step)
    if state == AgreementState.AGREED:
        parties = [one.organisation for one in agreement.parties.select_related("organisation")]
        check_as_read(read, words_read(agreement, parties))
        check_ready(agreement, parties)
        check_each_agreed(parties, agreed)
        AgreementParty.objects.filter(agreement=agreement, signed_date=None).update(signed_date=today)
    elif agreement.state == AgreementState.AGREED and (agreement.ends is None or agreement.ends > today):
        agreement.ends = max(today, agreement.starts)
    agreement.state = state
    agreement.save(update_fields=["state", "ends"])


def _hold(agreement: Agreement) -> None:
    """Read an agreement as it stands now; who else writes or moves it waits, so that what was agreed is not written over."""
    Agreement.objects.select_for_update(no_key=True).filter(pk=agreement.pk).values_list("pk").first()
    agreement.refresh_from_db()


@transaction.atomic
def set_review(*, agreement: Agreement, review_date: date) -> None:
    """Say when an agreement is to be looked at next, after it was looked at."""
    agreement.review_date = review_date
    agreement.save(update_fields=["review_date"])
