"""Findings in Welsh: the same figures in other words, and no English word of a message left."""

import re

import pytest

from evenhand.findings import find, how_far_to_trust
from evenhand.measures import measure
from evenhand.vocabulary.language import load_messages
from evenhand.vocabulary.translate import in_language, programme_in
from tests.unit.publish.releases import partnership

RELEASE = partnership(areas={"X1": "Abertest"})
WELSH = in_language(RELEASE.vocabulary, "cy")
PROGRAMME = programme_in(RELEASE.programme, "cy")
MEASURES = measure(RELEASE.counts, programme=PROGRAMME, vocabulary=WELSH)
FOUND = find(RELEASE.counts, MEASURES, programme=PROGRAMME, vocabulary=WELSH)


def sentences() -> list[str]:
    said = [one.sentence for one in (*FOUND.headlines, *FOUND.further)]
    said += [one.sentence for one in FOUND.cannot_say if one.reason != "note"]
    about = how_far_to_trust(RELEASE.counts, FOUND, programme=PROGRAMME, vocabulary=WELSH)
    return [*said, FOUND.rule, *(word for pair in about for word in pair)]


def test_a_headline_says_who_how_many_and_of_whom() -> None:
    said = FOUND.headlines[0].sentence
    assert said.startswith("Abertest: o bob 100 o blith pobl Fangladeshaidd y gwelwyd bod angen arnynt, tua ")
    assert "a ddechreuodd driniaeth" in said
    assert "Pe bai'r cyfrannau'n gyfartal, byddai tua" in said


def test_figures_are_those_of_the_english_sentence() -> None:
    for english, welsh in zip(RELEASE.findings.headlines, FOUND.headlines, strict=True):
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
