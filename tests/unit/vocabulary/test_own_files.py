"""A user's own vocabulary: newer editions, local lists, areas and breaks; and what is refused in them."""

from datetime import date
from pathlib import Path

import pytest

from evenhand.foundations import UnreadableFile, VocabularyError
from evenhand.vocabulary import Vocabulary, load_vocabulary, with_own_files

LOADED = load_vocabulary()
LOCAL = """
id = "language-group"
edition = "2026"
characteristic = "language_group"
characteristic_title = "language group"
title = "Language groups inside ethnic groups"
source = "Our own, agreed with the community forum"
valid_from = 2026-01-01
verified = true
coarser = "ethnicity-19+1:2021"

[[value]]
code = "SYLHETI"
label = "Sylheti speakers"
people = "Sylheti speakers"
group = "ASIAN_BANGLADESHI"

[[value]]
code = "OTHER_BANGLADESHI"
label = "Other Bangladeshi people"
people = "other Bangladeshi people"
group = "ASIAN_BANGLADESHI"
"""
NEWER = """
id = "sex-ndtms"
edition = "T"
characteristic = "sex"
title = "Sex, a later data set"
source = "The specification that came with our software"
verified = true

[[value]]
code = "1"
label = "Men"
people = "men"

[[value]]
code = "2"
label = "Women"
people = "women"

[[map]]
to = "sex:2021"
values = { 1 = "MALE", 2 = "FEMALE" }
"""
AREA = """
level = "partnership"
area = [{ code = "OURS", name = "Our partnership", within = "E23000008" }]
"""
BREAK = """
[[break]]
id = "panel-2026"
date = 2026-06-01
what = "The laboratory began to test for more drugs."
source = "Our laboratory"
verified = true
records = ["test"]
"""


def own(folder: Path, **files: str) -> Vocabulary:
    for name, text in files.items():
        (folder / f"{name.replace('_', '-')}.toml").write_text(text, "utf-8")
    return with_own_files(LOADED, folder)


def test_a_local_list_leads_to_the_national_one_and_on(tmp_path: Path) -> None:
    vocabulary = own(tmp_path, list_language=LOCAL)
    assert vocabulary.characteristic_title("language_group") == "language group"
    assert vocabulary.coarser_characteristics["language_group"] == "ethnicity"
    assert vocabulary.mapping("language-group:2026", "ethnicity-19+1:2021")["SYLHETI"] == "ASIAN_BANGLADESHI"
    assert vocabulary.mapping("language-group:2026", "ethnicity-5:2011")["SYLHETI"] == "ASIAN"
    with pytest.raises(VocabularyError, match="'Bangladeshi' holds Sylheti speakers and Other Bangladeshi"):
        vocabulary.mapping("ethnicity-19+1:2021", "language-group:2026")


def test_a_newer_edition_stands_beside_the_older(tmp_path: Path) -> None:
    vocabulary = own(tmp_path, list_sex=NEWER)
    assert vocabulary.mapping("sex-ndtms:T", "sex-ndtms:K")["1"] == "M"
    assert vocabulary.code_list("sex-ndtms:K") == LOADED.code_list("sex-ndtms:K")


def test_own_areas_and_breaks_come_on_top(tmp_path: Path) -> None:
    vocabulary = own(tmp_path, areas_ours=AREA, breaks=BREAK)
    assert vocabulary.areas.roll_up("OURS", "region") == "E12000001"
    found = vocabulary.breaks_between(date(2026, 1, 1), date(2026, 12, 31), "arrest-to-treatment")
    assert [one.id for one in found] == ["panel-2026"]
    assert len(vocabulary.breaks) == len(LOADED.breaks) + 1


def test_the_fingerprint_tells_that_files_were_added(tmp_path: Path) -> None:
    vocabulary = own(tmp_path, breaks=BREAK)
    again = own(tmp_path, breaks=BREAK)
    changed = own(tmp_path, breaks=BREAK.replace("more drugs", "other drugs"))
    assert vocabulary.version == f"{LOADED.version}+own"
    assert vocabulary.sha256 == again.sha256
    assert len({LOADED.sha256, vocabulary.sha256, changed.sha256}) == 3


def test_a_folder_that_is_not_there_or_not_text_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="There is no folder gone"):
        with_own_files(LOADED, tmp_path / "gone")
    (tmp_path / "list-x.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(UnreadableFile, match=r"list-x\.toml cannot be read"):
        with_own_files(LOADED, tmp_path)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("sexes", NEWER, r"What sexes\.toml holds can't be told from its name.*list-<name>"),
        ("list-x", "title = ", r"list-x\.toml is not valid TOML"),
        ("list-x", NEWER.replace('edition = "T"', 'edition = "K"'), "There is a list sex-ndtms:K already"),
        (
            "list-x",
            NEWER.replace("title =", "titel ="),
            r"list-x\.toml: The file has a field there isn't: titel",
        ),
        ("list-x", NEWER.replace('label = "Men"', ""), "The value 1 lacks: label"),
        (
            "list-x",
            NEWER.replace('label = "Men"', 'lable = "Men"'),
            "The value 1 has a field there isn't: lable",
        ),
        ("list-x", NEWER.replace('code = "1"', "code = 1"), "'code' is not text.*in quotes"),
        (
            "list-x",
            NEWER.replace("verified = true", 'verified = "yes"'),
            "'verified' is neither true nor false",
        ),
        (
            "list-x",
            NEWER.replace("verified = true", 'verified = true\nvalid_from = "2026"'),
            "'valid_from' is not a date",
        ),
        ("list-x", NEWER.partition("[[value]]")[0], "The file has no rows"),
        ("list-x", NEWER.partition("[[value]]")[0] + "value = 3", "'value' is not a table of rows"),
        ("list-x", NEWER.replace('"MALE"', '"MAN"'), "names values that aren't there: MAN"),
        ("list-x", NEWER.replace('1 = "MALE", ', ""), "these values map to nothing in sex:2021: 1"),
        (
            "list-x",
            LOCAL.replace("19+1:2021", "20+1:2031"),
            r"leads to ethnicity-20\+1:2031, which isn't there",
        ),
        (
            "list-x",
            LOCAL.replace('characteristic_title = "language group"', ""),
            "for which there are no words",
        ),
        (
            "list-x",
            LOCAL.replace('"Sylheti speakers"', '"Other Bangladeshi people"', 1),
            "the spelling 'Other Bangladeshi people' stands for",
        ),
        ("areas-x", AREA.replace("E23000008", "E23000099"), "names E23000099, which isn't there"),
        ("areas-x", AREA.replace('level = "partnership"', ""), "The area OURS lacks: level"),
        ("breaks-x", BREAK.replace("2026-06-01", '"June 2026"'), "'date' is not a date"),
        ("breaks-x", BREAK.replace("date = 2026-06-01", ""), "The break panel-2026 lacks: date"),
    ],
)
def test_what_is_wrong_in_a_file_is_said_with_its_name(
    tmp_path: Path, name: str, text: str, words: str
) -> None:
    (tmp_path / f"{name}.toml").write_text(text, "utf-8")
    with pytest.raises(VocabularyError, match=words):
        with_own_files(LOADED, tmp_path)
