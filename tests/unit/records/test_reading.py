"""Reading whole files and folders: what is found, what is told of a file that can't be used, what is accounted for."""

from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

from evenhand.foundations import EvenhandError, UnknownName, UnreadableFile
from evenhand.records import REJECT_SCHEMA, InputFile, Inputs, contents, read, texts
from evenhand.records.limits import load_limits
from evenhand.vocabulary import load_vocabulary
from tests.unit.records.files import CONTACTS, POLICE, TESTS, TREATMENTS, faults, only_file, search, write

CONTACT = "p1,2024-04-02,need_found"


def read_all(*paths: Path, **named: object) -> Inputs:
    return read(paths, vocabulary=load_vocabulary(), **named)


def refused(path: Path) -> str:
    with pytest.raises(UnreadableFile) as error:
        read_all(path)
    return str(error.value)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf\n \n", "is empty"),
        (CONTACTS.encode() + b"\n\n", "has headings but no rows"),
        (b"PK\x03\x04rest", "begins as a workbook does, but it is damaged"),
        (b"PAR1rest", "begins as a Parquet file does, but it is damaged"),
        (b"abcdefgh\x00b", "is not a text file: line 1 holds a NUL byte"),
        ("a,b\n".encode("utf-16-le"), "looks like UTF-16 without the mark"),
        ("a,b\n".encode("utf-32"), "UTF-32"),
        (b"\xff\xfea", "begins as UTF-16"),
        (b"\x89PNG\r\n\x1a\n", "is a picture, whatever its name says"),
        (CONTACTS.encode() + "\nZoë,2024-04-02,no_need\nZo".encode() + b"\xeb,,", "partly in UTF-8"),
        (CONTACTS.encode() + b"\np1,2024-04-02,\x81\x8d", "another encoding"),
        (b'"' + b"x" * 200_000, "headings of made-up.csv cannot be read"),
        (b"person_id,contact_date,Person ID,outcome\n1,2,3,4\n", "the heading 'person_id' twice"),
    ],
)  # fmt: skip
def test_file_that_cannot_be_used_is_told_why(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "made-up.csv"
    path.write_bytes(data)
    told = refused(path)
    assert words in told
    assert "made-up.csv" in told
    assert str(tmp_path) not in told


@pytest.mark.parametrize(
    ("encoding", "words"), [("utf-16", "Read as UTF-16"), ("cp1252", "Read as Windows-1252")]
)
def test_other_encodings_are_read_and_told(tmp_path: Path, encoding: str, words: str) -> None:
    path = tmp_path / "made-up.csv"
    path.write_bytes(f"{CONTACTS}\nZoë,2024-04-02,no_need\n".encode(encoding))
    inputs = read_all(path)
    assert inputs.records["contact"].column("person_id").to_pylist() == ["Zoë"]
    assert words in only_file(inputs).warnings[0]


def test_missing_file(tmp_path: Path) -> None:
    assert "nothing.csv does not exist" in refused(tmp_path / "nothing.csv")


def test_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contents, "load_limits", lambda: replace(load_limits(), file_bytes=10))
    assert "larger than 10 bytes" in refused(write(tmp_path, "made-up.csv", CONTACTS, CONTACT))


def test_file_that_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    path = write(tmp_path, "made-up.csv", CONTACTS, CONTACT)
    monkeypatch.setattr(Path, "open", refuse)
    assert "made-up.csv cannot be opened (Permission denied)" in refused(path)


def test_file_in_no_known_format_is_told_what_it_lacks(tmp_path: Path) -> None:
    told = refused(write(tmp_path, "made-up.csv", "person_id,contact_date,result", "p1,2024-04-02,x"))
    assert "The nearest is native-contacts" in told
    assert "the heading 'outcome'" in told


def test_folder_without_csv(tmp_path: Path) -> None:
    write(tmp_path, "note.txt", "nothing")
    assert "holds no CSV file" in refused(tmp_path)


def test_folder_with_strange_csv_only(tmp_path: Path) -> None:
    write(tmp_path, "other.csv", "a,b", "1,2")
    assert "None of the files is in a format" in refused(tmp_path)


def test_folder_is_read_in_order_and_what_is_left_is_told(tmp_path: Path) -> None:
    write(tmp_path, "b/contacts.CSV", CONTACTS, CONTACT)
    write(tmp_path, "a.csv", TREATMENTS, "p1,2024-01-01,,,")
    write(tmp_path, "note.txt", "nothing")
    write(tmp_path, "other.csv", "a,b", "1,2")
    write(tmp_path, ".hidden.csv", "a,b", "1,2")
    inputs = read_all(tmp_path)
    assert [one.file for one in inputs.files] == ["a.csv", "b/contacts.CSV"]
    assert [file for file, _ in inputs.skipped] == ["note.txt", "other.csv"]
    assert list(inputs.records) == ["contact", "treatment"]
    assert inputs.rejected.schema == REJECT_SCHEMA


def test_nothing_says_where_the_folder_lies(tmp_path: Path) -> None:
    for place in ("here", "there"):
        write(tmp_path / place, "contacts.csv", CONTACTS, CONTACT, "p2,x,y")
    here, there = read_all(tmp_path / "here"), read_all(tmp_path / "there")
    assert here.files == there.files
    assert here.rejected.equals(there.rejected)


def test_two_files_of_one_name(tmp_path: Path) -> None:
    paths = [write(tmp_path, f"{day}/contacts.csv", CONTACTS, f"p1,2024-04-0{day},no_need") for day in (1, 2)]
    assert [one.file for one in read_all(*paths).files] == ["1/contacts.csv", "2/contacts.csv"]


def test_one_file_given_twice_has_a_number(tmp_path: Path) -> None:
    path = write(tmp_path, "contacts.csv", CONTACTS, "p1,2024-04-01,no_need")
    assert [one.file for one in read_all(path, path).files] == ["contacts.csv", "contacts.csv (2)"]


def test_same_file_twice_is_counted_once(tmp_path: Path) -> None:
    rows = (CONTACTS, CONTACT, CONTACT, "p2,x,no_need")
    first, second = read_all(write(tmp_path, "a.csv", *rows), write(tmp_path, "b.csv", *rows)).files
    assert (first.read, first.accepted, first.rejected, first.duplicates) == (3, 1, 1, 1)
    assert (second.read, second.accepted, second.rejected, second.duplicates) == (3, 0, 0, 3)
    assert second.warnings == ("The same file as a.csv, so its rows are not counted again.",)


def test_same_searches_twice_are_counted_once_though_like_rows_are_kept(tmp_path: Path) -> None:
    name = "2021-05-durham-stop-and-search.csv"
    paths = [write(tmp_path, f"{place}/{name}", POLICE, search(), search()) for place in "ab"]
    assert [one.accepted for one in read_all(*paths).files] == [2, 0]


def test_row_in_two_files_is_counted_once(tmp_path: Path) -> None:
    first, second = read_all(
        write(tmp_path, "a.csv", CONTACTS, CONTACT),
        write(tmp_path, "b.csv", CONTACTS, CONTACT, "p2,2024-04-02,no_need"),
    ).files
    assert (first.accepted, second.accepted, second.duplicates) == (1, 1, 1)


@pytest.mark.parametrize(
    ("plain", "other"), [("person_id", "\ufeffperson_id"), (",", ";"), (",", "\t"), ("\n", "\r\n")]
)
def test_other_ways_to_save_a_csv(tmp_path: Path, plain: str, other: str) -> None:
    path = tmp_path / "made-up.csv"
    path.write_bytes(f"{CONTACTS}\n{CONTACT}\n".replace(plain, other).encode())
    assert only_file(read_all(path)).accepted == 1


def test_line_is_that_of_the_file(tmp_path: Path) -> None:
    good = 'p1,2024-01-01,A,"two\nlines",both,30,Indian,F'
    bad = good.replace("both", "bad")
    path = write(
        tmp_path,
        "made-up.csv",
        TESTS,
        good,
        "",
        "too,short",
        bad,
        ",,,,,,,",
        '"open,1',
        bad.replace("p1", "p2"),
    )
    inputs = read_all(path)
    assert faults(inputs) == [(5, ""), (6, "result"), (9, ""), (10, "result")]
    account = only_file(inputs)
    assert (account.read, account.accepted, account.rejected) == (5, 1, 4)
    assert account.warnings == ("1 row with nothing in any cell passed over.",)


def test_row_with_too_many_cells_or_stray_quotes_says_so(tmp_path: Path) -> None:
    inputs = read_all(write(tmp_path, "made-up.csv", CONTACTS, CONTACT + ",more", '"p1"x,2024-04-02,no_need'))
    assert inputs.rejected.column("rule").to_pylist() == [
        "This row has 4 cells, but there are 3 headings.",
        "The quotation marks in this row don't match.",
    ]


def test_file_in_which_every_row_is_malformed(tmp_path: Path) -> None:
    account = only_file(read_all(write(tmp_path, "made-up.csv", CONTACTS, "a", "b,c")))
    assert (account.read, account.rejected) == (2, 2)


def test_profile_can_be_named(tmp_path: Path) -> None:
    path = write(tmp_path, "made-up.csv", f"{CONTACTS},stage,count,period", f"{CONTACT},tested,1,2024")
    assert only_file(read_all(path, profile="native-contacts")).profile == "native-contacts"
    with pytest.raises(
        UnreadableFile, match="can't be read as native-tests: it lacks the headings 'test_date', 'area'"
    ):
        read_all(path, profile="native-tests")
    with pytest.raises(UnknownName, match=r"Known profiles: .*census-2011-ethnic-la"):
        read_all(path, profile="naive-tests")


def test_file_that_fits_two_formats_equally(tmp_path: Path) -> None:
    path = write(tmp_path, "made-up.csv", f"{CONTACTS},code,name,level", f"{CONTACT},x,y,region")
    assert "fits more than one format: native-areas and native-contacts" in refused(path)


def test_parser_that_disagrees_about_the_rows_is_a_fault_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, "made-up.csv", CONTACTS, f'"{CONTACT}'.replace(",", '",', 1))
    monkeypatch.setattr(texts.pa_csv, "read_csv", lambda *args, **named: pa.table({"c0": []}))
    with pytest.raises(EvenhandError, match="report this fault"):
        read_all(path)


def test_progress_is_told(tmp_path: Path) -> None:
    paths = [write(tmp_path, f"{name}.csv", CONTACTS, f"{name},2024-04-02,no_need") for name in "ab"]
    told: list[tuple[str, int, int]] = []
    read_all(*paths, progress=lambda *args: told.append(args))
    assert told == [("a.csv", 1, 2), ("b.csv", 2, 2)]


def test_nothing_to_read() -> None:
    inputs = read_all()
    assert (inputs.files, dict(inputs.records), len(inputs.rejected)) == ((), {}, 0)


def test_account_that_does_not_add_up_cannot_be_made() -> None:
    counts = {"read": 3, "accepted": 1, "rejected": 1, "duplicates": 0}
    with pytest.raises(EvenhandError, match="do not add up"):
        InputFile(file="a.csv", sha256="", profile="p", record="test", **counts)


def test_account_as_it_stands_in_the_run(tmp_path: Path) -> None:
    inputs = read_all(write(tmp_path, "a.csv", CONTACTS, CONTACT))
    row = only_file(inputs).to_row()
    assert row.pop("sha256") == only_file(inputs).sha256
    assert row == {"file": "a.csv", "profile": "native-contacts", "read": 1, "accepted": 1, "rejected": 0,
                   "duplicates": 0, "folded": 0, "without_consent": 0, "warnings": []}  # fmt: skip
    assert str(inputs.latest_date()) == "2024-04-02"
