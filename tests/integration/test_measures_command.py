"""`evenhand measures`: a small table in, figures with intervals out, on the screen or as JSON."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from evenhand.cli import main
from tests.integration.files import write
from tests.unit.records.workbook_files import ods, ods_row, xlsx

GROUPS = ("group,numerator,denominator,population,order", "White,210,420,52000,4", "Asian,45,120,9000,2")
GROUPS += ("Black,30,96,7000,1", "Mixed,22,60,3000,3", "Not stated,9,40,,", "Total,316,736,71000,")
AREAS = ("area,numerator,denominator", "A,12,120", "B,30,200", "C,50,210", "D,5,90", "E,33,180", "F,60,300")
SERIES = ("date,numerator,denominator", *(f"2024-{month:02d},{20 + month},100" for month in range(1, 13)))
PEOPLE = (
    "time,event,group",
    *(f"{5 + 3 * number},{('completed', '', 'left')[number % 3]},{'AB'[number % 2]}" for number in range(60)),
)
Run = Callable[..., int]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def measures(kind: str, lines: tuple[str, ...], *options: str, name: str = "own.csv") -> int:
        return main(["measures", str(write(tmp_path / name, *lines)), "--kind", kind, *options])

    return measures


def rows(capsys: pytest.CaptureFixture[str]) -> list[dict]:
    told = capsys.readouterr()
    found: list[dict] = json.loads(told.out)
    return found


@pytest.mark.parametrize(
    ("kind", "lines", "names"),
    [
        ("groups", GROUPS, {"proportion", "difference", "ratio", "mld", "sii", "dsr"}),
        ("areas", AREAS, {"proportion", "isr", "funnel", "funnel_point"}),
        ("series", SERIES, {"p", "p_prime", "u", "u_prime", "xmr", "run"}),
        ("people", PEOPLE, {"km", "logrank", "cumulative_incidence", "rmst"}),
    ],
)
def test_json_is_a_list_of_rows(
    run: Run, capsys: pytest.CaptureFixture[str], kind: str, lines: tuple[str, ...], names: set[str]
) -> None:
    assert run(kind, lines, "--json") == 0
    found = rows(capsys)
    assert names <= {row["measure"] for row in found}
    keys = {"measure", "group", "estimate", "lower", "upper", "state", "reason"}
    assert all(keys <= set(row) for row in found)


def test_what_was_left_out_is_told_beside_the_json(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run("groups", GROUPS, "--json", "--measure", "difference,ratio", "--measure", "bgv")
    told = capsys.readouterr()
    assert {row["measure"] for row in json.loads(told.out)} == {"difference", "ratio", "bgv"}
    assert "Left out: 'Total' (line 7), the sum of the others." in told.err
    assert "Not stated (40 people" in told.err


def test_options_reach_the_measures(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run("groups", GROUPS, "--json", "--reference", "black", "--favourable", "up", "--confidence", "90")
    found = rows(capsys)
    assert {row["of"] for row in found if row["measure"] == "ratio"} == {"Black"}
    (par,) = (row for row in found if row["measure"] == "par")
    assert par["state"] == "ok"
    run("groups", GROUPS, "--json", "--favourable", "up", "--confidence", "0.99")
    (wider,) = (row for row in rows(capsys) if row["measure"] == "par")
    assert wider["upper"] - wider["lower"] > par["upper"] - par["lower"]


def test_options_that_say_nothing_of_a_table_are_told(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run("series", SERIES, "--json", "--reference", "A", "--favourable", "up", "--confidence", "0.9")
    told = capsys.readouterr().err
    assert all(f"{option} is not used" in told for option in ("--reference", "--favourable", "--confidence"))


def test_screen_has_words_units_and_what_ranges_mean(
    run: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert run("groups", GROUPS) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "6 rows read as groups." in told
    assert "Asian 37.5% 29.4% to 46.4%" in told
    assert "Asian -12.5 points -22.0 to -2.4" in told
    assert "[1] Nobody has said whether more is better or worse." in told
    assert "A range of 95% holds the true figure about 19 times in 20." in told
    assert "3 comparisons: at 95% about 0.2 of them would leave out 0 by chance alone" in told


def test_screen_of_areas_tells_spread_and_outliers(
    run: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    run("areas", (*AREAS, *(f"x{one},20,120" for one in range(6)), "Odd,150,200"))
    told = " ".join(capsys.readouterr().out.split())
    assert "Area Figure Limits" in told
    assert "above its limits (also those of 99.8%)" in told
    assert "Areas are further apart than chance makes them (phi" in told
    assert run("areas", AREAS[:2]) == 0
    capsys.readouterr()
    run("areas", AREAS[:3])
    assert "Too few areas to tell" in " ".join(capsys.readouterr().out.split())
    run("areas", ("area,numerator,denominator", *(f"{one},20,100" for one in "ABCDEFGHIJKL")))
    told = " ".join(capsys.readouterr().out.split())
    assert "no further apart than chance" in told
    assert "drawn in instead" not in told
    run(
        "areas",
        ("area,numerator,expected", *(f"{one},{20 + 3 * ord(one) % 17},22.5" for one in "ABCDEFGHIJKL")),
    )
    told = " ".join(capsys.readouterr().out.split())
    assert "left out by rank, as for SHMI; drawn in instead: phi " in told


def test_screen_of_a_series_shows_one_chart_and_tells_the_others(
    run: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    run("series", SERIES)
    told = " ".join(capsys.readouterr().out.split())
    assert "2024-12 32.0%" in told
    assert "Dates with a signal on the other charts: u_prime:" in told
    assert "(U chart)" not in told
    run("series", SERIES, "--measure", "u")
    assert "(U chart)" in capsys.readouterr().out
    long = ("date,value", *(f"{1950 + year},{year % 7 + 30 * (year == 9)}" for year in range(60)))
    run("series", long)
    told = " ".join(capsys.readouterr().out.split())
    assert "of 60 rows; --json gives all of them." in told
    assert "1959 32.00" in told
    assert "beyond a limit" in told


def test_screen_of_people_tells_tests_in_words(
    run: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    run("people", PEOPLE)
    told = " ".join(capsys.readouterr().out.split())
    assert "in 1,000, were there no difference." in told
    assert "in leaving by 'completed'" in told
    assert "15 of 40 rows; --json gives all of them." in told
    far = ("time,event,group", *(f"{number + 1},1,A" for number in range(40)))
    run("people", (*far, *(f"{number + 90},1,B" for number in range(40))), "--measure", "logrank")
    assert "less than once in 1,000" in " ".join(capsys.readouterr().out.split())
    run("people", far)
    assert "There is one group" in " ".join(capsys.readouterr().out.split())


def test_rates_are_shown_for_every_thousand(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run("groups", ("group;numerator;denominator", "A;12;10500", "B;40;9000"), "--measure", "rate,difference")
    told = " ".join(capsys.readouterr().out.split())
    assert "A 1.14 0.59 to 2.00" in told.replace("0.590", "0.59")
    assert "points" not in told


@pytest.mark.parametrize(
    ("lines", "options", "said"),
    [
        (("group,numerator", "White,3"), (), "own.csv: The table has no column 'denominator'"),
        (GROUPS, ("--measure", "nothing"), "There is no measure 'nothing' of groups."),
        (GROUPS, ("--reference", "Green"), "There is no group 'Green'."),
        (("group,numerator,denominator", "White,<5,90"), (), "'numerator' is hidden in line 2."),
        (("group,numerator,denominator", "White,3,90,7"), (), "own.csv, line 2: This row has 4 cells"),
        (("group,numerator,denominator",), (), "has headings but no rows"),
        (("group,numerator,denominator", "A,120,90"), ("--measure", "proportion"), "--measure rate"),
    ],
)
def test_what_cannot_be_used_ends_with_two_and_what_would_mend_it(
    run: Run, capsys: pytest.CaptureFixture[str], lines: tuple[str, ...], options: tuple[str, ...], said: str
) -> None:
    assert run("groups", lines, *options) == 2
    told = capsys.readouterr()
    assert said in told.err
    assert told.out == ""


def test_a_confidence_that_is_none_is_told(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    for given in ("3", "much"):
        with pytest.raises(SystemExit) as left:
            run("groups", GROUPS, "--confidence", given)
        assert left.value.code == 2
        assert "such as 0.95" in capsys.readouterr().err


def test_a_file_as_excel_saves_it_in_german_or_french_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "\ufeffGroup;Numerator;Denominator\r\nWhite;1 210;2 420\r\n;;\r\nAsian;45;120\r\n"
    (tmp_path / "own.csv").write_text(text, "utf-8", newline="")
    assert main(["measures", str(tmp_path / "own.csv"), "--kind", "groups", "--json"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)[0]["estimate"] == 0.5
    assert "1 empty row passed over." in told.err


def test_a_column_without_a_heading_is_told(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    lines = ("group,numerator,denominator,,", "White,210,420,?,", "Asian,45,120,,")
    run("groups", lines, "--json")
    assert "Not used: 'column 4'." in capsys.readouterr().err


def test_a_workbook_with_a_title_and_notes_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheets = {
        "Notes": [["Read me", "please"], ["nothing", "here"]],
        "Data": [
            ["Completions 2024", ""],
            [],
            ["Ethnicity", "Count", "N", "Comment", "Comment"],
            ["White", 210, 420, "x", "y"],
            ["Asian", 45, 120, "", ""],
            [],
            ["Source: the provider, as of June"],
        ],
    }
    path = xlsx(tmp_path / "own.xlsx", sheets)
    assert main(["measures", str(path), "--kind", "groups", "--json", "--measure", "proportion"]) == 0
    told = capsys.readouterr()
    assert [row["group"] for row in json.loads(told.out)] == ["White", "Asian"]
    assert "Read from the sheet 'Data', with the headings in row 3." in told.err
    assert "Not used: 'Comment', 'Comment (column 5)'." in told.err


def test_an_open_document_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = [("area", "numerator", "expected"), *((f"a{one}", 10 + one, 11) for one in range(8))]
    path = ods(tmp_path / "own.ods", {"Data": "".join(ods_row(*row) for row in table)})
    assert main(["measures", str(path), "--kind", "areas", "--json", "--measure", "isr"]) == 0
    assert [row["state"] for row in rows(capsys)] == ["ok"] * 8


def test_a_workbook_without_a_table_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = xlsx(tmp_path / "own.xlsx", {"Data": [["alone"]]})
    assert main(["measures", str(path), "--kind", "groups"]) == 2
    assert "own.xlsx holds no table." in capsys.readouterr().err
    path = xlsx(tmp_path / "own.xlsx", {"Data": [["a", "b"], ["x", 3]]})
    assert main(["measures", str(path), "--kind", "groups"]) == 2
    assert "own.xlsx, sheet 'Data', row 1: The table has no column" in capsys.readouterr().err
