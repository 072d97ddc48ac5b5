"""The made-up partnership's own counts, made a second way, are those of the pathway and the cube, cell by cell."""

from datetime import date

import pyarrow as pa
from hypothesis import example, given, settings
from hypothesis import strategies as st

from evenhand.cube import count
from evenhand.records import REJECT_SCHEMA, Inputs
from evenhand.synthetic import Partnership, make_partnership, setting_names
from evenhand.synthetic.follow import follow_stages, start_journeys
from evenhand.synthetic.people import age_bands
from evenhand.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
PROGRAMME = VOCABULARY.programme("arrest-to-treatment")
LISTS = {"ethnicity": "ethnicity-18+1:2011", "sex": "sex:2021", "age_band": "age-band-adult:2026"}
FEWER = settings(max_examples=max(5, settings().max_examples // 4))
LATEST = date(2026, 3, 31)
Cells = dict[tuple[str, str, str, str], int]

partnerships = st.builds(
    make_partnership,
    people=st.integers(1, 250),
    seed=st.integers(0, 2**32),
    disparity=st.booleans(),
    setting=st.sampled_from(setting_names()),
)


def inputs(made: Partnership) -> Inputs:
    """Return the records as reading would give them."""
    listed = VOCABULARY.code_list(LISTS["age_band"])
    ages = made.tests.column("age").to_numpy().astype("int64")
    tests = made.tests.append_column("age_band", pa.array(age_bands(listed, ages), pa.string()))
    plain = pa.schema(
        [(f.name, pa.string() if pa.types.is_dictionary(f.type) else f.type) for f in tests.schema]
    )
    return Inputs(
        files=(),
        records={"test": tests.cast(plain), "contact": made.contacts, "treatment": made.treatments},
        code_lists={("test", name): key for name, key in LISTS.items()},
        rejected=REJECT_SCHEMA.empty_table(),
    )


def by_the_cube(made: Partnership, as_at: date) -> Cells:
    counted = count(inputs(made), programme=PROGRAMME, vocabulary=VOCABULARY, as_at=as_at)
    return {
        (row["characteristic"], row["group"], row["stage"].split("/")[1], row["state"]): row["value"]
        for row in counted.counts.to_rows()
        if "*" not in row["characteristic"]  # groups within strata: the generator counts no strata
    }


def by_the_generator(made: Partnership) -> Cells:
    return {
        (row["characteristic"], row["group"] or "everyone", row["stage"].split("/")[1], row["state"]): row[
            "count"
        ]
        for row in made.counts.to_pylist()
    }


def latest(made: Partnership) -> date:
    days: list[date] = []
    for table in (made.tests, made.contacts, made.treatments):
        for one in table.schema:
            if pa.types.is_date(one.type):
                days += [day for day in table.column(one.name).to_pylist() if day is not None]
    return max(days)


@FEWER
@given(partnerships)
@example(make_partnership(people=600, seed=7, setting="partnership"))
@example(make_partnership(people=600, seed=8, setting="city"))
def test_two_ways_of_counting_agree_in_every_cell(made: Partnership) -> None:
    found, expected = by_the_cube(made, latest(made)), by_the_generator(made)
    if made.contacts.num_rows and made.treatments.num_rows:
        assert found == expected
    else:  # of steps whose records are not there nothing is said
        assert found == {key: one for key, one in expected.items() if key in found}


@FEWER
@given(partnerships, st.dates(date(2024, 4, 1), LATEST))
@example(make_partnership(people=600, seed=9), date(2025, 1, 15))
def test_they_agree_on_an_earlier_day_too(made: Partnership, as_at: date) -> None:
    """Everyone's states on an earlier day, from records in which nothing later stands."""
    found = by_the_cube(made, as_at)
    known = {name: _as_known(table, as_at) for name, table in _records(made).items()}
    if not known["test"].num_rows:
        assert found == {}
        return
    for stage, outcome in follow_stages(start_journeys(known, PROGRAMME), PROGRAMME, as_at).items():
        for place, state in enumerate(outcome.states):
            if ("everyone", "everyone", stage, state) in found:
                assert found["everyone", "everyone", stage, state] == (outcome.state == place).sum(), (
                    stage,
                    state,
                )
        if ("everyone", "everyone", stage, "at_risk") in found:
            assert found["everyone", "everyone", stage, "at_risk"] == outcome.at_risk.sum()


def _records(made: Partnership) -> dict[str, pa.Table]:
    return {"test": made.tests, "contact": made.contacts, "treatment": made.treatments}


def _as_known(table: pa.Table, as_at: date) -> pa.Table:
    """Return the rows as they were known on the day: later dates and what hangs on them taken out."""
    rows = []
    for row in table.to_pylist():
        first = next(name for name in ("test_date", "contact_date", "referral_date") if name in row)
        if row[first] > as_at:
            continue
        for name in ("start_date", "end_date"):
            if row.get(name) is not None and row[name] > as_at:
                row[name] = None
                if name == "end_date":
                    row["end_reason"] = None
        rows.append(row)
    return pa.Table.from_pylist(rows, schema=table.schema)
