"""What a reading says is said in every language, by the codes that its English was made from."""

import pytest

from evenhand.planning.dates import read_when
from evenhand.planning.reading import place
from evenhand.planning.reading.text import read_text
from evenhand.planning.said import Said, rows_of, say
from evenhand.vocabulary.language import fields_of, load_messages


def test_every_sentence_is_there_in_both_languages_with_the_same_fields() -> None:
    english, welsh = (load_messages(one).texts for one in ("en", "cy"))
    codes = {code for code in english if code.startswith("reading.")}
    assert codes == {code for code in welsh if code.startswith("reading.")}
    for code in codes:
        assert fields_of(english[code]) == fields_of(welsh[code]), code
        assert english[code] != welsh[code], code


@pytest.mark.parametrize(
    ("text", "english", "welsh"),
    [
        ("Febuary 2026", "'Febuary' is read as February.", "Darllenir 'Febuary' fel Chwefror."),
        (
            "ASAP",
            "'As soon as possible' names no day.",
            "Nid yw 'cyn gynted \u00e2 phosibl' yn enwi diwrnod.",
        ),
        ("April", "'April' names no year.", "Nid yw 'April' yn enwi blwyddyn."),
    ],
)
def test_a_date_says_what_is_doubtful_in_both(text: str, english: str, welsh: str) -> None:
    when = read_when(text)
    row = next(iter(rows_of((when.unread, *when.notes))))
    assert row["words"] == english
    assert say(row["code"], row["params"], "cy") == welsh


def test_several_sentences_keep_their_codes() -> None:
    unread = read_when("April and 3/4").unread
    assert isinstance(unread, Said)
    assert " ".join(one["words"] for one in unread.to_row()) == unread


def test_a_row_with_a_misspelt_month_or_an_unknown_word_is_less_sure() -> None:
    table = "Ref\tAction\tDeadline\tLead\n1\tOpen it\t{}\tAnn Field\n2\tShut it\tMay 2026\tAnn Field\n"
    for words, code, days in (
        ("Marhc 2026", "misspelt_month", ("2026-03-01", "2026-03-31")),
        ("Juen 2026", "word_beside_year", ("2026-01-01", "2026-12-31")),
    ):
        first, second = place(read_text(table.format(words))).rows
        told = first.to_row()
        assert (told["earliest"], told["latest"], told["when"]) == (*days, words)
        assert code in {one.code for one in first.doubts}
        assert first.confidence < second.confidence
