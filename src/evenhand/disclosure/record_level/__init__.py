"""Results that need the records themselves, a second class beside counts: each checked that it rests on enough people."""

from evenhand.disclosure.record_level.curve import check_curve
from evenhand.disclosure.record_level.model import check_model
from evenhand.disclosure.record_level.quantile import check_quantile
from evenhand.disclosure.record_level.record_policy import (
    DEFAULT_RECORD_POLICY,
    RecordPolicy,
    ResultRefused,
    load_record_policy,
    record_policy_names,
)

__all__ = [
    "DEFAULT_RECORD_POLICY",
    "RecordPolicy",
    "ResultRefused",
    "check_curve",
    "check_model",
    "check_quantile",
    "load_record_policy",
    "record_policy_names",
]
