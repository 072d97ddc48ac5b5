"""`evenhand export`: files in, one file of the monitoring system's format out, and what is missing said."""

from pathlib import Path

import pytest

from evenhand.cli import main
from evenhand.records import read
from evenhand.vocabulary import load_vocabulary
from tests.unit.records.test_ndtms import HEADING, row

SECRET = "sixteen characters or more\n"


@pytest.fixture
def given(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    text = "\n".join([",".join(HEADING), row(), row(AGNCY="N2", CLIENTID="8")])
    (folder / "ndtms.csv").write_text(text + "\n", encoding="utf-8")
    return folder


def test_written_and_read_again(given: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "secret.txt").write_text(SECRET, encoding="utf-8")
    out = tmp_path / "out" / "ndtms.csv"
    assert main(["export", str(given), "--secret", str(tmp_path / "secret.txt"), "--out", str(out)]) == 0
    told = capsys.readouterr().out
    assert "FINITIAL, SINITIAL and DOB are empty" in told
    assert "2 rows." in told
    assert "This file tells people apart" in told
    assert SECRET.strip() not in told + out.read_text("utf-8")
    people = read([out], vocabulary=load_vocabulary()).records["treatment"].column("person_id").to_pylist()
    assert people[0] == people[1]


def test_to_send_has_no_columns_of_our_own(given: Path, tmp_path: Path) -> None:
    assert main(["export", str(given), "--to-send", "--out", str(tmp_path / "o.csv")]) == 0
    assert (tmp_path / "o.csv").read_text("utf-8").splitlines()[0].endswith(",OPRAGNCY")


def test_it_is_not_written_among_what_is_read(given: Path) -> None:
    assert main(["export", str(given), "--out", str(given / "o.csv")]) == 2


def test_a_secret_that_is_not_there(given: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(given), "--secret", "nowhere.txt", "--out", str(tmp_path / "o.csv")]) == 2
    assert "The secret in nowhere.txt cannot be read" in capsys.readouterr().err


def test_files_without_treatment_are_told_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = tmp_path / "contacts.csv"
    given.write_text("person_id,contact_date,outcome\np1,2024-01-02,need_found\n", "utf-8")
    assert main(["export", str(given), "--out", str(tmp_path / "o.csv")]) == 2
    assert "hold no treatment records" in capsys.readouterr().err
    assert not (tmp_path / "o.csv").exists()


def test_where_nothing_can_be_written_the_column_that_lacks_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = tmp_path / "treatments.csv"
    given.write_text("person_id,referral_date,start_date,end_date,end_reason\np1,2024-01-02,,,\n", "utf-8")
    assert main(["export", str(given), "--out", str(tmp_path / "o.csv")]) == 2
    said = capsys.readouterr()
    assert "1 record left out: there is nothing for AGNCY ('provider')." in said.out
    assert "No record can be written." in said.err


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Twelve people at one agency, six women and six men, two thirds of them with opiates."""
    folder = tmp_path / "many"
    folder.mkdir()
    rows = [
        row(CLIENTID=str(one), EPISODID=f"e{one}", SEX="FM"[one % 2], DRUG1=("1011", "7000")[one % 3 == 0])
        for one in range(12)
    ]
    text = "\n".join([",".join(HEADING), *rows])
    (folder / "ndtms.csv").write_text(text + "\n", encoding="utf-8")
    return folder


def test_a_partner_gets_the_columns_named_where_nobody_can_be_told(
    many: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "partner" / "rows.csv"
    asked = ["export", str(many), "--for", "partner", "--columns", "sex,DRUG1", "--out", str(out)]
    assert main(asked) == 0
    told = capsys.readouterr().out
    assert "12 rows for a partner, checked under rows-5" in told
    lines = out.read_text("utf-8").splitlines()
    assert lines[0] == "SEX,DRUG1"
    assert len(lines) == 13
    assert lines[1:] == sorted(lines[1:])


def test_who_did_not_agree_is_in_no_file_for_a_partner(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = tmp_path / "treatments.csv"
    lines = [f"p{one},N1,A09B,2024-01-02,2024-01-05,,,{'no' if one > 5 else 'yes'}" for one in range(7)]
    head = "person_id,provider,area,referral_date,start_date,end_date,end_reason,consent"
    given.write_text("\n".join([head, *lines]) + "\n", "utf-8")
    out = tmp_path / "rows.csv"
    assert main(["export", str(given), "--for", "partner", "--columns", "AGNCY", "--out", str(out)]) == 0
    assert "1 without consent" in capsys.readouterr().out
    assert len(out.read_text("utf-8").splitlines()) == 7


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ("SEX,PERSON", "'PERSON' may not be in it: its heading is that of a number of a person or record."),
        ("SEX,DOB,DRUG1", "'DOB' may not be in it"),
        ("SEX,REFLD,AGE,NOSUCH", "The format has no column NOSUCH"),
        ("", "needs its columns named"),
    ],
)
def test_a_partner_gets_nothing_otherwise(
    columns: str, said: str, many: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "partner" / "rows.csv"
    asked = ["export", str(many), "--for", "partner", "--columns", columns, "--out", str(out)]
    assert main(asked) == 2
    assert said in capsys.readouterr().err
    assert not out.parent.exists()


def test_too_few_people_to_share_rows_of(
    given: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "rows.csv"
    assert main(["export", str(given), "--for", "partner", "--columns", "SEX", "--out", str(out)]) == 2
    assert "2 rows of 2 can be told by SEX: fewer than 5 people share them." in capsys.readouterr().err
    assert not out.exists()


def test_the_return_has_all_columns(given: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(given), "--columns", "SEX", "--out", str(tmp_path / "o.csv")]) == 2
    assert "Add --for partner" in capsys.readouterr().err
