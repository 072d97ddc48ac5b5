"""Results that need the records themselves, a second class beside counts: each checked that it rests on enough people."""

from evenhand.disclosure.record_level.beside_counts import Sum, narrowed, tells
from evenhand.disclosure.record_level.coarse import coarsen, shares_worth_enough
from evenhand.disclosure.record_level.curve import check_curve
from evenhand.disclosure.record_level.means import check_mean
from evenhand.disclosure.record_level.model import check_model
from evenhand.disclosure.record_level.quantile import check_quantile
from evenhand.disclosure.record_level.record_policy import (
    DEFAULT_RECORD_POLICY,
    RecordPolicy,
    ResultRefused,
    load_record_policy,
    record_policy_names,
)
from evenhand.disclosure.record_level.together import put_together

__all__ = [
    "DEFAULT_RECORD_POLICY",
    "RecordPolicy",
    "ResultRefused",
    "Sum",
    "check_curve",
    "check_mean",
    "check_model",
    "check_quantile",
    "coarsen",
    "load_record_policy",
    "narrowed",
    "put_together",
    "record_policy_names",
    "shares_worth_enough",
    "tells",
]
