"""Every field of every format of the library has its store, and none takes police intelligence."""

import pytest

from evenhand.records import RECORD_SCHEMAS, load_profiles
from evenhand.vocabulary import load_vocabulary
from evenhand_service.organisations.kinds import listed
from evenhand_service.organisations.stores.rules import (
    STORES,
    ColumnHasNoStore,
    RecordNotTaken,
    data_classes_of,
    is_aggregate,
    place,
    sensitive_columns,
)

PERSON_RECORDS = sorted(one for one in RECORD_SCHEMAS if not is_aggregate(one))
CHARACTERISTICS = set(load_vocabulary().characteristics) - {"everyone"}
# What tells of somebody's drugs, health and way through services, and not who they are.
ABOUT_CARE = set(place("treatment", sorted(CHARACTERISTICS - {"end_reason"})).columns["care"])


def fields_of(profile: object) -> list[str]:
    """The columns that rows of a format may have once the library has read them."""
    filled = {one.target for one in profile.columns} | {one.target for one in profile.derived}
    kept = set(RECORD_SCHEMAS[profile.record].names) | CHARACTERISTICS
    return sorted(filled & kept | set(RECORD_SCHEMAS[profile.record].names))


def test_every_record_type_is_of_people_or_of_nobody() -> None:
    for record in RECORD_SCHEMAS:
        assert is_aggregate(record) or place(record, RECORD_SCHEMAS[record].names)


@pytest.mark.parametrize("name", sorted(load_profiles()))
def test_every_field_of_every_format_has_one_store(name: str) -> None:
    profile = load_profiles()[name]
    if is_aggregate(profile.record, name):
        assert data_classes_of(profile.record, profile=name) == {"aggregate"}
        return
    fields = fields_of(profile)
    placed = place(profile.record, fields)
    assert sorted(column for held in placed.columns.values() for column in held) == fields


@pytest.mark.parametrize("record", PERSON_RECORDS)
def test_characteristics_lie_apart_in_every_record_type(record: str) -> None:
    columns = CHARACTERISTICS - {"end_reason"}
    placed = place(record, sorted(columns | set(sensitive_columns())))
    assert set(placed.columns["equality"]) == columns - ABOUT_CARE | set(sensitive_columns())
    assert not set(load_vocabulary().protected) - {"/"} & set(placed.columns["care"])
    for name in load_vocabulary().protected:
        assert set(name.split("/")) <= set(placed.columns["equality"])


def test_the_store_of_characteristics_has_no_key_date_or_place() -> None:
    for record in PERSON_RECORDS:
        held = set(place(record, RECORD_SCHEMAS[record].names).columns["equality"])
        assert not held & {"person_id", "case_id", "area", "area_happened", "provider", "suite"}
        assert not [one for one in held if one.endswith("_date")]


def test_no_record_type_takes_police_intelligence() -> None:
    told = ("intelligence", "informant", "nominal", "gang", "immigration", "visa")
    for record, schema in RECORD_SCHEMAS.items():
        assert not [name for name in [record, *schema.names] if any(word in name for word in told)]
    for profile in load_profiles().values():
        names = [profile.id, profile.record, *(one.target for one in profile.columns)]
        assert not [name for name in names if any(word in name for word in told)]
    with pytest.raises(RecordNotTaken, match="intelligence"):
        place("intelligence", ["person_id"])
    for record in PERSON_RECORDS:
        for column in ("intelligence", "gang_marker", "immigration_status"):
            with pytest.raises(ColumnHasNoStore, match=column):
                place(record, ["person_id" if record != "case" else "case_id", column][1:])


def test_there_is_no_immigration_purpose_and_none_of_a_case() -> None:
    kinds = listed("purpose_kinds")
    assert set(kinds) == {"monitoring", "needs-assessment", "evaluation", "research"}
    for word in ("immigration", "asylum", "enforcement", "individual", "case"):
        assert not [code for code in kinds if word in code]


def test_a_column_nobody_knows_is_refused_with_what_would_mend_it() -> None:
    with pytest.raises(ColumnHasNoStore) as refused:
        place("test", ["person_id", "shoe_size"])
    assert "shoe_size" in str(refused.value)
    assert "Take these columns out" in refused.value.mend


def test_need_known_in_prison_is_care_though_a_prison_wrote_it() -> None:
    placed = place("custody", RECORD_SCHEMAS["custody"].names)
    assert set(placed.columns["care"]) == {"need", "referred_date", "drug_group"}
    assert data_classes_of("custody") == {"justice"}
    assert data_classes_of("custody", RECORD_SCHEMAS["custody"].names) == {str(one) for one in STORES}
