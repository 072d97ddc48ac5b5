"""Whatever treatment records hold, written as core data set K and read again they are the same."""

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.records import RECORD_SCHEMAS, REJECT_SCHEMA, Inputs, read
from evenhand.records.export import export_treatments, write_export
from evenhand.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
LISTS = {
    "ethnicity": "ethnicity-ndtms:K",
    "referral_source": "referral-source-ndtms:K",
    "accommodation": "accommodation-ndtms:K",
    "sexual_orientation": "sexual-orientation-ndtms:K",
    "employment": "employment-ndtms:K",
}
TEXT = st.text(st.sampled_from("aZ09 ,;|'\"=+-@é<"), min_size=1, max_size=6).map(str.strip).filter(bool)
FIRST = date(2020, 1, 1)
BANDS = {
    one.code: (one.low or 0, one.high or 200) for one in VOCABULARY.code_list("age-band-adult:2026").values
}


def codes(key: str) -> st.SearchStrategy[str]:
    values = [one.code for one in VOCABULARY.code_list(key).values]
    return st.sampled_from([*values, "not_known", "not_stated", "not_asked", "prefer_not_to_say"])


@st.composite
def record(draw: st.DrawFn) -> dict[str, Any]:
    days = sorted(draw(st.lists(st.integers(0, 900), min_size=3, max_size=3)))
    referred, started, ended = (FIRST + timedelta(days=day) for day in days)
    age = draw(st.none() | st.integers(0, 120))
    band = next(
        (code for code, (low, high) in BANDS.items() if age is not None and low <= age <= high), "not_known"
    )
    outside = draw(st.booleans())
    begun, over = draw(st.booleans()), draw(st.booleans())
    drugs = [one.code for one in VOCABULARY.code_list("drug-group:2026").values]
    reasons = (
        "completed",
        "stopped",
        "prison",
        "moved",
        "transferred",
        "died",
        "declined",
        "other",
        "not_known",
    )
    return {
        "person_id": draw(TEXT),
        "referral_date": referred,
        "start_date": started if begun else None,
        "end_date": ended if over else None,
        "end_reason": draw(st.none() | st.sampled_from(reasons)),
        "episode_id": draw(TEXT),
        "provider": draw(TEXT),
        "area": "elsewhere" if outside else draw(st.sampled_from(["A09B", "=A1", "B02B"])),
        "residence": "non_resident" if outside else "resident",
        "consent": "yes",
        "triage_date": draw(st.none() | st.just(started)),
        "setting": draw(st.none() | TEXT),
        "drug_group": draw(st.sampled_from([*drugs, "not_known"])),
        "age": age,
        "age_band": band,
        "sex": draw(st.sampled_from(["FEMALE", "MALE", "not_known"])),
        **{name: draw(codes(key)) for name, key in LISTS.items()},
    }


def different(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows each of an episode of its own."""
    return [row | {"episode_id": f"{row['episode_id']}#{place}"} for place, row in enumerate(rows)]


def made(rows: list[dict[str, Any]]) -> Inputs:
    schema = RECORD_SCHEMAS["treatment"]
    more = sorted({*LISTS} - {*schema.names})
    whole = pa.schema([*schema, *((name, pa.string()) for name in more)])
    lists = LISTS | {"sex": "sex:2021", "age_band": "age-band-adult:2026", "drug_group": "drug-group:2026"}
    return Inputs(
        files=(),
        records={"treatment": pa.Table.from_pylist(rows, schema=whole)},
        code_lists={("treatment", name): key for name, key in lists.items()},
        rejected=REJECT_SCHEMA.empty_table(),
    )


@settings(max_examples=8)
@given(rows=st.lists(record(), min_size=1, max_size=12).map(different))
def test_written_and_read_again_they_are_the_same(rows: list[dict[str, Any]]) -> None:
    inputs = made(rows)
    exported = export_treatments(inputs, VOCABULARY)
    with TemporaryDirectory() as folder:
        again = read([write_export(exported, Path(folder) / "out.csv")], vocabulary=VOCABULARY)
    assert (exported.left_out, exported.lost) == ({}, {})
    assert again.rejected.to_pylist() == []
    back = again.records["treatment"].to_pylist()
    held = {name for one in back for name, value in one.items() if value is not None}
    assert [{name: one.get(name) for name in held | {*rows[0]}} for one in back] == [
        {name: _as_read(name, one.get(name), rows) for name in held | {*rows[0]}} for one in rows
    ]
    assert export_treatments(again, VOCABULARY).rows.equals(exported.rows)


def _as_read(name: str, value: Any, rows: list[dict[str, Any]]) -> Any:
    """A characteristic that nobody in the file has a value of is one that the file doesn't ask."""
    if name == "age_band" and all(one["age"] is None for one in rows):
        return None
    return (
        None
        if name in LISTS and name != "ethnicity" and all(one[name] == "not_known" for one in rows)
        else value
    )
