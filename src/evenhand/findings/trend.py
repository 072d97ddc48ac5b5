"""How a difference changed over the periods held: narrowed or widened, where that holds among all trends looked at."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from scipy.special import stdtr, stdtrit

from evenhand.findings.claims import with_claims
from evenhand.findings.control import Array, holm
from evenhand.findings.types import Finding, Trend
from evenhand.measures import Measure, MeasureRules, MeasureTable
from evenhand.measures.process.rules import load_process_rules
from evenhand.vocabulary.speech import Speech

_WHOM = ("area", "characteristic", "code_list", "edition", "group", "stage", "reference")
Trends = Mapping[tuple[str, ...], Trend]


def held_trends(measures: MeasureTable, rules: MeasureRules) -> Trends:
    """Return by whom and where it is the trends that hold, out of all that the measures have, by Holm's method.

    The probability of each is that of Student's t with the fewest degrees of freedom that a trend may have, at the end
    of its interval that is nearer to no change: on the safe side for longer series. Source: docs/adr/0024.
    """
    rows = [
        row
        for row in measures.where(measure=str(Measure.RATIO_TREND)).to_rows()
        if None not in (row["estimate"], row["lower"], row["upper"]) and row["lower"] > 0
    ]
    logs = np.log(
        np.array([[row[name] for name in ("estimate", "lower", "upper")] for row in rows]).reshape(-1, 3)
    )
    adjusted = holm(_chances(logs, rules.level))
    return {
        tuple(str(row[name]) for name in _WHOM): Trend(
            verdict="widened" if row["estimate"] > 1 else "narrowed",
            sentence="",
            estimate=row["estimate"],
            lower=row["lower"],
            upper=row["upper"],
            period=row["period"],
            adjusted_p=float(chance),
            cell_id=row["cell_id"],
        )
        for row, chance in zip(rows, adjusted, strict=True)
        if chance < rules.test_level
    }


def with_trend(finding: Finding, trends: Trends, speech: Speech) -> Finding:
    """Return the finding with the trend of its ratio, where one holds: narrowed if the ratio came nearer to 1."""
    trend = trends.get(tuple(str(getattr(finding, name)) for name in _WHOM))
    if trend is None:
        return finding
    wider = (trend.estimate > 1) == (finding.estimate > 0)
    verdict = "widened" if wider else "narrowed"
    figures = {name: f"{getattr(trend, name):.2f}" for name in ("estimate", "lower", "upper")}
    sentence = speech.say(f"findings.trend.{verdict}", period=speech.period(trend.period), **figures)
    verdicts = dict(finding.evidence.verdicts or {}) | {"trend": verdict}
    return replace(
        finding,
        trend=replace(trend, verdict=verdict, sentence=sentence),
        evidence=with_claims(replace(finding.evidence, verdicts=verdicts)),
    )


def _chances(logs: Array, level: float) -> Array:
    """Two-sided probabilities of slopes from their intervals."""
    freedom = load_process_rules().least_trend_periods - 2
    nearer = np.where(logs[:, 0] > 0, logs[:, 1], -logs[:, 2])
    reach = np.maximum(np.abs(logs[:, 0]) - nearer, 1e-12)
    t = np.abs(logs[:, 0]) / reach * stdtrit(freedom, 0.5 + level / 2)
    return np.asarray(2 * stdtr(freedom, -t), np.float64)
