"""Characteristics that can't be measured from records appear as such, with what other evidence there is."""

from datetime import date

import pytest

from evenhand.vocabulary import HeldAs, load_vocabulary

LOADED = load_vocabulary()
AS_AT = date(2026, 11, 22)


def row(characteristic: str, title: str = "Survey", dated: date | None = date(2024, 11, 22), note: str = ""):
    return {
        "characteristic": characteristic,
        "title": title,
        "held_by": "the forum",
        "dated": dated,
        "note": note,
    }


def found(held=(), evidence=(), as_at: date = AS_AT):
    return {one.title: one for one in LOADED.what_is_held(held, evidence, as_at)}


def test_every_protected_characteristic_is_there_once() -> None:
    assert list(found()) == list(LOADED.protected.values())
    assert {one.held_as for one in found().values()} == {HeldAs.NOTHING}


def test_what_records_hold_is_measured_under_any_of_its_names() -> None:
    known = found(held={"ethnicity_broad", "gender", "age_band"})
    measured = [title for title, one in known.items() if one.held_as is HeldAs.MEASURED]
    assert sorted(measured) == ["age", "ethnic group", "sex"]


@pytest.mark.parametrize("words", ["religion", "Religion or belief", " religion  or belief "])
def test_other_evidence_says_what_from_whom_and_how_old(words: str) -> None:
    faith = found(evidence=[row(words, "Survey of faith groups", note="40 answers")])["religion or belief"]
    assert faith.held_as is HeldAs.OTHER_EVIDENCE
    (piece,) = faith.evidence
    assert (piece.title, piece.held_by, piece.years_old, piece.note) == (
        "Survey of faith groups",
        "the forum",
        2,
        "40 answers",
    )


def test_evidence_stands_beside_what_is_measured_the_newest_first() -> None:
    rows = [
        row("sex", "old", date(2020, 1, 1)),
        row("sex", "new", date(2026, 1, 1)),
        row("sex", "undated", None),
    ]
    sex = found(held={"sex"}, evidence=rows)["sex"]
    assert sex.held_as is HeldAs.MEASURED
    assert [(one.title, one.years_old) for one in sex.evidence] == [
        ("new", 0),
        ("old", 6),
        ("undated", None),
    ]


def test_evidence_from_after_the_day_has_no_age() -> None:
    known = found(evidence=[row("disability", dated=date(2027, 1, 1))])
    assert known["disability"].evidence[0].years_old is None


def test_evidence_on_what_is_not_protected_is_kept() -> None:
    known = found(held={"language"}, evidence=[row("main language"), row("housing need"), row("Language")])
    assert list(known)[-2:] == ["main language", "housing need"]
    assert known["main language"].held_as is HeldAs.MEASURED
    assert len(known["main language"].evidence) == 2
    assert known["housing need"].held_as is HeldAs.OTHER_EVIDENCE


def test_national_records_of_2006_held_no_faith_disability_or_sexual_orientation() -> None:
    then = found(as_at=date(2006, 6, 30))
    for title in ("religion or belief", "disability", "sexual orientation"):
        assert "Drug Interventions Record" in then[title].not_in
    assert "Drug Interventions Record" not in then["ethnic group"].not_in
    today = found()
    assert "treatment data sets from M on" not in today["religion or belief"].not_in
    assert "data.police.uk stop and search" in today["religion or belief"].not_in
