"""Joining episodes and counting days outside custody, at their edges; what is optional; what is told of a programme."""

from datetime import date
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from evenhand.linkage import link_by_person
from evenhand.pathway import Journeys
from evenhand.pathway.episodes import join_episodes
from evenhand.pathway.types import Joined
from evenhand.vocabulary import Episodes, load_vocabulary
from tests.unit.pathway.programmes import follow, programme, stage, states, table

SPEC = Episodes(
    record="treatment",
    person="p",
    start="s",
    end="e",
    reason="why",
    join_within_days=21,
    continues=("recommissioned",),
    continues_within_days=60,
)
Row = tuple[str | None, str | None, str | None, str | None, str]


def joined(*rows: Row, spec: Episodes = SPEC) -> list[Row]:
    """Return the episodes of rows (person, start, end, reason, provider)."""
    day = [[date.fromisoformat(row[n]) if row[n] else None for row in rows] for n in (1, 2)]  # type: ignore[arg-type]
    columns = {"p": [row[0] for row in rows], "s": day[0], "e": day[1]}
    made: dict[str, Any] = columns | {"why": [row[3] for row in rows], "provider": [row[4] for row in rows]}
    schema = pa.schema(
        [
            ("p", pa.string()),
            ("s", pa.date32()),
            ("e", pa.date32()),
            ("why", pa.string()),
            ("provider", pa.string()),
        ]
    )
    with duckdb.connect() as db:
        db.register("given", pa.table(made, schema=schema))
        db.execute("create temp table episodes as select * from given")
        assert join_episodes(db, "episodes", spec)[0] == len(rows)
        found = db.execute(
            "select p, s::varchar, e::varchar, why, provider from episodes order by all"
        ).fetchall()
    return [tuple(row) for row in found]  # type: ignore[misc]


@pytest.mark.parametrize(("again", "episodes"), [("2024-01-31", 1), ("2024-02-01", 2)])
def test_21_days_apart_are_one_and_22_are_two(again: str, episodes: int) -> None:
    rows: list[Row] = [
        ("ann", "2024-01-01", "2024-01-10", "transferred", "A"),
        ("ann", again, "2024-05-01", "completed", "B"),
    ]
    found = joined(*rows)
    assert len(found) == episodes
    if episodes == 1:
        assert found == [("ann", "2024-01-01", "2024-05-01", "completed", "A")]


def test_a_chain_is_one_and_nobody_else_is_drawn_in() -> None:
    found = joined(
        ("ann", "2024-01-01", "2024-01-10", "transferred", "A"),
        ("ann", "2024-01-20", "2024-02-10", "transferred", "B"),
        ("ann", "2024-02-20", "2024-03-10", "stopped", "C"),
        ("ben", "2024-01-05", "2024-01-06", "died", "A"),
    )
    assert found == [
        ("ann", "2024-01-01", "2024-03-10", "stopped", "A"),
        ("ben", "2024-01-05", "2024-01-06", "died", "A"),
    ]


def test_an_open_episode_has_no_end_whatever_lies_within_it() -> None:
    found = joined(
        ("ann", "2024-01-01", None, None, "A"), ("ann", "2024-02-01", "2024-02-10", "completed", "B")
    )
    assert found == [("ann", "2024-01-01", None, None, "A")]


def test_an_episode_within_another_does_not_end_it() -> None:
    found = joined(
        ("ann", "2024-01-01", "2024-12-01", "completed", "A"),
        ("ann", "2024-02-01", "2024-02-10", "stopped", "B"),
    )
    assert found == [("ann", "2024-01-01", "2024-12-01", "completed", "A")]


@pytest.mark.parametrize(("again", "episodes"), [("2024-03-10", 1), ("2024-03-11", 2)])
def test_a_service_closed_goes_on_in_the_next_one_within_its_own_days(again: str, episodes: int) -> None:
    found = joined(
        ("ann", "2024-01-01", "2024-01-10", "recommissioned", "A"),
        ("ann", again, "2024-05-01", "completed", "B"),
    )
    assert len(found) == episodes


def test_of_two_ends_on_one_day_the_closing_of_a_service_is_not_the_reason() -> None:
    found = joined(
        ("ann", "2024-01-01", "2024-05-01", "recommissioned", "A"),
        ("ann", "2024-01-02", "2024-05-01", "completed", "B"),
    )
    assert found == [("ann", "2024-01-01", "2024-05-01", "completed", "A")]


def test_a_referral_without_a_start_and_a_row_that_names_nobody_stay_as_they_are() -> None:
    rows: list[Row] = [
        ("ann", None, "2024-01-10", "declined", "A"),
        ("ann", "2024-01-11", "2024-02-01", "completed", "B"),
        (None, "2024-01-12", "2024-02-01", "completed", "B"),
        (None, "2024-01-13", "2024-02-01", "completed", "B"),
    ]
    assert sorted(joined(*rows), key=str) == sorted(rows, key=str)


PLAN = """
[journey]
record = "test"
person = "person_id"
date = "test_date"

[pause]
record = "custody"
person = "person_id"
from = "in_date"
to = "out_date"
state = "inside"
label = "inside"

[[link]]
record = "contact"
person = "person_id"
date = "contact_date"
after = "test.test_date"
"""
CLOCK = 'clock = { from = "test.test_date", to = "contact.contact_date", within_days = 10PAUSED }'
SEEN = stage("seen", 'rule = { field = "contact.contact_date", present = true }\n' + CLOCK)
TEST = table("test", [{"person_id": "ann", "test_date": "2024-01-01"}])


def seen(
    *spells: tuple[str, str | None], on: str | None, as_at: str = "2024-12-31", paused: str = ""
) -> Journeys:
    plan = programme(PLAN, SEEN.replace("PAUSED", paused))
    rows = [{"person_id": "ann", "in_date": came, "out_date": gone} for came, gone in spells]
    contacts = [{"person_id": "ann", "contact_date": on}] if on else []
    return follow(
        plan,
        date.fromisoformat(as_at),
        test=TEST,
        contact=table("contact", contacts),
        custody=table("custody", rows),
    )


@pytest.mark.parametrize(
    ("spells", "on", "state"),
    [
        ([], "2024-01-11", "reached"),
        ([], "2024-01-12", "stopped"),
        ([("2024-01-05", "2024-01-10")], "2024-01-16", "reached"),
        ([("2024-01-05", "2024-01-10")], "2024-01-17", "stopped"),
        ([("2024-01-05", "2024-01-10"), ("2024-01-07", "2024-01-12")], "2024-01-18", "reached"),
        ([("2024-01-05", "2024-01-10"), ("2024-01-07", "2024-01-12")], "2024-01-19", "stopped"),
        ([("2024-01-02", "2024-01-04"), ("2024-01-06", "2024-01-09")], "2024-01-16", "reached"),
        ([("2024-01-02", "2024-01-04"), ("2024-01-06", "2024-01-09")], "2024-01-17", "stopped"),
        (
            [("2023-12-01", "2024-01-03")],
            "2024-01-13",
            "reached",
        ),  # inside when tested: two days count for nothing
        ([("2023-12-01", "2024-01-03")], "2024-01-14", "stopped"),
        ([("2024-01-12", "2024-06-01")], "2024-01-15", "stopped"),  # the time was over before
        ([("2024-01-05", None)], "2024-06-15", "too_soon"),  # seen inside, and still there
    ],
)
def test_days_in_custody_are_not_counted(spells: list[tuple[str, str | None]], on: str, state: str) -> None:
    assert states(seen(*spells, on=on), "seen") == [state]


@pytest.mark.parametrize(
    ("as_at", "state"),
    [
        ("2024-01-04", "still_waiting"),
        ("2024-01-05", "inside"),
        ("2024-03-01", "still_waiting"),
        ("2024-03-07", "stopped"),
    ],
)
def test_who_is_inside_waits_and_the_time_goes_on_outside(as_at: str, state: str) -> None:
    found = seen(("2024-01-05", "2024-03-01"), on=None, as_at=as_at)
    assert states(found, "seen") == [state]
    assert found.rows.column("at_risk.seen").to_pylist() == [state == "stopped"]


def test_a_clock_can_go_on_in_custody() -> None:
    found = seen(("2024-01-05", "2024-01-10"), on="2024-01-16", paused=", paused = false")
    assert states(found, "seen") == ["stopped"]
    assert found.paused == 0


def test_without_a_file_of_custody_nothing_is_paused_and_the_journeys_say_so() -> None:
    plan = programme(PLAN, SEEN.replace("PAUSED", ""))
    assert follow(plan, test=TEST).paused is None
    assert seen(on=None).paused == 0
    assert seen(("2024-01-05", "2024-01-10"), on="2024-01-16").paused == 1


def test_custody_of_people_without_a_journey_and_without_a_day_is_counted_as_unlinked() -> None:
    rows = [{"person_id": "eve", "in_date": "2024-01-05"}, {"person_id": "ann"}]
    linked = link_by_person({"test": TEST, "custody": table("custody", rows)}, programme(PLAN))
    assert [(one.record, one.reason, one.rows) for one in linked.unlinked] == [
        ("custody", "no test record of this person", 1),
        ("custody", "no in date", 1),
    ]


def test_a_step_does_not_rest_on_an_optional_record() -> None:
    plan = load_vocabulary().programme("arrest-to-treatment")
    assert not plan.rests_on(plan.stage("in_need"), ["treatment"])
    assert plan.rests_on(plan.stage("started"), ["treatment"])
    assert plan.rests_on(plan.stage("in_need"), ["contact"])


def test_episodes_of_the_journey_itself_are_joined_and_reconcile() -> None:
    words = """
[journey]
record = "treatment"
person = "person_id"
date = "start_date"

[[episode]]
record = "treatment"
person = "person_id"
from = "start_date"
to = "end_date"
reason = "end_reason"
join_within_days = 21
"""
    rows = [
        {"person_id": "ann", "start_date": "2024-01-01", "end_date": "2024-01-10"},
        {"person_id": "ann", "start_date": "2024-01-20", "end_date": "2024-03-10"},
        {"person_id": "ben", "start_date": "2024-01-20"},
    ]
    found = follow(programme(words), treatment=table("treatment", rows))
    assert (found.rows.num_rows, found.repeats) == (2, 0)
    assert found.joined == (Joined(record="treatment", rows=3, episodes=2),)


def test_every_number_of_days_of_the_shipped_programme_has_a_source() -> None:
    plan = load_vocabulary().programme("arrest-to-treatment")
    used = {stage.clock.within_days for stage in plan.stages if stage.clock} | {plan.journey["washout_days"]}
    used |= {link["within_days"] for link in plan.links if "within_days" in link}
    used |= {days for one in plan.episodes for days in (one.join_within_days, one.continues_within_days)}
    assert used <= {window.days for window in plan.windows}
    assert all(window.source and window.name for window in plan.windows)


def test_deaths_are_in_no_denominator_and_shown_for_regions() -> None:
    deaths = [
        one
        for stage in load_vocabulary().programme("arrest-to-treatment").stages
        for one in stage.exits
        if one.state == "died"
    ]
    assert len(deaths) == 4
    assert {(one.at_risk, one.sensitive, one.publish_from) for one in deaths} == {(False, True, "region")}
