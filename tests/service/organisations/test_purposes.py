"""Purpose files: complete when every part is there, and what is refused until then."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import ProgrammingError, transaction

from evenhand_service.common.who import acting_as
from evenhand_service.organisations.as_read import WordsChanged
from evenhand_service.organisations.models import Objection, Purpose
from evenhand_service.organisations.purposes.as_written import words_read
from evenhand_service.organisations.purposes.operations import (
    CodeNotListed,
    PurposeIsFixed,
    StepNotOpen,
    move_purpose,
    record_objection,
    withdraw_objection,
    write_purpose,
)
from evenhand_service.organisations.purposes.queries import purpose_for, require_purpose
from evenhand_service.organisations.purposes.rules import (
    NoPurpose,
    PurposeNotComplete,
    check_complete,
    missing_parts,
)
from tests.service.builders import as_builder
from tests.service.builders_accounts import make_person
from tests.service.builders_organisations import make_area, make_organisation, make_purpose

TODAY = date(2026, 11, 22)
WHOLE: dict[str, Any] = {
    "data_classes": ["care", "justice", "equality"],
    "description": "Why",
    "article_6": ["e"],
    "article_9": ["g"],
    "article_10": ["authorised"],
    "dpa_conditions": ["part-2-8"],
    "confidentiality": "consent",
    "policy_document": "A",
    "dpia_reference": "B",
    "dpia_date": TODAY,
    "objections_how": "C",
}
EMPTY = {
    name: [] if isinstance(value, list) else None if name == "dpia_date" else ""
    for name, value in WHOLE.items()
}


def test_a_file_with_every_part_lacks_nothing() -> None:
    assert missing_parts(SimpleNamespace(**WHOLE), controllers=1) == ()
    check_complete(SimpleNamespace(**WHOLE), controllers=1)


@pytest.mark.parametrize("part", [*WHOLE, "controllers"])
def test_each_part_that_is_missing_is_told_by_name(part: str) -> None:
    told = WHOLE | ({part: EMPTY[part]} if part in EMPTY else {})
    missing = missing_parts(SimpleNamespace(**told), controllers=0 if part == "controllers" else 1)
    assert part in {one.field for one in missing}
    with pytest.raises(PurposeNotComplete) as refused:
        check_complete(SimpleNamespace(**told), controllers=0 if part == "controllers" else 1)
    assert next(one.what for one in missing if one.field == part) in str(refused.value)


@pytest.mark.parametrize(
    ("classes", "needs"),
    [
        (["care"], {"article_9"}),
        (["equality"], {"article_9"}),
        (["justice"], {"article_10"}),
        (["care", "justice"], {"article_9", "article_10"}),
    ],
)
def test_which_articles_are_asked_for_follows_from_the_data(classes: list[str], needs: set[str]) -> None:
    told = WHOLE | {"data_classes": classes, "article_9": [], "article_10": [], "dpa_conditions": []}
    assert {one.field for one in missing_parts(SimpleNamespace(**told), controllers=1)} == needs


@pytest.mark.parametrize(
    ("article_9", "conditions", "enough"),
    [
        (["g"], ["part-1-2"], False),
        (["g"], ["part-2-8"], True),
        (["h"], ["part-2-8"], False),
        (["h"], ["part-1-2"], True),
        (["a"], [], True),
    ],
)
def test_a_condition_of_article_9_asks_for_its_part_of_schedule_1(
    article_9: list[str], conditions: list[str], enough: bool
) -> None:
    told = WHOLE | {
        "data_classes": ["care"],
        "article_9": article_9,
        "article_10": [],
        "dpa_conditions": conditions,
    }
    missing = {one.field for one in missing_parts(SimpleNamespace(**told), controllers=1)}
    assert missing == (set() if enough else {"dpa_conditions"})


@pytest.mark.django_db
def test_writing_completing_opening_and_ending() -> None:
    area = make_area()
    council = make_organisation(area)
    officer = make_person("data-protection-officer", council, area)
    told = {"title": "Monitoring", "starts": date(2026, 1, 1), "expires": date(2027, 1, 1)}
    with acting_as(officer.pk):
        purpose = write_purpose(purpose=Purpose(area=area), told=told, controllers=[])
        with pytest.raises(PurposeNotComplete):
            move_purpose(purpose=purpose, step="complete", read=words_read(purpose))
        assert purpose_for(area, ["care"], TODAY, person=officer) is None
        with pytest.raises(NoPurpose) as refused:
            require_purpose(area, ["care"], TODAY, person=officer)
        assert "“Monitoring”: does not cover Care; is a draft that lacks 9 parts." in refused.value.mend
        write_purpose(purpose=purpose, told=WHOLE, controllers=[council])
        move_purpose(purpose=purpose, step="complete", read=words_read(purpose))
        assert purpose_for(area, ["care", "aggregate"], TODAY, person=officer) == purpose
        assert require_purpose(area, ["aggregate"], TODAY, person=officer) is None
        with pytest.raises(PurposeIsFixed):
            write_purpose(purpose=purpose, told={"title": "Other"}, controllers=[council])
        move_purpose(purpose=purpose, step="reopen")
        assert purpose_for(area, ["care"], TODAY, person=officer) is None
        move_purpose(purpose=purpose, step="end")
        with pytest.raises(StepNotOpen):
            move_purpose(purpose=purpose, step="complete", read=words_read(purpose))


@pytest.mark.django_db
def test_what_was_read_before_somebody_else_wrote_completes_and_changes_nothing() -> None:
    area = make_area()
    council = make_organisation(area)
    officer = make_person("data-protection-officer", council, area)
    told = WHOLE | {"title": "Monitoring", "starts": date(2026, 1, 1), "expires": date(2027, 1, 1)}
    with acting_as(officer.pk):
        purpose = write_purpose(purpose=Purpose(area=area), told=told, controllers=[council])
        whole, draft = Purpose.objects.get(pk=purpose.pk), Purpose.objects.get(pk=purpose.pk)
        read = words_read(whole)
        write_purpose(purpose=purpose, told={"objections_how": ""}, controllers=[council])
        with pytest.raises(PurposeNotComplete):
            move_purpose(purpose=whole, step="complete", read=words_read(whole))
        write_purpose(purpose=purpose, told=told | {"objections_how": "Otherwise"}, controllers=[council])
        with pytest.raises(WordsChanged, match="The words changed"):
            move_purpose(purpose=whole, step="complete", read=read)
        write_purpose(purpose=purpose, told=told, controllers=[council])
        move_purpose(purpose=purpose, step="complete", read=words_read(purpose))
        with pytest.raises(PurposeIsFixed):
            write_purpose(purpose=draft, told={"title": "Other"}, controllers=[council])


@pytest.mark.django_db
def test_a_kind_or_condition_that_there_is_not_is_refused() -> None:
    area = make_area()
    officer = make_person("data-protection-officer", make_organisation(area), area)
    told = {"title": "X", "starts": TODAY, "expires": TODAY}
    with acting_as(officer.pk):
        for kind in ("immigration", "case", "enforcement"):
            with pytest.raises(NoPurpose, match="no such kind"):
                write_purpose(purpose=Purpose(area=area), told=told | {"kind": kind}, controllers=[])
        with pytest.raises(CodeNotListed, match="part-9-9"):
            write_purpose(
                purpose=Purpose(area=area), told=told | {"dpa_conditions": ["part-9-9"]}, controllers=[]
            )
        assert not Purpose.objects.exists()


def test_a_persons_key_is_not_kept_with_a_form_that_came_too_late() -> None:
    from evenhand_service.common.kept.rules import may_be_kept

    assert may_be_kept("objected_date_day")
    assert not may_be_kept("person_key")


@pytest.mark.django_db
def test_an_objection_is_a_digest_and_can_be_taken_back() -> None:
    area = make_area()
    council = make_organisation(area)
    officer, analyst = (make_person(role, council, area) for role in ("data-protection-officer", "analyst"))
    purpose = make_purpose(area, council)
    with acting_as(officer.pk):
        made = record_objection(purpose=purpose, person_key="canary-person", objected_date=TODAY)
        assert record_objection(purpose=purpose, person_key=" canary-person", objected_date=TODAY) == made
    with as_builder():
        assert "canary" not in str(list(Objection.objects.values()))
    with acting_as(analyst.pk), pytest.raises(ProgrammingError, match="row-level"), transaction.atomic():
        record_objection(purpose=purpose, person_key="another", objected_date=TODAY)
    with acting_as(officer.pk):
        assert withdraw_objection(purpose=purpose, person_key="canary-person")
        assert not withdraw_objection(purpose=purpose, person_key="canary-person")
