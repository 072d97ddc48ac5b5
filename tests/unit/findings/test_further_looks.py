"""What is added to findings: whoever those not recorded are, over time, areas that stand out, and help of peers."""

from dataclasses import replace

import numpy as np
import pytest

from evenhand.findings import Finding, find
from evenhand.findings.evidence import Control
from evenhand.findings.outliers import areas_that_stand_out
from evenhand.findings.trend import held_trends, with_trend
from evenhand.findings.types import AreaStatement
from evenhand.foundations import EVERYONE
from evenhand.measures import MeasureTable, load_rules, measure
from evenhand.measures.types import measure_rows
from evenhand.vocabulary import Polarity
from evenhand.vocabulary.speech import speech
from evenhand.vocabulary.translate import in_language
from tests.unit.measures.counted import found, groups, measured, programme, visits, words

PLAN, RULES, TEST = programme(), load_rules(), Control(comparisons=1, error_rate=0.05, protection="open-5")


def one_finding(unknown: tuple[int, int], plan=PLAN, **counts: tuple[int, int]) -> Finding:
    given = counts or {"A": (400, 300), "B": (200, 100)}
    findings = found(groups(plan, given | {"not_stated": unknown}, policy="open-5"), plan)
    (one,) = (*findings.headlines, *findings.further)
    return one


def test_a_difference_that_nobody_not_recorded_could_close_stays() -> None:
    one = one_finding((20, 10))
    assert one.unknowns is not None
    assert one.unknowns.sentence.startswith(
        "Whatever the group of those not recorded, the difference stays: from 17 to 31"
    )
    assert one.unknowns.sentence.endswith(" in 100 among those counted.")
    assert "stays_whoever_they_are" in one.evidence.claims
    assert one.unknowns.lower < one.estimate < one.unknowns.upper < 0


def test_a_difference_that_they_could_close_could_vanish() -> None:
    one = one_finding((200, 150))
    assert one.unknowns is not None
    assert "the difference could vanish: from " in one.unknowns.sentence
    assert "the other way" in one.unknowns.sentence
    assert "could_vanish" in one.evidence.claims
    assert one.to_row()["unknowns"]["verdict"] == "could_vanish"


def test_where_nobody_is_unknown_nothing_is_added() -> None:
    (one,) = found(groups(PLAN, {"A": (400, 300), "B": (200, 100)}), PLAN).headlines
    assert (one.unknowns, one.trend) == (None, None)


def test_of_rates_it_is_said_for_so_many_residents() -> None:
    plan = visits()
    one = one_finding((0, 10), plan, A=(20_000, 100), B=(5000, 100))
    assert one.unknowns is not None
    assert one.unknowns.sentence.endswith(" for every 1,000 among those counted.")


def table_of(rows: list[dict], measures: MeasureTable) -> MeasureTable:
    names = list(rows[0])
    return MeasureTable(
        rows=measure_rows({name: [row.get(name) for row in rows] for name in names}, len(rows)),
        protection=measures.protection,
        certificate=measures.certificate,
    )


def trends(one: Finding, *figures: tuple[float, float, float]) -> MeasureTable:
    measures = measured(groups(PLAN, {"A": (400, 300), "B": (200, 100)}), PLAN)
    shared = {
        name: getattr(one, name) for name in ("area", "characteristic", "code_list", "edition", "reference")
    }
    shared |= {"stage": one.stage, "measure": "ratio_trend", "state": "ok", "units": "ratio", "cell_id": "x"}
    shared |= {"period": "2019-04-01/2026-03-31"}
    rows = [
        shared | {"group": group, "estimate": middle, "lower": low, "upper": high}
        for group, (middle, low, high) in zip("BCDE", figures, strict=False)
    ]
    return table_of(rows, measures)


@pytest.mark.parametrize(
    ("figures", "verdict"), [((1.1, 1.08, 1.12), "narrowed"), ((0.9, 0.885, 0.915), "widened")]
)
def test_a_trend_that_holds_is_said(figures: tuple[float, float, float], verdict: str) -> None:
    one = one_finding((0, 0))
    later = with_trend(one, held_trends(trends(one, figures), RULES), speech("en"))
    assert later.trend is not None
    assert later.trend.sentence == (
        f"From April 2019 to March 2026 the difference has {verdict}, as a ratio: it was multiplied by about "
        f"{figures[0]:.2f} a year ({figures[1]:.2f} to {figures[2]:.2f})."
    )
    assert "change" in later.evidence.claims
    assert later.trend.adjusted_p < 0.05


def test_a_trend_that_may_be_none_or_is_one_of_many_is_not_said() -> None:
    one = one_finding((0, 0))
    assert held_trends(trends(one, (1.1, 0.99, 1.2)), RULES) == {}
    barely = (1.1, 1.005, 1.2)
    assert len(held_trends(trends(one, barely), RULES)) == 1
    assert held_trends(trends(one, barely, (1.0, 0.9, 1.1), (1.0, 0.9, 1.1)), RULES) == {}
    assert with_trend(one, {}, speech("en")) is one


def funnel(*estimates: float, lower: float = 0.4, upper: float = 0.6) -> tuple[AreaStatement, ...]:
    measures = measured(groups(PLAN, {"A": (400, 300), "B": (200, 100)}), PLAN)
    shared = {
        "characteristic": EVERYONE,
        "group": EVERYONE,
        "stage": "steps/helped",
        "measure": "funnel_point_wide",
    }
    shared |= {
        "state": "ok",
        "units": "share",
        "lower": lower,
        "upper": upper,
        "period": "2024-04-01/2026-03-31",
    }
    areas = [f"X{place + 1}" for place in range(len(estimates))]
    rows = [
        shared | {"area": area, "cell_id": area, "estimate": one}
        for area, one in zip(areas, estimates, strict=True)
    ]
    return areas_that_stand_out(
        table_of(rows, measures), TEST, programme=PLAN, vocabulary=words(), rules=RULES
    )


def test_an_area_beyond_the_wide_limits_stands_out() -> None:
    (one,) = funnel(0.3, *[0.5] * 9)
    assert one.sentence == (
        "Riverside stands out from the areas beside it at the step ‘Helped’: of every 100 people asked, about 30 were "
        "helped, below what areas like it vary by (40 to 60). That says nothing of how good a service is."
    )
    assert one.short == "Riverside stands out from the areas beside it, below their range: Helped, 30 of 100"
    assert one.to_row()["evidence"]["claims"] == ["stands_out"]
    assert funnel(0.5, 0.7)[0].verdict == "above"


def test_of_many_areas_one_beyond_the_limits_is_to_be_expected() -> None:
    assert funnel(0.3, *[0.5] * 29) == ()
    assert len(funnel(0.3, 0.7, *[0.5] * 28)) == 2
    assert funnel(*[0.5] * 10) == ()


@pytest.mark.slow
def test_where_areas_are_alike_few_reports_say_that_one_stands_out() -> None:
    random = np.random.default_rng(9)
    draws = random.standard_normal((4000, 20))
    beyond = (np.abs(draws) > 3.0902).sum(axis=1)
    stated = (beyond > 0) & (0.05 * beyond >= 20 * 0.002)
    assert stated.mean() <= 0.05


def test_what_peers_let_be_said_of_a_group_too_small_is_labelled() -> None:
    plan = programme(polarity=Polarity.FAVOURABLE)
    counts = {"A": (400, 300), "B": (200, 150), "C": (6, 3), "D": (180, 120), "E": (150, 110)}
    for language, wanted in (
        ("en", "with the help of the other groups of the area"),
        ("cy", "gyda chymorth grwpiau eraill"),
    ):
        vocabulary = in_language(words(), language)
        table = groups(plan, counts)
        measures = measure(table, programme=plan, vocabulary=vocabulary)
        findings = find(table, measures, programme=plan, vocabulary=vocabulary)
        (one,) = [said for said in findings.cannot_say if said.reason == "borrowed"]
        assert wanted in one.sentence
        assert one.evidence is not None
        assert "borrowed" in one.evidence.claims
        assert one.to_row()["evidence"]["kind"] == "unsaid"


def test_a_finding_with_all_its_additions_stands_in_a_file() -> None:
    one = one_finding((20, 10))
    later = with_trend(one, held_trends(trends(one, (1.1, 1.08, 1.12)), RULES), speech("en"))
    row = replace(later, rank=1).to_row()
    assert row["trend"]["verdict"] == "narrowed"
    assert row["evidence"]["verdicts"] == {"unknowns": "stays", "trend": "narrowed"}
