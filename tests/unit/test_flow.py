"""The one entrance: which programme, as at when, and what it says of what it left out."""

import dataclasses
import json
from datetime import date
from pathlib import Path

import pytest

import evenhand
from evenhand.disclosure import Ledger, LedgerEntry
from evenhand.flow import choose_programme, default_as_at, run
from evenhand.flow.words import left_out
from evenhand.foundations import EvenhandError, UnknownName
from evenhand.publish import write_release
from evenhand.vocabulary.speech import speech
from tests.unit.cube.people import (
    DURHAM,
    PROGRAMME,
    SEARCHES,
    VOCABULARY,
    aggregate,
    inputs,
    residents,
    search,
)
from tests.unit.pathway.people import contact, drug_test, treatment

RECORDS = {
    "test": [drug_test(f"p{n}", "2024-01-05", area="A") for n in range(60)],
    "contact": [contact(f"p{n}", "2024-01-06") for n in range(40)],
    "treatment": [treatment(f"p{n}", "2024-01-07", "2024-01-08") for n in range(30)],
}
LATER = date(2026, 3, 31)
COUNTS = [aggregate("tested", 60), aggregate("positive", 60), aggregate("positive", 0, state="negative")]


def test_the_only_programme_that_fits_is_taken() -> None:
    assert choose_programme(inputs(**RECORDS), None, VOCABULARY) is PROGRAMME
    assert choose_programme(inputs(search=[search()]), None, VOCABULARY) is SEARCHES
    assert choose_programme(inputs(count=COUNTS), None, VOCABULARY) is PROGRAMME


def test_two_programmes_in_one_folder_must_be_chosen_between() -> None:
    with pytest.raises(EvenhandError, match=r"fit several programmes\. Choose one with --programme: arrest"):
        choose_programme(inputs(test=RECORDS["test"], search=[search()]), None, VOCABULARY)


def test_contacts_alone_fit_no_programme() -> None:
    with pytest.raises(EvenhandError, match="fit no programme"):
        choose_programme(inputs(contact=RECORDS["contact"]), None, VOCABULARY)


def test_a_programme_by_name() -> None:
    assert choose_programme(inputs(), "stop-and-search", VOCABULARY) is SEARCHES
    with pytest.raises(UnknownName, match="There is no programme 'nope'"):
        choose_programme(inputs(), "nope", VOCABULARY)


def test_people_are_followed_to_the_latest_date_of_the_programmes_own_records() -> None:
    given = inputs(**RECORDS, search=[search(on="2026-06-01")], count=COUNTS)
    assert default_as_at(given, PROGRAMME) == date(2024, 1, 8)
    assert default_as_at(given, SEARCHES) == date(2026, 6, 1)


def test_aggregates_speak_of_the_end_of_their_latest_period() -> None:
    assert default_as_at(inputs(count=COUNTS), PROGRAMME) == date(2024, 12, 31)


def test_a_programme_itself_may_be_given() -> None:
    own = dataclasses.replace(PROGRAMME, id="own")
    assert choose_programme(inputs(), own, VOCABULARY) is own
    release = run(inputs(**RECORDS), dataclasses.replace(PROGRAMME, question="Who?"))
    assert release.programme.question == "Who?"
    own, shipped = (one.run["versions"]["programme"]["sha256"] for one in (release, run(inputs(**RECORDS))))
    assert shipped == VOCABULARY.programme_sha256[PROGRAMME.id]
    assert own != shipped


def test_without_rows_there_is_nothing_to_report_on() -> None:
    with pytest.raises(EvenhandError, match="nothing to report on"):
        run(inputs(test=[]), "arrest-to-treatment")
    with pytest.raises(EvenhandError, match="no row was accepted for the programme"):
        run(inputs(test=[]), "arrest-to-treatment", as_at=date(2024, 1, 1))


def test_a_day_that_is_given_is_used() -> None:
    release = run(inputs(**RECORDS), as_at=date(2024, 1, 20), policy="internal-exact")
    assert release.run["as_at"] == "2024-01-20"
    found = {
        row["state"]: row["value"]
        for row in release.counts.where(stage="arrest-to-treatment/assessed", group="everyone").to_rows()
    }
    assert found["too_soon"] == 40
    assert found["still_waiting"] == 20


def test_areas_that_are_not_those_of_residence_are_said_to_be_so() -> None:
    tests = [{**one, "area_happened": "A"} for one in RECORDS["test"]]
    given = inputs(**{**RECORDS, "test": tests})
    assert "Areas are those where it happened" in " ".join(run(given, area_of="happened").run["warnings"])
    assert "Areas are those" not in " ".join(run(given).run["warnings"])


def test_the_facts_of_a_run() -> None:
    facts = run(inputs(**RECORDS, count=COUNTS)).run
    assert {"inputs", "versions", "as_at", "periods", "warnings", "unlinked", "excluded", "run_id"} <= set(
        facts
    )
    for one in facts["inputs"]:
        assert one["read"] == one["accepted"] + one["rejected"] + one["duplicates"]
    assert set(facts["versions"]) == {"evenhand", "vocabulary", "programme", "policy"}
    for name in ("vocabulary", "programme", "policy"):
        assert len(facts["versions"][name]["sha256"]) == 64
        assert facts["versions"][name]["version"]


def test_aggregates_of_the_same_people_are_duplicates_and_compared() -> None:
    same_time = [{**row, "period": "2024-01-01/2024-01-31"} for row in COUNTS]
    release = run(inputs(**RECORDS, count=same_time))
    (counts,) = (one for one in release.run["inputs"] if one["profile"] == "native-counts")
    assert (counts["read"], counts["accepted"], counts["duplicates"]) == (3, 0, 3)
    assert "they agree" in release.run["warnings"][0]
    alone = run(inputs(**RECORDS))
    assert release.counts.to_rows() == alone.counts.to_rows()


def test_aggregates_are_set_aside_on_a_day_before_anyone_was_tested_too() -> None:
    with pytest.raises(EvenhandError, match="nothing to report on"):
        run(inputs(**RECORDS, count=COUNTS), as_at=date(2001, 1, 1))


def test_who_was_left_out_is_said_by_the_rule_of_the_policy() -> None:
    more = [drug_test("kid", "2024-01-05", area="A", age=17), *RECORDS["test"]]
    contacts = [contact("eve", "2024-01-06"), *RECORDS["contact"]]
    facts = run(inputs(**{**RECORDS, "test": more, "contact": contacts})).run
    assert facts["excluded"] == [
        {"reason": "under_18", "label": "under 18 at the test", "rows": "fewer than 5"}
    ]
    assert facts["unlinked"][0]["rows"] == "fewer than 5"
    assert facts["repeats"] == "fewer than 5"


def test_who_was_left_out_is_said_in_the_language_of_the_pages() -> None:
    more = [drug_test("kid", "2024-01-05", area="A", age=17), *RECORDS["test"]]
    contacts = [contact("eve", "2024-01-06"), *RECORDS["contact"]]
    facts = run(inputs(**{**RECORDS, "test": more, "contact": contacts})).run
    said = dict(left_out(speech("cy"), facts))
    assert said["Heb eu cynnwys: o dan 18 adeg y prawf"] == "fewer than 5"
    own = facts | {"excluded": [{"reason": "ours", "label": "a reason of our own", "rows": "7"}]}
    assert dict(left_out(speech("cy"), own))["Heb eu cynnwys: a reason of our own"] == "7"


def test_two_areas_and_one_level() -> None:
    two = [*RECORDS["test"], *(drug_test(f"q{n}", "2024-01-05", area="B") for n in range(30))]
    given = inputs(**{**RECORDS, "test": two})
    apart = run(given).counts.where(group="everyone", stage="arrest-to-treatment/tested").to_rows()
    assert {row["area"]: row["value"] for row in apart} == {"A": 60, "B": 30}
    together = run(given, area_level="all").counts.where(group="everyone", stage="arrest-to-treatment/tested")
    assert {row["area"]: row["value"] for row in together.to_rows()} == {"all": 90}


def test_stop_and_search_with_residents() -> None:
    people = [residents(DURHAM, "WHITE_BRITISH", 1000), residents(DURHAM, "BLACK_AFRICAN", 50)]
    release = run(inputs(search=[search()] * 30, population=people))
    (row,) = release.counts.where(group="everyone", stage="stop-and-search/residents").to_rows()
    assert (row["value"], row["status"]) == (1050, "exact")


def test_an_earlier_release_is_compared_with() -> None:
    first = run(inputs(**RECORDS), as_at=LATER)
    entry = LedgerEntry.of(first.counts, run_id=first.run["run_id"], as_at=first.run["as_at"])
    again = run(inputs(**RECORDS), as_at=LATER, ledger=Ledger((entry,)))
    assert again.run["ledger"] == {"earlier_releases": 1, "differing_cells": 0}
    fewer = {**RECORDS, "contact": RECORDS["contact"][:20]}
    other = run(inputs(**fewer), as_at=LATER, ledger=Ledger((entry,)))
    assert other.run["ledger"]["differing_cells"] > 0
    assert any("earlier release" in words for words, _ in other.about)


def test_a_run_is_named_by_what_is_shown() -> None:
    """Exact inputs must not be guessed from the run's name: files that give the same release give the same name."""
    given = inputs(**RECORDS)
    changed = tuple(dataclasses.replace(one, sha256="other") for one in given.files)
    assert run(dataclasses.replace(given, files=changed)).run["run_id"] == run(given).run["run_id"]
    others = [
        run(given, as_at=date(2024, 6, 1)),
        run(given, area_level="all"),
        run(given, policy="internal-exact"),
    ]
    assert len({one.run["run_id"] for one in (run(given), *others)}) == 4


def test_the_order_of_rows_changes_nothing(tmp_path: Path) -> None:
    backwards = {name: rows[::-1] for name, rows in RECORDS.items()}
    for name, given in (("a", RECORDS), ("b", backwards)):
        write_release(run(inputs(**given)), tmp_path / name)
    for path in (tmp_path / "a").rglob("*.*"):
        assert path.read_bytes() == (tmp_path / "b" / path.relative_to(tmp_path / "a")).read_bytes()


def test_a_run_in_a_notebook(tmp_path: Path) -> None:
    path = tmp_path / "counts.csv"
    rows = ["area,period,characteristic,group,stage,state,count"]
    rows += [
        f"A,2024,sex,{sex},{stage},,{n}"
        for sex, n in (("MALE", 80), ("FEMALE", 40))
        for stage in ("tested", "positive")
    ]
    path.write_text("\n".join(rows) + "\n")
    for given in (path, str(path), [path]):
        release = evenhand.run(evenhand.read(given))
        assert "<table>" in release.measures._repr_html_()
        assert "<table>" in release.counts._repr_html_()
        assert "counts under 5 hidden" in release._repr_html_()


def test_a_release_can_be_written_as_json(tmp_path: Path) -> None:
    write_release(run(inputs(**RECORDS)), tmp_path)
    measures = json.loads((tmp_path / "measures.json").read_text("utf-8"))
    assert isinstance(measures, list)
    names = "cell_id area period characteristic group reference stage denominator_name numerator denominator"
    assert set(f"{names} measure estimate lower upper state".split()) <= set(measures[0])


def test_evenhand_has_two_names_and_no_others() -> None:
    assert evenhand.__all__ == ["read", "run"]
    with pytest.raises(AttributeError, match="no attribute 'write'"):
        _ = evenhand.write


def test_a_tiny_area_that_nobody_named_is_left_out_with_a_warning() -> None:
    odd = drug_test("p99", "2024-01-05", area="her own words")
    release = run(inputs(**{**RECORDS, "test": [*RECORDS["test"], odd]}))
    assert set(release.counts.cells.column("area").to_pylist()) == {"A"}
    assert "too few people for their names to be shown" in release.run["warnings"][0]
    assert "her own words" not in json.dumps(dict(release.run))


def test_where_every_area_is_tiny_there_is_nothing_to_show() -> None:
    with pytest.raises(EvenhandError, match="fewer than 5 people in each area, under open-5"):
        run(inputs(test=[drug_test("p1", "2024-01-05", area="A")]))


def test_entitled_staff_see_tiny_areas() -> None:
    release = run(inputs(test=[drug_test("p1", "2024-01-05", area="A")]), policy="internal-exact")
    assert set(release.counts.cells.column("area").to_pylist()) == {"A"}


def test_a_latest_date_far_from_the_rest_is_worth_a_look() -> None:
    mistyped = drug_test("p1", "2042-01-05", area="A")
    release = run(inputs(**{**RECORDS, "test": [*RECORDS["test"], mistyped]}))
    assert any("give --as-at" in warning for warning in release.run["warnings"])
    given = run(inputs(**{**RECORDS, "test": [*RECORDS["test"], mistyped]}), as_at=LATER)
    assert not any("give --as-at" in warning for warning in given.run["warnings"])
    elsewhere = run(inputs(**RECORDS, search=[search(on="2042-01-05")]), "arrest-to-treatment")
    assert not any("give --as-at" in warning for warning in elsewhere.run["warnings"])


def test_files_that_the_programme_does_not_use_are_named() -> None:
    release = run(inputs(**RECORDS, search=[search()]), "arrest-to-treatment")
    assert any("does not use these files" in warning for warning in release.run["warnings"])
    assert not any("does not use" in warning for warning in run(inputs(**RECORDS)).run["warnings"])


def test_rates_need_a_population() -> None:
    without = run(inputs(search=[search() for _ in range(9)]))
    assert any("--population" in warning for warning in without.run["warnings"])
    given = run(
        inputs(search=[search() for _ in range(9)], population=[residents(DURHAM, "WHITE_BRITISH", 400000)])
    )
    assert not any("--population" in warning for warning in given.run["warnings"])


def test_lines_of_a_typed_table_are_no_people() -> None:
    release = run(inputs(count=COUNTS))
    assert dict(release.about)["Rows refused on loading"] == f"none of {len(COUNTS)}"
    assert release.run["inputs_shown"][0]["read"] == str(len(COUNTS))
