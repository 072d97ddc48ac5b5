"""Two files set beside each other without joining anybody: the share of each group in both, from protected counts."""

from collections.abc import Mapping
from typing import Any

from evenhand.cube.two_profiles import PROFILES, count_profiles
from evenhand.disclosure import DEFAULT_POLICY, Policy, load_policy, protect, without_tiny_areas
from evenhand.flow.choose import with_areas
from evenhand.foundations import EvenhandError
from evenhand.measures.two_profiles import compare_profiles
from evenhand.records import Inputs
from evenhand.vocabulary import Vocabulary, load_vocabulary


def compare(
    inputs: Inputs,
    vocabulary: Vocabulary | None = None,
    policy: Policy | str = DEFAULT_POLICY,
    *,
    first: str = "test",
    second: str = "contact",
    area_level: str | None = None,
) -> list[dict[str, Any]]:
    """Return a row for each area and group: its share in the record types `first` and `second`, and the difference.

    Columns as in measures.two_profiles, with `area_name` and `group_label`. Counts are protected first. Raises
    EvenhandError where one of the record types is not there, or too few people are. Source: C2; 001 3.8.
    """
    policy = load_policy(policy) if isinstance(policy, str) else policy
    vocabulary = with_areas(vocabulary or load_vocabulary(), inputs)
    programme = vocabulary.programme(PROFILES)
    counted = count_profiles(inputs, vocabulary=vocabulary, first=first, second=second, area_level=area_level)
    exact, _ = without_tiny_areas(counted, policy=policy, known=vocabulary.areas.by_code)
    if len(exact) == 0:
        raise EvenhandError("There are too few people for a profile.", mend="Choose a larger --area-level.")
    protected = protect(exact, policy=policy, programme=programme, areas=vocabulary.areas)
    stages = [programme.stage_key(stage) for stage in programme.stages]
    rows = compare_profiles(protected, first=stages[0], second=stages[1]).to_pylist()
    if not rows:
        raise EvenhandError(
            f"No group stands in both the {first} and the {second} records.",
            mend="Give files that hold the same characteristics (ethnicity, sex, age) of people in the same areas.",
        )
    return [{**row, **_labels(row, vocabulary)} for row in rows]


def _labels(row: Mapping[str, Any], vocabulary: Vocabulary) -> dict[str, str]:
    return {
        "area_name": vocabulary.areas.name(row["area"]),
        "group_label": vocabulary.group_label(row["code_list"], row["edition"], row["group"]),
    }
