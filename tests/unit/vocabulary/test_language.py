"""Messages: every language says the same things, with the same fields, in its own plural forms."""

import pytest

from evenhand.foundations import UnknownName, VocabularyError
from evenhand.vocabulary.language import LANGUAGES, Messages, fields_of, load_messages, plural_form

ENGLISH = load_messages("en")


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_every_language_says_everything(language: str) -> None:
    other = load_messages(language)
    assert set(other.texts) == set(ENGLISH.texts)
    unlike = [key for key in ENGLISH.texts if fields_of(other.texts[key]) != fields_of(ENGLISH.texts[key])]
    assert unlike == []


def test_a_count_chooses_its_form() -> None:
    texts = {"x": {"zero": "dim cŵn", "one": "{count} ci", "two": "{count} gi", "other": "{count} ci mawr"}}
    said = Messages(language="cy", texts=texts)
    assert [said.say("x", count=n) for n in (0, 1, 2, 5)] == ["dim cŵn", "1 ci", "2 gi", "5 ci mawr"]


@pytest.mark.parametrize(
    ("language", "count", "form"),
    [("en", 0, "other"), ("en", 1, "one"), ("cy", 3, "few"), ("cy", 6, "many"), ("cy", 7, "other")],
)
def test_plural_forms_are_those_of_the_language(language: str, count: int, form: str) -> None:
    assert plural_form(language, count) == form


def test_what_is_missing_is_said() -> None:
    with pytest.raises(VocabularyError, match=r"no message .page\.nothing."):
        ENGLISH.say("page.nothing")
    with pytest.raises(VocabularyError, match="field without a value"):
        Messages(language="en", texts={"x": "{who}"}).say("x")
    with pytest.raises(UnknownName, match="en \\(English\\), cy \\(Cymraeg\\)"):
        load_messages("fr")
