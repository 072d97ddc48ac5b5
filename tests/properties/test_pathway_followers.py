"""Whatever the rows: what does not matter changes nothing, every row is accounted for, two ways of following agree."""

from datetime import date, timedelta
from typing import Any

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.linkage import link_by_person
from evenhand.pathway import Journeys, build_pathways
from evenhand.records import RECORD_SCHEMAS
from evenhand.synthetic.follow import follow_stages, start_journeys
from evenhand.vocabulary import load_vocabulary

PROGRAMME = load_vocabulary().programme("arrest-to-treatment")
FIRST = date(2024, 1, 1)
AS_AT = date(2026, 3, 31)
PERIODS = ("whole", "year", "financial-year", "quarter", "month")
FEWER = settings(max_examples=max(5, settings().max_examples // 4))
Rows = dict[str, list[dict[str, Any]]]

PEOPLE = st.sampled_from(["ann", "ben", "cem", "dee"])
DAYS = st.integers(0, 800).map(lambda days: FIRST + timedelta(days=days))
LENGTHS = st.none() | st.integers(0, 200)


def drug_tests() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "person_id": PEOPLE,
            "test_date": st.none() | DAYS,
            "area": st.sampled_from(["X1", "X2", None]),
            "residence": st.sampled_from([None, "resident", "non_resident", "no_fixed_abode"]),
            "suite": st.sampled_from(["North", "South"]),
            "result": st.sampled_from(["opiates", "both", "negative", "not_known"]),
            "age": st.sampled_from([17, 18, 40, None]),
        }
    )


def contacts() -> st.SearchStrategy[dict[str, Any]]:
    outcomes = ["need_found", "need_found", "no_need", "already_in_treatment", "prison", "died", "not_known"]
    return st.fixed_dictionaries(
        {"person_id": PEOPLE, "contact_date": DAYS, "outcome": st.sampled_from(outcomes)}
    )


@st.composite
def treatments(draw: st.DrawFn) -> dict[str, Any]:
    referred, waited, stayed = draw(DAYS), draw(LENGTHS), draw(LENGTHS)
    reasons = ["completed", "stopped", "prison", "died", "recommissioned"]
    started = None if waited is None else referred + timedelta(days=waited)
    ended = None if stayed is None else (started or referred) + timedelta(days=stayed)
    return {
        "person_id": draw(PEOPLE),
        "referral_date": referred,
        "start_date": started,
        "end_date": ended,
        "end_reason": None if ended is None else draw(st.sampled_from(reasons)),
    }


@st.composite
def custody(draw: st.DrawFn) -> dict[str, Any]:
    came, stayed = draw(DAYS), draw(LENGTHS)
    gone = None if stayed is None else came + timedelta(days=stayed)
    return {"person_id": draw(PEOPLE), "kind": "remand", "in_date": came, "out_date": gone}


@st.composite
def course(draw: st.DrawFn) -> Rows:
    """Somebody who goes on from a test to a contact and to treatment, each soon after the one before."""
    person, tested = draw(PEOPLE), FIRST + timedelta(days=draw(st.integers(0, 300)))
    seen = tested + timedelta(days=draw(st.integers(0, 35)))
    referred = seen + timedelta(days=draw(st.integers(0, 7)))
    started = referred + timedelta(days=draw(st.integers(0, 50)))
    stayed, reason = (
        draw(LENGTHS),
        draw(st.sampled_from(["completed", "completed", "stopped", "died", "prison"])),
    )
    ended = None if stayed is None else started + timedelta(days=2 * stayed)
    return {
        "test": [{"person_id": person, "test_date": tested, "area": "X1", "result": "opiates", "age": 30}],
        "contact": [{"person_id": person, "contact_date": seen, "outcome": "need_found"}],
        "treatment": [
            {
                "person_id": person,
                "referral_date": referred,
                "start_date": started,
                "end_date": ended,
                "end_reason": None if ended is None else reason,
            }
        ],
        "custody": draw(st.lists(custody(), max_size=1)),
    }


@st.composite
def all_rows(draw: st.DrawFn) -> Rows:
    noise = draw(st.integers(0, 6))
    rows: Rows = {
        "test": draw(st.lists(drug_tests(), min_size=1, max_size=noise + 1)),
        "contact": draw(st.lists(contacts(), max_size=noise)),
        "treatment": draw(st.lists(treatments(), max_size=noise)),
        "custody": draw(st.lists(custody(), max_size=noise)),
    }
    for one in draw(st.lists(course(), max_size=4)):
        rows = {name: listed + one[name] for name, listed in rows.items()}
    return rows


rows_of_all = all_rows()


def tables(rows: Rows) -> dict[str, pa.Table]:
    return {name: pa.Table.from_pylist(listed, schema=RECORD_SCHEMAS[name]) for name, listed in rows.items()}


def follow(rows: Rows, **how: Any) -> Journeys:
    linked = link_by_person(tables(rows), PROGRAMME)
    return build_pathways(linked=linked, programme=PROGRAMME, **({"as_at": AS_AT} | how))


def known(rows: Rows, as_at: date) -> Rows:
    """Return the rows as they were known on the day, and no test without a date."""
    day = {"test": "test_date", "contact": "contact_date", "treatment": "referral_date", "custody": "in_date"}
    found: Rows = {}
    for name, listed in rows.items():
        found[name] = []
        for row in listed:
            if row[day[name]] is None or row[day[name]] > as_at:
                continue
            late = {one for one, value in row.items() if isinstance(value, date) and value > as_at}
            late |= {"end_reason"} if "end_date" in late else set()
            found[name].append({one: None if one in late else value for one, value in row.items()})
    return found


@given(rows_of_all, st.dates(date(2024, 6, 1), AS_AT))
def test_two_ways_of_following_agree_on_every_state(rows: Rows, as_at: date) -> None:
    journeys, seen = follow(rows, as_at=as_at).rows, known(rows, as_at)
    if not seen["test"]:
        assert journeys.num_rows == 0
        return
    outcomes = follow_stages(start_journeys(tables(seen), PROGRAMME), PROGRAMME, as_at)
    for stage, outcome in outcomes.items():
        found = [state for state in journeys.column(f"state.{stage}").to_pylist() if state is not None]
        expected = [outcome.states[place] for place in outcome.state if place >= 0]
        assert sorted(found) == sorted(expected), stage
        if PROGRAMME.stage(stage).of is not None:
            at_risk = journeys.column(f"at_risk.{stage}").to_pylist()
            assert sum(at_risk) == outcome.at_risk.sum(), stage


@FEWER
@given(rows_of_all, st.sampled_from(PERIODS), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(rows: Rows, period: str, random: Any) -> None:
    mixed = {name: random.sample(listed, len(listed)) for name, listed in rows.items()}
    first, again = follow(rows, period=period), follow(mixed, period=period)
    assert first.rows.equals(again.rows)
    assert (first.repeats, first.excluded, first.joined, first.paused) == (
        again.repeats,
        again.excluded,
        again.joined,
        again.paused,
    )


@FEWER
@given(rows_of_all, st.sampled_from(PERIODS), st.dates(date(2024, 6, 1), AS_AT))
def test_every_test_is_a_journey_a_repeat_or_left_out(rows: Rows, period: str, as_at: date) -> None:
    found = follow(rows, period=period, as_at=as_at)
    left_out = sum(one.rows for one in found.excluded)
    assert len(rows["test"]) == found.rows.num_rows + found.repeats + left_out
    assert sum(found.area_kinds.column("journeys").to_pylist()) == found.rows.num_rows
    counted = found.events_per_person.to_pylist()
    assert sum(one["events"] * one["people"] for one in counted) == found.rows.num_rows + found.repeats


@FEWER
@given(rows_of_all, st.data())
def test_an_episode_recorded_as_two_close_together_is_one(rows: Rows, data: st.DataObject) -> None:
    long = [row for row in rows["treatment"] if row["start_date"] is not None]
    if not long:
        return
    row = data.draw(st.sampled_from(long))
    end = row["end_date"] or row["start_date"] + timedelta(days=100)
    first_end = row["start_date"] + timedelta(days=data.draw(st.integers(0, (end - row["start_date"]).days)))
    again = min(end, first_end + timedelta(days=data.draw(st.integers(0, 21))))
    parts = [
        row | {"end_date": first_end, "end_reason": "transferred"},
        row | {"referral_date": max(again, row["referral_date"]), "start_date": again},
    ]
    if first_end == end == again and row["end_date"] is not None:
        return  # two ends on one day: either could be the last
    split = rows | {"treatment": [one for one in rows["treatment"] if one is not row] + parts}
    assert follow(split).rows.equals(follow(rows).rows)


@FEWER
@given(rows_of_all, st.integers(1, 181), st.sampled_from(PERIODS))
def test_a_later_test_within_the_wash_out_is_a_repeat_and_no_more(rows: Rows, days: int, period: str) -> None:
    whole = {"test_date": FIRST, "result": "both", "age": 40, "area": "X1"}
    rows = rows | {"test": [*rows["test"], {"person_id": "eve", **whole}]}
    later = {"person_id": "eve", **whole, "test_date": FIRST + timedelta(days=days)}
    before, after = (
        follow(rows, period=period),
        follow(rows | {"test": [*rows["test"], later]}, period=period),
    )
    assert after.rows.equals(before.rows)
    assert after.repeats == before.repeats + 1


@FEWER
@given(rows_of_all, st.dates(date(2024, 6, 1), AS_AT), st.integers(1, 400))
def test_who_is_counted_stays_counted_as_time_goes_by(rows: Rows, as_at: date, more: int) -> None:
    """Of one and the same test: once the time for an assessment is over, it does not begin again."""
    rows = rows | {"test": [dict(row, area=row["person_id"]) for row in rows["test"][:1]]}
    rows["test"][0]["residence"] = None
    then, later = follow(rows, as_at=as_at), follow(rows, as_at=as_at + timedelta(days=more))
    for before, after in zip(then.rows.to_pylist(), later.rows.to_pylist(), strict=False):
        if before["at_risk.assessed"]:
            assert after["at_risk.assessed"]
            assert after["state.assessed"] == before["state.assessed"]
