"""The directory as it is searched: by workers, and its public entries by anybody."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from evenhand_service.organisations.enums import AccessAudit, Childcare
from evenhand_service.organisations.models import Organisation, Service, ServiceWords


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody looks for; what is empty matters not."""

    words: str = ""
    area: str = ""
    offer: str = ""
    group: str = ""
    language: str = ""
    faith_based: bool = False
    abstinence_based: bool = False
    women_only: bool = False
    childcare: bool = False
    accessible: bool = False


def services_for(person: Any, *, today: date, wanted: Wanted | None = None) -> QuerySet[Service]:
    """Return the running services that a person may see and that offer what is wanted, with their words. Source: A4.

    What an organisation offered is over with its last day.
    """
    found = (
        Service.objects.visible_to(person)
        .filter(Q(ends__isnull=True) | Q(ends__gte=today))
        .filter(Q(organisation__ends__isnull=True) | Q(organisation__ends__gte=today))
        .select_related("organisation", "area")
        .prefetch_related("words")
    )
    return _narrowed(found, wanted or Wanted()).order_by("organisation__name", "id")


def public_services(*, today: date, wanted: Wanted | None = None) -> QuerySet[Service]:
    """Return the public entries, for anybody: the same for everyone, whoever is logged in."""
    return services_for(None, today=today, wanted=wanted).filter(is_public=True)


def service_for(person: Any, pk: Any) -> Service:
    """Return one entry with its words. Raises: Service.DoesNotExist."""
    found = Service.objects.visible_to(person).select_related("organisation", "area")
    return found.prefetch_related("words").get(pk=pk)


def may_change(person: Any, service: Service) -> bool:
    """Return whether somebody may change an entry."""
    return Service.objects.for_change(person).filter(pk=service.pk).exists()


def organisations_to_add_for(person: Any, *, today: date) -> QuerySet[Organisation]:
    """Return the organisations for which somebody may add a service: their own, or all of an area that they manage."""
    own = RawSQL("SELECT h.organisation_id FROM access.held(%s, 'manage-services') h", [person.pk])
    areas = RawSQL("SELECT unnest(access.areas(%s, 'manage-organisations'))", [person.pk])
    found = Organisation.objects.visible_to(person).filter(Q(pk__in=own) | Q(area_id__in=areas))
    return found.filter(Q(ends__isnull=True) | Q(ends__gte=today)).order_by("name", "id")


def _narrowed(found: QuerySet[Service], wanted: Wanted) -> QuerySet[Service]:
    if wanted.words:
        said = ServiceWords.objects.filter(service=OuterRef("pk")).filter(
            Q(name__icontains=wanted.words)
            | Q(about__icontains=wanted.words)
            | Q(for_whom__icontains=wanted.words)
        )
        found = found.filter(Exists(said) | Q(organisation__name__icontains=wanted.words))
    for name, code in (("offers", wanted.offer), ("groups", wanted.group), ("languages", wanted.language)):
        if code:
            found = found.filter(**{f"{name}__contains": [code]})
    if wanted.area:
        found = found.filter(area__code=wanted.area)
    if wanted.faith_based:
        found = found.filter(is_faith_based=True)
    if wanted.abstinence_based:
        found = found.filter(is_abstinence_based=True)
    if wanted.women_only:
        found = found.exclude(women_only_hours="")
    if wanted.childcare:
        found = found.exclude(childcare__in=[Childcare.NOT_KNOWN, Childcare.NONE])
    if wanted.accessible:
        found = found.filter(access_audit=AccessAudit.ACCESSIBLE)
    return found
