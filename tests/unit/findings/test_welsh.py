"""Findings in Welsh: the same figures in other words, and no English word of a message left."""

import re
from dataclasses import dataclass
from functools import cache

import pytest

from evenhand.findings import Findings, find, how_far_to_trust
from evenhand.measures import measure
from evenhand.publish import Release
from evenhand.vocabulary import Programme, Vocabulary
from evenhand.vocabulary.language import load_messages
from evenhand.vocabulary.translate import in_language, programme_in
from tests.unit.publish.releases import partnership


@dataclass(frozen=True)
class Made:
    """A release in English, and what was found in it said in Welsh."""

    release: Release
    programme: Programme
    vocabulary: Vocabulary
    found: Findings


@cache
def made() -> Made:
    release = partnership(areas={"X1": "Abertest"})
    words = in_language(release.vocabulary, "cy")
    programme = programme_in(release.programme, "cy")
    measures = measure(release.counts, programme=programme, vocabulary=words)
    found = find(release.counts, measures, programme=programme, vocabulary=words)
    return Made(release=release, programme=programme, vocabulary=words, found=found)


def sentences() -> list[str]:
    said = [one.sentence for one in (*made().found.headlines, *made().found.further)]
    said += [one.sentence for one in made().found.cannot_say if one.reason != "note"]
    about = how_far_to_trust(
        made().release.counts, made().found, programme=made().programme, vocabulary=made().vocabulary
    )
    return [*said, made().found.rule, *(word for pair in about for word in pair)]


def test_a_headline_says_who_how_many_and_of_whom() -> None:
    said = made().found.headlines[0].sentence
    assert said.startswith("Abertest: o bob 100 o blith pobl Fangladeshaidd y gwelwyd bod angen arnynt, tua ")
    assert "a ddechreuodd driniaeth" in said
    assert "Pe bai'r cyfrannau'n gyfartal, byddai tua" in said


def test_figures_are_those_of_the_english_sentence() -> None:
    for english, welsh in zip(made().release.findings.headlines, made().found.headlines, strict=True):
        assert re.findall(r"\d[\d,]*", welsh.sentence) == re.findall(r"\d[\d,]*", english.sentence)


@pytest.mark.parametrize(
    "word", ["people", "about", "between", "differences", "Anything", "since", "known", "fewer"]
)
def test_no_english_word_is_left(word: str) -> None:
    assert [said for said in sentences() if re.search(rf"\b{word}\b", said)] == []


def test_every_message_of_findings_has_its_welsh() -> None:
    english, welsh = load_messages("en"), load_messages("cy")
    keys = [key for key in english.texts if key.startswith("findings.")]
    same = [
        key
        for key in keys
        if english.texts[key] == welsh.texts[key] and re.search(r"[a-z]{4}", str(english.texts[key]))
    ]
    assert [key for key in same if key not in ("findings.proportion.rest", "findings.within.sentence")] == []
