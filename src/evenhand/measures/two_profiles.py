"""Two profiles compared: each group's share of the people at one stage against its share of those at another."""

from functools import partial

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from evenhand.foundations import EVERYONE, REACHED, CountTable
from evenhand.measures import score
from evenhand.measures.intervals import Array, wilson
from evenhand.measures.pairs import Known
from evenhand.measures.rules import MeasureRules, load_rules
from evenhand.measures.widen import widen_one, widen_two
from evenhand.vocabulary import UNKNOWNS

_WHOLE = ("area", "period", "characteristic", "code_list", "edition")
PROFILE_COLUMNS = (*_WHOLE, "group")
"""The columns that say whom a row is about; after them stand the figures."""


def compare_profiles(
    counts: CountTable, *, first: str, second: str, rules: MeasureRules | None = None
) -> pa.Table:
    """Return for each group its share at the stages `first` and `second`, and the difference, each with its range.

    Stages are named as in cells (`profiles/tested`). Shares are of 1, of the people whose group is known; `difference` is
    second less first. Ranges are at 95 % and hold for every count that a protection allows. The people of the two stages
    count as two separate groups of people: where many are the same, the range of the difference is too wide rather than
    too narrow. A group or area that stands at one stage only has no row. Source: C2, C4; 001 3.8.
    """
    rules = rules or load_rules()
    keys, sides = _both(counts, first, second)
    columns: dict[str, pa.Array] = {
        name: pa.array([key[n] for key in keys], pa.string()) for n, name in enumerate(PROFILE_COLUMNS)
    }
    wholes = [_sums(one, keys) for one in sides]
    enough = np.ones(len(keys), dtype=np.bool_)
    for name, x, n in zip(("first", "second"), sides, wholes, strict=True):
        low, high = widen_one(partial(wilson, z=rules.z), x, n, within=True)
        enough &= n.lower >= rules.least_people
        columns |= {f"{name}_count": _numbers(x.value), f"{name}_of": _numbers(n.point)}
        columns |= {
            f"{name}_share": _numbers(_divide(x.point, n.point)),
            f"{name}_lower": _numbers(low),
            f"{name}_upper": _numbers(high),
        }
    interval = partial(score.difference_of_proportions, z=rules.z)
    low, high = widen_two(interval, sides[1], wholes[1], sides[0], wholes[0], within=True)
    shares = [_divide(x.point, n.point) for x, n in zip(sides, wholes, strict=True)]
    for name, figures in (("difference", shares[1] - shares[0]), ("lower", low), ("upper", high)):
        columns[name] = _numbers(np.where(enough, figures, np.nan))
    return pa.table(columns)


def _both(counts: CountTable, first: str, second: str) -> tuple[list[tuple[str, ...]], list[Known]]:
    """The groups that stand at both stages, and what is known of their counts at each."""
    tables = []
    for stage in (first, second):
        rows = counts.where(stage=stage, state=REACHED).to_rows()
        tables.append(
            {
                tuple(row[name] for name in PROFILE_COLUMNS): row
                for row in rows
                if row["characteristic"] != EVERYONE and row["group"] not in UNKNOWNS
            }
        )
    keys = sorted(set(tables[0]) & set(tables[1]))
    return keys, [_known([table[key] for key in keys]) for table in tables]


def _known(rows: list[dict[str, object]]) -> Known:
    def column(name: str) -> Array:
        return np.array([np.nan if row[name] is None else row[name] for row in rows], dtype=np.float64)

    status = np.array([str(row["status"]) for row in rows], dtype=np.str_)
    return Known(value=column("value"), lower=column("lower"), upper=column("upper"), status=status)


def _sums(x: Known, keys: list[tuple[str, ...]]) -> Known:
    """For each row the sum over the groups of its area, period and characteristic."""
    names = np.array(["\x1f".join(key[: len(_WHOLE)]) for key in keys], dtype=np.str_)
    _, code = np.unique(names, return_inverse=True)

    def total(column: Array) -> Array:
        sums: Array = np.bincount(code, weights=column).astype(np.float64)
        return sums[code]

    status: NDArray[np.str_] = np.full(len(keys), "rounded")
    return Known(value=total(x.point), lower=total(x.lower), upper=total(x.upper), status=status)


def _divide(one: Array, other: Array) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(other > 0, one / other, np.nan)


def _numbers(column: Array) -> pa.Array:
    return pa.array(column, pa.float64(), mask=np.isnan(column))
