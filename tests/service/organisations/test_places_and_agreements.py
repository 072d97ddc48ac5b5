"""Areas from the vocabulary, organisations of justice, agreements step by step, the directory's filters."""

from datetime import date
from io import StringIO
from itertools import product
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evenhand.vocabulary import load_vocabulary
from evenhand_service.common.who import acting_as
from evenhand_service.organisations.agreements.rules import (
    STEPS,
    AgreementNotReady,
    StepNotOpen,
    check_ready,
    is_overdue,
    is_running,
    next_state,
)
from evenhand_service.organisations.areas.operations import take_areas
from evenhand_service.organisations.directory.queries import Wanted, public_services, services_for
from evenhand_service.organisations.enums import AgreementState, PurposeState
from evenhand_service.organisations.kinds import listed
from evenhand_service.organisations.models import Area
from evenhand_service.organisations.purposes.states import STEPS as PURPOSE_STEPS
from evenhand_service.organisations.register.rules import UnknownKind, is_justice
from tests.service.builders import as_builder, as_keeper
from tests.service.builders_accounts import make_person
from tests.service.builders_organisations import make_area, make_organisation, make_service

TODAY = date(2026, 11, 22)
LISTS = (
    "organisation_kinds",
    "purpose_kinds",
    "article_6",
    "article_9",
    "article_10",
    "dpa_conditions",
    "confidentiality",
    "sensitive",
    "service_offers",
    "service_groups",
    "languages",
)


@pytest.mark.django_db
def test_areas_come_from_the_vocabulary_once_and_keep_their_standing() -> None:
    with as_keeper():
        first = take_areas(vocabulary=load_vocabulary())
        assert first.added == Area.objects.using("keeper").count()
        assert (first.changed, first.same) == (0, 0)
        durham = Area.objects.using("keeper").get(code="A02B")
        Area.objects.using("keeper").filter(pk=durham.pk).update(
            name="Old name", standing="intensive", standing_from=date(2005, 4, 1)
        )
        again = take_areas(vocabulary=load_vocabulary())
        assert (again.added, again.changed, again.same) == (0, 1, first.added - 1)
        durham.refresh_from_db(using="keeper")
        assert (durham.name, durham.standing) == ("County Durham", "intensive")
        assert [durham.parent.code, durham.parent.parent.code, durham.parent.parent.parent.code] == [
            "E23000008",
            "E12000001",
            "E92000001",
        ]
        cumbria = Area.objects.using("keeper").get(code="B16B")
        assert not cumbria.in_force(TODAY)
        sites = Area.objects.using("keeper").filter(level="site")
        assert sites.count() == 22
        assert all(one.code.startswith("W") and one.parent is not None for one in sites)
        assert not Area.objects.using("keeper").filter(code__in=["here", "no_fixed_abode", "Z00B"]).exists()


@pytest.mark.django_db
def test_an_area_of_ones_own_is_added_by_command() -> None:
    told = StringIO()
    with as_keeper():
        call_command("take_areas", stdout=told)
        call_command("add_area", "S01", "North site", "--level=site", "--within=W92000004", stdout=told)
        assert Area.objects.using("keeper").get(code="S01").parent.name == "Wales"
        with pytest.raises(CommandError, match="already"):
            call_command("add_area", "S01", "Again")
        with pytest.raises(CommandError, match="no area X99"):
            call_command("add_area", "S02", "Other", "--within=X99")
    assert "S01 North site was added." in told.getvalue()


def test_every_list_has_welsh_and_says_nothing_about_being_compliant() -> None:
    for name in LISTS:
        for one in listed(name).values():
            assert one.en, (name, one.code)
            assert one.cy, (name, one.code)
            assert bool(one.hint_en) == bool(one.hint_cy), (name, one.code)
            assert "complian" not in f"{one.en} {one.hint_en}".lower()


def test_every_condition_names_its_paragraph() -> None:
    for name in ("article_6", "article_9", "article_10", "dpa_conditions"):
        assert all(one.source for one in listed(name).values())
    needs = {one.needs for name in ("article_9", "article_10") for one in listed(name).values()} - {"", "any"}
    assert all(any(code.startswith(need) for code in listed("dpa_conditions")) for need in needs)


def test_police_prisons_probation_and_courts_are_justice_by_their_kind() -> None:
    assert {code for code in listed("organisation_kinds") if is_justice(code)} == {
        "police",
        "prison",
        "probation",
        "court",
    }
    assert is_justice("national", told=True)
    with pytest.raises(UnknownKind):
        is_justice("shop")


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["police", "prison", "probation", "court"])
def test_the_database_takes_no_police_that_are_not_of_justice(kind: str) -> None:
    area = make_area()
    with pytest.raises(Exception, match="a_justice_kind_is_justice"):
        make_organisation(area, kind=kind, is_justice=False)


def test_every_state_has_its_steps_and_no_other_is_open() -> None:
    assert set(STEPS) == set(AgreementState)
    assert set(PURPOSE_STEPS) == set(PurposeState)
    for state, step in product(AgreementState, ("agree", "end", "reopen", "")):
        if step in STEPS[state]:
            assert next_state(state, step) == STEPS[state][step]
        else:
            with pytest.raises(StepNotOpen):
                next_state(state, step)
    assert STEPS[AgreementState.ENDED] == {}


def agreement(**told: object) -> SimpleNamespace:
    whole = {
        "state": "agreed",
        "starts": date(2026, 1, 1),
        "ends": None,
        "review_date": date(2027, 1, 1),
        "data_classes": ["care"],
        "purpose": "P",
        "legal_basis": "L",
    }
    return SimpleNamespace(**whole | told)


@pytest.mark.parametrize(
    ("told", "running", "overdue"),
    [
        ({}, True, False),
        ({"state": "draft"}, False, False),
        ({"state": "ended"}, False, False),
        ({"starts": date(2026, 11, 23)}, False, False),
        ({"ends": TODAY}, True, False),
        ({"ends": date(2026, 11, 21)}, False, False),
        ({"review_date": TODAY}, True, False),
        ({"review_date": date(2026, 11, 21)}, True, True),
        ({"review_date": date(2026, 11, 21), "state": "ended"}, False, False),
    ],
)
def test_what_runs_and_what_is_overdue(told: dict, running: bool, overdue: bool) -> None:
    assert is_running(agreement(**told), TODAY) is running
    assert is_overdue(agreement(**told), TODAY) is overdue


@pytest.mark.parametrize("part", ["data_classes", "purpose", "legal_basis", "parties"])
def test_an_agreement_lacks_no_part_when_it_is_agreed(part: str) -> None:
    check_ready(agreement(), [1, 2])
    told = {} if part == "parties" else {part: [] if part == "data_classes" else " "}
    with pytest.raises(AgreementNotReady, match="Missing"):
        check_ready(agreement(**told), [1] if part == "parties" else [1, 2])


@pytest.mark.django_db
def test_the_directory_finds_what_has_all_that_is_wanted() -> None:
    area = make_area()
    provider = make_organisation(area, kind="provider")
    worker = make_person("case-worker", provider, area)
    entries = []
    for offer, language, faith, women in product(
        ("advice", "naloxone"), ("ur", "pl"), (True, False), ("", "Mon")
    ):
        told = {
            "offers": [offer],
            "languages": [language],
            "is_faith_based": faith,
            "women_only_hours": women,
        }
        entries.append((make_service(provider, f"{offer} {language}", is_public=faith, **told), told))
    make_service(provider, "Over", ends=date(2026, 11, 21))

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        offer=st.sampled_from(["", "advice", "naloxone", "crack"]),
        language=st.sampled_from(["", "ur", "pl"]),
        faith=st.booleans(),
        women=st.booleans(),
        words=st.sampled_from(["", "ADVICE", "pl", "nothing"]),
    )
    def check(offer: str, language: str, faith: bool, women: bool, words: str) -> None:
        wanted = Wanted(offer=offer, language=language, faith_based=faith, women_only=women, words=words)
        expected = {
            service.pk
            for service, told in entries
            if (not offer or offer in told["offers"])
            and (not language or language in told["languages"])
            and (not faith or told["is_faith_based"])
            and (not women or told["women_only_hours"])
            and words.lower() in f"{told['offers'][0]} {told['languages'][0]}"
        }
        with acting_as(worker.pk):
            found = {one.pk for one in services_for(worker, today=TODAY, wanted=wanted)}
            public = {one.pk for one in public_services(today=TODAY, wanted=wanted)}
        assert found == expected
        assert public == {
            service.pk for service, told in entries if service.pk in expected and told["is_faith_based"]
        }

    with as_builder():
        assert len(entries) == 16
    check()
