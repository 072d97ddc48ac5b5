"""Every programme that comes with Evenhand, from made-up rows to a release: at each step nobody is lost or counted twice."""

from collections import defaultdict
from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand import flow
from evenhand.cube import count, stage_states
from evenhand.foundations import AT_RISK, REACHED, CountTable
from evenhand.records import RECORD_SCHEMAS, REJECT_SCHEMA, InputFile, Inputs
from evenhand.vocabulary import Programme, load_vocabulary

VOCABULARY = load_vocabulary()
NAMES = (
    "alcohol-and-drugs-treatment",
    "alcohol-treatment",
    "arrest-to-treatment",
    "dip-2006",
    "ndtms-treatment",
    "orders",
    "prison-continuity",
    "young-people",
)
TREATMENT = ("alcohol-and-drugs-treatment", "alcohol-treatment", "ndtms-treatment", "young-people")
FEW = settings(max_examples=max(3, settings().max_examples // 30))
CODES = {
    "result": "negative opiates cocaine both other refused not_known",
    "outcome": "need_found no_need already_in_treatment prison moved transferred died not_known not_attended",
    "end_reason": "completed stopped prison moved transferred died declined other not_known recommissioned",
    "order.end_reason": "completed revoked_breach revoked_other expired died not_known",
    "order.kind": "drr atr other",
    "custody.kind": "remand sentenced recall not_known",
    "contact.reason": "required_assessment follow_up voluntary not_known",
    "out_reason": "released released_from_court transferred died deported not_known",
    "closed_reason": "completed stopped prison moved transferred died",
    "need": "yes no not_known",
    "residence": "resident non_resident no_fixed_abode not_known",
    "drug_group": "OPIATE CRACK OTHER_NON_OPIATE ALCOHOL_NON_OPIATE ALCOHOL not_known",
    "sex": "MALE FEMALE not_stated",
    "ethnicity": "WHITE_BRITISH BLACK_CARIBBEAN ASIAN_BANGLADESHI not_asked prefer_not_to_say",
    "age_band": "18_24 25_34",
    "setting": "community secure",
}
LISTS = {"sex": "sex:2021", "ethnicity": "ethnicity-18+1:2011", "age_band": "age-band-adult:2026"}
FIRST_DAY, AS_AT = date(2011, 1, 1), date(2012, 12, 31)


def made_up(record: str, rows: int, seed: int) -> pa.Table:
    """Return rows of a record type in which everything that can be missing sometimes is."""
    rng = np.random.default_rng([seed, len(record)])
    return pa.table(
        [_column(field, record, rows, rng) for field in RECORD_SCHEMAS[record]], schema=RECORD_SCHEMAS[record]
    )


def _column(field: pa.Field, record: str, rows: int, rng: np.random.Generator) -> pa.Array:
    missing = rng.random(rows) < 0.2
    codes = CODES.get(f"{record}.{field.name}") or CODES.get(field.name)
    if pa.types.is_date(field.type):
        values = [FIRST_DAY + timedelta(days=int(n)) for n in rng.integers(0, 700, rows)]
    elif pa.types.is_integer(field.type):
        values = rng.integers(14, 40, rows).tolist()
    elif field.name == "area":
        values = rng.choice(["E23000008", "E23000013", "no_fixed_abode"], rows).tolist()
    elif field.name == "person_id":
        values = [f"p{n}" for n in rng.integers(0, max(1, rows // 2), rows)]
    elif codes is not None:
        values = rng.choice(codes.split(), rows).tolist()
    else:
        return pa.nulls(rows, field.type)
    return pa.array(values, field.type, mask=missing)


def inputs(programme: Programme, rows: int, seed: int) -> Inputs:
    """Return made-up rows of all records that a programme follows."""
    names = {programme.journey["record"], *(link["record"] for link in programme.links)}
    if programme.pause is not None:
        names.add(programme.pause.record)
    records = {name: made_up(name, rows, seed) for name in sorted(names)}
    files = tuple(
        InputFile(
            file=name,
            sha256=name,
            profile="made up",
            record=name,
            read=rows,
            accepted=rows,
            rejected=0,
            duplicates=0,
        )
        for name in records
    )
    lists = {(record, name): key for record in records for name, key in LISTS.items()}
    return Inputs(files=files, records=records, code_lists=lists, rejected=REJECT_SCHEMA.empty_table())


Counts = dict[tuple[str, ...], dict[tuple[str, str], int]]


def counts_of(counts: CountTable) -> Counts:
    """Return the counts by who (area, period, characteristic, list, group), then by stage and state."""
    found: Counts = defaultdict(dict)
    for row in counts.to_rows():
        who = tuple(row[name] for name in ("area", "period", "characteristic", "code_list", "group"))
        found[who][row["stage"].split("/")[1], row["state"]] = row["value"]
    return found


@pytest.mark.parametrize("name", NAMES)
@FEW
@given(rows=st.integers(20, 80), seed=st.integers(0, 2**32))
def test_at_every_step_all_who_came_are_in_one_state(name: str, rows: int, seed: int) -> None:
    programme = VOCABULARY.programme(name)
    counted = count(inputs(programme, rows, seed), programme=programme, vocabulary=VOCABULARY, as_at=AS_AT)
    _reconcile(counts_of(counted.counts), programme, most=rows)


@pytest.mark.parametrize("name", NAMES)
def test_a_release_of_each_programme_reconciles(name: str) -> None:
    programme = VOCABULARY.programme(name)
    release = flow.run(inputs(programme, 60, 5), programme=name, policy="internal-exact", as_at=AS_AT)
    assert release.programme.id == name
    _reconcile(counts_of(release.counts), programme, most=60)


def _reconcile(counts: Counts, programme: Programme, *, most: int) -> None:
    assert counts
    for who, cells in counts.items():
        for stage in programme.stages:
            if stage.of is None:
                continue
            came = cells[stage.of, REACHED]
            states = [state for state in stage_states(stage, programme) if state != AT_RISK]
            assert sum(cells.get((stage.id, state), 0) for state in states) == came, (who, stage.id)
            assert cells[stage.id, REACHED] <= cells[stage.id, AT_RISK] <= came, (who, stage.id)
    _groups_add_up(counts, programme)
    everyone = [cells for who, cells in counts.items() if who[2] == "everyone"]
    assert sum(cells[programme.stages[0].id, REACHED] for cells in everyone) <= most


def _groups_add_up(counts: Counts, programme: Programme) -> None:
    first = programme.stages[0].id
    sums: dict[tuple[str, ...], int] = defaultdict(int)
    for who, cells in counts.items():
        sums[who[:4]] += cells[first, REACHED]
    for (area, period, characteristic, _), number in sums.items():
        everyone = counts[area, period, "everyone", "", "everyone"][first, REACHED]
        assert number == everyone, (area, characteristic)


@FEW
@given(rows=st.integers(20, 120), seed=st.integers(0, 2**32))
def test_no_referral_stands_in_two_programmes_and_all_stand_in_one(rows: int, seed: int) -> None:
    table = made_up("treatment", rows, seed)
    table = table.set_column(
        0, "person_id", pa.array([f"p{n}" for n in range(rows)])
    )  # one row for each person
    dated = rows - table.column("referral_date").null_count
    records = {"treatment": table, "custody": RECORD_SCHEMAS["custody"].empty_table()}
    made = Inputs(files=(), records=records, code_lists={}, rejected=REJECT_SCHEMA.empty_table())
    total = 0
    for name in TREATMENT:
        counted = count(
            made, programme=VOCABULARY.programme(name), vocabulary=VOCABULARY, as_at=date(2013, 12, 31)
        )
        assert counted.journeys is not None
        total += counted.journeys.rows.num_rows
    assert total == dated
