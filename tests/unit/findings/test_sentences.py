"""Sentences: which way, how much, of whom; nothing that is hidden and nothing without an end."""

import pytest

from evenhand.vocabulary import Polarity
from tests.unit.measures.counted import found, groups, programme, steps_of, table, visits

PLAN = programme()


def only_sentence(plan, counts: dict, **more) -> str:
    findings = found(groups(plan, counts, **more), plan)
    (finding,) = (*findings.headlines, *findings.further)
    assert finding.sentence == finding.lead + finding.rest
    return finding.sentence


def test_a_group_that_gets_there_less_often() -> None:
    assert only_sentence(PLAN, {"A": (400, 300), "B": (200, 100)}) == (
        "In Riverside, of every 100 people of group B asked, about 50 were helped (43 to 57); of every 100 people of "
        "group A asked, about 75 (71 to 79). If the shares had been equal, about 33 to 67 more people would have "
        "been counted."
    )


def test_a_group_that_gets_there_more_often_is_told_without_what_if() -> None:
    said = only_sentence(PLAN, {"A": (400, 200), "B": (200, 150)})
    assert said.endswith("about 50 (45 to 55).")


def test_of_harm_there_would_have_been_fewer() -> None:
    plan = programme(polarity=Polarity.ADVERSE)
    said = only_sentence(plan, {"A": (200, 50), "B": (200, 150)})
    assert "fewer people would have been counted" in said
    assert " more " not in said
    assert "If" not in only_sentence(plan, {"A": (200, 150), "B": (200, 50)})


def test_without_a_polarity_nothing_is_said_of_what_if() -> None:
    assert "If" not in only_sentence(programme(polarity=Polarity.NONE), {"A": (200, 150), "B": (200, 50)})


def test_a_rate_says_how_many_times_with_both_rates() -> None:
    plan = visits(note="not a measure of need")
    assert only_sentence(plan, {"A": (20_000, 100), "B": (5000, 100)}) == (
        "In Riverside, people of group B were visited about 4 times as often as people of group A (3.0 to 5.3 times): "
        "about 20 visits for every 1,000 people of group B who live there (16.3 to 24), and about 5.0 for every 1,000 "
        "people of group A who live there (4.1 to 6.1). With equal rates there would have been about 56 to 98 fewer "
        "visits. Not a measure of need."
    )


def test_a_lower_rate_is_less_often() -> None:
    said = only_sentence(visits(), {"A": (5000, 100), "B": (20_000, 100)})
    assert "less often than people of group A (about 0.2 times as often; 0.2 to 0.3 times)" in said
    assert "would have been" not in said


def test_a_reference_without_events_has_no_ratio_to_speak_of() -> None:
    said = only_sentence(visits(), {"A": (10_000, 0), "B": (10_000, 60)})
    assert "more often than people of group A: about 6.0 visits" in said
    assert "inf" not in said


@pytest.mark.parametrize("own", [0, 2])
def test_a_hidden_count_is_a_range_and_no_figure(own: int) -> None:
    said = only_sentence(visits(), {"A": (10_000, 60), "B": (10_000, own)}, policy="open-5")
    assert "less often than people of group A (0.0 to 0.2 times): between 0.0 and 1.0 visits" in said
    said = only_sentence(visits(), {"A": (10_000, own), "B": (10_000, 60)}, policy="open-5")
    assert "more often than people of group A: about 6.0 visits" in said
    assert "between 0.0 and 1.0 for every" in said
    said = only_sentence(PLAN, {"A": (400, 300), "B": (200, own)}, policy="open-5")
    assert "of every 100 people of group B asked, between 0 and 5 were helped; of every" in said


def test_a_rate_that_is_hardly_higher_is_more_often_and_not_once() -> None:
    said = only_sentence(visits(), {"A": (9_000_000, 900_000), "B": (9_000_000, 915_000)})
    assert (
        "were visited more often than people of group A (about 1.0 times as often; 1.0 to 1.0 times)" in said
    )


def test_of_two_periods_the_latest_is_told_and_named() -> None:
    later = "2026-04-01/2027-03-31"
    cells = steps_of(PLAN, "A", 400, 300) + steps_of(PLAN, "B", 200, 100)
    cells += steps_of(PLAN, "A", 400, 300, period=later) + steps_of(PLAN, "B", 200, 90, period=later)
    findings = found(table(cells), PLAN)
    (finding,) = (*findings.headlines, *findings.further)
    assert finding.lead.startswith("In Riverside (April 2026 to March 2027), of every 100")
    assert findings.comparisons == 1
