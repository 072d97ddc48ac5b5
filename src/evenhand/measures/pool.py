"""Several years of a group put together, where one is too small to say anything; never across a break or an edition."""

from collections.abc import Mapping
from datetime import timedelta

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from evenhand.foundations import KEPT_BACK, PEOPLE_COLUMNS, REACHED, Period, cell_id_column
from evenhand.measures.intervals import Array
from evenhand.measures.pairs import Known, Pairs, references
from evenhand.measures.rules import MeasureRules
from evenhand.vocabulary import Programme, Vocabulary
from evenhand.vocabulary.breaks import breaks_between

Rows = NDArray[np.int64]


def pooled_pairs(
    pairs: Pairs,
    small: NDArray[np.bool_],
    *,
    programme: Programme,
    vocabulary: Vocabulary,
    rules: MeasureRules,
) -> Pairs:
    """Return the groups of the rows `small`, and their references, over up to `rules.pool_years` years together.

    The years end with the row's own, follow on each other, and have no break between them that touches the stage;
    only years in the row's code list and edition are taken. A person is counted once in each year. Counts and bounds
    are sums of those that are shown, so that nothing new is told. Groups with fewer than two such years are left out.
    """
    chains = _chains(pairs, small, programme, vocabulary, rules)
    wanted = np.union1d(np.flatnonzero(small), pairs.reference[small & (pairs.reference >= 0)])
    by_key = {key: row for row, key in enumerate(_joined(pairs.columns, PEOPLE_COLUMNS).tolist())}
    rows, spans, parts = [], [], []
    for row in wanted.tolist():
        periods = chains.get((str(pairs.columns["area"][row]), str(pairs.columns["characteristic"][row])), ())
        found = [by_key.get(_key(pairs.columns, row, str(one))) for one in periods]
        if len(found) > 1 and None not in found:
            rows.append(row)
            spans.append(str(Period(periods[0].first, periods[-1].last)))
            parts.append([one for one in found if one is not None])
    return _summed(pairs, rows, spans, parts, small, programme, vocabulary)


def pooled_years(period: str) -> tuple[int, str, str]:
    """Return how many years are put together, and the first and the last of them: (3, '2021/22', '2023/24')."""
    span = Period.parse(period)
    years = round(span.days / 365.25)
    return years, _year_words(span.first.year, span), _year_words(span.last.year, span, last=True)


def _year_words(year: int, span: Period, *, last: bool = False) -> str:
    if (span.first.month, span.first.day) == (1, 1):
        return str(year)
    start = year - 1 if last else year
    return f"{start}/{(start + 1) % 100:02d}"


def is_year(period: Period) -> bool:
    """Return whether a period is a whole year, from whatever day."""
    return period.days in (365, 366)


def _chains(
    pairs: Pairs, small: NDArray[np.bool_], programme: Programme, vocabulary: Vocabulary, rules: MeasureRules
) -> dict[tuple[str, str], tuple[Period, ...]]:
    """For each area and characteristic of the small rows: the years that may be put together, the earliest first."""
    found: dict[tuple[str, str], tuple[Period, ...]] = {}
    areas, names, periods = (pairs.columns[name] for name in ("area", "characteristic", "period"))
    there: dict[str, list[Period]] = {}
    for area, period in sorted(set(zip(areas.tolist(), periods.tolist(), strict=True))):
        there.setdefault(area, []).append(Period.parse(period))
    for area, name, last in sorted(
        set(zip(*(one[small].tolist() for one in (areas, names, periods)), strict=True))
    ):
        chain = [Period.parse(last)]
        while is_year(chain[0]) and len(chain) < rules.pool_years:
            before = [
                one for one in there[area] if is_year(one) and one.last + timedelta(1) == chain[0].first
            ]
            if not before or _broken(before[0], chain[0], pairs, area, name, programme, vocabulary):
                break
            chain.insert(0, before[0])
        found[area, name] = tuple(chain)
    return found


def _broken(
    before: Period,
    after: Period,
    pairs: Pairs,
    area: str,
    name: str,
    programme: Programme,
    vocabulary: Vocabulary,
) -> bool:
    """Whether a change of law, form or list between two years forbids to put them together."""
    breaks = breaks_between(
        vocabulary.breaks, before.first, after.last, programme=programme, characteristic=name, area=area
    )
    return any(one.touches_stage(pairs.stage.id) and not one.marks_only for one in breaks)


def _summed(
    pairs: Pairs,
    rows: list[int],
    spans: list[str],
    parts: list[list[int]],
    small: NDArray[np.bool_],
    programme: Programme,
    vocabulary: Vocabulary,
) -> Pairs:
    columns = {name: pairs.columns[name][rows] for name in PEOPLE_COLUMNS if name != "period"}
    columns["period"] = np.array(spans, dtype=np.str_)
    texts = {name: pa.array(columns[name].tolist(), pa.string()) for name in PEOPLE_COLUMNS}
    fixed = {"stage": pairs.stage_key, "state": REACHED, "unit": pairs.stage.unit}
    texts |= {name: pa.array([value] * len(rows), pa.string()) for name, value in fixed.items()}
    columns["cell_id"] = np.array(cell_id_column(texts).to_pylist(), dtype=np.str_)
    place = np.repeat(np.arange(len(rows)), [len(one) for one in parts])
    of = np.array([row for one in parts for row in one], dtype=np.int64)
    x, n = (_sum(known, of, place, len(rows)) for known in (pairs.x, pairs.n))
    reference = references(columns, n, programme, vocabulary)
    compared = (reference >= 0) & (reference != np.arange(len(rows))) & small[rows]
    return Pairs(
        stage=pairs.stage,
        stage_key=pairs.stage_key,
        columns=columns,
        x=x,
        n=n,
        reference=reference,
        is_compared=compared,
    )


def _sum(known: Known, of: Rows, place: Rows, size: int) -> Known:
    """Sums of what is known; a year that is withheld withholds the sum, years that are all hidden hide it."""

    def total(column: Array) -> Array:
        return np.bincount(place, weights=column[of], minlength=size).astype(np.float64)

    withheld = total(np.isin(known.status, KEPT_BACK).astype(np.float64)) > 0
    shown = total((~np.isnan(known.value)).astype(np.float64)) > 0
    status = np.where(withheld, "withheld", np.where(shown, "rounded", "below_threshold"))
    value = np.where(withheld | ~shown, np.nan, np.round(total(known.point)))
    return Known(value=value, lower=total(known.lower), upper=total(known.upper), status=status)


def _joined(columns: Mapping[str, NDArray[np.str_]], names: tuple[str, ...]) -> NDArray[np.str_]:
    return np.array(["\x1f".join(one) for one in zip(*(columns[name] for name in names), strict=True)])


def _key(columns: Mapping[str, NDArray[np.str_]], row: int, period: str) -> str:
    return "\x1f".join(period if name == "period" else str(columns[name][row]) for name in PEOPLE_COLUMNS)
