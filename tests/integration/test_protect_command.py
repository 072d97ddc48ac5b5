"""`evenhand protect`: tables in, tables that may be published out; or a reason, and nothing written."""

import json
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from evenhand.cli import main
from tests.integration.files import write
from tests.unit.disclosure.from_elsewhere.given import zeros_shown
from tests.unit.records.workbook_files import ods, ods_row, xlsx

GOOD = (
    "area,sex,count",
    "Leeds,M,10",
    "Leeds,F,3",
    "Leeds,Total,13",
    "York,M,27",
    "York,F,22",
    "York,Total,49",
    "Total,M,37",
    "Total,F,25",
    "Total,Total,62",
)
Run = Callable[..., int]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Protect files of the folder `in`, written from lines by name, into the folder `out`."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))

    def protect(files: dict[str, tuple[str, ...]], *options: str, out: str = "out") -> int:
        paths = [str(write(tmp_path / "in" / name, *lines)) for name, lines in files.items()]
        more = options if "--count" in options else ("--count", "count", *options)
        return main(["protect", *paths, "--out", str(tmp_path / out), *more])

    return protect


def rows(path: Path) -> list[list[str]]:
    return [line.split(",") for line in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("policy", ["round", "suppress", "cellkey", "open-5", "suppress-5"])
def test_same_columns_and_rows_with_a_status(run: Run, tmp_path: Path, policy: str) -> None:
    assert run({"a.csv": GOOD}, "--policy", policy) == 0
    header, *body = rows(tmp_path / "out/a.csv")
    assert header == ["area", "sex", "count", "status"]
    assert [row[:2] for row in body] == [line.split(",")[:2] for line in GOOD[1:]]
    assert {row[3] for row in body} <= {"published", "suppressed"}
    assert all((row[2] == "") == (row[3] == "suppressed") for row in body)
    told = json.loads((tmp_path / "out/certificate.json").read_text("utf-8"))
    shown = sum(row[3] == "published" for row in body)
    assert (told["tables"][0]["published"], told["tables"][0]["suppressed"]) == (shown, len(body) - shown)
    assert told["format"] == "evenhand-certificate/1"
    assert all(one["passed"] for one in told["attackers"])


def test_small_counts_are_not_shown(run: Run, tmp_path: Path) -> None:
    assert run({"a.csv": GOOD}, "--policy", "suppress") == 0
    shown = {tuple(row[:2]): row[2] for row in rows(tmp_path / "out/a.csv")}
    assert (shown["Leeds", "F"], shown["Leeds", "M"], shown["Leeds", "Total"]) == ("", "", "13")


def test_screen_says_rows_and_attackers(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run({"a.csv": GOOD}, "--policy", "suppress")
    told = capsys.readouterr().out
    assert "a.csv: 9 rows = 5 published + 4 suppressed" in told
    assert told.count("Nothing is told to somebody who") == 3


def test_json_for_machines(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run({"a.csv": GOOD}, "--json")
    told = json.loads(capsys.readouterr().out)
    assert told["certificate"]["policy"]["id"] == "open-5"
    assert told["notes"] == []


def test_a_second_run_writes_the_same_bytes(run: Run, tmp_path: Path) -> None:
    run({"a.csv": GOOD}, "--policy", "suppress")
    first = (tmp_path / "out/a.csv").read_bytes(), (tmp_path / "out/certificate.json").read_bytes()
    assert run({"a.csv": GOOD}, "--policy", "suppress") == 0
    assert first == ((tmp_path / "out/a.csv").read_bytes(), (tmp_path / "out/certificate.json").read_bytes())


def test_a_key_is_made_once_for_its_owner_alone(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run({"a.csv": GOOD}, "--policy", "cellkey")
    own = tmp_path / "config/evenhand/cell-key"
    assert stat.S_IMODE(own.stat().st_mode) == 0o600
    told = capsys.readouterr().out
    assert "A new key was made" in told
    assert own.read_text("ascii").strip() not in told
    first = (tmp_path / "out/a.csv").read_bytes()
    run({"a.csv": GOOD}, "--policy", "cellkey", out="again")
    assert "A new key" not in capsys.readouterr().out
    assert (tmp_path / "again/a.csv").read_bytes() == first


def test_the_same_cell_has_the_same_figure_in_another_table(run: Run, tmp_path: Path) -> None:
    key = str(write(tmp_path / "key", "k" * 32))
    run({"a.csv": GOOD}, "--policy", "cellkey", "--key", key)
    shown = {tuple(row[:2]): row[2] for row in rows(tmp_path / "out/a.csv")}
    alone = ("area,count", "York,49", "Leeds,13")
    run({"b.csv": alone}, "--policy", "cellkey", "--key", key, out="other")
    assert rows(tmp_path / "other/b.csv")[1] == ["York", shown["York", "Total"], "published"]


def test_byte_order_mark_other_marks_and_other_ends_of_lines(run: Run, tmp_path: Path) -> None:
    path = write(tmp_path / "in/b.csv")
    path.write_bytes(b"\xef\xbb\xbf" + "\r\n".join(GOOD).replace(",", ";").encode())
    assert main(["protect", str(path), "--count", "count", "--out", str(tmp_path / "out")]) == 0
    assert rows(tmp_path / "out/b.csv")[0] == ["area", "sex", "count", "status"]


def test_overrides_stand_in_the_certificate(run: Run, tmp_path: Path) -> None:
    assert run({"a.csv": GOOD}, "--policy", "suppress", "--threshold", "10", "--width", "7") == 0
    policy = json.loads((tmp_path / "out/certificate.json").read_text("utf-8"))["policy"]
    assert (policy["threshold"], policy["width"]) == (10, 7)
    assert policy["words"].endswith("here with width 7 and threshold 10")


def test_protected_tables_protected_again_stay_as_they_are(run: Run, tmp_path: Path) -> None:
    for policy in ("round", "suppress"):
        assert run({"a.csv": GOOD}, "--policy", policy, out=policy) == 0
        once = str(tmp_path / policy / "a.csv")
        out = str(tmp_path / f"{policy}-again")
        assert main(["protect", once, "--count", "count", "--policy", policy, "--out", out]) == 0
        assert Path(out, "a.csv").read_bytes() == Path(once).read_bytes()


def test_hierarchies_in_both_forms(run: Run, tmp_path: Path) -> None:
    table = ("area,count", "A1,40", "A2,3", "B1,20", "B2,30", "A,43", "B,50", "Total,93")
    plain = write(tmp_path / "h.csv", "code,parent", "A1,A", "A2,A", "B1,B", "B2,B")
    levels = write(tmp_path / "h.hrc", "A", "@A1", "@A2", "B", "@B1", "@B2")
    for number, file in enumerate((plain, levels)):
        out = f"out{number}"
        options = ("--hierarchy", str(file), "--policy", "suppress")
        assert run({"a.csv": table}, *options, out=out) == 0
    assert (tmp_path / "out0/a.csv").read_bytes() == (tmp_path / "out1/a.csv").read_bytes()
    shown = dict(row[:2] for row in rows(tmp_path / "out0/a.csv"))
    assert (shown["A1"], shown["A2"], shown["A"], shown["B1"]) == ("", "", "43", "20")


@pytest.mark.parametrize("ending", ["ods", "xlsx"])
def test_workbooks(tmp_path: Path, ending: str) -> None:
    (tmp_path / "in").mkdir()
    table = [["", *(int(cell) if cell.isdigit() else cell for cell in line.split(","))] for line in GOOD]
    about, book = [["Who lives where"]], tmp_path / f"in/book.{ending}"
    if ending == "ods":
        ods(book, {"About": ods_row(*about[0]), "Data": "".join(ods_row(*row) for row in table)})
    else:
        xlsx(book, {"About": about, "Data": table})
    assert main(["protect", str(book), "--count", "count", "--out", str(tmp_path / "out")]) == 0
    header, *body = rows(tmp_path / "out/book.csv")
    assert header == ["area", "sex", "count", "status"]
    assert len(body) == len(GOOD) - 1


HIERARCHY = {
    "ring.csv": ("code,parent", "A,B", "B,A"),
    "other.csv": ("code,parent", "x,y"),
    "lacks.csv": ("code,parent", "Leeds,North"),
    "columns.csv": ("kind,parent", "Leeds,North"),
    "two.csv": ("code,parent", "Leeds,North", "Leeds,South"),
    "jump.hrc": ("North", "@@Leeds"),
    "ragged.csv": ("code,parent", "Leeds"),
    "empty.csv": ("code,parent",),
    "blank.csv": ("code,parent", ",North"),
}
BAD = {
    "no such column": (GOOD, ("--count", "number"), "no column 'number'"),
    "parts make less": ((*GOOD[:2], *GOOD[3:4]), (), "make less than 'Total' in 1 place: area=Leeds"),
    "parts make more": ((GOOD[0], "Leeds,M,20", *GOOD[2:4]), (), "make more than 'Total' in 1 place"),
    "the same row twice": ((*GOOD, "York,F,22"), (), "two rows of one cell, on lines 6 and 11"),
    "below nought": ((GOOD[0], "Leeds,M,-3"), (), "is below 0 in line 2"),
    "fractions": ((GOOD[0], "Leeds,M,3.5"), (), "is not a whole number in line 2"),
    "blank count": ((GOOD[0], "Leeds,M,"), (), "is blank in line 2"),
    "marks": ((GOOD[0], "Leeds,M,*", "Leeds,F,<5"), (), "a mark or a word in lines 2, 3"),
    "odd number": ((GOOD[0], "Leeds,M,1 2 3"), (), "is not a whole number in line 2"),
    "headings only": (GOOD[:1], (), "has headings but no rows"),
    "nothing": ((), (), "is empty"),
    "a row too short": ((*GOOD, "York"), (), "line 11: This row has 1 cells"),
    "a heading twice": (("area,area,count", "A,B,3"), (), "the heading 'area' twice"),
    "no heading": (("area,,count", "A,B,3"), (), "Column 2 of a.csv has no heading"),
    "no code": (("area,sex,count", "A,,3"), (), "no code in the column sex in line 2"),
    "a rate": (("area,rate,count", "A,12.5,30"), (), "--other rate"),
    "the count as a dimension": (("area,n,count", "A,30,30", "B,9,9"), (), "column n of a.csv holds figures"),
    "another word for the total": (("area,count", "A,30", "All,30"), (), "say --total 'All'"),
    "two ways of writing": (("sex,count", "M,30", "m,20"), (), "has 'M' and 'm'"),
    "a status of its own": (("sex,status,count", "M,new,30"), (), "column 'status' that says other things"),
    "suppressed and told": (
        ("sex,status,count", "M,suppressed,30"),
        (),
        "calls a count suppressed that stands",
    ),
    "the count called status": (("sex,status", "M,3"), ("--count", "status"), "cannot be called 'status'"),
    "named in two ways": (GOOD, ("--other", "count"), "is named in two ways"),
    "overlapping what": (GOOD, ("--overlapping", "drug"), "No table has a column 'drug'"),
    "incomplete what": (GOOD, ("--incomplete", "drug"), "No table has a column 'drug'"),
    "largest what": (GOOD, ("--largest", "most"), "no rule for counts of events"),
    "no such policy": (GOOD, ("--policy", "none"), "There is no policy 'none'"),
    "a policy that protects nothing": (
        GOOD,
        ("--policy", "internal-exact"),
        "Nothing may be published under",
    ),
    "a threshold above the base": (GOOD, ("--threshold", "9"), "its threshold is above its base"),
    "no such key": (GOOD, ("--policy", "cellkey", "--key", "none"), "The key none cannot be read"),
    "short key": (GOOD, ("--policy", "cellkey", "--key", "{}/short"), "needs at least 16"),
    "no such hierarchy": (GOOD, ("--hierarchy", "none.csv"), "none.csv does not exist"),
    "a ring": (GOOD, ("--hierarchy", "{}/ring.csv"), "puts 'A' under itself"),
    "another hierarchy": (GOOD, ("--hierarchy", "{}/other.csv"), "fits no column"),
    "a code not in it": (GOOD, ("--hierarchy", "{}/lacks.csv"), "has no line for 'York' of area"),
    "a hierarchy without codes": (GOOD, ("--hierarchy", "{}/columns.csv"), "lacks the column 'code'"),
    "under two codes": (GOOD, ("--hierarchy", "{}/two.csv"), "puts 'Leeds' under two codes"),
    "a level left out": (GOOD, ("--hierarchy", "{}/jump.hrc"), "goes down more than one level at line 2"),
    "a ragged hierarchy": (GOOD, ("--hierarchy", "{}/ragged.csv"), "more or fewer cells than headings"),
    "an empty hierarchy": (GOOD, ("--hierarchy", "{}/empty.csv"), "is empty"),
    "a hierarchy with a gap": (GOOD, ("--hierarchy", "{}/blank.csv"), "a line without a code"),
}


@pytest.mark.parametrize(("lines", "options", "said"), BAD.values(), ids=BAD)
def test_what_is_wrong_is_said_and_nothing_written(
    run: Run,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    lines: tuple[str, ...],
    options: tuple[str, ...],
    said: str,
) -> None:
    write(tmp_path / "short", "key")
    for name, rows_ in HIERARCHY.items():
        write(tmp_path / name, *rows_)
    assert run({"a.csv": lines}, *(one.format(tmp_path) for one in options)) == 2
    told = capsys.readouterr().err
    assert said in told
    assert "Traceback" not in told
    assert not (tmp_path / "out").exists()


def test_tables_that_clash(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = ("area,count", "York,48")
    assert run({"a.csv": GOOD, "b.csv": other}) == 2
    assert (
        "a.csv and b.csv have different counts of one cell (area=York); 1 in all" in capsys.readouterr().err
    )
    assert run({"a.csv": GOOD, "b.csv": ("Area,count", "York,49")}) == 2
    assert "One table has a column 'Area' and another 'area'" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_tables_that_no_counts_fit(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    by_sex = ("area,sex,count", "A,M,10", "A,F,5")
    by_age = ("area,age,count", "A,0-17,9", "A,18+,7")
    assert run({"s.csv": by_sex, "a.csv": by_age}) == 2
    assert "contradict each other" in capsys.readouterr().err


def test_two_files_of_one_name(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run({"a.csv": GOOD, "x/a.csv": GOOD}) == 2
    assert "would be written to one file, a.csv" in capsys.readouterr().err


def test_not_among_the_inputs(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run({"a.csv": GOOD}, out="in") == 2
    assert "would lie among the files that are read" in capsys.readouterr().err


def test_not_among_other_files(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path / "out/old.csv", "x")
    assert run({"a.csv": GOOD}) == 2
    assert "holds other files (old.csv)" in capsys.readouterr().err
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["old.csv"]


def test_no_text_and_no_file(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = ["--count", "count", "--out", str(tmp_path / "out")]
    path = write(tmp_path / "in/p.csv")
    path.write_bytes(b"%PDF-1.7")
    assert main(["protect", str(path), *out]) == 2
    assert main(["protect", str(tmp_path / "in"), *out]) == 2
    assert main(["protect", str(tmp_path / "in/none.csv"), *out]) == 2
    path.write_bytes(b"area,count\nL\xc3\xa9eds,3\nM\xe9rida,4\n")
    assert main(["protect", str(path), *out]) == 2
    said = capsys.readouterr().err
    for part in ("is a PDF", "is a folder", "does not exist", "partly in UTF-8"):
        assert part in said


def test_what_cannot_be_protected_is_not_written(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = ("area,sex,count", "A,M,1", "A,F,1", "A,Total,2", "B,M,0", "B,F,0", "B,Total,0")
    assert run({"a.csv": table}, "--policy", str(zeros_shown(tmp_path))) == 2
    assert "Or take --policy round." in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_what_a_spreadsheet_would_calculate_is_made_harmless(run: Run, tmp_path: Path) -> None:
    assert run({"a.csv": ("area,count", '"=1+1",40', '"a, ""b""",50')}) == 0
    assert (tmp_path / "out/a.csv").read_text("utf-8").splitlines()[1:] == [
        "'=1+1,40,published",
        '"a, ""b""",50,published',
    ]
