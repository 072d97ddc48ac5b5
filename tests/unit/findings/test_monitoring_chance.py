"""What is said of the recording where chance may have a part: groups, areas, categories, changes of form."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from evenhand.findings.monitoring import MonitoringFinding, monitoring_findings
from evenhand.findings.monitoring_rules import load_monitoring_rules
from evenhand.findings.sums import Sum, surest_chance
from evenhand.foundations import CountTable, NotProtected
from evenhand.vocabulary import Programme, Vocabulary
from evenhand.vocabulary.breaks import Break
from tests.unit.measures.counted import Cell, groups, in_strata, programme, steps_of, table, words

PLAN = programme()
YEARS = ("2024-04-01/2025-03-31", "2025-04-01/2026-03-31")
CHANGE = Break(
    id="form",
    date=date(2025, 4, 1),
    what="A new form came into use.",
    source="made up",
    verified=True,
    programmes=("steps",),
)


def said(
    counts: CountTable, plan: Programme = PLAN, vocabulary: Vocabulary | None = None
) -> tuple[MonitoringFinding, ...]:
    return monitoring_findings([], vocabulary=vocabulary or words(), counts=counts, programme=plan)


def of_area(area: str, known: int, lost: int, period: str = YEARS[1]) -> list[Cell]:
    where = {"area": area, "period": period}
    cells = [
        *steps_of(PLAN, "A", known, known // 2, **where),
        *steps_of(PLAN, "not_stated", lost, lost // 2, **where),
    ]
    return cells + steps_of(
        PLAN, "everyone", known + lost, (known + lost) // 2, characteristic="everyone", **where
    )


def protected(cells: list[Cell], plan: Programme = PLAN) -> CountTable:
    return table(cells, policy="open-5", plan=plan)


def test_an_area_that_records_less_than_the_others_is_named() -> None:
    (found,) = said(protected(of_area("X1", 200, 100) + of_area("X2", 400, 20)))
    assert found.kind == "not_recorded_of"
    assert found.sentence == (
        "Letter is less often recorded of people of Riverside: it is not known for about 33 of every 100, and for about "
        "5 of every 100 others."
    )
    assert found.short == "Letter: not known for 33 in 100 people of Riverside, 5 in 100 others"
    assert "recorded_less" in found.evidence.claims
    assert found.evidence.adjusted_p < 0.001
    assert found.evidence.comparisons == 2
    assert found.to_row()["evidence"]["kind"] == "recording"


def test_areas_that_differ_by_chance_or_by_little_are_not_named() -> None:
    assert said(protected(of_area("X1", 200, 20) + of_area("X2", 400, 35))) == ()
    assert said(protected(of_area("X1", 100_000, 6000) + of_area("X2", 100_000, 3000))) == ()
    assert said(protected(of_area("X1", 20, 15) + of_area("X2", 400, 20))) == ()


def strata(lost: Mapping[str, int]) -> CountTable:
    people = {"A": dict.fromkeys(lost, (300, 100))}
    return in_strata(
        PLAN, people | {"not_stated": {name: (n, n // 2) for name, n in lost.items()}}, policy="open-5"
    )


def test_a_group_of_whom_less_is_recorded_is_named_where_both_are_known() -> None:
    (found,) = said(strata({"OPIATES_ONLY": 120, "NON_OPIATES": 15}))
    assert found.kind == "not_recorded_of"
    assert "about 29 of every 100, and for about 5 of every 100 others (Riverside)." in found.sentence
    assert said(strata({"OPIATES_ONLY": 20, "NON_OPIATES": 15})) == ()


def ethnic(counts: Mapping[str, tuple[int, int]], plan: Programme) -> CountTable:
    cells = [
        cell
        for group, many in counts.items()
        for cell in steps_of(plan, group, *many, characteristic="ethnicity")
    ]
    return protected(cells, plan)


def test_a_category_whose_groups_differ_is_too_coarse() -> None:
    plan = programme(compare=("ethnicity",))
    counts = {
        "WHITE_BRITISH": (500, 250),
        "ASIAN_INDIAN": (100, 70),
        "ASIAN_PAKISTANI": (100, 30),
        "ASIAN_OTHER": (90, 45),
    }
    (found,) = said(ethnic(counts, plan), plan)
    assert found.kind == "coarse"
    assert found.sentence.startswith("Riverside: the category ‘Asian")
    assert "about 30 of every 100 Pakistani people, and about 70 of every 100 Indian people" in found.sentence
    assert "too_coarse" in found.evidence.claims
    assert len(found.evidence.cell_ids) == 3


def test_a_category_whose_groups_may_be_alike_is_not_named() -> None:
    plan = programme(compare=("ethnicity",))
    alike = {"WHITE_BRITISH": (500, 250), "ASIAN_INDIAN": (100, 55), "ASIAN_PAKISTANI": (100, 45)}
    assert said(ethnic(alike, plan), plan) == ()
    few = {"WHITE_BRITISH": (500, 250), "ASIAN_INDIAN": (12, 12), "ASIAN_PAKISTANI": (100, 5)}
    assert said(ethnic(few, plan), plan) == ()


def changed(vocabulary: Vocabulary, lost: int) -> tuple[MonitoringFinding, ...]:
    cells = of_area("X1", 400, 20, YEARS[0]) + of_area("X1", 400, lost, YEARS[1])
    return said(protected(cells), vocabulary=vocabulary)


def test_a_jump_at_a_change_of_form_is_said_to_be_at_the_same_time_and_no_more() -> None:
    (found,) = changed(replace(words(), breaks=(CHANGE,)), 150)
    assert found.kind == "jump"
    assert found.sentence == (
        "Riverside: of every 100 people asked, those whose letter is not known changed at the same time as this: A new "
        "form came into use (1 April 2025). Before (April 2024 to March 2025) they were about 5, after (April 2025 to "
        "March 2026) about 27. Whether people or the recording are other than before cannot be told from it."
    )
    assert "coincidence" in found.evidence.claims
    assert len(found.short) <= 120


def test_without_a_change_or_without_a_jump_nothing_is_said() -> None:
    assert changed(replace(words(), breaks=()), 150) == ()
    assert changed(replace(words(), breaks=(CHANGE,)), 25) == ()


def test_a_step_is_followed_over_a_change_that_names_it_and_over_no_other() -> None:
    cells = of_area("X1", 400, 20, YEARS[0])
    more = steps_of(PLAN, "everyone", 420, 350, characteristic="everyone", period=YEARS[1])
    cells += [*more, *of_area("X1", 400, 20, YEARS[1])[:-3]]
    for stages, kinds in ((("helped",), ["jump"]), (("other",), [])):
        vocabulary = replace(words(), breaks=(replace(CHANGE, stages=stages),))
        found = said(protected(cells), vocabulary=vocabulary)
        assert [one.kind for one in found] == kinds
    assert (
        "those who were helped changed at the same time as"
        in said(protected(cells), vocabulary=replace(words(), breaks=(CHANGE,)))[0].sentence
    )


def test_exact_counts_are_refused() -> None:
    with pytest.raises(NotProtected, match="protected counts"):
        said(groups(PLAN, {"A": (400, 300)}))


def test_the_chance_holds_for_every_count_allowed() -> None:
    exact = surest_chance(Sum(40, 40, 40), Sum(60, 60, 60), Sum(20, 20, 20), Sum(80, 80, 80))
    wide = surest_chance(Sum(40, 38, 42), Sum(60, 58, 62), Sum(20, 18, 22), Sum(80, 78, 82))
    assert 0.001 < exact < wide < 0.05
    assert surest_chance(Sum(), Sum(), Sum(), Sum()) == 1


@pytest.mark.slow
def test_where_all_is_recorded_alike_few_reports_name_anybody() -> None:
    random, alarms = np.random.default_rng(8), 0
    plan = programme(compare=("ethnicity",))
    known = ("WHITE_BRITISH", "WHITE_IRISH", "ASIAN_INDIAN", "ASIAN_PAKISTANI", "ASIAN_OTHER")
    for _ in range(60):
        counts = {name: (150, int(random.binomial(150, 0.4))) for name in known}
        cells = [
            one
            for name, many in counts.items()
            for one in steps_of(plan, name, *many, characteristic="ethnicity")
        ]
        alarms += bool(said(protected(cells, plan), plan))
    assert alarms <= 60 * 0.05 + 2 * (60 * 0.05 * 0.95) ** 0.5
    assert load_monitoring_rules().test_level == 0.05
