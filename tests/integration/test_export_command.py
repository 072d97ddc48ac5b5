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
