"""What is further recorded: nothing planted before changes, two ways of counting agree, and it can be read."""

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from evenhand.cube import count
from evenhand.records import Inputs, read
from evenhand.records.export import export_treatments
from evenhand.synthetic import Partnership, make_partnership, write_partnership
from evenhand.vocabulary import load_vocabulary

PEOPLE = 3000


@pytest.fixture(scope="module")
def plain() -> Partnership:
    return make_partnership(people=PEOPLE, seed=1)


@pytest.fixture(scope="module")
def made() -> Partnership:
    return make_partnership(people=PEOPLE, seed=1, further=True)


@pytest.fixture(scope="module")
def inputs(made: Partnership, tmp_path_factory: pytest.TempPathFactory) -> Inputs:
    folder = tmp_path_factory.mktemp("made-up")
    write_partnership(made, folder)
    return read([folder / "records", folder / "areas.csv"], vocabulary=load_vocabulary())


def values(table: pa.Table, column: str) -> set[str]:
    return set(table.column(column).drop_null().unique().to_pylist())


def test_every_row_is_read(inputs: Inputs, made: Partnership) -> None:
    assert [one.file for one in inputs.files] == [
        *("contacts.csv", "custody.csv", "orders.csv", "tests.csv", "treatments.csv", "areas.csv"),
    ]
    assert all(one.read == one.accepted for one in inputs.files)
    assert inputs.records["test"].num_rows == made.tests.num_rows


def test_the_counts_can_be_read_too(made: Partnership, tmp_path: Path) -> None:
    write_partnership(made, tmp_path)
    (counts,) = read([tmp_path / "aggregate"], vocabulary=load_vocabulary()).files
    assert counts.accepted == counts.read == made.counts.num_rows


def test_referrals_can_be_sent_to_the_treatment_monitoring_system(inputs: Inputs) -> None:
    sent = export_treatments(inputs, load_vocabulary())
    assert sent.rows.num_rows > 1000
    assert set(sent.left_out) <= {"there is nothing for DAT ('area')."}


def test_two_ways_of_counting_agree_in_every_cell_of_every_area(inputs: Inputs, made: Partnership) -> None:
    vocabulary, as_at = load_vocabulary(), inputs.latest_date()
    assert as_at is not None
    counted = count(
        inputs, programme=vocabulary.programme("arrest-to-treatment"), vocabulary=vocabulary, as_at=as_at
    )
    found = {
        (row["area"], row["characteristic"], row["group"], row["stage"], row["state"]): row["value"]
        for row in counted.counts.to_rows()
        if "*" not in row["characteristic"] and row["value"]
    }
    expected = {
        (row["area"], row["characteristic"], row["group"] or "everyone", row["stage"], row["state"]): row[
            "count"
        ]
        for row in made.counts.to_pylist()
        if row["count"]
    }
    assert found == expected
    assert {key[0] for key in found} == {"X-RIVERSIDE", "no_fixed_abode", "elsewhere"}


def test_what_was_drawn_before_stays_as_it_was(plain: Partnership, made: Partnership) -> None:
    taken = made.tests.filter(pc.not_equal(made.tests.column("result"), "refused")).select(
        plain.tests.schema.names
    )
    assert sorted(map(str, taken.to_pylist())) == sorted(map(str, plain.tests.to_pylist()))
    assert made.contacts.select(plain.contacts.schema.names).equals(plain.contacts)
    assert {name: made.truth[name] for name in plain.truth} == dict(plain.truth)
    assert plain.custody is None


def test_words_are_those_of_the_records(made: Partnership) -> None:
    assert values(made.tests, "reason") == {"trigger", "other", "not_stated"}
    assert values(made.tests, "residence") == {"resident", "no_fixed_abode", "non_resident"}
    assert "refused" in values(made.tests, "result")
    assert values(made.treatments, "provider") == {"Harbour Recovery", "Bridge Street"}
    assert "recommissioned" in values(made.treatments, "end_reason")


def test_those_in_custody_and_under_orders_are_other_people(made: Partnership) -> None:
    assert made.custody is not None
    assert made.orders is not None
    tested = values(made.tests, "person_id")
    assert len(tested) == PEOPLE
    assert not tested & (values(made.custody, "person_id") | values(made.orders, "person_id"))
    assert values(made.treatments, "person_id") <= tested | values(made.custody, "person_id")


def test_some_episodes_go_on_at_another_provider_within_three_weeks(made: Partnership) -> None:
    rows = {row["episode_id"]: row for row in made.treatments.to_pylist() if row["episode_id"]}
    again = [(rows[name.removesuffix("-2")], row) for name, row in rows.items() if name.endswith("-2")]
    assert len(again) > 20
    for before, after in again:
        assert 0 <= (after["start_date"] - before["end_date"]).days <= 14
        assert before["provider"] != after["provider"]
        assert before["end_reason"] in ("transferred", "recommissioned")


def test_the_planted_difference_after_custody_can_be_seen() -> None:
    def share(disparity: bool) -> float:
        made = make_partnership(people=20_000, seed=3, setting="city", further=True, disparity=disparity)
        assert made.custody is not None
        group = made.custody.filter(pc.equal(made.custody.column("ethnicity"), "BLACK_CARIBBEAN"))
        asked = group.filter(group.column("referred_date").is_valid())
        joined = asked.select(["person_id", "out_date"]).join(made.treatments, "person_id", join_type="inner")
        wait = pc.days_between(joined.column("out_date"), joined.column("start_date"))
        return float(pc.sum(pc.less_equal(wait, 21)).as_py()) / asked.num_rows

    assert share(disparity=False) - share(disparity=True) == pytest.approx(0.15, abs=0.08)
