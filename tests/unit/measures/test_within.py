"""Groups compared within strata: like with like, from the counts that may be shown and no others."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pytest

from evenhand.findings.within import within_of, within_rows
from evenhand.foundations import CountTable
from evenhand.measures import Known, Measure, State
from evenhand.measures.within import at_most
from tests.unit.measures import counted

PLAN = counted.programme()
PEOPLE = Mapping[str, Sequence[tuple[int, int]]]
"""Group -> (asked, helped) in each stratum."""
# Group B is helped as often as A in each stratum, and has more people where few are helped.
SIMPSON: PEOPLE = {"A": [(400, 320), (100, 20)], "B": [(100, 80), (400, 80)]}


def crossed(people: PEOPLE, **more: Any) -> CountTable:
    """Groups in strata with their sums."""
    named = {
        group: {f"STRATUM {number}": one for number, one in enumerate(strata)}
        for group, strata in people.items()
    }
    return counted.in_strata(PLAN, named, **more)


def within(counts: CountTable, measure: Measure = Measure.DIFFERENCE_WITHIN, group: str = "B") -> dict:
    return counted.one_row(counted.measured(counts, PLAN), str(measure), group)


def test_a_difference_that_the_strata_explain_is_gone_within_them() -> None:
    counts = crossed(SIMPSON)
    crude = counted.one_row(counted.measured(counts, PLAN), "difference", "B")
    assert crude["estimate"] == pytest.approx(160 / 500 - 340 / 500)
    row = within(counts)
    assert row["within"] == "drug_group"
    assert row["estimate"] == pytest.approx(0, abs=1e-12)
    assert row["lower"] < 0 < row["upper"]
    ratio = within(counts, Measure.RATIO_WITHIN)
    assert ratio["estimate"] == pytest.approx(1)
    assert ratio["lower"] < 1 < ratio["upper"]


def test_with_one_stratum_it_is_the_crude_figure() -> None:
    counts = crossed({"A": [(400, 300)], "B": [(120, 60)]})
    assert within(counts)["estimate"] == pytest.approx(60 / 120 - 300 / 400)
    assert within(counts, Measure.RATIO_WITHIN)["estimate"] == pytest.approx((60 / 120) / (300 / 400))


def test_what_protection_hides_widens_the_interval_and_holds_that_of_the_exact_counts() -> None:
    people: PEOPLE = {"A": [(41, 33), (57, 22)], "B": [(33, 14), (62, 11)]}
    exact, shown = within(crossed(people)), within(crossed(people, policy="open-5"))
    assert shown["lower"] < exact["lower"]
    assert shown["upper"] > exact["upper"]


def test_too_few_in_known_strata_say_nothing() -> None:
    row = within(crossed(SIMPSON, left_out=0.3))
    assert (row["state"], row["estimate"], row["lower"]) == (State.TOO_FEW, None, None)
    assert within(crossed(SIMPSON, left_out=0.1))["state"] == State.OK


def test_crossings_make_no_measures_or_comparisons_of_their_own() -> None:
    with_strata, without = crossed(SIMPSON), crossed(SIMPSON).crossings(only=False)
    both = [counted.measured(one, PLAN).to_rows() for one in (with_strata, without)]
    assert [row for row in both[0] if row["within"] != "drug_group"] == both[1]
    assert counted.found(with_strata, PLAN).comparisons == counted.found(without, PLAN).comparisons == 1


def test_without_strata_there_is_no_row() -> None:
    plain = crossed(SIMPSON).crossings(only=False)
    assert len(counted.measured(plain, PLAN).where(measure="difference_within")) == 0


@pytest.mark.parametrize(
    ("people", "verdict", "said"),
    [
        (SIMPSON, "smaller", "there may be none"),
        ({"A": [(400, 320), (400, 120)], "B": [(400, 240), (400, 40)]}, "same", "about 20 in 100"),
        ({"A": [(900, 720), (100, 10)], "B": [(100, 98), (900, 270)]}, "reversed", "the other way round"),
        ({"A": [(12, 11), (300, 250)], "B": [(100, 50), (12, 2)]}, "cannot_say", "cannot be said"),
    ],
)
def test_each_finding_says_what_becomes_of_it_within_strata(people: PEOPLE, verdict: str, said: str) -> None:
    plan = counted.replace(PLAN, within=("drug_group",))
    counts = crossed(people, policy="open-5")
    (finding,) = counted.found(counts, plan).headlines
    (judged,) = finding.within
    assert judged.verdict == verdict
    assert said in judged.sentence
    assert judged.sentence.startswith("Among people who use the same drugs, ")
    assert "because" not in judged.sentence
    assert finding.to_row()["within"][0]["verdict"] == verdict
    measures = counted.measured(counts, plan)
    again = within_of(finding, within_rows(measures), programme=plan, vocabulary=counted.words())
    assert again == finding.within


def test_a_part_is_no_more_than_its_whole_leaves() -> None:
    whole = Known(
        value=np.array([np.nan]), lower=np.array([10.0]), upper=np.array([12.0]), status=np.array(["rounded"])
    )
    lower, upper = np.array([[5.0, 0.0, 0.0]]), np.array([[7.0, 90.0, 4.0]])
    parts = Known(value=np.full((1, 3), np.nan), lower=lower, upper=upper, status=np.full((1, 3), "rounded"))
    assert at_most(parts, whole).upper.tolist() == [[7, 7, 4]]
