"""Which counts are too small, or too much of one person's making."""

from dataclasses import replace

import numpy as np

from evenhand.disclosure.suppress import below_threshold, dominated
from tests.unit.disclosure.suppress.problems import POLICY

EVENTS = np.array([100.0, 100.0, 0.0, 60.0])
LARGEST = np.array([[80.0, 10.0], [30.0, 20.0], [0.0, 0.0], [30.0, 28.0]])


def test_counts_of_one_to_four_are_small_and_zeros_are_shown() -> None:
    assert below_threshold(np.arange(7.0), POLICY).tolist() == [False, True, True, True, True, False, False]


def test_no_rule_of_dominance_is_on_by_itself() -> None:
    assert not dominated(EVENTS, LARGEST, POLICY).any()


def test_few_people_with_most_events_are_hidden() -> None:
    policy = replace(POLICY, dominance_n=1, dominance_share=75)
    assert dominated(EVENTS, LARGEST, policy).tolist() == [True, False, False, False]


def test_the_second_must_not_tell_the_first_too_closely() -> None:
    policy = replace(POLICY, dominance_p=10)
    assert dominated(EVENTS, LARGEST, policy).tolist() == [False, False, False, True]
    assert dominated(EVENTS[:1], np.array([[95.0]]), policy).tolist() == [True]
