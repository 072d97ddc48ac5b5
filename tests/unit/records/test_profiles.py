"""The profiles that come with Evenhand are whole, and fit the record types and the vocabulary."""

from importlib import resources

import pytest

from evenhand.foundations import EVERYONE
from evenhand.records import Profile, load_profiles
from evenhand.records.profiles import Kind, Shape
from evenhand.records.types import RECORD_SCHEMAS, REQUIRED_COLUMNS
from evenhand.vocabulary import UNKNOWNS, load_vocabulary

PROFILES = list(load_profiles().values())


PEOPLE = (
    *("native-tests", "native-contacts", "native-treatments", "native-orders", "native-custody"),
    *("native-searches", "native-evidence", "native-areas", "native-counts", "native-population"),
    *("ndtms-cds-h", "ndtms-cds-k", "cjit-2.4", "drug-test-record", "police-uk-stop-search"),
)


def test_these_profiles_are_there_each_in_a_file_of_its_name() -> None:
    assert set(PEOPLE) <= set(load_profiles())
    folder = resources.files("evenhand.records") / "profiles"
    assert sorted(load_profiles()) == sorted(path.name.removesuffix(".toml") for path in folder.iterdir())


@pytest.mark.parametrize("profile", PROFILES, ids=lambda one: one.id)
def test_profile_fills_its_record(profile: Profile) -> None:
    """What a record can't do without is filled, and what the profile fills is of use to somebody."""
    filled = {column.target for column in profile.columns} | {one.target for one in profile.derived}
    filled |= {"area"} if profile.area_from_name else set()
    filled |= {"person_id"} if profile.person_key else set()
    if profile.shape is Shape.ROWS:
        assert set(REQUIRED_COLUMNS[profile.record]) <= filled
    assert profile.source
    assert profile.title


def test_a_record_type_asks_for_columns_of_its_own() -> None:
    assert set(REQUIRED_COLUMNS) == set(RECORD_SCHEMAS)
    for record, names in REQUIRED_COLUMNS.items():
        assert set(names) <= set(RECORD_SCHEMAS[record].names)


@pytest.mark.parametrize("profile", PROFILES, ids=lambda one: one.id)
def test_codes_of_a_profile_are_those_of_its_lists(profile: Profile) -> None:
    vocabulary = load_vocabulary()
    for column in profile.columns:
        if column.code_list:
            known = {value.code for value in vocabulary.code_list(column.code_list).values} | set(UNKNOWNS)
            everyone = {EVERYONE} if profile.shape is Shape.PUBLISHED else set()
            assert set(column.values.values()) <= known | everyone
        elif column.kind is Kind.CODE:
            assert column.values
    for key in profile.code_lists.values():
        assert key in vocabulary.code_lists


def test_codes_that_programmes_ask_for_are_given() -> None:
    given = {
        f"{profile.record}.{column.target}": set(column.values.values()) | {column.blank}
        for profile in PROFILES
        for column in profile.columns
        if column.values and not column.code_list
    }
    rules = [rule for one in load_vocabulary().programmes.values() for stage in one.stages
             for rule in (stage.rule, *(each.rule for each in stage.exits)) if rule]  # fmt: skip
    asked = [rule for rule in rules if "in" in rule and rule["field"] in given]
    assert asked
    for rule in asked:
        assert set(rule["in"]) <= given[rule["field"]]
