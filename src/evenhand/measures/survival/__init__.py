"""How long people stay, and how they leave, from counts by time."""

from evenhand.measures.survival.by_time import EVENT, ByTime, UnusableTimes, counts_by_time
from evenhand.measures.survival.cumulative_incidence import cumulative_incidence
from evenhand.measures.survival.kaplan_meier import kaplan_meier
from evenhand.measures.survival.log_rank import LogRank, log_rank
from evenhand.measures.survival.quantiles import median_time
from evenhand.measures.survival.restricted_mean import restricted_mean, restricted_mean_difference

__all__ = [
    "EVENT",
    "ByTime",
    "LogRank",
    "UnusableTimes",
    "counts_by_time",
    "cumulative_incidence",
    "kaplan_meier",
    "log_rank",
    "median_time",
    "restricted_mean",
    "restricted_mean_difference",
]
