"""Aggregate counts of people who are counted from records too: set aside, held against them, never added."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from evenhand.cube.aggregates import count_aggregates
from evenhand.cube.types import Part
from evenhand.foundations import Period
from evenhand.records import InputFile, Inputs
from evenhand.vocabulary import Areas, Programme


def set_aside(
    given: pa.Table, own: Part, *, inputs: Inputs, programme: Programme, areas: Areas, level: str | None
) -> tuple[pa.Table, Inputs, list[str]]:
    """Return the aggregate rows of other people than those counted from records, and the inputs put right.

    Rows speak of the same people where the area is the same (or, where areas are rolled up, one holds the other)
    and the periods overlap; they become duplicates of their file. A note says whether both ways of counting agree.
    """
    same = _same_people(given, inputs, programme, areas, level)
    if not same.any():
        return given, inputs, []
    inputs = replace(inputs, files=_accounts(inputs.files, same))
    said = _agreement(given, same, own, programme)
    note = f"Aggregate counts of areas that records cover were set aside, not added ({said})."
    return given.filter(pa.array(~same)), inputs, [note]


def _same_people(
    given: pa.Table, inputs: Inputs, programme: Programme, areas: Areas, level: str | None
) -> NDArray[np.bool_]:
    """Which rows speak of people in the records, whether or not these have journeys on the day of the report."""
    records = inputs.records[programme.journey["record"]]
    days = pc.min_max(records.column(programme.journey["date"])).as_py()
    span = Period.whole_months(days["min"], days["max"])
    covered = records.column("area").unique().to_pylist()
    keys = {programme.stage_key(stage) for stage in programme.stages}
    places = given.group_by(["area", "period"]).aggregate([]).to_pylist()
    twice = {
        (place["area"], place["period"])
        for place in places
        if any(
            _touches(place["area"], area, areas, level) and _overlap(Period.parse(place["period"]), span)
            for area in covered
        )
    }
    rows = zip(*(given.column(name).to_pylist() for name in ("area", "period", "stage")), strict=True)
    return np.array([(area, period) in twice and stage in keys for area, period, stage in rows], dtype=bool)


def _touches(one: str, other: str, areas: Areas, level: str | None) -> bool:
    if level is None:
        return one == other
    return one in areas.holders(other) or other in areas.holders(one)


def _overlap(one: Period, other: Period) -> bool:
    return one.first <= other.last and other.first <= one.last


def _accounts(files: Sequence[InputFile], same: NDArray[np.bool_]) -> tuple[InputFile, ...]:
    """Move the rows that were set aside from accepted to duplicates, file by file."""
    profiles = [one.profile for one in files]
    in_order = sorted(
        (place for place, one in enumerate(files) if one.record == "count"),
        key=lambda place: profiles.index(files[place].profile),
    )
    put_right = list(files)
    start = 0
    for place in in_order:
        one = files[place]
        aside = int(same[start : start + one.accepted].sum())
        start += one.accepted
        put_right[place] = replace(one, accepted=one.accepted - aside, duplicates=one.duplicates + aside)
    return tuple(put_right)


def _agreement(given: pa.Table, same: NDArray[np.bool_], own: Part, programme: Programme) -> str:
    names = [name for name in own.schema.names if name not in ("count", "lower", "upper")]
    theirs = count_aggregates(counts=given.filter(pa.array(same)), programme=programme)
    joined = theirs.join(own, names, join_type="inner", right_suffix="_of_records")
    if not joined.num_rows:
        return "no cell is of the same group and period, so they could not be compared"
    own_count = joined.column("count_of_records")
    outside = pc.or_(
        pc.less(own_count, joined.column("lower")), pc.greater(own_count, joined.column("upper"))
    )
    differing = pc.sum(outside).as_py() or 0
    return f"{differing} of {joined.num_rows} cells differ: look into it" if differing else "they agree"
