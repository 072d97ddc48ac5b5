"""What effects say keeps to the rules of what findings say: no reasons, no blame, and no claim without its evidence."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product

import pytest

from evenhand.findings.claims import load_claims
from evenhand.planning.effects import Design, Protocol, Series, judge, promise, seal_protocol
from evenhand.vocabulary.language import fields_of, load_messages
from tests.planning.effects.made import AFTER_ALL, start, steady

LANGUAGES = ("en", "cy")
AVOIDED = re.compile(r"\b(only|causes?|proves?|worked|success\w*|thanks to|impact)\b", re.IGNORECASE)


def messages(language: str) -> dict[str, str]:
    """All texts of effects in a language, plural forms each."""
    found = {}
    for key, text in load_messages(language).texts.items():
        if key.startswith("effects."):
            forms = {"": text} if isinstance(text, str) else text
            found |= {f"{key}.{form}": one for form, one in forms.items()}
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_says_why_or_makes_a_claim_of_findings(language: str) -> None:
    rules = load_claims()
    said = messages(language)
    assert len(said) > 60
    for key, text in said.items():
        assert list(rules.never_in(text, language)) == [], key
        assert [one.id for one in rules.made_in(text, language)] == [], key
        assert language != "en" or not AVOIDED.search(text), key


def test_both_languages_have_the_same_messages_with_the_same_fields() -> None:
    english, welsh = (load_messages(language).texts for language in LANGUAGES)
    mine = {key for key in english if key.startswith("effects.")}
    assert mine == {key for key in welsh if key.startswith("effects.")}
    for key in mine:
        assert fields_of(english[key]) == fields_of(welsh[key]), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_that_is_put_together_is_whole(language: str) -> None:
    made = promise(start(reach=0.03), 0.60, (198, 202), due=date(2026, 12, 31), made_on=date(2025, 1, 2))
    protocols = [
        seal_protocol(
            Protocol(promise=made, design=design, after=8, areas=("A",)), datetime(2025, 1, 3, tzinfo=UTC)
        )
        for design in Design
    ]
    rules = load_claims()
    for agreed, share, as_at in product(
        (made, *protocols), (0.2, 0.45, 0.5, 0.7), (date(2025, 2, 1), date(2025, 8, 1), AFTER_ALL)
    ):
        points = steady(0.45, 200, 16, first=2021) + steady(share, 200, 8)
        series = Series(units="share", points=points, what={"en": "Started treatment", "cy": "Dechreuodd"})
        words = judge(series, agreed, as_at, language).words[language]
        assert not re.search(r"[{}]|None|nan|  ", words), words
        assert words.endswith(".")
        assert list(rules.never_in(words, language)) == []


def test_the_words_name_what_is_measured() -> None:
    made = promise(start(reach=0.03), 0.60, 200, due=date(2026, 12, 31))
    what = "Bangladeshi people found in need who started treatment"
    words = judge(Series(units="share", points=steady(0.61, 200, 8), what={"en": what}), made, AFTER_ALL)
    assert words.words["en"].startswith(
        f"{what}: at the start about 45 in 100 (42 to 48), since then about 61"
    )
    late = replace(made, made_on=date(2027, 6, 1))
    assert (
        "asked after figures were there"
        in judge(Series(units="share", points=steady(0.61, 200, 8)), late, AFTER_ALL).words["en"]
    )
