"""NDTMS files: rows folded into episodes, reasons and drugs in our words, and nobody's identity beyond the key."""

from datetime import date
from pathlib import Path

from evenhand.records import Inputs, read
from evenhand.vocabulary import load_vocabulary
from tests.unit.records.files import faults, only_file, write

ROW = {
    "FINITIAL": "Q", "SINITIAL": "Z", "DOB": "19800229", "SEX": "F", "ETHNIC": "A", "REFLD": "20240101", "AGNCY": "N1",
    "CLIENT": "ref", "CLIENTID": "7", "EPISODID": "e1", "CONSENT": "Y", "DAT": "A09B", "LA": "NA", "DRUG1": "1011",
    "DRUG2": "9996", "DRUG3": "9997", "TRIAGED": "20240103", "DISD": "NA", "DISRSN": "NA", "MODAL": "NA", "REFMODDT": "NA",
    "FAOMODDT": "NA", "MODST": "NA", "MODEND": "NA", "MODSET": "NA",
}  # fmt: skip
HEADING = list(ROW)
SECRET = b"sixteen characters or more"


def row(**cells: str) -> str:
    return ",".join((ROW | cells).values())


def read_rows(folder: Path, *rows: str, headings: list[str] = HEADING, secret: bytes | None = None) -> Inputs:
    path = write(folder, "ndtms.csv", ",".join(headings), *rows)
    return read([path], vocabulary=load_vocabulary(), secret=secret)


def one(folder: Path, *rows: str, **more: bytes) -> dict[str, object]:
    (record,) = read_rows(folder, *rows, **more).records["treatment"].to_pylist()
    return record


def test_rows_of_an_episode_are_one_record(tmp_path: Path) -> None:
    inputs = read_rows(
        tmp_path,
        row(MODAL="96", MODST="20240105"),
        row(MODAL="94", MODST="20240120", MODEND="20240601", DISD="20240601", DISRSN="80"),
        row(MODAL="95", MODST="2024-01-10", MODEND="01/05/2024", DISD="20240601", DISRSN="80"),
        row(EPISODID="e2", REFLD="20250101", TRIAGED="20250103"),
    )
    account = only_file(inputs)
    assert account.profile == "ndtms-cds-k"
    assert (account.read, account.accepted, account.folded, account.rejected) == (4, 2, 2, 0)
    first, second = inputs.records["treatment"].to_pylist()
    told = {name: value for name, value in first.items() if value is not None}
    assert told == {
        "person_id": "N1|7", "episode_id": "e1", "provider": "N1", "area": "A09B", "residence": "resident",
        "referral_date": date(2024, 1, 1), "triage_date": date(2024, 1, 3), "start_date": date(2024, 1, 10),
        "end_date": date(2024, 6, 1), "end_reason": "completed", "consent": "yes", "drug_group": "OPIATE", "age": 43,
        "age_band": "35_44", "ethnicity": "A", "sex": "FEMALE",
    }  # fmt: skip
    assert (second["episode_id"], second["start_date"], second["end_reason"]) == ("e2", None, None)


def test_without_the_setting_of_interventions_it_is_data_set_h(tmp_path: Path) -> None:
    inputs = read_rows(tmp_path, row().rpartition(",")[0], headings=HEADING[:-1])
    assert only_file(inputs).profile == "ndtms-cds-h"


def test_later_rows_of_another_file_say_how_the_episode_ended(tmp_path: Path) -> None:
    head = ",".join(HEADING)
    paths = [
        write(tmp_path, "2024-01.csv", head, row()),
        write(tmp_path, "2024-02.csv", head, row(DISD="20240201", DISRSN="85")),
    ]
    inputs = read(paths, vocabulary=load_vocabulary())
    assert [(one.accepted, one.folded) for one in inputs.files] == [(1, 0), (0, 1)]
    assert inputs.records["treatment"].column("end_reason").to_pylist() == ["stopped"]


REASONS = {
    **dict.fromkeys(("80", "81", "82", "1", "2"), "completed"),
    **dict.fromkeys(("83", "93", "94", "95", "96", "97", "5"), "transferred"),
    **dict.fromkeys(("84", "87", "8"), "prison"),
    **dict.fromkeys(("85", "6"), "stopped"),
    **dict.fromkeys(("86", "3", "4", "10", "13"), "other"),
    **dict.fromkeys(("88", "12"), "declined"),
    **dict.fromkeys(("89", "9"), "died"),
    "7": "moved",
    "11": "not_known",
}


def test_reasons_for_discharge(tmp_path: Path) -> None:
    rows = [row(EPISODID=f"e{code}", DISD="20240201", DISRSN=code) for code in REASONS]
    told = read_rows(tmp_path, *rows).records["treatment"].select(["episode_id", "end_reason"]).to_pylist()
    assert {one["episode_id"].removeprefix("e"): one["end_reason"] for one in told} == REASONS


DRUGS = [
    (("1011", "9996", "9997"), "OPIATE"),
    (("7000", "3201", "1105"), "OPIATE"),
    (("3201", "9996", "9997"), "CRACK"),
    (("3201", "5000", "9997"), "CRACK"),
    (("5000", "9996", "9997"), "OTHER_NON_OPIATE"),
    (("5000", "7000", "9997"), "ALCOHOL_NON_OPIATE"),
    (("7000", "3201", "9997"), "ALCOHOL_NON_OPIATE"),
    (("7000", "9996", "9997"), "ALCOHOL"),
    (("7000", "3409", "9997"), "ALCOHOL"),
    (("7000", "NA", ""), "ALCOHOL"),
    (("NA", "NA", "NA"), "not_known"),
    (("4321", "7000", "9997"), "not_known"),
    (("4321", "1000", "9997"), "OPIATE"),
]


def test_drugs_give_the_group(tmp_path: Path) -> None:
    rows = [
        row(EPISODID=str(place), DRUG1=one, DRUG2=two, DRUG3=three)
        for place, ((one, two, three), _) in enumerate(DRUGS)
    ]
    told = read_rows(tmp_path, *rows).records["treatment"].column("drug_group").to_pylist()
    assert told == [group for _, group in DRUGS]


def test_a_drug_that_is_not_listed_is_told_without_its_code(tmp_path: Path) -> None:
    told = " ".join(only_file(read_rows(tmp_path, row(DRUG1="4321"))).warnings)
    assert (
        "fewer than 5 rows: 'DRUG1' holds a word that this format doesn't know, read as NOT_LISTED." in told
    )
    assert "4321" not in told


def test_outside_england_is_elsewhere(tmp_path: Path) -> None:
    record = one(tmp_path, row(DAT="Z00B"))
    assert (record["area"], record["residence"]) == ("elsewhere", "non_resident")


def test_a_person_who_does_not_consent_is_counted_and_nothing_else(tmp_path: Path) -> None:
    withheld = dict.fromkeys(HEADING, "") | {"AGNCY": "N1", "CLIENTID": "9", "CONSENT": "N"}
    inputs = read_rows(tmp_path, row(), ",".join(withheld.values()))
    account = only_file(inputs)
    assert (account.read, account.accepted, account.without_consent, account.rejected) == (2, 1, 1, 0)
    assert inputs.records["treatment"].column("person_id").to_pylist() == ["N1|7"]


def test_rows_that_differ_in_the_referral_are_rejected_together(tmp_path: Path) -> None:
    inputs = read_rows(tmp_path, row(), row(REFLD="20240102"), row(EPISODID="e2"))
    assert faults(inputs) == [(2, "REFLD"), (3, "REFLD")]
    assert inputs.records["treatment"].column("episode_id").to_pylist() == ["e2"]


def test_an_episode_with_a_faulty_row_is_rejected_whole(tmp_path: Path) -> None:
    inputs = read_rows(
        tmp_path, row(MODAL="94", MODST="20240105"), row(MODAL="95", MODST="20240230"), row(EPISODID="e2")
    )
    account = only_file(inputs)
    assert faults(inputs) == [(2, ""), (3, "MODST")]
    assert (account.read, account.accepted, account.rejected, account.folded) == (3, 1, 2, 0)
    assert inputs.rejected_rows["ndtms.csv"].num_rows == 2


def test_an_end_before_the_start_on_another_row_is_seen(tmp_path: Path) -> None:
    inputs = read_rows(tmp_path, row(DISD="20240104", DISRSN="85"), row(MODAL="94", MODST="20240105"))
    assert faults(inputs) == [(2, "DISD"), (3, "")]


WRONG = [
    ({"TRIAGED": "20231231"}, "TRIAGED"),
    ({"MODAL": "94", "MODST": "20231231"}, "MODST"),
    ({"DISD": "20231231"}, "DISD"),
    ({"DOB": "20240601"}, "REFLD"),
    ({"EPISODID": "NA"}, "EPISODID"),
    ({"DAT": ""}, "DAT"),
    ({"CONSENT": "perhaps"}, "CONSENT"),
]


def test_what_cannot_be_is_rejected(tmp_path: Path) -> None:
    rows = [row(**{"EPISODID": f"e{place}"} | cells) for place, (cells, _) in enumerate(WRONG)]
    expected = [(place, column) for place, (_, column) in enumerate(WRONG, start=2)]
    assert faults(read_rows(tmp_path, *rows)) == expected


ODD = [
    ({"DISD": "20240201"}, "a discharge has no reason"),
    ({"DISRSN": "80"}, "a discharge reason has no date"),
    ({"MODAL": "94", "MODST": "20240110", "MODEND": "20240109"}, "an intervention ends before it starts"),
    (
        {"MODAL": "94", "MODST": "20240110", "FAOMODDT": "20240111"},
        "starts before the first appointment offered",
    ),
    ({"DRUG1": "NA", "DRUG2": "NA", "DRUG3": "NA"}, "no problem substance is given"),
]


def test_what_no_specification_could_be_read_for_is_warned_of(tmp_path: Path) -> None:
    rows = [row(EPISODID=str(place), **cells) for place, (cells, _) in enumerate(ODD)]
    account = only_file(read_rows(tmp_path, *rows))
    assert account.accepted == len(ODD)
    for _, words in ODD:
        assert [one for one in account.warnings if one.startswith("fewer than 5 rows: ") and words in one]


def test_a_person_at_two_services_is_one_with_a_secret_and_two_without(tmp_path: Path) -> None:
    rows = row(), row(AGNCY="N2", CLIENTID="8", FINITIAL="q"), row(AGNCY="N2", CLIENTID="9", SEX="M")
    with_secret = read_rows(tmp_path, *rows, secret=SECRET)
    first, again, other = with_secret.records["treatment"].column("person_id").to_pylist()
    assert first == again != other
    assert only_file(with_secret).warnings == ()
    without = read_rows(tmp_path, *rows)
    assert without.records["treatment"].column("person_id").to_pylist() == ["N1|7", "N2|8", "N2|9"]
    assert "somebody at two services counts as two" in only_file(without).warnings[0]


def test_nobody_s_initials_or_birthday_go_further(tmp_path: Path) -> None:
    rows = row(FINITIAL="Ω", SINITIAL="Ж"), row(FINITIAL="Ω", SINITIAL="Ж", EPISODID="e2", DISD="x")
    inputs = read_rows(tmp_path, *rows, secret=SECRET)
    assert (len(inputs.records["treatment"]), len(inputs.rejected)) == (1, 1)
    shown = str([table.to_pylist() for table in inputs.records.values()])
    told = str(inputs.rejected.to_pylist()) + str(inputs.files)
    for text in (shown, told):
        assert not [word for word in ("Ω", "Ж", "1980", "19800229", SECRET.decode()) if word in text]


def test_what_a_file_does_not_ask_is_not_a_person_s_unknown(tmp_path: Path) -> None:
    inputs = read_rows(tmp_path, row())
    table = inputs.records["treatment"]
    assert "nationality" not in table.schema.names
    assert table.column("referral_source").null_count == 1
    assert ("treatment", "referral_source") not in inputs.code_lists
    with_one = read_rows(tmp_path, row() + ",XX", headings=[*HEADING, "NATION"]).records["treatment"]
    assert with_one.column("nationality").to_pylist() == ["not_known"]
