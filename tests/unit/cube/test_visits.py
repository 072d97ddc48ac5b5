"""Visits of a trial by group: kept, and not kept with the reason."""

from pathlib import Path

from evenhand.cube.visits import count_visits, load_visit_words
from evenhand.records import read
from evenhand.records.profile_files import profile_named
from evenhand.vocabulary import load_vocabulary
from tests.unit.records.files import write

PEOPLE = "who,age,is_hispanic,race,job,is_living_stable,education,marital,is_male"
VISITS = "who,visit,what,is_no_note,is_in_jail,when"


def test_visits_are_counted_by_group_and_reason(tmp_path: Path) -> None:
    people = write(
        tmp_path, "ctn27_demographics.csv", PEOPLE, "8,44,No,White,,,,,Yes", "9,30,No,Black,,,,,No"
    )
    lines = [
        "8,WK1,visit,,,7",
        "8,WK2,no visit,,1,",
        "9,WK1,no visit,1,,",
        "9,WK2,MISSING,1,,",
        "7,WK1,visit,,,7",
    ]
    visits = write(tmp_path, "ctn27_visit.csv", VISITS, *lines)
    vocabulary = load_vocabulary()
    inputs = read([people, visits], vocabulary=vocabulary)
    (tally,) = count_visits(inputs, vocabulary.programme("treatment-trial"))
    rows = [
        tuple(row.values())[:5]
        for row in tally.to_rows()
        if row["characteristic"] in ("everyone", "ethnicity")
    ]
    assert rows == [
        ("CTN-0027", "ethnicity", "BLACK", "Not kept, no note why", 1),
        ("CTN-0027", "ethnicity", "BLACK", "Nothing on record", 1),
        ("CTN-0027", "ethnicity", "WHITE", "Kept", 1),
        ("CTN-0027", "ethnicity", "WHITE", "Not kept: in prison", 1),
        ("CTN-0027", "everyone", "everyone", "Kept", 1),
        ("CTN-0027", "everyone", "everyone", "Not kept, no note why", 1),
        ("CTN-0027", "everyone", "everyone", "Not kept: in prison", 1),
        ("CTN-0027", "everyone", "everyone", "Nothing on record", 1),
    ]


def test_other_programmes_have_no_visits(tmp_path: Path) -> None:
    vocabulary = load_vocabulary()
    people = write(tmp_path, "ctn27_demographics.csv", PEOPLE, "8,44,No,White,,,,,Yes")
    inputs = read([people], vocabulary=vocabulary)
    assert count_visits(inputs, vocabulary.programme("treatment-trial")) == ()
    assert count_visits(inputs, vocabulary.programme("arrest-to-treatment")) == ()


def test_visits_of_nobody_who_takes_part_are_not_counted(tmp_path: Path) -> None:
    people = write(tmp_path, "ctn27_demographics.csv", PEOPLE, "8,44,No,White,,,,,Yes")
    visits = write(tmp_path, "ctn27_visit.csv", VISITS, "7,WK1,visit,,,7")
    vocabulary = load_vocabulary()
    inputs = read([people, visits], vocabulary=vocabulary)
    assert count_visits(inputs, vocabulary.programme("treatment-trial")) == ()


def test_every_reason_has_words() -> None:
    derived = next(one for one in profile_named("trial-visits").derived if one.target == "reason")
    assert {one.value for one in derived.choose} <= set(load_visit_words()["answers"])
