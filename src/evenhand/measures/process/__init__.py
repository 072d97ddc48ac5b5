"""One figure over time: control limits with denominators, run charts, the trend of a disparity."""

from evenhand.measures.process.charts import (
    p_chart,
    p_prime_chart,
    run_chart,
    u_chart,
    u_prime_chart,
    xmr_chart,
)
from evenhand.measures.process.rules import ProcessRules, load_process_rules
from evenhand.measures.process.segments import Rebase, segment_numbers
from evenhand.measures.process.types import Chart, ChartKind, Runs, Signals

__all__ = [
    "Chart",
    "ChartKind",
    "ProcessRules",
    "Rebase",
    "Runs",
    "Signals",
    "load_process_rules",
    "p_chart",
    "p_prime_chart",
    "run_chart",
    "segment_numbers",
    "u_chart",
    "u_prime_chart",
    "xmr_chart",
]
