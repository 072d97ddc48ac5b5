"""One figure over time: control limits with denominators, run charts, the trend of a disparity."""

from evenhand.measures.process.assurance import Assurance, assurance
from evenhand.measures.process.calendar import (
    Mark,
    MarkKind,
    Surge,
    calendar_marks,
    check_outcome,
    days_of,
    per_usual_period,
)
from evenhand.measures.process.charts import (
    p_chart,
    p_prime_chart,
    run_chart,
    u_chart,
    u_prime_chart,
    xmr_chart,
)
from evenhand.measures.process.ratio_trend import RatioTrend, ratio_trend
from evenhand.measures.process.rules import ProcessRules, load_process_rules
from evenhand.measures.process.segments import Rebase, segment_numbers
from evenhand.measures.process.types import Chart, ChartKind, Runs, Signals

__all__ = [
    "Assurance",
    "Chart",
    "ChartKind",
    "Mark",
    "MarkKind",
    "ProcessRules",
    "RatioTrend",
    "Rebase",
    "Runs",
    "Signals",
    "Surge",
    "assurance",
    "calendar_marks",
    "check_outcome",
    "days_of",
    "load_process_rules",
    "p_chart",
    "p_prime_chart",
    "per_usual_period",
    "ratio_trend",
    "run_chart",
    "segment_numbers",
    "u_chart",
    "u_prime_chart",
    "xmr_chart",
]
