"""What became of each person in need: referred, started, stayed 12 weeks, finished, or left and how."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Self

import numpy as np
from numpy.typing import NDArray

from evenhand.synthetic.contacts import Needing, exit_states, partition
from evenhand.synthetic.draw import Draws, Share, Whole
from evenhand.synthetic.people import Text
from evenhand.synthetic.settings import StageRates

NO_DAY = np.iinfo(np.int64).min
"""Stands for a day that there isn't."""

_IN_TIME_DAYS, _LATEST_DAYS = 42, 90
_REFERRED_WITHIN_DAYS = 7
_TWELVE_WEEKS, _YEAR, _LONGEST = 84, 365, 540
_SOONEST_FINISH = 42
_IN_TREATMENT, _COMPLETED, _STOPPED = "in_treatment", "completed", "stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Treatments:
    """Referrals in no order; days from 1970-01-01 or NO_DAY; `reason` is null where there is no end."""

    person: Whole
    referred: Whole
    started: Whole
    ended: Whole
    reason: Text

    def at(self, rows: Whole | NDArray[np.bool_]) -> Self:
        """Return the referrals in `rows`, or for which a mask holds."""
        return type(self)(**{one.name: getattr(self, one.name)[rows] for one in fields(self)})

    def and_also(self, other: "Treatments") -> Self:
        """Return these referrals and the others."""
        return type(self)(
            **{
                one.name: np.concatenate([getattr(self, one.name), getattr(other, one.name)])
                for one in fields(self)
            }
        )


def draw_treatments(
    stages: Mapping[str, StageRates],
    needing: Needing,
    chances: Mapping[str, Share],
    recorded_until: int,
    draws: Draws,
) -> Treatments:
    """Return the referrals of people in need; an end after the day `recorded_until` is not recorded yet.

    `chances` gives for started, retained and finished each one's probability among those at risk.
    """
    rates, size = stages["started"], len(needing.person)
    begun, gone, left = partition(rates, chances["started"], draws)
    late = left & draws.happens(rates.late, size)
    referred = needing.day + draws.soon(0, _REFERRED_WITHIN_DAYS, size)
    begun_after = draws.soon(0, _IN_TIME_DAYS - _REFERRED_WITHIN_DAYS, size)
    late_day = needing.day + draws.whole(_IN_TIME_DAYS + 1, _LATEST_DAYS, size)
    started = np.where(begun, referred + begun_after, np.where(late, late_day, NO_DAY))
    stay, reason = _stays(stages, chances, draws)
    gave_up = draws.whole(7, _IN_TIME_DAYS, size)
    late_reason = np.where(reason == _COMPLETED, _COMPLETED, _STOPPED)
    left_by = np.where(gone, exit_states(rates, draws, size), np.where(late, late_reason, _STOPPED))
    again = begun & draws.happens(rates.second_referral, size) & (begun_after > 0)
    rows = Treatments(
        person=needing.person,
        referred=referred + again,
        started=started,
        ended=np.where(begun, started + stay, np.where(late, late_day + stay, referred + gave_up)),
        reason=np.where(begun, reason, left_by),
    )
    has_row = begun | gone | late | draws.happens(rates.referred, size)
    return _as_recorded(rows.at(has_row), recorded_until).and_also(_came_to_nothing(rows, again))


def _stays(
    stages: Mapping[str, StageRates], chances: Mapping[str, Share], draws: Draws
) -> tuple[Whole, Text]:
    """Return for how many days each would stay in treatment, and how they would leave it."""
    size = len(chances["retained"])
    stayed, gone, _ = partition(stages["retained"], chances["retained"], draws)
    short = draws.whole(1, _TWELVE_WEEKS - 1, size)
    short_reason = np.where(gone, exit_states(stages["retained"], draws, size), _STOPPED)
    rates = stages["finished"]
    finished, left_later, rest = partition(rates, chances["finished"], draws)
    soon, late = draws.happens(rates.soon, size), rest & draws.happens(rates.late, size)
    long = draws.whole(_TWELVE_WEEKS, _YEAR, size)
    quick = draws.whole(_SOONEST_FINISH, _TWELVE_WEEKS - 1, size)
    longest = draws.whole(_YEAR + 1, _LONGEST, size)
    long = np.where(finished & soon, quick, np.where(late, longest, long))
    reason = np.where(left_later, exit_states(rates, draws, size), _STOPPED)
    reason[finished | late] = _COMPLETED
    return np.where(stayed, long, short), np.where(stayed, reason, short_reason)


def _as_recorded(rows: Treatments, recorded_until: int) -> Treatments:
    goes_on = (rows.ended > recorded_until) | (rows.reason == _IN_TREATMENT)
    reason = rows.reason.copy()
    reason[goes_on] = None
    return Treatments(
        person=rows.person,
        referred=rows.referred,
        started=rows.started,
        ended=np.where(goes_on, NO_DAY, rows.ended),
        reason=reason,
    )


def _came_to_nothing(rows: Treatments, again: NDArray[np.bool_]) -> Treatments:
    """Return a referral that came to nothing the day before each of those chosen."""
    chosen = rows.at(again)
    return Treatments(
        person=chosen.person,
        referred=chosen.referred - 1,
        started=np.full(len(chosen.person), NO_DAY),
        ended=chosen.referred,
        reason=np.full(len(chosen.person), _STOPPED, dtype=np.object_),
    )
