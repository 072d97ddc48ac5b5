"""Every CSV file with metadata is as its metadata says: columns, datatypes, what is empty, what names a row."""

import json
from collections.abc import Callable

import pytest

from evenhand.foundations import SCHEMA
from evenhand.measures import MEASURE_SCHEMA, Measure, State
from evenhand.publish import Release
from evenhand.publish.columns import columns_of, meanings
from evenhand.publish.csvw import counts_metadata, measures_metadata, tally_metadata
from evenhand.publish.files import counts_csv, measures_csv, tally_csv
from evenhand.publish.shelf import Shelf
from tests.unit.publish.csvw_rules import faults
from tests.unit.publish.releases import HOSTILE, partnership, stop_and_search
from tests.unit.publish.test_spreadsheet import with_tally


@pytest.fixture(scope="module", params=[lambda: partnership(areas=HOSTILE), stop_and_search])
def release(request: pytest.FixtureRequest) -> Release:
    made: Callable[[], Release] = request.param
    return with_tally(made())


def test_measures_are_as_described(release: Release) -> None:
    assert list(faults(json.loads(measures_metadata(Shelf(release))), measures_csv(release))) == []


def test_counts_are_as_described(release: Release) -> None:
    assert list(faults(json.loads(counts_metadata(Shelf(release))), counts_csv(release))) == []


def test_side_tables_are_as_described(release: Release) -> None:
    (tally,) = release.tallies
    about = json.loads(tally_metadata(Shelf(release), tally, "table-suites.csv"))
    assert about["dc:title"] == "Tests (tests)"
    assert about["rdfs:comment"][0] == "about: Of one year."
    assert list(faults(about, tally_csv(tally))) == []


def test_metadata_says_source_protection_and_licence(release: Release) -> None:
    about = json.loads(counts_metadata(Shelf(release)))
    assert about["dc:source"] == release.programme.source
    assert about["dc:rights"].startswith("counts under 5 hidden, others rounded to 5. No licence is stated")
    assert about["dc:issued"] == {"@value": "2026-05-14", "@type": "date"}
    with_licence = json.loads(counts_metadata(Shelf(release), licence="https://example.org/licence"))
    assert with_licence["dc:license"] == {"@id": "https://example.org/licence"}


def test_every_column_measure_and_state_is_described() -> None:
    assert set(MEASURE_SCHEMA.names) <= set(columns_of("measures"))
    assert set(SCHEMA.names) == set(columns_of("counts"))
    assert set(meanings("measure")) == {str(one) for one in Measure}
    assert set(meanings("held")) == {str(one) for one in State}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda about: about.update(url="/srv/measures.csv"), "not relative"),
        (lambda about: about["tableSchema"]["columns"].pop(), "not those of the table"),
        (lambda about: about["tableSchema"].update(primaryKey=["area"]), "rows have the key of another"),
        (lambda about: about["tableSchema"]["columns"][0].update(datatype="number"), "is no number"),
        (lambda about: about.update({"@context": "x"}), "the context"),
    ],
)
def test_the_rules_find_faults(change: Callable[[dict[str, object]], object], fault: str) -> None:
    release = stop_and_search()
    about = json.loads(counts_metadata(Shelf(release)))
    change(about)
    try:
        found = list(faults(about, counts_csv(release)))
    except ValueError:  # columns and cells can no longer be paired
        found = ["the columns are not those of the table"]
    assert any(fault in one for one in found)
