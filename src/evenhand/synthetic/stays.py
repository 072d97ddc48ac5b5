"""Made-up people in custody and under court orders: other people than those tested, with differences planted."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from evenhand.synthetic.draw import Draws, Share, Whole, pick, spread
from evenhand.synthetic.people import Text, day_number
from evenhand.synthetic.settings import Setting
from evenhand.synthetic.types import CUSTODY_SCHEMA, ORDER_SCHEMA, Partnership

_NO_DAY = -1


def draw_custody(
    setting: Setting, rates: Mapping[str, Any], made: Partnership, draws: Draws, *, disparity: bool
) -> tuple[pa.Table, pa.Table]:
    """Return the stays (CUSTODY_SCHEMA), and the referrals to treatment of those who engaged after release."""
    how, until = rates["custody"], day_number(setting.window["recorded_until"])
    size = max(1, round(how["share"] * made.truth["people"]))
    who = _people(setting, size, draws)
    came = _within(setting, size, draws)
    left = came + draws.soon(how["least_stay"], how["longest_stay"], size)
    need = pick(how["need"], draws, size)
    referred = (need == "yes") & draws.happens(how["referred"], size) & (left <= until)
    asked = left - draws.whole(0, how["least_stay"] - 1, size)
    chance = _chances(how["engaged"], how["planted"], who, disparity=disparity)
    place, late = draws.shares(size), draws.happens(how["later"], size)
    wait = draws.soon(0, how["engaged_within_days"], size)
    long_wait = draws.whole(how["engaged_within_days"] + 1, how["latest_days"], size)
    engaged = referred & (place < chance)
    start = left + np.where(engaged, wait, long_wait)
    starts = (engaged | (referred & late)) & (start <= until)
    names = [f"C{number + 1:07}" for number in range(size)]
    columns = {
        "person_id": names,
        "kind": pick(how["kind"], draws, size),
        "in_date": came,
        "out_date": np.where(left <= until, left, _NO_DAY),
        "out_reason": _only(left <= until, pick(how["out_reason"], draws, size)),
        "prison": np.full(size, "Hightower", dtype=np.object_),
        "area": np.full(size, made.truth["area"], dtype=np.object_),
        "need": need,
        "referred_date": np.where(referred, asked, _NO_DAY),
        **who,
    }
    schema = made.treatments.schema
    referrals = {
        "person_id": np.asarray(names, dtype=np.object_)[referred],
        "referral_date": asked[referred],
        "start_date": np.where(starts, start, _NO_DAY)[referred],
        "end_date": np.full(int(referred.sum()), _NO_DAY),
        "end_reason": np.full(int(referred.sum()), None, dtype=np.object_),
    }
    return _table(columns, CUSTODY_SCHEMA), _table(referrals, schema)


def draw_orders(
    setting: Setting, rates: Mapping[str, Any], made: Partnership, draws: Draws, *, disparity: bool
) -> pa.Table:
    """Return the court orders (ORDER_SCHEMA) of people with a requirement of treatment."""
    how, until = rates["orders"], day_number(setting.window["recorded_until"])
    size = max(1, round(how["share"] * made.truth["people"]))
    who = _people(setting, size, draws)
    start = _within(setting, size, draws)
    length = draws.whole(how["least_days"], how["longest_days"], size)
    done = draws.shares(size) < _chances(how["completed"], how["planted"], who, disparity=disparity)
    end = start + np.where(done, length, spread(draws.shares(size), 20, length - 1))
    over = end <= until
    columns = {
        "person_id": [f"O{number + 1:07}" for number in range(size)],
        "order_id": [f"order {number + 1}" for number in range(size)],
        "kind": pick(how["kind"], draws, size),
        "start_date": start,
        "end_date": np.where(over, end, _NO_DAY),
        "end_reason": _only(over, np.where(done, "completed", pick(how["end_reason"], draws, size))),
        "area": np.full(size, made.truth["area"], dtype=np.object_),
        **who,
    }
    return _table(columns, ORDER_SCHEMA)


def _people(setting: Setting, size: int, draws: Draws) -> dict[str, Any]:
    """Return the ethnic group, sex and age of people, adults all."""
    adults = [one for one in setting.ages if one.low >= 18]
    span = draws.choose([one.share / sum(each.share for each in adults) for one in adults], size)
    low, high = (np.asarray([getattr(one, name) for one in adults])[span] for name in ("low", "high"))
    return {
        "age": spread(draws.shares(size), low, high),
        "ethnicity": pick(setting.ethnicity, draws, size),
        "sex": pick(setting.sex, draws, size),
    }


def _within(setting: Setting, size: int, draws: Draws) -> Whole:
    first, last = (day_number(setting.window[name]) for name in ("first_test", "last_test"))
    return draws.whole(first, last, size)


def _chances(
    plain: float, planted: list[Mapping[str, Any]], who: Mapping[str, Text], *, disparity: bool
) -> Share:
    chances = np.full(len(who["sex"]), plain)
    for one in planted if disparity else ():
        chances += one["change"] * (who[one["characteristic"]] == one["group"])
    return chances


def _only(where: NDArray[np.bool_], values: NDArray[Any]) -> Text:
    """Return the values where they hold, and nothing elsewhere."""
    found = values.astype(np.object_)
    found[~where] = None
    return found


def _table(columns: Mapping[str, Any], schema: pa.Schema) -> pa.Table:
    return pa.table([_column(columns[one.name], one.type) for one in schema], schema=schema)


def _column(values: Any, kind: pa.DataType) -> pa.Array:
    if pa.types.is_date(kind):
        missing = values == _NO_DAY
        return pa.array(np.where(missing, 0, values).astype(np.int32), mask=missing).cast(kind)
    return pa.array(values, type=kind)
