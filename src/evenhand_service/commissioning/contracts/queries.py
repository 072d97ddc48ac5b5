"""Reads of contracts: in a number of queries that does not grow with the rows."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL
from django.http import Http404

from evenhand_service.commissioning.concerned.queries import with_coverage
from evenhand_service.commissioning.models import Contract, EqualityTerm
from evenhand_service.monitoring.models import KeptFinding
from evenhand_service.organisations.models import Area


def contracts_for(user: Any, *, words: str = "", state: str = "", area: str = "") -> QuerySet[Any]:
    """Return the contracts that somebody may see: a commissioner all of the area, a provider its own."""
    rows = Contract.objects.visible_to(user).select_related("organisation", "area")
    if words:
        said = Q(reference__icontains=words) | Q(title__icontains=words)
        rows = rows.filter(said | Q(organisation__name__icontains=words))
    if state:
        rows = rows.filter(state=state)
    if area:
        rows = rows.filter(area__code=area)
    return rows.order_by("area__name", "reference", "pk")


def contract_for(user: Any, pk: UUID) -> Contract:
    """Return a contract with its provider and what it covers; raises Http404 for one that the person may not see."""
    rows = Contract.objects.visible_to(user).select_related("organisation", "area", "specification")
    found = with_coverage(rows.filter(pk=pk), user).first()
    if found is None:
        raise Http404
    return found


def areas_for(user: Any, permission: str) -> QuerySet[Area]:
    """Return the areas where somebody holds a permission."""
    held = RawSQL("SELECT unnest(access.areas(%s, %s))", [user.pk, permission])
    return Area.objects.filter(pk__in=held).order_by("name", "code")


def terms_of(user: Any, contract: Contract) -> list[tuple[EqualityTerm, KeptFinding | None]]:
    """Return a contract's equality terms, each with its figure in the newest approved release; two queries."""
    rows = EqualityTerm.objects.visible_to(user).filter(contract=contract).select_related("thread")
    terms = list(rows.order_by("position"))
    same = {one.thread.same for one in terms if one.thread}
    newest: dict[str, KeptFinding] = {}
    if same:
        kept = (
            KeptFinding.objects.visible_to(user)
            .filter(area_id=contract.area_id, same__in=same)
            .filter(release__kind="protected", release__state="approved")
            .order_by("same", "-release__period_ends", "-release__made_at", "-period")
            .distinct("same")
            .defer("evidence")
        )
        newest = {one.same: one for one in kept}
    return [(one, newest.get(one.thread.same) if one.thread else None) for one in terms]
