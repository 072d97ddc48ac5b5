"""What reading a file says is said in Welsh: every rule, mend and warning of the formats, whatever its fields hold."""

import re
import tomllib
from collections.abc import Iterator
from importlib import resources
from typing import Any

import pytest

from evenhand.records import counts, estimates, published_notes, taken_out
from evenhand.vocabulary.sentences import in_other_words

RECORDS = resources.files("evenhand.records")
HELD = {"rows": "46 rows", "places": "; most often at North (40 rows), South (6 rows)", "share": "97%"}


def _walk(held: Any) -> Iterator[str]:
    if isinstance(held, dict):
        for key, one in held.items():
            if isinstance(one, str) and (key in ("mend", "sentence") or (key == "rule" and " " in one)):
                yield one
            else:
                yield from _walk(one)
    elif isinstance(held, list):
        for one in held:
            yield from _walk(one)


def said() -> list[str]:
    """Every sentence of the data files, with something in its fields."""
    files = [one for part in (RECORDS, RECORDS / "profiles", RECORDS / "layouts") for one in part.iterdir()]
    texts = {
        text
        for one in files
        if one.name.endswith(".toml")
        for text in _walk(tomllib.loads(one.read_text("utf-8")))
    }
    # A caution of a profile is told behind a number of rows, with what would mend it.
    whole = {f"5 rows: {one} Look at both." if one[0].islower() else one for one in texts}
    return sorted(re.sub(r"\{(\w+)\}", lambda found: HELD.get(found[1], "x"), one) for one in whole)


@pytest.mark.parametrize("sentence", said())
def test_every_sentence_of_the_formats_has_its_welsh(sentence: str) -> None:
    assert in_other_words(sentence, "cy") not in (None, sentence)


def test_rules_that_stand_in_the_program_have_their_welsh() -> None:
    faults = [
        counts._UNSAID,
        *(one for one in vars(counts).values() if isinstance(one, type(counts._UNSAID))),
    ]
    told = [text for one in faults for text in (one.rule, one.mend)]
    told += [
        published_notes._TWICE,
        published_notes._NO_PERIOD,
        published_notes._HIDDEN,
        published_notes._RANGES,
    ]
    told += [text for one in (estimates, taken_out) for held in vars(one).values() if isinstance(held, type(counts._UNSAID))
             for text in (held.rule, held.mend)]  # fmt: skip
    assert [one for one in dict.fromkeys(told) if in_other_words(one, "cy") is None] == []


@pytest.mark.parametrize(
    ("english", "welsh"),
    [
        (
            "The sex is not asked, not stated or not known in 46 rows; most often at A (9 rows), B (1 row).",
            "Ni holwyd, ni ddatganwyd neu nid yw'n hysbys beth yw'r rhyw mewn 46 o resi; amlaf yn A (9 o resi), B (1 rhes).",
        ),
        (
            "fewer than 5 rows: a discharge has no reason. Look at DISRSN.",
            "llai na 5 rhes: nid oes rheswm dros ryddhau. Edrychwch ar DISRSN.",
        ),
        (
            "Write requested, refused or sample unsuitable.",
            "Ysgrifennwch requested, refused neu sample unsuitable.",
        ),
        ("'a (b)' is blank.", "Mae 'a (b)' yn wag."),
        ("What nobody has said before.", None),
        ("", None),
    ],
)
def test_fields_come_along(english: str, welsh: str | None) -> None:
    assert in_other_words(english, "cy") == welsh


def test_english_is_english_and_fields_of_both_are_the_same() -> None:
    assert in_other_words("'x' is blank.", "en") is None
    folder = resources.files("evenhand.vocabulary") / "messages" / "cy" / "sentences"
    for one in folder.iterdir():
        for table in tomllib.loads(one.read_text("utf-8")).values():
            for english, said_so in table.items():
                ours, theirs = (set(re.findall(r"\{(\w+)\}", text)) for text in (english, said_so))
                assert theirs <= ours, english
