"""Whatever is wrong with a table, every row is accounted for and the good ones come through as they are."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from evenhand.foundations import UnreadableFile
from evenhand.records import Inputs, read, texts
from evenhand.records.contents import Contents
from evenhand.vocabulary import load_vocabulary

HEADING = ("person_id", "test_date", "area", "suite", "result", "age", "ethnicity", "sex")
TEXT = st.text(st.sampled_from('ab ,"\n;é'), min_size=1, max_size=6).filter(str.strip)
WRONG = {
    "test_date": "2023-02-29",
    "area": " ",
    "result": "perhaps",
    "age": "7",
    "ethnicity": "Martian",
    "sex": "X",
}

GOOD_ROW = st.fixed_dictionaries(
    {
        "test_date": st.dates(date(2001, 1, 1), date(2030, 1, 1)).map(str),
        "area": TEXT,
        "suite": TEXT | st.just(""),
        "result": st.sampled_from(["negative", "opiates", "cocaine", "both", "not_known"]),
        "age": st.integers(10, 110).map(str) | st.just(""),
        "ethnicity": st.sampled_from(["WHITE_BRITISH", "BLACK_AFRICAN", "not_stated"]),
        "sex": st.sampled_from(["FEMALE", "MALE"]),
    }
)
FAULT = st.none() | st.sampled_from(sorted(WRONG)) | st.sampled_from(["again", "short", "quote", "blank"])


def as_csv(cell: str) -> str:
    """Return a cell as it stands in a CSV file."""
    return '"' + cell.replace('"', '""') + '"' if set(cell) & set('",\n') else cell


def read_text(text: str) -> Inputs:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "tests.csv"
        path.write_bytes(text.encode())
        return read([path], vocabulary=load_vocabulary())


@given(
    planted=st.lists(st.tuples(GOOD_ROW, FAULT), min_size=1, max_size=12), end=st.sampled_from(["\n", "\r\n"])
)
def test_every_row_is_accounted_for(planted: list[tuple[dict[str, str], str | None]], end: str) -> None:
    lines, clean, bad_lines, again, line = [",".join(HEADING)], [], [], 0, 2
    for number, (good, fault) in enumerate(planted):
        row = {name: {"person_id": f"p{number}", **good}[name] for name in HEADING}
        if fault in WRONG:
            row[fault] = WRONG[fault]
        text = ",".join(as_csv(cell) for cell in row.values())
        text = {"short": f"p{number},short", "quote": f'p{number},"x"y', "blank": ""}.get(str(fault), text)
        if fault is None or fault == "again":
            clean.append(row)
        elif fault != "blank":
            bad_lines.append(line)
        copies = 2 if fault == "again" else 1
        again += copies - 1
        lines += [text] * copies
        line += copies * (text.count("\n") + 1)
    if len(clean) + len(bad_lines) == 0:
        return
    inputs = read_text(end.join(lines))
    (account,) = inputs.files
    assert (account.accepted, account.rejected, account.duplicates) == (len(clean), len(bad_lines), again)
    assert account.read == len(clean) + len(bad_lines) + again
    assert inputs.rejected.column("line").to_pylist() == bad_lines
    told = inputs.records["test"].select(HEADING).to_pylist()
    assert [{name: as_written(cell) for name, cell in row.items()} for row in told] == [
        {name: cell.strip() for name, cell in row.items()} for row in clean
    ]


def as_written(cell: object) -> str:
    """Return what was read as it stood in the file."""
    return "" if cell is None else str(cell)


CELLS = st.text(st.sampled_from("ab \tn1é'=-"), max_size=4)
QUOTED = st.text(st.sampled_from('ab ,;|"\n'), max_size=4).map(
    lambda cell: '"' + cell.replace('"', '""') + '"'
)
STRAY = st.text(st.sampled_from('a,"'), max_size=4)


@given(
    rows=st.lists(st.lists(CELLS | QUOTED | STRAY, min_size=3, max_size=3), min_size=1, max_size=8),
    end=st.sampled_from(["\n", "\r\n"]),
    mark=st.sampled_from(",;|"),
    last=st.booleans(),
)
def test_the_fast_way_gives_what_the_careful_way_gives(
    rows: list[list[str]], end: str, mark: str, *, last: bool
) -> None:
    text = end.join(mark.join(row) for row in [["a", "b", "c"], *rows]) + (end if last else "")
    contents = Contents(file="made-up.csv", data=text.encode(), sha256="")
    plain = texts._plain(contents, ("a", "b", "c"), mark)
    if plain is None:
        return
    careful = texts._careful(contents, ("a", "b", "c"), mark)
    assert plain.cells.equals(careful.cells)
    assert (plain.read, plain.blank, plain.malformed.num_rows) == (careful.read, careful.blank, 0)


@given(rows=st.lists(st.lists(CELLS.filter(str.strip), min_size=3, max_size=3), min_size=1, max_size=8))
def test_rows_of_plain_cells_are_read_the_fast_way(rows: list[list[str]]) -> None:
    text = "\n".join(",".join(row) for row in [["a", "b", "c"], *rows])
    contents = Contents(file="made-up.csv", data=text.encode(), sha256="")
    plain = texts._plain(contents, ("a", "b", "c"), ",")
    assert plain is not None
    assert [list(row.values())[:3] for row in plain.cells.to_pylist()] == rows


@given(data=st.binary(max_size=200) | st.text(st.sampled_from('ab,"\n\r 1'), max_size=60).map(str.encode))
def test_no_file_brings_reading_down(data: bytes) -> None:
    """Any bytes at all give an account that adds up, or an error that says what is wrong."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "contacts.csv"
        path.write_bytes(b"person_id,contact_date,outcome\n" + data)
        try:
            (account,) = read([path], vocabulary=load_vocabulary()).files
        except UnreadableFile as error:
            told = str(error)
        else:
            told = account.file
            assert account.read == account.accepted + account.rejected + account.duplicates
    assert "contacts.csv" in told
