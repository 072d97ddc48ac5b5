"""Code lists, areas and programmes: those that come with Evenhand, and what is refused in a user's own."""

from collections import Counter
from dataclasses import replace
from importlib import resources
from itertools import pairwise
from pathlib import Path

import pytest

from evenhand.foundations import EVERYONE, UnknownName, UnreadableFile, VocabularyError
from evenhand.vocabulary import (
    UNKNOWNS,
    CodeListValue,
    load_vocabulary,
    with_programme_file,
)
from evenhand.vocabulary.load import read_programme
from tests.unit.measures.counted import letters, programme

LOADED = load_vocabulary()
LISTS = list(LOADED.code_lists.values())
PROGRAMMES = list(LOADED.programmes.values())
DATA = resources.files("evenhand.vocabulary") / "data"
ARREST = (DATA / "programme-arrest-to-treatment.toml").read_text("utf-8")


@pytest.mark.parametrize("listed", LISTS, ids=lambda one: one.key)
def test_no_spelling_means_two_values(listed) -> None:
    spellings = Counter(
        text.strip().lower()
        for value in listed.values
        for text in {one.strip().lower() for one in (value.code, value.label, *value.synonyms)}
    )
    assert [text for text, times in spellings.items() if times > 1] == []
    unknown = {text.lower() for pair in UNKNOWNS.items() for text in pair}
    assert unknown.isdisjoint(spellings)


@pytest.mark.parametrize("listed", LISTS, ids=lambda one: one.key)
def test_every_value_has_words_and_every_list_a_source(listed) -> None:
    assert listed.source
    assert all(value.label for value in listed.values)
    assert all(listed.people(value.code) for value in listed.values)
    assert listed.reference is None or listed.reference in {value.code for value in listed.values}
    assert not {value.code for value in listed.values} & set(UNKNOWNS)


@pytest.mark.parametrize("listed", [one for one in LISTS if one.coarser], ids=lambda one: one.key)
def test_every_value_leads_to_a_value_of_the_coarser_list(listed) -> None:
    coarse = {value.code for value in LOADED.code_list(listed.coarser).values}
    mapped = listed.to_coarser()
    assert {group for code, group in mapped.items() if code not in UNKNOWNS} <= coarse
    assert all(mapped[code] == code for code in UNKNOWNS)


def test_bands_meet_without_gap_or_overlap() -> None:
    for listed in LISTS:
        bands = [(value.low, value.high) for value in listed.values if value.low is not None]
        for (_, high), (low, _) in pairwise(bands):
            assert low == high + 1, listed.key


def test_words_of_a_code() -> None:
    listed = letters()
    assert listed.label("A") == "A"
    assert listed.label("not_stated") == "Not stated"
    assert listed.label("unheard of") == "unheard of"
    assert listed.people("A") == "people of group A"
    assert listed.people("unheard of") == "unheard of people"
    assert listed.spellings()["a"] == "A"
    assert listed.spellings()["not stated"] == "not_stated"


def test_a_list_that_contradicts_itself_is_refused() -> None:
    listed = letters()
    with pytest.raises(VocabularyError, match="gives one code twice"):
        replace(listed, values=(*listed.values, CodeListValue(code="A", label="again")))
    with pytest.raises(VocabularyError, match="has no value Z to compare with"):
        replace(listed, reference="Z")
    with pytest.raises(VocabularyError, match="maps to no coarser list"):
        listed.to_coarser()
    with pytest.raises(VocabularyError, match="map to nothing in coarse:1: A, B"):
        replace(listed, coarser="coarse:1").to_coarser()


@pytest.mark.parametrize("plan", PROGRAMMES, ids=lambda one: one.id)
def test_programmes_name_what_there_is(plan) -> None:
    assert set(plan.compare) <= set(plan.characteristics) <= set(LOADED.characteristics)
    assert plan.stages[0].of is None
    for characteristic, group in plan.references.items():
        lists = [one for one in LISTS if one.characteristic == characteristic]
        assert any(group in {value.code for value in one.values} for one in lists)
    for stage in plan.stages:
        assert stage.people
        assert stage.did
        assert plan.stage(stage.id) is plan.stage(plan.stage_key(stage)) is stage


def test_a_stage_that_is_not_there_is_answered_with_those_that_are() -> None:
    with pytest.raises(VocabularyError, match="Its stages are: asked, helped"):
        programme().stage("begged")


def test_stages_in_the_wrong_order_are_refused() -> None:
    plan = programme(steps=("seen", "helped"))
    with pytest.raises(VocabularyError, match="which does not come before it"):
        replace(plan, stages=(plan.stages[0], plan.stages[2], plan.stages[1]))
    with pytest.raises(VocabularyError, match="names the stage asked twice"):
        replace(plan, stages=(plan.stages[0], plan.stages[0]))


def test_names_that_do_not_exist_are_answered_with_those_that_do() -> None:
    with pytest.raises(UnknownName, match="arrest-to-treatment"):
        LOADED.programme("none")
    with pytest.raises(UnknownName, match=r"ethnicity-18\+1:2011"):
        LOADED.code_list("none:1")


def test_words_for_groups_and_characteristics() -> None:
    assert LOADED.group_label("sex", "2021", "FEMALE") == "Women"
    assert LOADED.group_label("sex", "1800", "FEMALE") == "FEMALE"
    assert LOADED.group_label("", "", EVERYONE) == "Everyone"
    assert LOADED.characteristic_title("ethnicity") == "ethnic group"
    assert LOADED.characteristic_title("first_language") == "first language"


def test_a_users_own_programme_is_added(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(ARREST.replace('id = "arrest-to-treatment"', 'id = "own"', 1), "utf-8")
    vocabulary, name = with_programme_file(LOADED, path)
    assert name == "own"
    assert set(vocabulary.programmes) == {*LOADED.programmes, "own"}
    assert vocabulary.programme_sha256["own"] != LOADED.programme_sha256["arrest-to-treatment"]
    assert "own" not in LOADED.programmes


def test_a_programme_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"gone\.toml cannot be read"):
        with_programme_file(LOADED, tmp_path / "gone.toml")
    (tmp_path / "latin.toml").write_bytes("title = 'caf\xe9'".encode("latin-1"))
    with pytest.raises(UnreadableFile, match=r"latin\.toml"):
        with_programme_file(LOADED, tmp_path / "latin.toml")


@pytest.mark.parametrize(
    "text",
    [
        "title = ",
        'id = "x"',
        ARREST.replace('kind = "exposure"', 'kind = "luck"', 1),
        ARREST.replace('polarity = "favourable"', 'polarity = "nice"', 1),
        ARREST.replace('of = "positive"', 'of = "finished"', 1),
        ARREST.replace(", within_days = 28 }", " }", 1),
        "stage = 3",
    ],
)
def test_a_programme_that_is_wrong_is_refused_in_words(text: str) -> None:
    with pytest.raises(VocabularyError, match=r"own\.toml|arrest-to-treatment"):
        read_programme(text, "own.toml")


def test_the_fingerprint_is_of_the_lists() -> None:
    assert len(LOADED.sha256) == 64
    assert load_vocabulary() is LOADED


def test_what_is_compared_is_fitted_to_what_is_held() -> None:
    plan = LOADED.programme("arrest-to-treatment")
    coarser = LOADED.coarser_characteristics
    assert coarser["ethnicity"] == "ethnicity_broad"
    assert plan.comparing({"ethnicity", "ethnicity_broad", "sex", EVERYONE}, coarser).compare == (
        "ethnicity",
        "sex",
    )
    assert plan.comparing({"ethnicity_broad", EVERYONE}, coarser).compare == ("ethnicity_broad",)
    assert plan.comparing({"sex", "first_language"}, coarser).compare == ("sex", "first_language")
    assert plan.comparing({EVERYONE}, coarser).compare == plan.compare


def test_what_a_stage_rests_on() -> None:
    plan = LOADED.programme("arrest-to-treatment")
    assert plan.rests_on(plan.stage("positive"), {"test"})
    assert not plan.rests_on(plan.stage("assessed"), {"treatment"})
    assert plan.rests_on(plan.stage("finished"), {"contact"})
    assert plan.rests_on(plan.stage("retained"), {"treatment"})
    assert not plan.rests_on(plan.stage("tested"), {"test"})
