"""The vocabulary in Welsh: other words for the same codes, and nothing left in English where the public reads first."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from evenhand.foundations import UnknownName
from evenhand.vocabulary import Programme, load_vocabulary
from evenhand.vocabulary.areas import Area
from evenhand.vocabulary.translate import in_language, load_phrases

ENGLISH = load_vocabulary()
WELSH = in_language(ENGLISH, "cy")
READ_FIRST = ("arrest-to-treatment", "stop-and-search")
"""The programmes whose pages the public reads, so that every word of them must be there."""


def words_of(programme: Programme) -> Iterator[str]:
    yield from (programme.title, programme.question, *programme.notes, *programme.limits)
    for stage in programme.stages:
        yield from (stage.label, stage.people, stage.did, stage.note)
        yield from (one.label for one in stage.exits)


@pytest.mark.parametrize("name", READ_FIRST)
def test_programmes_that_the_public_reads_are_wholly_in_welsh(name: str) -> None:
    phrases = load_phrases("cy")
    assert [text for text in words_of(ENGLISH.programme(name)) if text and text not in phrases] == []


def test_codes_stay_and_words_change() -> None:
    key = "ethnicity-18+1:2011"
    english, welsh = ENGLISH.code_list(key), WELSH.code_list(key)
    assert [one.code for one in english.values] == [one.code for one in welsh.values]
    assert welsh.people("ASIAN_BANGLADESHI") == "pobl Fangladeshaidd"
    assert WELSH.programme("arrest-to-treatment").stage("started").did == "a ddechreuodd driniaeth"
    assert WELSH.sha256 == ENGLISH.sha256
    assert WELSH.characteristic_title("sex") == "rhyw"


def test_every_group_of_the_national_lists_has_a_welsh_name() -> None:
    phrases = load_phrases("cy")
    for key in (
        "ethnicity-18+1:2011",
        "ethnicity-19+1:2021",
        "ethnicity-5:2011",
        "sex:2021",
        "religion:2021",
    ):
        for one in ENGLISH.code_list(key).values:
            assert {one.label, one.people} <= set(phrases), (key, one.code)


def test_the_same_language_changes_nothing() -> None:
    assert in_language(ENGLISH, "en") is ENGLISH
    with pytest.raises(UnknownName, match="Cymraeg"):
        in_language(ENGLISH, "fr")


def test_an_area_is_called_by_its_own_welsh_name_and_keeps_its_code() -> None:
    own = {
        "X1": Area(code="X1", name="Northgate", level="partnership", name_cy="Porth y Gogledd"),
        "X2": Area(code="X2", name="Hill", level="region"),
    }
    known = replace(ENGLISH, areas=ENGLISH.areas.with_more(own))
    welsh = in_language(known, "cy")
    assert [welsh.areas.name(code) for code in own] == ["Porth y Gogledd", "Hill"]
    assert known.areas.name("X1") == "Northgate"
