"""The plan of 2006 on 1 April 2007: what was overdue, blocked, ongoing and not yet due, worked out by hand."""

import csv
from datetime import date
from pathlib import Path

from evenhand.planning.example import plan_of_2006
from evenhand.planning.standing import State, inference_said, said, standings, tracked_rows

FACTS = Path(__file__).with_name("plan_2006_standing.csv")
PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "plans-and-editions.md"
ON = date(2007, 4, 1)


def facts() -> list[dict[str, str]]:
    lines = FACTS.read_text("utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def line(reference: str, stage: str, one, waits: tuple[str, ...]) -> dict[str, str]:
    return {
        "reference": reference,
        "stage": stage,
        "state": str(one.state),
        "due": one.due.isoformat() if one.due else "",
        "inferred": "yes" if one.inferred else "no",
        "waits_for": " ".join(waits),
    }


def test_the_plan_of_2006_on_1_april_2007() -> None:
    found = standings(tracked_rows(plan_of_2006().rows), ON)
    lines = []
    for one in found.rows:
        lines.append(line(one.key, "", one, one.blocked_by))
        lines += [line(one.key, str(part.place), part, part.blocked_by) for part in one.stages]
    assert lines == facts()


def test_it_is_said_why_overdue_is_an_inference() -> None:
    found = standings(tracked_rows(plan_of_2006().rows), ON)
    assert found.nothing_marked
    assert inference_said(found.row("2/5").inference) == (
        "No row of this edition is marked as a review date or a deadline. 'November 2006' is read as a deadline, "
        "so 'overdue' is inferred."
    )


def test_the_explanation_says_the_same() -> None:
    page = " ".join(PAGE.read_text("utf-8").replace("> ", "").split())
    found = standings(tracked_rows(plan_of_2006().rows), ON)
    assert said(found.row("2/5")) in page
    late = [one.key for one in found.of(State.OVERDUE) if not one.stages]
    waiting = [one.key for one in found.of(State.NOT_YET_DUE)]
    assert f"overdue {', '.join(late)} and the first stage of 1/5; blocked 1/6" in page
    assert f"not yet due {', '.join(waiting[:-1])} and {waiting[-1]}" in page
