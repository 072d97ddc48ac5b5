"""What is measured of a table of one's own: the same figures as the measures themselves give, and why others are missing."""

import json
import math

import numpy as np
import pytest

from evenhand.cli.measures_words import figure
from evenhand.measures.funnels import funnel
from evenhand.measures.inequality.groups import Groups
from evenhand.measures.inequality.summaries import summaries
from evenhand.measures.intervals import wilson, z_of
from evenhand.measures.own_table import (
    Kind,
    Row,
    UnusableOwnTable,
    all_names,
    measure_areas,
    measure_groups,
    measure_people,
    measure_series,
    measure_table,
    remarks,
    table_of,
)
from evenhand.measures.own_table.rows import number
from evenhand.measures.process import p_prime_chart
from evenhand.measures.score import difference_of_proportions, ratio_of_rates
from evenhand.measures.standardised import direct

NAMES, X, N = ["White", "Asian", "Black", "Mixed"], [210, 45, 30, 22], [420, 120, 96, 60]
STATES = {"ok", "interval_not_estimable", "not_estimable"}
ISSUED = {
    "groups": "difference ratio bgv bgv_corrected bgsd cov mld theil idis_unweighted idis_weighted mdb_unweighted "
    "mdb_weighted mdm_unweighted mdm_weighted mdr_unweighted mdr_weighted par paf sii rii aci rci proportion rate dsr",
    "areas": "proportion rate isr funnel funnel_point",
    "series": "p p_prime u u_prime xmr run",
    "people": "km logrank cumulative_incidence",
}


def one(rows: list[Row], measure: str, group: str | None = None) -> Row:
    (found,) = [row for row in rows if row.measure == measure and row.group == group]
    return found


def limits(row: Row) -> tuple[float | None, float | None, float | None]:
    return row.estimate, row.lower, row.upper


@pytest.mark.parametrize("kind", list(Kind))
def test_every_name_there_should_be_is_known(kind: Kind) -> None:
    assert set(ISSUED[kind].split()) <= {name.name for name in all_names(kind)}


def test_shares_have_wilsons_interval() -> None:
    lower, upper = wilson(np.array([45.0]), np.array([120.0]), z_of(0.9))
    found = one(measure_groups(NAMES, X, N, measures=["proportion"], level=0.9), "proportion", "Asian")
    assert limits(found) == pytest.approx((45 / 120, lower[0], upper[0]))


def test_differences_are_from_the_largest_group_or_the_one_named() -> None:
    rows = measure_groups(NAMES, X, N, measures=["difference"])
    assert {row.group for row in rows} == {"Asian", "Black", "Mixed"}
    wanted = difference_of_proportions(
        *(np.array([float(value)]) for value in (45, 120, 210, 420)), z_of(0.95)
    )
    found = one(rows, "difference", "Asian")
    assert limits(found) == pytest.approx((45 / 120 - 0.5, wanted[0][0], wanted[1][0]))
    assert found.extra["of"] == "White"
    named = measure_groups(NAMES, X, N, measures=["difference"], reference="mixed")
    assert {row.extra["of"] for row in named} == {"Mixed"}


def test_summaries_are_those_of_the_measures_themselves() -> None:
    order, population = [4, 2, 1, 3], [50, 9, 7, 3]
    rows = measure_groups(NAMES, X, N, population=population, order=order, favourable="up")
    groups = Groups.of(X, N, population=population, order=order, reference=0, favourable=True)
    for name, wanted in summaries(groups).items():
        if name in ISSUED["groups"].split():
            found = one(rows, name)
            assert found.estimate == pytest.approx(wanted.value[0]), name
            assert (found.lower is None) == math.isnan(wanted.lower[0]), name
    standard = direct([X], [N], population)
    assert limits(one(rows, "dsr")) == pytest.approx(
        (standard.value[0], standard.lower[0], standard.upper[0])
    )


def test_the_range_of_dsr_is_said_to_be_for_events_where_people_count_once() -> None:
    columns = {"group": NAMES, "numerator": X, "denominator": N, "population": [50, 9, 7, 3]}
    table = table_of("groups", columns)
    assert any("The range of dsr is for events" in said for said in remarks(table, measure_table(table)))
    assert not remarks(table, measure_table(table, ["difference"]))
    events = table_of("groups", {**columns, "denominator": [400, 40, 90, 60]})
    assert not any("The range of dsr" in said for said in remarks(events, measure_table(events)))
    (name,) = (one for one in all_names(Kind.GROUPS) if one.name == "dsr")
    assert "far too wide" in name.said


def test_what_lacks_a_column_or_a_direction_says_so() -> None:
    rows = measure_groups(NAMES, X, N)
    for name, word in (("paf", "better or worse"), ("sii", "no order"), ("dsr", "'population'")):
        found = one(rows, name)
        assert (found.state, found.estimate) == ("not_estimable", None)
        assert word in str(found.reason)
    down = measure_groups(NAMES, X, N, measures=["mdb_weighted"], favourable="down")
    assert one(down, "mdb_weighted").estimate is not None


def test_rows_are_json_with_the_keys_that_were_promised() -> None:
    for row in measure_groups(NAMES, X, N):
        told = json.loads(json.dumps(row.to_dict(), allow_nan=False))
        assert list(told)[:7] == ["measure", "group", "estimate", "lower", "upper", "state", "reason"]
        assert told["state"] in STATES
        assert (told["state"] == "ok") == (told["lower"] is not None) == (told["reason"] is None)


def test_small_groups_have_figures_without_intervals() -> None:
    rows = measure_groups(["A", "B"], [2, 30], [8, 90])
    share, gap = one(rows, "proportion", "A"), one(rows, "difference", "A")
    assert (share.estimate, share.state) == (0.25, "interval_not_estimable")
    assert gap.state == "interval_not_estimable"
    assert "10 or more" in str(gap.reason)
    assert "30 or more" in str(one(rows, "bgv").reason)


def test_more_events_than_people_are_rates_and_are_told() -> None:
    table = table_of("groups", {"group": ["A", "B"], "numerator": [120, 40], "denominator": [100, 90]})
    rows = measure_table(table)
    assert one(rows, "rate", "A").estimate == pytest.approx(1.2)
    wanted = ratio_of_rates(*(np.array([float(value)]) for value in (40, 90, 120, 100)), z_of(0.95))
    assert limits(one(rows, "ratio", "B"))[1:] == pytest.approx((wanted[0][0], wanted[1][0]))
    assert one(rows, "difference", "B").extra["units"] == "per_one"
    assert "1 of 2 rows (A): rates are given" in remarks(table, rows)[0]
    with pytest.raises(UnusableOwnTable, match="--measure rate"):
        measure_table(table, ["proportion"])


def test_rates_are_given_where_they_are_asked_for() -> None:
    rows = measure_groups(NAMES, X, N, measures=["rate", "difference"])
    assert {row.measure for row in rows} == {"rate", "difference"}
    assert one(rows, "difference", "Asian").extra["units"] == "per_one"
    table = table_of("groups", {"group": ["A", "B"], "numerator": [1, 2], "denominator": [10.5, 20]})
    assert {row.measure for row in measure_table(table)} >= {"rate"}
    assert "Denominators are not whole" in remarks(table, measure_table(table))[0]
    with pytest.raises(UnusableOwnTable, match="not whole"):
        measure_groups(["A", "B"], [1, 2], [10.5, 20], measures=["proportion"])


def test_people_of_no_known_group_are_in_no_comparison_and_told() -> None:
    table = table_of(
        "groups", {"group": [*NAMES, "not known"], "numerator": [*X, 9], "denominator": [*N, 900]}
    )
    rows = measure_table(table)
    assert one(rows, "proportion", "not known").estimate == pytest.approx(0.01)
    assert "not known" not in {row.group for row in rows if row.measure == "difference"}
    assert one(rows, "difference", "Asian").extra["of"] == "White"
    assert one(rows, "bgv").estimate == pytest.approx(one(measure_groups(NAMES, X, N), "bgv").estimate)
    assert "not known (900 people" in remarks(table, rows)[0]


def test_one_group_has_nothing_to_compare_with() -> None:
    rows = measure_groups(["A"], [3], [40])
    assert one(rows, "difference").state == one(rows, "bgv").state == "not_estimable"
    assert {row.state for row in measure_groups(["not known"], [3], [40]) if row.measure == "mld"} == {
        "not_estimable"
    }


def test_groups_without_people_or_events_say_so() -> None:
    rows = measure_groups(
        ["A", "B", "C"], [0, 20, 0], [50, 60, 0], reference="A", measures=["ratio", "difference"]
    )
    assert "no ratio" in str(one(rows, "ratio", "B").reason)
    assert "Nobody is counted" in str(one(rows, "ratio", "C").reason)
    assert one(rows, "difference", "C").state == "not_estimable"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"measures": ["foo"]}, "no measure 'foo' of groups.*Known: proportion"),
        ({"measures": ["km"]}, "'km' is measured of a table of people"),
        ({"reference": "Green"}, "no group 'Green'.*White, Asian"),
        ({"favourable": "left"}, "up or down"),
        ({"level": 1.5}, "no confidence"),
    ],
)
def test_what_cannot_be_asked_is_told(options: dict, said: str) -> None:
    with pytest.raises(UnusableOwnTable, match=said):
        measure_groups(NAMES, X, N, **options)


def test_names_may_come_in_one_word_and_further_versions_too() -> None:
    rows = measure_groups(NAMES, X, N, measures=["bgv, MLD", "mld_corrected", "bgv"])
    assert [row.measure for row in rows] == ["bgv", "mld", "mld_corrected"]
    titles = {name.name: name.title for name in all_names(Kind.GROUPS)}
    assert titles["mld_corrected"].endswith("without what chance adds")
    assert titles["sii_logit"].endswith("logit version")


def test_nothing_is_never_below_nothing() -> None:
    """Three groups with one share: no distance is -0, in a row or as it is printed."""
    rows = measure_groups(["A", "B", "C"], [10, 12, 40], [100, 120, 400], favourable="down")
    for row in rows:
        figures = [one for one in (row.estimate, row.lower, row.upper) if one == 0]
        assert all(math.copysign(1, one) == 1 for one in figures), row.measure
    assert "-0.0," not in json.dumps([row.to_dict() for row in rows])
    assert math.copysign(1, number(-0.0) or 0.0) == 1


@pytest.mark.parametrize(
    ("shown", "said"),
    [("share", "0.0%"), ("points", "0.0 points"), ("percent", "0.0%"), ("rate", "0"), ("number", "0")],
)
def test_what_rounds_to_nothing_is_printed_without_a_sign(shown: str, said: str) -> None:
    assert figure(-0.0, shown) == said
    if shown in ("share", "points", "percent"):
        assert figure(-1e-19, shown) == said
    assert figure(-0.125, "points") == "-12.5 points"


AREAS = [f"area {number}" for number in range(8)]
COUNTS, PEOPLE = [12, 30, 50, 5, 33, 60, 9, 21], [120, 200, 210, 90, 180, 300, 45, 160]


def test_areas_have_a_funnel_with_its_spread() -> None:
    rows = measure_areas(AREAS, COUNTS, PEOPLE)
    made = funnel(COUNTS, PEOPLE, kind="proportion", levels=(0.95, 0.998))
    summary = one(rows, "funnel")
    assert (summary.extra["phi"], summary.extra["tau2"]) == pytest.approx((float(made.phi), float(made.tau2)))
    assert summary.estimate == pytest.approx(sum(COUNTS) / sum(PEOPLE))
    point = one(rows, "funnel_point", "area 3")
    assert limits(point) == pytest.approx((5 / 90, made.lower[0, 3], made.upper[0, 3]))
    assert point.extra["lower_998"] == pytest.approx(made.lower[1, 3])
    published = funnel(COUNTS, PEOPLE, kind="proportion", levels=(0.95,), adjustment="additive")
    assert point.extra["lower_published"] == pytest.approx(published.lower[0, 3])
    assert one(rows, "isr").state == "not_estimable"


def test_areas_with_events_expected_have_ratios() -> None:
    rows = measure_areas(AREAS, COUNTS, expected=[20.5] * 8)
    assert one(rows, "isr", "area 2").estimate == pytest.approx(50 / 20.5)
    assert one(rows, "funnel").estimate == 1
    assert one(rows, "proportion").state == "not_estimable"
    rates = measure_areas(AREAS, COUNTS, [10] * 8, measures=["rate", "funnel"])
    assert one(rates, "funnel").extra["units"] == "rate"


def test_the_spread_of_ratios_is_given_both_left_out_by_rank_and_drawn_in() -> None:
    """Drawn in: reckoned here from log ratios and quantiles of type 7 (numpy's own)."""
    expected = np.array([20.5, 25, 31, 14, 40, 44, 12, 18, 22, 35, 28, 19])
    counts = np.array([12.0, 30, 50, 5, 33, 60, 9, 21, 15, 70, 22, 30])
    summary = one(measure_areas(range(12), counts.astype(int), expected=expected), "funnel").extra
    z = np.log(counts / expected) * np.sqrt(expected)
    z = np.clip(z, *np.quantile(z, [0.1, 0.9]))
    phi = (z**2).mean()
    total, squares = expected.sum(), (expected**2).sum()
    assert summary["phi_winsorised"] == pytest.approx(phi)
    assert summary["tau2_winsorised"] == pytest.approx((12 * phi - 11) / (total - squares / total))
    left_out = funnel(counts, expected, kind="ratio")
    assert (summary["phi"], summary["tau2"]) == pytest.approx((float(left_out.phi), float(left_out.tau2)))
    assert summary["phi"] < summary["phi_winsorised"]
    assert "phi_winsorised" not in one(measure_areas(AREAS, COUNTS, PEOPLE), "funnel").extra


DATES = [f"2024-{month:02d}" for month in range(1, 13)] + [f"2025-{month:02d}" for month in range(1, 13)]


def test_series_have_charts_with_their_dates() -> None:
    rng = np.random.default_rng(1)
    people = rng.integers(60, 140, 24)
    events = rng.binomial(people, np.where(np.arange(24) < 16, 0.3, 0.6))
    rows = measure_series(DATES, events.tolist(), people.tolist())
    made = p_prime_chart(events, people)
    points = [row for row in rows if row.measure == "p_prime"]
    assert [row.extra["date"] for row in points] == DATES
    assert points[3].lower == pytest.approx(made.lower[3])
    assert any("one_side" in (row.extra["signal"] or []) for row in points)
    run = one(rows, "run")
    assert run.extra["signal"] in (True, False)
    assert run.extra["longest"] >= 8
    assert {row.measure for row in rows} == {"p", "p_prime", "u", "u_prime", "xmr", "run"}


def test_series_of_values_has_no_denominators() -> None:
    rows = measure_series(DATES, value=[float(number % 5) for number in range(24)])
    assert one(rows, "p").state == "not_estimable"
    assert sum(row.measure == "xmr" and row.state == "ok" for row in rows) == 24
    counts = measure_series(DATES, [number % 5 for number in range(24)], measures=["xmr"])
    assert [row.estimate for row in counts] == [row.estimate for row in rows if row.measure == "xmr"]


def test_a_series_that_does_not_move_has_no_limits_in_any_chart_that_looks_at_its_scatter() -> None:
    rows = measure_series(DATES[:12], [0] * 12, list(range(51, 63)), measures=["p", "p_prime", "xmr"])
    assert len(rows) == 36
    for row in rows:
        assert (row.estimate, row.lower, row.upper, row.state) == (0, None, None, "interval_not_estimable")
        assert "does not scatter" in str(row.reason)


def test_short_or_impossible_series_say_so() -> None:
    rows = measure_series(DATES[:3], [5, 0, 9], [8, 0, 6])
    assert "more events than people" in str(one(rows, "p").reason)
    gap = [row for row in rows if row.measure == "xmr"][1]
    assert (gap.estimate, gap.state) == (None, "not_estimable")
    assert "Too few periods" in str(one(rows, "run").reason)


TIMES = [5, 8, 8, 12, 20, 25, 31, 40, 52, 60, 7, 9, 14, 14, 22, 35, 41, 47, 58, 61]
EVENTS = ["completed", "dropped out", "", "completed", "0", "dropped out", "completed", "", "died", ""] * 2
GROUPS = ["A"] * 10 + ["B"] * 10


def test_people_have_curves_a_test_and_a_mean() -> None:
    rows = measure_people(TIMES, EVENTS, GROUPS)
    first = next(row for row in rows if row.measure == "km" and row.group == "A")
    assert (first.estimate, first.extra["time"], first.extra["at_risk"]) == (pytest.approx(0.9), 5, 10)
    ways = {row.extra["event"] for row in rows if row.measure == "cumulative_incidence"}
    assert ways == {"completed", "dropped out", "died"}
    tests = [row for row in rows if row.measure == "logrank"]
    assert [row.extra.get("event") for row in tests] == [None, "completed", "died", "dropped out"]
    assert 0 < tests[0].extra["p_value"] <= 1
    assert {row.group for row in rows if row.measure == "rmst"} == {"A", "B"}


def test_people_without_groups_and_of_no_known_group() -> None:
    alone = measure_people(TIMES, EVENTS)
    assert {row.group for row in alone} == {None}
    assert one(alone, "logrank").state == "not_estimable"
    rows = measure_people(TIMES, EVENTS, ["not known"] * 3 + GROUPS[3:], measures=["logrank"], reference="b")
    assert set(rows[0].extra["p_values"]) == {"A"}
    nobody_left = measure_people([3, 4], ["", ""], ["A", "B"], measures=["logrank"])
    assert nobody_left[0].state == "not_estimable"
    only_unknown = measure_people([3, 4], ["1", "1"], ["A", "unknown"], measures=["logrank"])
    assert only_unknown[0].state == "not_estimable"


def test_a_reason_names_the_limit_that_is_meant() -> None:
    few_events = measure_groups(["A", "B", "C"], [9, 3, 36], [100, 30, 400], measures=["mld"])
    assert "5 or more" in str(one(few_events, "mld").reason)
    few_people = measure_groups(["A", "B", "C"], [30, 3, 100], [100, 12, 400], measures=["mld", "bgsd"])
    assert "30 or more" in str(one(few_people, "bgsd").reason)
