"""From a finding to contracts, providers and places, and from a contract to its findings."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from evenhand_service.commissioning.enums import ContractState
from evenhand_service.commissioning.models import Contract, Coverage
from evenhand_service.commissioning.rules import plain_name, stages_covered
from evenhand_service.commissioning.settled import answerable, stage_id, stages_of_offer
from evenhand_service.monitoring.findings.areas import areas_within
from evenhand_service.monitoring.findings.listing import Listed, filtered, list_findings, words_of
from evenhand_service.monitoring.findings.newest import Newest, beside, newest_releases
from evenhand_service.monitoring.models import FindingThread, KeptFinding, Release
from evenhand_service.organisations.models import Organisation, Service


def with_coverage(rows: QuerySet[Any], user: Any) -> QuerySet[Any]:
    """Fetch what contracts cover along with them: two queries, however many there are."""
    covered = Coverage.objects.visible_to(user).select_related("service").order_by("site", "pk")
    return rows.prefetch_related(Prefetch("coverage", covered), "coverage__service__words")


@dataclass(frozen=True, slots=True, kw_only=True)
class Concerned:
    """Whom a finding concerns: contracts, services of the directory, and bodies such as the police of a suite."""

    contracts: tuple[Contract, ...]
    services: tuple[Service, ...]
    bodies: tuple[Organisation, ...]


def concerned_by(user: Any, thread: FindingThread, *, today: date) -> Concerned:
    """Return whom a finding concerns: matched by area, step and the service directory. Source: A5."""
    stage, areas = stage_id(thread.stage), areas_within(thread.area)
    who = answerable(stage)
    by_offer = Q(coverage__stages=[], coverage__service__offers__overlap=list(who.offers) or [""])
    rows = (
        Contract.objects.visible_to(user)
        .filter(area_id__in=areas, state=ContractState.RUNNING, ends__gte=today, starts__lte=today)
        .filter(Q(coverage__stages__contains=[stage]) | by_offer)
        .select_related("organisation", "area")
        .distinct()
        .order_by("reference", "pk")
    )
    contracts = tuple(with_coverage(rows, user))
    services = (
        Service.objects.visible_to(user)
        .filter(area_id__in=areas, offers__overlap=list(who.offers) or [""])
        .filter(Q(ends__isnull=True) | Q(ends__gte=today))
        .select_related("organisation", "area")
        .prefetch_related("words")
        .order_by("organisation__name", "pk")
    )
    bodies = (
        Organisation.objects.visible_to(user)
        .filter(area_id__in=areas, kind__in=who.kinds)
        .filter(Q(ends__isnull=True) | Q(ends__gte=today))
        .order_by("name", "pk")
    )
    return Concerned(contracts=contracts, services=tuple(services), bodies=tuple(bodies))


def stages_of(contract: Contract) -> frozenset[str]:
    """Return the steps that a contract answers for; its coverage is fetched with it."""
    return stages_covered(contract.coverage.all(), stages_of_offer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """The findings of the steps that a contract covers, the worst first, with the words of each.

    `places` are those of the contract that the release counts by themselves: the findings are theirs alone. Without
    any they are the area's, whoever provides there.
    """

    findings: tuple[Listed, ...]
    words: dict[Any, KeptFinding]
    release: Newest | None
    places: tuple[str, ...] = ()


def findings_of(user: Any, contract: Contract, *, release: Release | None = None, most: int) -> Own:
    """Return a contract's own findings: of the newest approved release of its area, or of the one named. Source: A5."""
    if release is not None:
        newest = [beside(user, release)]
    else:
        newest = sorted(newest_releases(user, areas=[contract.area_id]), key=lambda one: one.period_ends)
    places = _counted_alone(user, contract, newest)
    rows = _of_stages(filtered(list_findings(user, newest), {}), stages_of(contract))
    if places:
        kept = KeptFinding.objects.visible_to(user).filter(release__in={one.release for one in rows})
        alone = set(kept.filter(place__in=places).values_list("pk", flat=True))
        rows = [one for one in rows if one.id in alone]
    own = rows[:most]
    return Own(
        findings=tuple(own),
        words=words_of(user, [one.id for one in own]),
        release=newest[-1] if newest else None,
        places=places,
    )


def _of_stages(rows: list[Listed], stages: Collection[str]) -> list[Listed]:
    return [one for one in rows if stage_id(one.stage) in stages]


def _counted_alone(user: Any, contract: Contract, newest: list[Newest]) -> tuple[str, ...]:
    """Return the places of releases that bear the name of the contract's provider, service or place; one query."""
    rows = Release.objects.visible_to(user).filter(pk__in=[one.release for one in newest])
    counted = {code for facts in rows.values_list("facts", flat=True) for code in facts.get("places", ())}
    names = {contract.organisation.name}
    for one in contract.coverage.all():
        names |= {one.site} | ({each.name for each in one.service.words.all()} if one.service else set())
    known = {plain_name(one) for one in names if one}
    return tuple(sorted(one for one in counted if plain_name(one) in known))
