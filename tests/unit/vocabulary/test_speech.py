"""Numbers, days and lists as each language says them."""

from datetime import date

import pytest

from evenhand.foundations import Period
from evenhand.vocabulary.speech import speech


@pytest.mark.parametrize(
    ("language", "parts", "said"),
    [
        ("en", ["a"], "a"),
        ("en", ["Asian", "Black", "Mixed"], "Asian, Black and Mixed"),
        ("cy", ["menywod", "dynion"], "menywod a dynion"),
        ("cy", ["dynion", "oedolion"], "dynion ac oedolion"),
    ],
)
def test_lists(language: str, parts: list[str], said: str) -> None:
    assert speech(language).joined(parts) == said


def test_a_choice() -> None:
    assert speech("en").either(["a", "b", "c"]) == "a, b or c"
    assert speech("cy").either(["y naill", "y llall"]) == "y naill neu y llall"


def test_days() -> None:
    assert speech("en").day(date(2026, 5, 14)) == "14 May 2026"
    assert speech("cy").day("2026-05-14") == "14 Mai 2026"
    assert speech("cy").day("spring") == "spring"


@pytest.mark.parametrize(
    "text", ["2024", "2024-03", "2023/24", "2023-04/2026-03", "2024-01-05/2024-02-07", "2024-Q1"]
)
def test_periods_are_said_in_english_as_they_say_themselves(text: str) -> None:
    assert speech("en").period(Period.parse(text)) == Period.parse(text).words


def test_periods_in_welsh() -> None:
    assert speech("cy").period("2023-04/2026-03") == "Ebrill 2023 i Mawrth 2026"
    assert speech("cy").period("2024-01-05/2024-02-07") == "5 Ionawr 2024 i 7 Chwefror 2024"
    assert speech("cy").period("") == ""


@pytest.mark.parametrize(
    ("language", "key", "says", "never"),
    [
        ("en", "page.areas.caution", "lines meet may still differ", "not clearly different"),
        (
            "cy",
            "page.areas.caution",
            "llinellau'n cwrdd fod yn wahanol",
            "nid yw'r ardaloedd yn amlwg wahanol",
        ),
        ("en", "staying.range_note", "19 of 20 such ranges hold it", "certain"),
        ("cy", "staying.range_note", "19 o bob 20 ystod", "sicrwydd"),
    ],
)
def test_a_range_is_no_certainty_and_ranges_that_meet_may_differ(
    language: str, key: str, says: str, never: str
) -> None:
    said = speech(language).say(key)
    assert says in said
    assert never not in said
