"""Which statements may ask for the same thing: scores, reasons, and the same answer for any order."""

import re
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.planning.example import all_recommendations, plan_of_2006
from evenhand.planning.recommendations import (
    Statement,
    likeness_rules,
    statements_of,
    suggest_alike,
    together,
)
from evenhand.planning.recommendations.overlap import nearest_pairs

PLAN = [Statement(key=row.reference, source="plan", text=row.action) for row in plan_of_2006().rows]
ALL = [*statements_of(all_recommendations()), *PLAN]


def pairs(statements: Sequence[Statement], **more) -> list[tuple[str, str]]:
    return [(one.first, one.second) for one in suggest_alike(statements, **more)]


def one(key: str, text: str, source: str = "s") -> Statement:
    return Statement(key=key, source=source, text=text)


def test_the_known_pair_of_the_plan_of_2006_is_the_one_that_is_suggested() -> None:
    assert pairs(PLAN) == [("1/7", "2/4")]


def test_the_known_pair_says_why() -> None:
    (found,) = suggest_alike(PLAN)
    assert "words in both: review, revise" in found.said()
    assert "commissioning and planning" in found.said()
    assert "geiriau yn y ddau: review, revise" in found.said("cy")


def test_three_projects_that_ask_for_counselling_are_suggested_first() -> None:
    found = [re.sub("ten-projects-2006/", "", key) for pair in pairs(ALL)[:3] for key in pair]
    assert set(found) == {"Hackney 2", "Nottinghamshire County 3", "Trafford 5"}


@settings(max_examples=15, deadline=None)
@given(order=st.permutations(ALL))
def test_the_order_of_the_input_changes_nothing(order: list[Statement]) -> None:
    assert suggest_alike(order) == suggest_alike(ALL)


def test_pairs_of_one_source_can_be_left_out() -> None:
    assert pairs(PLAN, across_sources=True) == []
    across = suggest_alike(ALL, across_sources=True)
    assert {pair.first.split("/")[0] for pair in across} <= {one.key.split("/")[0] for one in ALL}


def test_what_people_decided_is_not_suggested_again() -> None:
    assert pairs(PLAN, decided=[("2/4", "1/7")]) == []


def test_abbreviations_count_as_what_they_stand_for() -> None:
    found = pairs(
        [one("a", "Set up PbR for drug services"), one("b", "Set up payment by results for drug services")]
    )
    assert found == [("a", "b")]


def test_naming_different_people_counts_against_a_pair() -> None:
    women = one("a", "Offer therapeutic counselling to women in prison")
    faith = one("b", "Offer therapeutic counselling to faith groups in prison")
    plain = one("b", "Offer therapeutic counselling to groups in prison")
    against = suggest_alike([women, faith])
    assert against[0].score < suggest_alike([women, plain])[0].score
    assert "they are about different people: sex; religion or belief" in against[0].said()


def test_the_very_same_words_are_suggested_with_the_first() -> None:
    same = [one(key, "Publish the figures by ethnicity") for key in "abc"]
    found = suggest_alike(same)
    assert [(pair.first, pair.second, pair.score) for pair in found] == [("a", "b", 1.0), ("a", "c", 1.0)]
    assert "the same words" in found[0].said()


def test_texts_without_words_are_alike_to_nothing() -> None:
    assert suggest_alike([one("a", ""), one("b", "the of and"), one("c", "")]) == ()


@settings(max_examples=30, deadline=None)
@given(texts=st.lists(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=6), max_size=12))
def test_the_overlap_is_that_of_a_plain_sum(texts: list[list[str]]) -> None:
    found = {pair[:2]: pair[2] for pair in nearest_pairs(texts, least=0.3, nearest=50)}
    for a, first in enumerate(texts):
        for b in range(a + 1, len(texts)):
            weights = [_weights(text, texts) for text in (first, texts[b])]
            plain = sum(weights[0].get(word, 0) * weight for word, weight in weights[1].items())
            if plain >= 0.3 + 1e-6:
                assert found[a, b] == pytest.approx(min(plain, 1), abs=1e-5)
            elif plain < 0.3 - 1e-6:
                assert (a, b) not in found


def _weights(text: list[str], texts: list[list[str]]) -> dict[str, float]:
    held = {word: sum(word in other for other in texts) for word in text}
    raw = {
        word: (1 + np.log(text.count(word))) * (np.log((1 + len(texts)) / (1 + held[word])) + 1)
        for word in held
    }
    length = np.sqrt(sum(value**2 for value in raw.values()))
    return {word: value / length for word, value in raw.items()}


@pytest.mark.slow
def test_the_nearest_of_thousands_are_found_with_few_comparisons() -> None:
    draw = np.random.default_rng(7)
    words = [f"word{n}" for n in range(2000)]
    chance = 1 / np.arange(1, 2001) ** 0.8
    texts = [" ".join(draw.choice(words, 25, p=chance / chance.sum())) for _ in range(1500)]
    statements = [one(f"{n:04}", text) for n, text in enumerate(texts)]
    twin = one("twin", texts[900] + " and more besides")
    assert ("0900", "twin") in pairs([*statements, twin])
    by = likeness_rules()
    looked_at = nearest_pairs([by.words(text) for text in texts], least=by.least_overlap, nearest=by.nearest)
    assert len(looked_at) <= by.nearest * len(texts)


def test_merged_ones_stand_together_under_the_first() -> None:
    keys = ["a", "b", "c", "d", "e"]
    assert together(keys, [("c", "b"), ("d", "c"), ("e", "x")]) == (("a",), ("b", "c", "d"), ("e",))


@settings(max_examples=50, deadline=None)
@given(merged=st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"))))
def test_each_is_in_one_group_whatever_was_merged(merged: list[tuple[str, str]]) -> None:
    groups = together(list("abcde"), merged)
    assert sorted(key for group in groups for key in group) == list("abcde")
    assert sorted(together(list("abcde"), merged[::-1])) == sorted(groups)
