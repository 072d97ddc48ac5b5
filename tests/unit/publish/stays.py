"""A release with curves of how long people stay, made by hand through the checks that every curve passes."""

from dataclasses import replace

import numpy as np
import pyarrow as pa

from evenhand.disclosure.record_level import (
    check_curve,
    check_mean,
    coarsen,
    load_record_policy,
    put_together,
)
from evenhand.foundations.checked_result import CheckedResult
from evenhand.publish import Release
from tests.unit.publish.releases import ONE, PERIOD, SEX, partnership

POLICY = load_record_policy()
WEEKS = 7.0 * np.arange(1, 31)


def words(group: str) -> dict[str, str]:
    """Whom a part of the results is about."""
    of = ("everyone", "", "") if group == "everyone" else SEX
    return {
        "area": "X1",
        "period": PERIOD,
        **dict(zip(("characteristic", "code_list", "edition"), of, strict=True)),
        "group": group,
    }


def curve(people: int, weekly: int, share: float, *, ways: bool = True) -> CheckedResult:
    """So many leave each week, from the 13th on every second by finishing."""
    finished = np.where(np.arange(30) < 12, 0, weekly // 2)
    left = weekly - finished
    at_risk = people - weekly * np.arange(30)
    told = {"finished": finished, "left": left} if ways else {"left": finished + left}
    found = check_curve(WEEKS, at_risk, told, policy=POLICY)
    return coarsen(found, share, np.linspace(1, 0.9, found.values.num_rows), POLICY)


def mean(until: int, value: float, gap: float | None = None) -> CheckedResult:
    """A mean within so many days, 5 days sure on either side; the gap from men's, 8."""
    apart = (
        {} if gap is None else {"difference": gap, "difference_lower": gap - 8, "difference_upper": gap + 8}
    )
    figures = {"mean": value, "lower": value - 5, "upper": value + 5} | apart
    reference = pa.array([None if gap is None else "MALE"], pa.string())
    row = {"until": pa.array([until]), "reference": reference} | {
        k: pa.array([v]) for k, v in figures.items()
    }
    return check_mean(pa.table(row), people=90, left=30, stayed=40, policy=POLICY)


def with_stays() -> Release:
    """Everyone, men and women with ways; a group without a curve of either reason."""
    release = partnership(areas=ONE)
    curves = put_together(
        [
            (words("everyone"), curve(590, 18, 0.01)),
            (words("MALE"), curve(450, 12, 0.02)),
            (words("FEMALE"), curve(140, 4, 0.04, ways=False)),
        ]
    )
    means = put_together(
        [
            (words("FEMALE"), mean(84, 60, -12)),
            (words("MALE"), mean(84, 72)),
            (words("FEMALE"), mean(182, 120, -3)),
            (words("MALE"), mean(182, 123)),
        ]
    )
    absent = [
        {"area": "X1", "characteristic": "age_band", "code_list": "age-band-adult", "edition": "2026"} | one
        for one in ({"group": "18_24", "reason": "few"}, {"group": "25_34", "reason": "tells"})
    ]
    return replace(release, curves=(curves, means), run={**release.run, "without_curve": absent})
