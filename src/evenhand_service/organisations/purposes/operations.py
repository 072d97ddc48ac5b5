"""Writing a purpose file, completing it, and taking down who objects."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from evenhand.foundations import EvenhandError
from evenhand_service.organisations.as_read import check_as_read
from evenhand_service.organisations.enums import PurposeState
from evenhand_service.organisations.kinds import listed
from evenhand_service.organisations.models import Objection, Organisation, Purpose, PurposeController
from evenhand_service.organisations.person_keys import digest_of
from evenhand_service.organisations.purposes.as_written import CODES, FIELDS, words_read
from evenhand_service.organisations.purposes.rules import check_complete, check_kind
from evenhand_service.organisations.purposes.states import STEPS

_LISTS = dict(zip(CODES, CODES, strict=True)) | {"switched_on": "sensitive"}


class PurposeIsFixed(EvenhandError):
    """A purpose file that is complete is opened again before it is changed."""


class StepNotOpen(EvenhandError):
    """A purpose file cannot take that step from where it is."""


class CodeNotListed(EvenhandError):
    """A condition that stands in no list."""


@transaction.atomic
def write_purpose(
    *, purpose: Purpose, told: Mapping[str, Any], controllers: Collection[Organisation]
) -> Purpose:
    """Write a purpose file or change one that is a draft; parts may be missing until it is completed.

    Raises: PurposeIsFixed, NoPurpose for a kind that there is not, CodeNotListed.
    """
    if not purpose._state.adding:
        _hold(purpose)
    if not purpose._state.adding and purpose.state != PurposeState.DRAFT:
        raise PurposeIsFixed(
            _("This purpose file is “%(state)s” and stays as it is.")
            % {"state": PurposeState(purpose.state).label},
            mend=_("Open it again first: nothing is taken under it meanwhile."),
        )
    for name in FIELDS:
        if name in told:
            setattr(purpose, name, told[name])
    check_kind(purpose.kind)
    for name, listing in _LISTS.items():
        unknown = [code for code in getattr(purpose, name) if code not in listed(listing)]
        if unknown:
            raise CodeNotListed(
                _("There is no such condition: %(codes)s.") % {"codes": ", ".join(unknown)},
                mend=_("Choose from the list. Nothing was changed."),
            )
    purpose.save()
    wanted = {one.pk for one in controllers}
    held = set(PurposeController.objects.filter(purpose=purpose).values_list("organisation_id", flat=True))
    PurposeController.objects.filter(purpose=purpose, organisation_id__in=held - wanted).delete()
    PurposeController.objects.bulk_create(
        PurposeController(purpose=purpose, organisation_id=one) for one in sorted(wanted - held)
    )
    return purpose


@transaction.atomic
def move_purpose(*, purpose: Purpose, step: str, read: str = "") -> None:
    """Complete a purpose file, open it again, or end it; `read` is the digest of the words that are completed.

    Raises: StepNotOpen, WordsChanged, PurposeNotComplete.
    """
    _hold(purpose)
    steps = STEPS[PurposeState(purpose.state)]
    if step not in steps:
        raise StepNotOpen(
            _("A purpose file that is “%(state)s” cannot take that step.")
            % {"state": PurposeState(purpose.state).label},
            mend=_("Write a new one."),
        )
    if steps[step] == PurposeState.COMPLETE:
        check_complete(purpose, controllers=purpose.controllers.count())
        check_as_read(read, words_read(purpose))
    purpose.state = steps[step]
    purpose.save(update_fields=["state"])


def _hold(purpose: Purpose) -> None:
    """Read a purpose file as it stands now; who else writes or moves it waits, so that nothing is completed unseen."""
    Purpose.objects.select_for_update(no_key=True).filter(pk=purpose.pk).values_list("pk").first()
    purpose.refresh_from_db()


@transaction.atomic
def record_objection(*, purpose: Purpose, person_key: str, objected_date: date) -> Objection:
    """Take down that somebody objects, as a keyed digest of their key in the files; the key itself is kept nowhere here."""
    return Objection.objects.get_or_create(
        purpose=purpose, digest=digest_of(person_key), defaults={"objected_date": objected_date}
    )[0]


@transaction.atomic
def withdraw_objection(*, purpose: Purpose, person_key: str) -> bool:
    """Take an objection back, as the person asked; return whether there was one."""
    gone, _by_model = Objection.objects.filter(purpose=purpose, digest=digest_of(person_key)).delete()
    return bool(gone)
