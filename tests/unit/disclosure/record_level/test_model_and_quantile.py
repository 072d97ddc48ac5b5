"""Models and quantiles: shown where nobody is a coefficient or a median of their own."""

import dataclasses

import numpy as np
import pyarrow as pa
import pytest

from evenhand.disclosure.record_level import (
    ResultRefused,
    check_model,
    check_quantile,
    load_record_policy,
    record_policy_names,
)
from evenhand.foundations import UnknownName, VocabularyError

POLICY = load_record_policy()
VALUES = pa.table({"term": ["constant", "women"], "odds": [1.23456, 0.0], "people": [812, 307]})
GOOD = {"people": 812, "parameters": 2, "patterns": 4, "least_cell": 9}


def test_a_model_on_enough_people_is_shown_to_three_digits() -> None:
    result = check_model(VALUES, **GOOD, policy=POLICY)
    assert result.kind == "model"
    assert result.values.to_pylist() == [
        {"term": "constant", "odds": 1.23, "people": 812},
        {"term": "women", "odds": 0.0, "people": 307},
    ]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"people": 19}, "fewer than 20 people"),
        ({"people": 30, "parameters": 21}, "residual degrees of freedom"),
        ({"patterns": 2}, "saturated"),
        ({"least_cell": 4}, "rests on fewer than 5 people"),
        ({"parameters": 1}, "more rows than parameters"),
    ],
)
def test_a_model_on_too_few_is_refused(changed: dict[str, int], said: str) -> None:
    with pytest.raises(ResultRefused, match=said):
        check_model(VALUES, **{**GOOD, **changed}, policy=POLICY)


def test_a_median_is_nobody_s_own_value() -> None:
    days = np.arange(1.0, 41.0) ** 2
    result = check_quantile(days[::-1], [0.5], policy=POLICY)
    (shown,) = result.values.column("value").to_pylist()
    assert shown == 402  # the mean of 18, 19, 20, 21 and 22 squared
    assert shown not in days


def test_a_value_that_enough_people_share_is_shown() -> None:
    result = check_quantile(np.repeat([3.0, 7.0, 21.0], 10), (0.25, 0.5, 0.75), policy=POLICY)
    assert result.values.column("value").to_pylist() == [3, 7, 21]


@pytest.mark.parametrize("shares", [(0.0,), (1.0,), (0.1,), (0.95,), (0.5, 0.6)])
def test_what_is_one_person_s_is_refused(shares: tuple[float, ...]) -> None:
    with pytest.raises(ResultRefused, match="below, above or between"):
        check_quantile(np.arange(40.0), shares, policy=POLICY)


def test_places_near_the_ends_stay_among_the_people() -> None:
    result = check_quantile(np.arange(40.0), (0.125, 0.875), policy=POLICY)
    assert result.values.column("value").to_pylist() == [4, 34]
    with pytest.raises(ResultRefused, match="fewer than 20"):
        check_quantile(np.arange(19.0), (0.5,), policy=POLICY)
    with pytest.raises(ValueError, match="not known"):
        check_quantile(np.array([np.nan] * 30), (0.5,), policy=POLICY)


def test_policies() -> None:
    assert record_policy_names() == ("record-5",)
    assert POLICY.protection.publishable
    with pytest.raises(UnknownName, match="Known: record-5"):
        load_record_policy("record-6")
    with pytest.raises(VocabularyError, match="threshold must be 2 or more"):
        dataclasses.replace(POLICY, threshold=1)
