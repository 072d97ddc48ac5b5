"""Episodes that are one and days in custody, by hand: the second way beside the pathway stage."""

from datetime import date

import numpy as np
import pyarrow as pa

from evenhand.synthetic import TREATMENT_SCHEMA
from evenhand.synthetic.spells import ALWAYS, Custody, join_rows
from evenhand.vocabulary import load_vocabulary

PROGRAMME = load_vocabulary().programme("arrest-to-treatment")
(EPISODES,) = PROGRAMME.episodes
PAUSE = PROGRAMME.pause
FIRST = date(2024, 1, 1)


def day(number: int) -> date:
    return date.fromordinal(FIRST.toordinal() + number)


def episodes(*rows: tuple[str, int, int | None, int | None, str | None]) -> list[tuple[object, ...]]:
    made = [
        {
            "person_id": person,
            "referral_date": day(referred),
            "start_date": None if start is None else day(start),
            "end_date": None if end is None else day(end),
            "end_reason": why,
        }
        for person, referred, start, end, why in rows
    ]
    found = join_rows(pa.Table.from_pylist(made, schema=TREATMENT_SCHEMA), EPISODES).to_pylist()
    numbered = [
        tuple((value - FIRST).days if isinstance(value, date) else value for value in row.values())
        for row in found
    ]
    return sorted(numbered, key=str)


def test_rows_close_together_are_one_and_far_apart_are_not() -> None:
    assert episodes(("P1", 0, 5, 20, "transferred"), ("P1", 2, 41, 90, "completed")) == [
        ("P1", 0, 5, 90, "completed")
    ]
    assert len(episodes(("P1", 0, 5, 20, "transferred"), ("P1", 2, 42, 90, "completed"))) == 2


def test_nobody_is_joined_with_another_and_no_start_is_no_episode() -> None:
    rows = [("P1", 0, 5, None, None), ("P2", 0, 6, 9, "stopped"), ("P1", 3, None, 8, "declined")]
    assert episodes(*rows) == sorted(rows, key=str)


def test_days_in_custody_are_counted_once_and_up_to_the_day() -> None:
    rows = pa.table(
        {
            "person_id": ["P1", "P1", "P2"],
            "in_date": pa.array([day(10), day(15), day(30)]),
            "out_date": pa.array([day(20), day(25), None]),
        }
    )
    custody = Custody(rows, np.asarray([0, 0, 1]), PAUSE)  # type: ignore[arg-type]
    start = (FIRST - date(1970, 1, 1)).days
    asked = start + np.asarray([10, 12, 40, 40, 29])
    assert custody.days_before(np.asarray([0, 0, 0, 1, 1]), asked).tolist() == [0, 2, 15, 10, 0]
    assert custody.open_since(3).tolist() == [ALWAYS, start + 30, ALWAYS]
    assert custody.closed_days(3).tolist() == [15, 0, 0]
