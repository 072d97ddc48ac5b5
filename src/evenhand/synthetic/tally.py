"""Counting the made-up people: everyone and each group, at every stage, in every state, with the zeros."""

from collections.abc import Mapping
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from evenhand.foundations import AT_RISK, EVERYONE, Period
from evenhand.synthetic.draw import Whole
from evenhand.synthetic.follow import StageOutcome, follow_stages, start_journeys
from evenhand.synthetic.people import age_bands
from evenhand.synthetic.types import COUNT_SCHEMA
from evenhand.vocabulary import CodeList, Programme


def tally(
    *,
    records: Mapping[str, pa.Table],
    programme: Programme,
    code_lists: Mapping[str, CodeList],
    area: str,
    period: Period,
    as_at: date | None = None,
) -> pa.Table:
    """Return the counts of the records' people, in the columns of COUNT_SCHEMA, as at a day or their latest date.

    `period` is of whole months. `code_lists` gives the list of each characteristic: ethnicity,
    ethnicity_broad, sex, age_band. Each group that somebody is in has a row for every stage and state.
    Source: docs/reference/synthetic-partnership.md.
    """
    journeys = start_journeys(records, programme)
    outcomes = follow_stages(journeys, programme, as_at or latest_date(records))
    rows = []
    for characteristic, group in _groups(journeys, code_lists).items():
        key = code_lists[characteristic].key if characteristic in code_lists else None
        encoded = group.cast(pa.string()).dictionary_encode()  # holds the groups that are seen, no others
        names, codes = encoded.dictionary.to_pylist(), encoded.indices.to_numpy().astype(np.int64)
        for stage, outcome in outcomes.items():
            counted = _counted(outcome, codes, len(names), programme.stage(stage).of is not None)
            rows += [
                (
                    area,
                    _months(period),
                    characteristic,
                    key,
                    name,
                    f"{programme.id}/{stage}",
                    state,
                    int(count),
                )
                for state, counts in counted.items()
                for name, count in zip(names, counts, strict=True)
            ]
    if not rows:  # nobody of age
        return COUNT_SCHEMA.empty_table()
    columns = zip(*sorted(rows, key=lambda row: tuple(part or "" for part in row[:-1])), strict=True)
    return pa.table(list(map(pa.array, columns, COUNT_SCHEMA.types)), schema=COUNT_SCHEMA)


def latest_date(records: Mapping[str, pa.Table]) -> date:
    """Return the latest date on record, whatever it is the date of."""
    latest: list[date | None] = [
        pc.max(table.column(one.name)).as_py()
        for table in records.values()
        for one in table.schema
        if pa.types.is_date(one.type)
    ]
    return max(day for day in latest if day is not None)


def _groups(journeys: pa.Table, code_lists: Mapping[str, CodeList]) -> dict[str, pa.Array]:
    """Return each person's group by characteristic, as recorded at the test the journey starts from."""
    ethnicity = journeys.column("test.ethnicity").combine_chunks()
    broader = code_lists["ethnicity"].to_coarser()
    broad = pa.array([broader[code] for code in ethnicity.dictionary.to_pylist()], pa.string())
    age = np.asarray(journeys.column("test.age").to_numpy(), dtype=np.int64)
    return {
        EVERYONE: pa.repeat(EVERYONE, journeys.num_rows),
        "ethnicity": ethnicity,
        "ethnicity_broad": broad.take(ethnicity.indices),
        "sex": journeys.column("test.sex").combine_chunks(),
        "age_band": pa.array(age_bands(code_lists["age_band"], age), pa.string()),
    }


def _counted(outcome: StageOutcome, codes: Whole, groups: int, has_risk: bool) -> dict[str, Whole]:
    """Return for each state of a stage how many people of each group are in it."""
    came = outcome.state >= 0
    cells = codes[came] * len(outcome.states) + outcome.state[came]
    grid = np.bincount(cells, minlength=groups * len(outcome.states)).reshape(groups, len(outcome.states))
    counted = {state: grid[:, place] for place, state in enumerate(outcome.states)}
    if has_risk:
        counted[AT_RISK] = np.bincount(codes[outcome.at_risk], minlength=groups)
    return counted


def _months(period: Period) -> str:
    """Return a period of whole months as it stands in the file: 2024-04/2025-03."""
    return f"{period.first:%Y-%m}/{period.last:%Y-%m}"
