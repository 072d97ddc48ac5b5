"""Treatment records written as core data set K: in its order, nothing said that isn't known, read back unchanged."""

import csv
from pathlib import Path

import pytest

from evenhand.foundations import UnknownName
from evenhand.records import Inputs, read
from evenhand.records.export import Exported, export_treatments, write_export
from evenhand.records.layout import load_layout
from evenhand.records.profile_files import load_profiles
from evenhand.vocabulary import load_vocabulary
from tests.unit.records.files import TREATMENTS, only_file, read_lines
from tests.unit.records.test_ndtms import ROW, read_rows, row

MORE = ["NATION", "ACCMNEED", "EMPSTAT", "SEXUAL", "PREGNANT", "RFLS"]
HEADING = [*ROW, *MORE]
NATIVE = f"{TREATMENTS},provider,episode_id,consent,area,ethnicity,sex,drug_group"


def exported(inputs: Inputs, **more: bool) -> Exported:
    return export_treatments(inputs, load_vocabulary(), **more)


def read_back(folder: Path, one: Exported) -> Inputs:
    return read([write_export(one, folder / "out.csv")], vocabulary=load_vocabulary())


def test_a_file_is_read_back_as_the_same_records(tmp_path: Path) -> None:
    inputs = read_rows(
        tmp_path,
        row(MODAL="94", MODST="20240110", DISD="20240601", DISRSN="80") + ",GBR,1,12,Z,N,5",
        row(MODAL="95", MODST="20240105", DISD="20240601", DISRSN="80") + ",GBR,1,12,Z,N,5",
        row(EPISODID="=1+1", CLIENTID="+44", DAT="Z00B", ETHNIC="Z", DRUG1="7000") + ",IRL,3,99,H,Y,NA",
        row(EPISODID="'e", CLIENTID='"a,""b"""', SEX="M", DRUG1="3201", TRIAGED="NA", DOB="NA")
        + ",NA,NA,NA,NA,NA,NA",
        headings=HEADING,
    )
    one = exported(inputs)
    again = read_back(tmp_path, one)
    assert only_file(again).accepted == 3
    assert again.records["treatment"].equals(inputs.records["treatment"])
    assert again.code_lists == inputs.code_lists
    twice = exported(again)
    assert twice.rows.equals(one.rows)
    assert (one.left_out, one.lost) == ({}, {})


def test_fields_stand_in_their_order_and_dates_have_eight_figures(tmp_path: Path) -> None:
    one = exported(read_rows(tmp_path, row(MODAL="94", MODST="10/01/2024")), own_columns=False)
    path = write_export(one, tmp_path / "out.csv")
    (headings, cells) = csv.reader(path.read_text("utf-8").splitlines())
    written = dict(zip(headings, cells, strict=True))
    assert tuple(headings) == load_layout("ndtms-cds-k").fields
    assert len(headings) == 112 + 32
    told = {name: cell for name, cell in written.items() if cell != "NA"}
    assert told == {
        "SEX": "F", "ETHNIC": "A", "REFLD": "20240101", "AGNCY": "N1", "CLIENT": "7", "CLIENTID": "7", "EPISODID": "e1",
        "CONSENT": "Y", "DAT": "A09B", "DRUG1": "1000", "DRUG2": "9996", "DRUG3": "9997", "TRIAGED": "20240103",
        "MODAL": "12", "MODST": "20240110",
    }  # fmt: skip


def test_the_layout_has_every_field_that_the_profile_knows() -> None:
    profile, layout = load_profiles()["ndtms-cds-k"], load_layout("ndtms-cds-k")
    known = {one.name for one in profile.columns} | set(profile.unused)
    assert known == {*layout.fields, *layout.own}
    assert set(layout.sources) <= known


def test_no_cell_begins_as_a_formula(tmp_path: Path) -> None:
    begins = ("=cmd", "+1a", "-x", "@x", "'=x")
    rows = [row(EPISODID=text, CLIENTID=text, AGNCY=text) for text in begins]
    cells = [cell for one in exported(read_rows(tmp_path, *rows)).rows.to_pylist() for cell in one.values()]
    assert not [cell for cell in cells if cell[0] in "=+-@"]


def test_what_is_not_kept_is_said(tmp_path: Path) -> None:
    told = " ".join(exported(read_rows(tmp_path, row())).told())
    assert "FINITIAL, SINITIAL and DOB are empty" in told
    assert "PERSON and AGE are columns of Evenhand's own" in told


def test_records_that_cannot_be_written_are_counted(tmp_path: Path) -> None:
    inputs = read_lines(
        tmp_path,
        NATIVE,
        "p1,2024-01-01,,,,N1,e1,yes,A09B,White British,F,CRACK",
        "p2,2024-01-01,,,,N1,e1,,A09B,Indian,F,CRACK",
        "p3,2024-01-01,,,,,e1,yes,A09B,Indian,F,",
        "p4,2024-01-01,,,,N1,e1,yes,no_fixed_abode,Indian,F,",
        "p5,2024-01-01,2024-01-02,2024-02-01,recommissioned,N1,,yes,A09B,Indian,M,ALCOHOL",
        "p5,2024-01-01,2024-01-02,,,N1,e9,yes,A09B,Indian,M,ALCOHOL",
        "p5,2024-01-01,2024-01-03,,,N1,e9,yes,A09B,Indian,M,ALCOHOL",
    )
    one = exported(inputs)
    assert one.left_out == {
        "there is nothing for AGNCY ('provider').": 1,
        "there is nothing for CONSENT ('consent').": 1,
        "there is nothing for DAT ('area').": 1,
        "another record has the same agency, person and episode.": 1,
    }
    assert one.lost == {"DISRSN": 1}
    assert one.rows.num_rows + sum(one.left_out.values()) == 7
    told = " ".join(one.told())
    assert "1 record left out: there is nothing for CONSENT ('consent')." in told
    assert "1 record without DISRSN: no code for the value." in told
    assert "1 record without a number of an episode: one was made up." in told
    assert not [word for word in ("p1", "p5", "Indian") if word in told]
    assert one.rows.column("ETHNIC").to_pylist()[0] == "A"


def test_nothing_to_write(tmp_path: Path) -> None:
    none = exported(read_lines(tmp_path, "person_id,contact_date,outcome", "p,2024-01-01,no_need"))
    assert none.rows.num_rows == 0
    assert (
        (write_export(none, tmp_path / "out.csv")).read_text("utf-8").startswith("FINITIAL,SINITIAL,DOB,SEX,")
    )


def test_no_such_layout(tmp_path: Path) -> None:
    inputs = read_lines(tmp_path, TREATMENTS, "p1,2024-01-01,,,")
    with pytest.raises(UnknownName, match=r"no layout 'k' to write. Known: ndtms-cds-k"):
        export_treatments(inputs, load_vocabulary(), layout="k")
