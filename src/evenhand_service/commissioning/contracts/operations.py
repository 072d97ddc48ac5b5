"""Writes of contracts."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from evenhand_service.commissioning.enums import ContractState, SpecificationState
from evenhand_service.commissioning.finding import next_place
from evenhand_service.commissioning.machines import CONTRACT
from evenhand_service.commissioning.models import Contract, Coverage, EqualityTerm
from evenhand_service.commissioning.moves import move
from evenhand_service.commissioning.refusals import ChangedMeanwhile, Refused
from evenhand_service.monitoring.models import FindingThread, KeptFinding
from evenhand_service.organisations.models import Area, Organisation, Service

_OPEN = (ContractState.DRAFT, ContractState.RUNNING)


def prepare_contract(
    *,
    area: Area,
    organisation: Organisation,
    person: Any,
    reference: str,
    title: str,
    starts: date,
    ends: date,
    now: datetime,
    **given: Any,
) -> Contract:
    """Prepare a contract with a provider; `given` are specification, contact_name, contact_phone, lang. Source: A5."""
    _check(area, starts, ends, given.get("specification"))
    try:
        with transaction.atomic():
            return Contract.objects.create(
                area=area,
                organisation=organisation,
                reference=reference,
                title=title,
                starts=starts,
                ends=ends,
                made_by=person,
                made_by_name=person.name,
                made_at=now,
                **given,
            )
    except IntegrityError as fault:
        raise Refused(_("The area has a contract with this reference already.")) from fault


def _check(area: Area, starts: date, ends: date, specification: Any) -> None:
    if ends < starts:
        raise Refused(_("The last day is before the first."))
    if specification is not None and specification.area_id != area.pk:
        raise Refused(_("A contract rests on a specification of its own area."))


def _check_open(contract: Contract) -> None:
    if contract.state not in _OPEN:
        raise Refused(_("This contract is over: its terms stay as they are."))


def _check_let(contract: Contract, specification: Any) -> None:
    """A contract that was let keeps resting on what was agreed; the one it has may have gone out of use since."""
    agreed = specification is not None and specification.state == SpecificationState.AGREED
    if contract.state == ContractState.RUNNING and not agreed and specification != contract.specification:
        raise Refused(_("A contract that was let rests on an agreed specification."))


def change_contract(*, contract: Contract, version: int, **changes: Any) -> None:
    """Change a contract's own fields, unless somebody did meanwhile. Whose contract it is does not change."""
    if set(changes) - {"title", "lang", "starts", "ends", "specification", "contact_name", "contact_phone"}:
        raise TypeError(f"A contract has no changeable {sorted(changes)}.")
    _check(
        contract.area,
        changes.get("starts", contract.starts),
        changes.get("ends", contract.ends),
        changes.get("specification"),
    )
    if "specification" in changes:
        _check_let(contract, changes["specification"])
    rows = Contract.objects.filter(pk=contract.pk, version=version, state__in=_OPEN)
    if not rows.update(**changes, version=version + 1):
        raise ChangedMeanwhile


def cover(
    *, contract: Contract, service: Service | None = None, site: str = "", stages: list[str] | None = None
) -> Coverage:
    """Say that a contract covers a service of its provider, or a place, and for which steps."""
    _check_open(contract)
    if service is not None and service.organisation_id != contract.organisation_id:
        raise Refused(_("This service belongs to another organisation than the contract."))
    if service is None and not site.strip():
        raise Refused(_("Name a service or a place."))
    try:
        with transaction.atomic():
            return Coverage.objects.create(
                contract=contract,
                area_id=contract.area_id,
                service=service,
                site=site.strip(),
                stages=stages or [],
            )
    except IntegrityError as fault:
        raise Refused(_("The contract covers this already.")) from fault


def add_term(
    *,
    contract: Contract,
    person: Any,
    wording: str,
    now: datetime,
    finding: KeptFinding | None = None,
    thread: FindingThread | None = None,
    **given: Any,
) -> EqualityTerm:
    """Add an equality term: which figure, for which group, from what to what by when. Source: A5; 001 1.12.

    With a finding the figure is that finding's in every later release, and its estimate now is where it starts from.
    """
    _check_open(contract)
    if thread is not None and thread.area_id != contract.area_id:
        raise Refused(_("A term's figure is one of the contract's own area."))
    if given.get("target") is not None and thread is None:
        raise Refused(_("A number is held against a finding's figure. Choose one, or use words."))
    about: dict[str, Any] = {}
    if thread is not None:
        about = {
            "thread": thread,
            "stage": thread.stage,
            "characteristic": thread.characteristic,
            "group": thread.group,
        }
    if finding is not None:
        about |= {"units": finding.units, "baseline": finding.estimate, "baseline_period": finding.period}
    return EqualityTerm.objects.create(
        contract=contract,
        area_id=contract.area_id,
        position=next_place(contract.terms, of=contract),
        wording=wording,
        made_by_name=person.name,
        made_at=now,
        **given | about,
    )


def let_contract(*, contract: Contract, person: Any, now: datetime) -> None:
    """Let a contract in one's own name: with an agreed specification, something it covers, and an equality term.

    From here on its provider sees it. Source: A5; 001 1.12, 2/4.
    """
    missing = []
    if contract.specification is None or contract.specification.state != SpecificationState.AGREED:
        missing.append(_("an agreed specification"))
    if not contract.coverage.exists():
        missing.append(_("a service or place that it covers"))
    if not contract.terms.exists():
        missing.append(_("an equality term"))
    if missing:
        raise Refused(
            _("It cannot be let yet. Missing: %(missing)s.") % {"missing": "; ".join(missing)},
            mend=_("Add what is missing, then let it."),
        )
    move(contract, CONTRACT, "let", person=person, let_by=person, let_by_name=person.name, let_at=now)


def withdraw_contract(*, contract: Contract, person: Any) -> None:
    """Withdraw a contract that was never let; it is kept, and its provider never sees it."""
    move(contract, CONTRACT, "withdraw", person=person)


def end_contract(*, contract: Contract, person: Any, ends: date, because: str) -> None:
    """End a contract on a day, saying why."""
    if ends < contract.starts:
        raise Refused(_("The last day is before the first."))
    move(contract, CONTRACT, "end", person=person, ends=ends, ended_because=because)
