"""A profile's file: what is wrong with one is told by table and key, and one may extend another."""

from pathlib import Path

import pytest

from evenhand.foundations import UnknownName, UnreadableFile, VocabularyError
from evenhand.records import read
from evenhand.records.profile_files import load_profiles, profile_named, read_profile
from evenhand.vocabulary import load_vocabulary
from tests.unit.records.files import TESTS, write

HEAD = 'id = "mine"\ntitle = "Mine"\nsource = "me"\nverified = false\nrecord = "test"\n'
PERSON = '[[column]]\nname = "Person"\ntarget = "person_id"\nkind = "text"\n'


def told(text: str) -> str:
    with pytest.raises(VocabularyError) as error:
        read_profile(text, "mine.toml")
    return str(error.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("id = ", "The profile mine.toml can't be read"),
        ('id = "x"', "The profile mine.toml lacks the key 'title'. Add a line: title = ..."),
        (HEAD, "The profile mine.toml has no column."),
        (HEAD + PERSON + "requird = false\n", "the key 'requird', which nothing reads. Did you mean 'required'?"),
        (HEAD + PERSON + "zz = 1\n", "[[column]] 'Person' has the key 'zz', which nothing reads. The keys are also,"),
        (HEAD + "flod = 1\n" + PERSON, "mine.toml has the key 'flod', which nothing reads. Did you mean 'fold'?"),
        (HEAD + PERSON + "required = 1\n", "'Person': 'required' is of the wrong kind. Write true or false."),
        (HEAD + PERSON + 'also = "x"\n', "'also' is of the wrong kind. Write a list in square brackets."),
        (HEAD + PERSON + "values = 3\n", "'values' is of the wrong kind. Write a table."),
        (HEAD + PERSON + "pattern = 3\n", "'pattern' is of the wrong kind. Write text between quotation marks."),
        (HEAD + PERSON + 'low = "3"\n', "'low' is of the wrong kind. Write a whole number."),
        (HEAD + PERSON.replace('"text"', '"colour"'), "'kind' can't be 'colour'. Write one of text, code, date"),
        (HEAD.replace('"test"', '"tset"') + PERSON, "there is no record 'tset'. Write one of test, contact"),
        (HEAD + PERSON + PERSON, "fills 'person_id' twice. Take one of them out"),
        (HEAD + PERSON + 'words = "drug"\n', "asks for the words 'drug', which aren't there"),
        (HEAD + PERSON + '[[check]]\ncolumn = "a"\n', "[[check]] of 'a' lacks the key 'must'"),
        (HEAD + PERSON + '[[derive]]\ntarget = "age"\nborn = "dob"\n', "asks for 'dob', which no [[column]] and no"),
        (HEAD + PERSON + '[[derive]]\ntarget = "x"\nchoose = [{value = "a"}]\n', "choose lacks the key 'where'"),
        (HEAD + PERSON + '[fold]\nkey = ["person_id"]\nsays = "s"\ntake = {person_id = "sum"}\n', "can't be 'sum'"),
        (HEAD + 'extends = "native-test"\n' + PERSON, "extends 'native-test', which isn't one. Name one of these:"),
        ('column = "x"\n' + HEAD, "'columns' is of the wrong kind"),
        (
            'extends = "native-treatments"\n[[column]]\nname = "x"\ntarget = "end_reason"\n[column.values]\nRIP = "dead"\n',
            "gives 'RIP' the code 'dead', which nothing reads. Write one of completed, declined, died",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(text: str, expected: str) -> None:
    assert expected in told(text)


def test_words_are_shared_by_columns_and_a_column_s_own_come_first() -> None:
    words = '[words.yn]\nY = "yes"\nN = "no"\n'
    column = '[[column]]\nname = "consent"\nkind = "code"\nwords = "yn"\nvalues = {N = "not"}\n'
    (_, one) = read_profile(HEAD + PERSON + column + words, "mine.toml").columns
    assert one.values == {"Y": "yes", "N": "not"}


def test_a_profile_extends_another() -> None:
    text = HEAD + 'extends = "native-tests"\n[[column]]\nname = "Who"\ntarget = "person_id"\n'
    own, base = read_profile(text, "mine.toml"), load_profiles()["native-tests"]
    assert (own.id, own.record) == ("mine", "test")
    assert {one.target for one in own.columns} == {one.target for one in base.columns}
    assert [one.name for one in own.columns if one.target == "person_id"] == ["Who"]
    assert own.derived == base.derived


def test_a_profile_of_one_s_own_is_named_by_its_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("\ufeff" + HEAD + PERSON, encoding="utf-8")
    assert profile_named(str(path)).id == "mine"


def test_no_such_profile(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match=r"no profile 'mine'. Known profiles: .* ends in \.toml"):
        profile_named("mine")
    with pytest.raises(UnreadableFile, match=r"^The profile mine\.toml cannot be opened"):
        profile_named(str(tmp_path / "mine.toml"))
    (tmp_path / "old.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(UnreadableFile, match=r"old\.toml is not a text in UTF-8"):
        profile_named(str(tmp_path / "old.toml"))


def test_a_code_that_the_list_has_not_got_is_told(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    own = '[[column]]\nname = "ethnicity"\n[column.values]\nWO = "WHITE_OTHR"\n'
    path.write_text(f'extends = "native-tests"\n{HEAD}{own}', encoding="utf-8")
    tests = write(tmp_path, "a.csv", TESTS, "p1,2024-04-02,X-TOWN,North,negative,30,WO,F")
    with pytest.raises(VocabularyError, match="Did you mean 'WHITE_OTHER'"):
        read([tests], vocabulary=load_vocabulary(), profile=str(path))
