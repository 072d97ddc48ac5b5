"""A made-up partnership: the same from the same seed, in codes that exist, and without any person twice."""

import hashlib
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from evenhand.foundations import EvenhandError, Period, UnknownName
from evenhand.synthetic import (
    AREA_SCHEMA,
    CONTACT_SCHEMA,
    COUNT_SCHEMA,
    TEST_SCHEMA,
    TREATMENT_SCHEMA,
    Partnership,
    make_partnership,
    setting_names,
    write_partnership,
)
from evenhand.synthetic.settings import CODE_LISTS
from evenhand.synthetic.tally import latest_date, tally
from evenhand.vocabulary import UNKNOWNS, load_vocabulary

FILES = (
    "aggregate/counts.csv",
    "areas.csv",
    "records/contacts.csv",
    "records/tests.csv",
    "records/treatments.csv",
    "truth.json",
)


def digest(partnership: Partnership, folder: Path, names: tuple[str, ...] = FILES) -> str:
    write_partnership(partnership, folder)
    return hashlib.sha256(b"\0".join((folder / name).read_bytes() for name in names)).hexdigest()


def values(table: pa.Table, column: str) -> set[str]:
    return set(table.column(column).drop_null().unique().to_pylist())


def test_a_seed_gives_the_same_bytes_wherever_it_is_planted(tmp_path: Path) -> None:
    """Change this digest only together with the settings, or with the order in which things are drawn."""
    records = tuple(name for name in FILES if name.startswith("records/"))
    made = digest(make_partnership(people=200, seed=1), tmp_path, records)
    assert made == "2fc2691cb79ab0393577bf8aa10533365d40aab4805e0125c9929b7474f4bbcf"


def test_the_same_seed_gives_the_same_bytes_and_another_other_ones(tmp_path: Path) -> None:
    first, again = (digest(make_partnership(people=300, seed=5), tmp_path / name) for name in ("a", "b"))
    other = digest(make_partnership(people=300, seed=6), tmp_path / "c")
    assert first == again != other


def test_files_have_plain_line_ends_and_no_more_than_the_six(tmp_path: Path) -> None:
    write_partnership(make_partnership(people=50, seed=1), tmp_path)
    written = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file())
    assert written == sorted(FILES)
    for name in FILES:
        content = (tmp_path / name).read_bytes()
        assert content.endswith(b"\n")
        assert b"\r" not in content


def test_a_comma_in_a_name_is_quoted(tmp_path: Path) -> None:
    made = make_partnership(people=5, seed=1, area_code="X-1", area_name="Here, there")
    write_partnership(made, tmp_path)
    lines = (tmp_path / "areas.csv").read_text().splitlines()
    assert lines == ["code,name,level,within,intensive_from", '"X-1","Here, there","partnership",,2023-04-01']


@pytest.mark.parametrize("setting", setting_names())
def test_tables_have_the_columns_of_the_native_files(setting: str) -> None:
    made = make_partnership(people=40, seed=2, setting=setting)
    assert made.tests.schema == TEST_SCHEMA
    assert made.contacts.schema == CONTACT_SCHEMA
    assert made.treatments.schema == TREATMENT_SCHEMA
    assert made.counts.schema == COUNT_SCHEMA
    assert made.areas.schema == AREA_SCHEMA


@pytest.mark.parametrize("setting", setting_names())
def test_every_code_is_one_of_a_code_list(setting: str) -> None:
    made, vocabulary = make_partnership(people=3000, seed=3, setting=setting), load_vocabulary()
    for column, key in (("ethnicity", "ethnicity-18+1:2011"), ("sex", "sex:2021")):
        known = {value.code for value in vocabulary.code_list(key).values} | set(UNKNOWNS)
        assert values(made.tests, column) <= known
    assert values(made.tests, "result") == {"negative", "opiates", "cocaine", "both", "not_known"}
    assert values(made.contacts, "outcome") <= {
        *("need_found", "no_need", "already_in_treatment"),
        *("prison", "moved", "transferred", "died", "not_known"),
    }
    assert values(made.treatments, "end_reason") <= {
        *("completed", "stopped", "prison", "moved", "transferred", "died"),
    }
    for row in (
        made.counts.select(["code_list", "group"]).group_by(["code_list", "group"]).aggregate([]).to_pylist()
    ):
        if row["code_list"] is not None:
            listed = vocabulary.code_list(row["code_list"])
            assert row["group"] in {value.code for value in listed.values} | set(UNKNOWNS)


def test_reasons_for_a_missing_ethnic_group_are_kept_apart() -> None:
    made = make_partnership(people=3000, seed=4)
    assert set(UNKNOWNS) <= values(made.tests, "ethnicity")


def test_there_are_as_many_people_as_asked_for_each_with_a_test() -> None:
    made = make_partnership(people=500, seed=8)
    people = values(made.tests, "person_id")
    assert len(people) == 500
    assert values(made.contacts, "person_id") | values(made.treatments, "person_id") <= people


def test_some_are_tested_again_up_to_four_times_and_never_twice_a_day() -> None:
    made = make_partnership(people=3000, seed=8)
    times = made.tests.group_by("person_id").aggregate([([], "count_all")]).column("count_all")
    assert set(times.unique().to_pylist()) == {1, 2, 3, 4}
    days = made.tests.group_by(["person_id", "test_date"]).aggregate([])
    assert days.num_rows == made.tests.num_rows


@pytest.mark.slow
def test_nobody_is_tested_after_death() -> None:
    made = make_partnership(people=20_000, seed=9)
    died = made.contacts.filter(pc.equal(made.contacts["outcome"], "died")).rename_columns(
        {"contact_date": "death"}
    )
    later = made.tests.join(died, "person_id", join_type="inner")
    assert later.num_rows > 0
    assert not pc.any(pc.greater(later["test_date"], later["death"])).as_py()


def test_the_newest_are_still_in_treatment_and_most_clocks_have_run_out() -> None:
    made = make_partnership(people=3000, seed=10)
    counts = {
        (row["stage"], row["state"]): row["count"]
        for row in made.counts.to_pylist()
        if row["characteristic"] == "everyone"
    }
    finished = "arrest-to-treatment/finished"
    running = counts[finished, "still_waiting"] + counts[finished, "too_soon"]
    assert 0 < running < 0.1 * counts["arrest-to-treatment/retained", "reached"]
    assert counts[finished, "in_treatment"] > 0
    latest = latest_date({"test": made.tests, "contact": made.contacts, "treatment": made.treatments})
    assert latest.isoformat() > "2026-03-01"


def test_the_area_and_the_ids_can_be_named() -> None:
    made = make_partnership(people=20, seed=1, area_code="X-HILL", area_name="Hill", prefix="H")
    assert values(made.tests, "area") == values(made.counts, "area") == {"X-HILL"} == {made.truth["area"]}
    assert made.areas.to_pylist()[0]["name"] == "Hill"
    assert all(name.startswith("H00000") for name in values(made.tests, "person_id"))


def test_made_up_areas_are_none_of_the_real_ones() -> None:
    for setting in setting_names():
        made = make_partnership(people=1, seed=1, setting=setting)
        assert not values(made.areas, "code") & set(load_vocabulary().areas.by_code)


def test_nobody_of_age_gives_no_counts() -> None:
    made, vocabulary = make_partnership(people=500, seed=1), load_vocabulary()
    young = made.tests.filter(pc.less(made.tests["age"], 18))
    records = {
        "test": young,
        "contact": CONTACT_SCHEMA.empty_table(),
        "treatment": TREATMENT_SCHEMA.empty_table(),
    }
    assert young.num_rows > 0
    counts = tally(
        records=records,
        programme=vocabulary.programme("arrest-to-treatment"),
        code_lists={name: vocabulary.code_list(key) for name, key in CODE_LISTS.items()},
        area="X-RIVERSIDE",
        period=Period.parse("2024/25"),
    )
    assert counts.schema == COUNT_SCHEMA
    assert counts.num_rows == 0


@pytest.mark.parametrize(("people", "seed"), [(0, 1), (-5, 1), (10, -1)])
def test_no_people_or_a_negative_seed_is_refused(people: int, seed: int) -> None:
    with pytest.raises(EvenhandError, match="at least one person"):
        make_partnership(people=people, seed=seed)


def test_an_unknown_setting_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownName, match="city, partnership"):
        make_partnership(people=1, seed=1, setting="village")
