"""Recommendations read from the documents themselves, held against the facts that people transcribed from them by hand.

The facts are in our own short words and the reader keeps the document's, so that words are compared by what they share.
"""

import os
import re
from pathlib import Path

import pytest

from evenhand.planning.example import areas_for_action, committee_recommendations, ten_projects
from evenhand.planning.reading import PlanRead, letters_of, open_document, place

ROOT = Path(__file__).parents[2]
PLACES = [
    Path(os.environ.get("EVENHAND_REAL_DATA") or "not-set").parent / "sources",
    ROOT.parent / "shared" / "sources",
]
FOLDER = next((one for one in PLACES if one.is_dir()), None)
pytestmark = pytest.mark.skipif(
    FOLDER is None, reason="the documents are not on this machine (EVENHAND_REAL_DATA)"
)


def read(number: str) -> PlanRead:
    path = next(iter(FOLDER.glob(f"{number}_*.txt"))) if FOLDER else Path()
    document = open_document(path)
    found = place(document)
    assert found.letters == letters_of(document.blocks), "not a character is lost, none told twice"
    return found


def stems(text: str) -> set[str]:
    return {word[:5] for word in re.findall(r"[a-z]{5,}", text.lower())}


def shared(one: str, other: str) -> float:
    """Of the words of the shorter text, the share that stands in the other."""
    mine, others = sorted((stems(one), stems(other)), key=len)
    return len(mine & others) / max(len(mine), 1)


def test_the_committee() -> None:
    found, facts = read("003"), committee_recommendations()
    told = [(one.reference, one.paragraph, one.theme) for one in found.recommendations]
    assert told == [(one.number, one.paragraph, one.theme) for one in facts]
    assert all(
        shared(one.text, fact.text) > 0.3 for one, fact in zip(found.recommendations, facts, strict=True)
    )
    assert found.rows == ()
    assert {one.response for one in found.recommendations} == {None}


def test_whom_the_committee_asks() -> None:
    """As its sentences say. The facts add 'UK', and for the sixth, which names nobody with a verb, who would have to act."""
    asked = [one.addressees for one in read("003").recommendations]
    government = ("Government",)
    assert asked == [
        ("Government", "other policy makers"),
        government,
        government,
        government,
        government,
        (),
        government,
    ]


def test_the_areas_for_action() -> None:
    found, facts = read("000"), areas_for_action()
    assert [one.theme for one in found.recommendations] == [one.theme for one in facts]
    assert all(
        shared(one.text, fact.text) > 0.3 for one, fact in zip(found.recommendations, facts, strict=True)
    )


def test_the_ten_projects() -> None:
    found, facts = read("004"), ten_projects()
    groups = [(one.name, one.region, one.host.replace("’", "'"), len(one.outcomes)) for one in found.groups]
    assert groups == [(one.area, one.region, one.host, len(one.outcomes)) for one in facts]
    assert [one.group for one in found.recommendations] == [
        project.area for project in facts for _ in project.recommendations
    ]
    pages = [_pages(found, one.area) for one in facts]
    assert pages == [one.pages for one in facts]


def test_each_of_the_ten_projects_recommendations_says_what_the_facts_say() -> None:
    found = read("004")
    facts = [one for project in ten_projects() for one in project.recommendations]
    apart = [
        (fact.text, one.text)
        for one, fact in zip(found.recommendations, facts, strict=True)
        if shared(one.text, fact.text) < 0.3
    ]
    assert apart == []


def test_each_outcome_says_what_the_facts_say() -> None:
    found = [said for one in read("004").groups for said in one.outcomes]
    facts = [said for one in ten_projects() for said in one.outcomes]
    assert [(a, b) for a, b in zip(facts, found, strict=True) if shared(a, b) < 0.25] == []


def test_plans_and_questions_hold_no_recommendations() -> None:
    assert read("001").recommendations == ()
    assert (read("002").rows, read("002").recommendations) == ((), ())


def _pages(found: PlanRead, area: str) -> str:
    group = next(one for one in found.groups if one.name == area)
    places = [
        *group.where,
        *(place for one in found.recommendations if one.group == area for place in one.where),
    ]
    pages = sorted({one.page for one in places if one.page})
    return f"{pages[0]}-{pages[-1]}" if len(pages) > 1 else str(pages[0])
