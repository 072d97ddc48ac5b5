"""The example data against what the sources hold: how many, which numbers, which paragraphs, which dates."""

from collections import Counter
from datetime import date

from evenhand.planning.dates import Kind
from evenhand.planning.editions import ChangeKind, EntryKind, compare, dangling_in, gaps_in
from evenhand.planning.example import (
    all_recommendations,
    areas_for_action,
    committee_recommendations,
    made_up_edition,
    plan_of_2006,
    ten_projects,
)
from evenhand.planning.recommendations import Response, SourceKind

REFERENCES = ("1/4", "1/5", "1/6", "1/7", "2/1", "2/2", "2/4", "2/5", "3/1", "3/2", "4/2", "5/3")


def test_the_plan_has_its_twelve_actions_five_themes_and_leads() -> None:
    plan = plan_of_2006()
    assert tuple(row.reference for row in plan.rows) == REFERENCES
    assert len({row.theme for row in plan.rows}) == 5
    assert [row.reference for row in plan.rows if row.supporting] == ["4/2", "5/3"]
    assert all(row.leads and row.aim and row.progress for row in plan.rows)
    leads = Counter(lead.agency for row in plan.rows for lead in row.leads)
    assert leads == {
        "CDSD, Home Office": 3,
        "Federation": 1,
        "DIP, Home Office": 5,
        "NTA": 3,
        "UCLan": 1,
        "": 1,
    }


def test_the_dates_of_the_plan_are_of_the_kinds_that_are_printed() -> None:
    kinds = Counter(row.kind for row in plan_of_2006().rows)
    assert kinds == {Kind.UNMARKED: 8, Kind.STAGED: 1, Kind.DEPENDENT: 1, Kind.REVIEW: 1, Kind.ONGOING: 1}
    assert not any(row.mark for row in plan_of_2006().rows)


def test_the_numbering_has_its_gaps_and_one_reference_leads_nowhere() -> None:
    rows = plan_of_2006().rows
    assert gaps_in(rows) == ("1/1", "1/2", "1/3", "2/3", "4/1", "5/1", "5/2")
    assert [(one.reference, one.to, one.waits) for one in dangling_in(rows)] == [("5/3", "5/2", False)]


def test_the_cover_and_the_day_of_the_rows_are_kept_apart() -> None:
    plan = plan_of_2006()
    assert (plan.cover_date, plan.as_at, plan.counts_from) == (date(2006, 9, 18), None, date(2006, 9, 18))
    assert not plan.made_up


def test_the_made_up_edition_says_so_and_names_no_person() -> None:
    edition = made_up_edition()
    assert edition.made_up
    assert "made up" in edition.version
    assert "Made up" in edition.source
    names = {lead.name for row in edition.rows for lead in row.leads}
    assert names == {"", "All of Scrutiny Panel"}


def test_the_two_editions_show_every_kind_of_change() -> None:
    found = compare(plan_of_2006(), made_up_edition())
    assert [one.reference for one in found.of(EntryKind.ADDED)] == ["2/6", "4/3"]
    assert [one.reference for one in found.of(EntryKind.DROPPED)] == ["1/4", "2/4", "2/5", "4/2"]
    assert [one.reference for one in found.gone_without_a_word] == ["2/5", "4/2"]
    assert [(one.old.reference, one.new.reference) for one in found.renumbered] == [("4/2", "4/3")]
    assert [one.reference for one in found.with_change(ChangeKind.LATER)] == ["1/5", "1/7", "2/1", "2/2"]
    assert [one.reference for one in found.with_change(ChangeKind.WORDING)] == ["1/7", "5/3"]
    assert found.opened_gaps == ("1/4", "2/4", "2/5", "4/2")


def test_the_committee_made_seven_recommendations_in_these_paragraphs() -> None:
    found = committee_recommendations()
    paragraphs = [(one.number, one.paragraph) for one in found]
    assert paragraphs == [
        ("1", "10"),
        ("2", "24"),
        ("3", "37"),
        ("4", "48"),
        ("5", "57"),
        ("6", "68"),
        ("7", "69"),
    ]
    assert {one.published for one in found} == {date(2019, 10, 23)}
    assert {one.source_kind for one in found} == {SourceKind.COMMITTEE}
    assert all("UK Government" in one.addressees for one in found)


def test_the_areas_for_action_are_twelve_under_three_themes() -> None:
    themes = Counter(one.theme for one in areas_for_action())
    assert themes == {"Services": 5, "Communities": 4, "Criminal justice system": 3}
    assert all(one.published is None for one in areas_for_action())


def test_the_ten_projects_have_their_recommendations_and_outcomes() -> None:
    counts = {one.area: (len(one.recommendations), len(one.outcomes)) for one in ten_projects()}
    assert counts == {
        "Bolton": (3, 7),
        "Tameside": (5, 4),
        "Trafford": (7, 6),
        "Nottinghamshire County": (10, 7),
        "Leicester City": (5, 6),
        "Birmingham": (8, 6),
        "Hackney": (7, 2),
        "Newham": (7, 4),
        "Tower Hamlets": (8, 3),
        "Reading": (6, 4),
    }


def test_no_reply_is_made_up() -> None:
    assert {one.response for one in all_recommendations()} == {Response.NO_REPLY}
    assert len({one.key for one in all_recommendations()}) == len(all_recommendations()) == 85
